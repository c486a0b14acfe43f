"""A pharmacy through the API: the seven routes and each further step."""

from typing import Any

import pytest
from dispensing import Counter, counter, items_of, scanned
from factories import World
from pydantic import TypeAdapter
from sqlalchemy import update

from portal.api import dispense as routes
from portal.api import examples_dispense as examples
from portal.infra import throttle
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Prescription
from portal.schemas import dispense_day, dispense_register, prescription
from portal.schemas import prescription_claim as claim
from tests.api.callers import browser, program

AT = "/api/prescriptions"
WHY = {"reason": "It fell off the shelf."}
SEEN = {"identifiers": ["name", "birth_date"]}
KNOWN = {**SEEN, "proof": "passport"}


@pytest.fixture
def desk(world: World) -> Counter:
    throttle._limiter.cache_clear()
    return counter(world)


def all_of(script: Any) -> dict[str, Any]:
    lines = [{"item_id": str(one.id), "quantity": str(one.quantity)} for one in items_of(script)]
    return {"lines": lines}


async def test_scanned_supplied_checked_and_handed_over(desk: Counter) -> None:
    script = desk.prescribed(pharmacy_id=None)
    at = f"{AT}/{script}"
    phil, petra = browser(desk.phil), browser(desk.petra)

    scan = await phil.post(f"{at}/scan", json={"token": scanned(script).token})
    supply = await phil.post(f"{at}/fulfill", json=all_of(script))
    check = await petra.post(f"{at}/supplies/1/check", json={})
    ready = await petra.post(f"{at}/supplies/1/ready")
    handed = await phil.post(f"{at}/supplies/1/collect", json=SEEN)

    assert (scan.status_code, scan.json()["claim_status"]) == (200, "claimed")
    assert (supply.status_code, supply.json()["supplies"][0]["status"]) == (201, "preparing")
    assert check.json()["supplies"][0]["status"] == "checked"
    assert ready.json()["supplies"][0]["status"] == "ready"
    assert (handed.status_code, handed.json()["status"]) == (200, "dispensed")


async def test_the_scanner_needs_nothing_but_what_it_read(desk: Counter) -> None:
    script = desk.prescribed()

    said = await browser(desk.phil).post(f"{AT}/scan", json={"token": scanned(script).token})

    assert (said.status_code, said.json()["id"]) == (200, str(script))


async def test_a_forged_code_and_a_taken_prescription_are_refused_in_words(desk: Counter) -> None:
    script = desk.claimed()
    other = browser(desk.other)
    token = scanned(script).token

    forged = await other.post(f"{AT}/scan", json={"token": "0" * len(token)})
    taken = await other.post(f"{AT}/scan", json={"token": token})

    assert (forged.status_code, forged.json()["code"]) == (422, "forged")
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    assert "West Pharmacy" in taken.json()["detail"]
    assert desk.world.patient.name not in taken.text


async def test_found_by_its_printed_code_and_guessing_is_slowed_down(desk: Counter) -> None:
    script = desk.prescribed(code="7QK4M2XD")
    phil = browser(desk.phil)

    found = await phil.get(f"{AT}/code/7qk4-m2xd")
    missed = [(await phil.get(f"{AT}/code/0000000{n}")).status_code for n in range(10)]
    slowed = await phil.get(f"{AT}/code/7qk4-m2xd")

    assert found.json()["id"] == str(script)
    assert set(missed) == {404}
    assert slowed.status_code == 429


async def test_claimed_once_and_given_back(desk: Counter) -> None:
    at = f"{AT}/{desk.prescribed()}"
    phil, petra = browser(desk.phil), browser(desk.petra)

    first = await phil.post(f"{at}/claim")
    second = await petra.post(f"{at}/claim")
    back = await petra.post(f"{at}/release", json=WHY)

    assert first.json()["claim_status"] == "claimed"
    assert (second.status_code, second.json()["code"]) == (409, "taken")
    assert desk.phil.name in second.json()["detail"]
    assert back.json()["claim_status"] == "released"


async def test_a_delivery_goes_out_fails_goes_again_and_arrives(desk: Counter) -> None:
    at = f"{AT}/{desk.ready()}/delivery"
    phil = browser(desk.phil)
    out = {"step": "dispatch", "number": 1, "delivery_to": "4 Mill Lane", "courier": "Colin"}

    nowhere = await phil.post(at, json={"step": "dispatch", "number": 1})
    said = [
        (await phil.post(at, json=body)).json()["supplies"][0]["status"]
        for body in (
            out, {"step": "fail", "number": 1, **WHY}, out, {"step": "deliver", "number": 1, **SEEN}
        )
    ]  # fmt: skip

    assert (nowhere.status_code, set(nowhere.json()["errors"])) == (422, {"delivery_to", "courier"})
    assert said == ["dispatched", "delivery_failed", "dispatched", "delivered"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"step": "deliver", "number": 1, "identifiers": ["name"]}, {"identifiers"}),
        ({"step": "fail", "number": 1}, {"reason"}),
        ({"step": "lose", "number": 1}, {"step"}),
        ({"step": "fail", "number": 0, **WHY}, {"number"}),
    ],
)
async def test_each_step_of_a_delivery_asks_for_its_own(
    desk: Counter, body: dict[str, Any], fields: set[str]
) -> None:
    said = await browser(desk.phil).post(f"{AT}/{desk.sent()}/delivery", json=body)

    assert (said.status_code, set(said.json()["errors"])) == (422, fields)


async def test_returned_and_struck_out(desk: Counter) -> None:
    back, wrong = f"{AT}/{desk.ready()}", f"{AT}/{desk.collected()}"
    phil, petra = browser(desk.phil), browser(desk.petra)

    returned = await phil.post(f"{back}/supplies/1/return", json=WHY)
    own = await phil.post(f"{wrong}/supplies/1/correct", json=WHY)
    corrected = await petra.post(f"{wrong}/supplies/1/correct", json=WHY)

    assert returned.json()["supplies"][0]["status"] == "returned"
    assert own.status_code == 403
    assert corrected.json()["supplies"][0]["status"] == "entered_in_error"
    assert corrected.json()["status"] == "active"


async def test_not_supplied_and_supplied_after_all(desk: Counter) -> None:
    script = desk.prescribed()
    at = f"{AT}/{script}/items/{items_of(script)[0].id}"
    phil = browser(desk.phil)

    refused = await phil.post(f"{at}/refuse", json=WHY)
    opened = await phil.post(f"{at}/reopen")

    assert refused.json()["status"] == "not_dispensed"
    assert opened.json()["status"] == "active"


async def test_asked_and_taken_back(desk: Counter) -> None:
    at = f"{AT}/{desk.prescribed()}"
    phil = browser(desk.phil)

    refused = await phil.post(f"{at}/hold", json={})
    assert refused.json()["errors"]["query"].startswith("Ask your question")
    held = await phil.post(f"{at}/hold", json={"query": "Is this dose meant?"})
    on = await phil.post(f"{at}/withdraw")

    assert (held.json()["status"], held.json()["thread"][0]["kind"]) == ("on_hold", "query")
    assert on.json()["status"] == "active"


async def test_stopped_in_time_and_too_late(desk: Counter) -> None:
    here, gone = f"{AT}/{desk.ready()}", f"{AT}/{desk.ready()}"
    with transaction(write=True) as session:
        session.exec(update(Prescription).values(stop_requested_at=now(), reason="A rash."))
        session.commit()
    phil = browser(desk.phil)

    stopped = await phil.post(f"{here}/stop")
    unsaid = await phil.post(f"{gone}/already-handed-over", json={})
    late = await phil.post(f"{gone}/already-handed-over", json=SEEN)

    assert (stopped.json()["status"], stopped.json()["supplies"][0]["status"]) == (
        "cancelled", "returned",
    )  # fmt: skip
    assert (unsaid.status_code, set(unsaid.json()["errors"])) == (422, {"identifiers"})
    assert late.json()["supplies"][0]["status"] == "collected"


async def test_the_register_fills_empties_and_pages(desk: Counter) -> None:
    phil = browser(desk.phil)
    drug = {"medicine_id": str(desk.morphine.id), "supplier": "Alder Wholesale"}

    empty = f"{AT}/{desk.ready(desk.morphine)}/supplies/1/collect"
    refused = await phil.post(empty, json=KNOWN)
    received = await phil.post(f"{AT}/register", json={**drug, "quantity": "56"})
    handed = await phil.post(empty, json=KNOWN)
    first = (await phil.get(f"{AT}/register", params={"limit": 1})).json()
    second = (
        await phil.get(f"{AT}/register", params={"limit": 1, "cursor": first["next_cursor"]})
    ).json()

    assert refused.status_code == 409
    assert "enter the delivery first" in refused.json()["detail"]
    assert (received.status_code, handed.status_code) == (201, 200)
    assert {one["items"][0]["line"] for one in (first, second)} == {1, 2}
    assert first["balances"][0]["balance"] == 28
    assert (first["total"], second["next_cursor"]) == (2, None)


async def test_a_line_is_corrected_once_by_a_colleague_and_the_cabinet_counted(
    desk: Counter,
) -> None:
    phil, petra, other = (browser(who) for who in (desk.phil, desk.petra, desk.other))
    drug = {"medicine_id": str(desk.morphine.id)}
    body = {**drug, "quantity": "560", "supplier": "Alder Wholesale"}
    wrong = (await phil.post(f"{AT}/register", json=body)).json()["items"][0]["id"]
    right = {"quantity": 56, "reason": "A nought too many."}

    own = await phil.post(f"{AT}/register/{wrong}/correct", json=right)
    foreign = await other.post(f"{AT}/register/{wrong}/correct", json=right)
    unsaid = await petra.post(f"{AT}/register/{wrong}/correct", json={"quantity": 56})
    done = await petra.post(f"{AT}/register/{wrong}/correct", json=right)
    again = await petra.post(f"{AT}/register/{wrong}/correct", json=right)
    differs = await petra.post(f"{AT}/register/count", json={**drug, "counted": 55})
    counted = await petra.post(
        f"{AT}/register/count", json={**drug, "counted": 55, "reason": "One broke."}
    )

    assert [one.status_code for one in (own, foreign, unsaid, done, again, differs, counted)] == [
        403, 404, 422, 201, 409, 422, 201,
    ]  # fmt: skip
    assert list(unsaid.json()["errors"]) == list(differs.json()["errors"]) == ["reason"]
    assert "corrected by line 2" in again.json()["detail"]
    lines = {one["line"]: one for one in counted.json()["items"]}
    assert (lines[1]["corrected_by_line"], lines[2]["corrects_line"]) == (2, 1)
    assert (lines[3]["kind"], counted.json()["balances"][0]["balance"]) == ("counted", 55)


async def test_the_end_of_the_day_as_data_and_as_csv(desk: Counter) -> None:
    desk.prescribed()
    desk.collected()
    phil = browser(desk.phil)

    sheet = (await phil.get(f"{AT}/end-of-day")).json()
    text = await phil.get(f"{AT}/end-of-day.csv")
    past = (await phil.get(f"{AT}/end-of-day", params={"day": "2026-09-13"})).json()
    table = await phil.get(f"{AT}/end-of-day.csv", params={"day": "2026-09-13"})
    refused = [
        (await phil.get(f"{AT}/end-of-day{kind}", params={"day": "2999-01-01"}))
        for kind in ("", ".csv", ".pdf")
    ]

    filled = {one["name"]: len(one["lines"]) for one in sheet["sections"]}
    assert (filled["unclaimed"], filled["supplied"], filled["ready"]) == (1, 1, 0)
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    assert text.text.count("\r\n") == 7
    assert (past["day"], past["today"], any(one["open"] for one in past["sections"])) == (
        "2026-09-13", False, False,
    )  # fmt: skip
    assert "end-of-day-2026-09-13.csv" in table.headers["content-disposition"]
    assert table.headers["cache-control"] == "no-store"
    assert {(one.status_code, one.json()["errors"]["day"]) for one in refused} == {
        (422, "That day has not come yet.")
    }


async def test_the_pharmacys_list_by_queue(desk: Counter) -> None:
    new, ready = desk.prescribed(), desk.ready()
    phil = browser(desk.phil)

    everything = (await phil.get(f"{AT}/pharmacy")).json()
    waiting = (await phil.get(f"{AT}/pharmacy", params={"queue": "ready"})).json()
    unknown = await phil.get(f"{AT}/pharmacy", params={"queue": "x"})
    others = (await browser(desk.other).get(f"{AT}/pharmacy")).json()

    assert {row["id"] for row in everything["items"]} == {str(new), str(ready)}
    assert [row["id"] for row in waiting["items"]] == [str(ready)]
    assert unknown.status_code == 422
    assert others["total"] == 0


async def test_the_same_key_supplies_once(desk: Counter) -> None:
    script = desk.prescribed()
    phil = program(desk.phil)
    body = all_of(script)
    body["lines"][0]["quantity"] = "14"

    said = [
        await phil.post(
            f"{AT}/{script}/fulfill", json=body, headers={"Idempotency-Key": "supply-1"}
        )
        for _ in range(2)
    ]

    assert said[0].json() == said[1].json()
    assert items_of(script)[0].committed == 14


async def test_s2_nobody_finds_or_changes_what_is_another_pharmacys(desk: Counter) -> None:
    script = desk.ready()
    item = items_of(script)[0].id
    before = [one.model_dump() for one in items_of(script)]
    bodies = {
        "release": WHY, "fulfill": all_of(script), "check": {}, "collect": KNOWN, "return": WHY,
        "correct": WHY, "refuse": WHY, "hold": {"query": "May I ask?"}, "already-handed-over": SEEN,
        "delivery": {"step": "fail", "number": 1, **WHY},
    }  # fmt: skip

    for route in routes.router.routes:
        path = route.path
        if "{prescription_id}" not in path:
            continue
        path = path.replace("{prescription_id}", str(script)).replace("{item_id}", str(item))
        path = path.replace("{number}", "1")
        for who, status in ((desk.other, 404), (desk.world.patient, 403), (desk.world.gp, 403)):
            body = bodies.get(path.rpartition("/")[2])
            said = await browser(who).post(path, json=body)
            assert said.status_code == status, (who.name, path, said.text)
            assert who is desk.world.patient or desk.world.patient.name not in said.text
    assert [one.model_dump() for one in items_of(script)] == before


def test_the_examples_are_true() -> None:
    bodies = {
        claim.Scan: examples.SCANS,
        claim.ReasonClaim: examples.REASONS,
        claim.PharmacyQuery: examples.QUERIES,
        claim.Supply: examples.SUPPLIES,
        claim.SecondCheck: examples.CHECKS,
        claim.HandOver: examples.HAND_OVERS,
        claim.Delivery: examples.DELIVERIES,
        claim.AlreadyHanded: examples.TOO_LATE,
        claim.Receipt: examples.RECEIPTS,
        dispense_register.StockCount: examples.COUNTS,
        dispense_register.LineCorrection: examples.CORRECTIONS,
    }
    modules = (prescription, dispense_register, dispense_day)

    for schema, given in bodies.items():
        for one in given.values():
            TypeAdapter(schema).validate_python(one["value"])
    for name, one in examples.ANSWERS.items():
        schema = next(vars(m)[name] for m in modules if name in vars(m))
        assert set(schema.model_validate(one).model_dump()) == set(one), name
