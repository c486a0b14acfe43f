"""Prescribing through the API: by the same rules, in the same words, once for each key."""

from uuid import UUID

import prescribing
import pytest
from api.callers import browser, client, program
from dispensing import lines
from sqlmodel import select

from portal.domain.permission import Permission
from portal.infra.db import transaction
from portal.models import Prescription
from portal.schemas.prescription_claim import PharmacyQuery
from portal.services import dispense, dispense_query, dispense_supply
from portal.services.work import perform

HOME = "/api/prescriptions"
WHY = {"reason": "A rash has come up."}


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def kept(database):
    """Return how many prescriptions are committed now."""

    def count() -> int:
        with transaction(write=False) as session:
            return len(session.exec(select(Prescription)).all())

    return count


def body(desk, *products, **facts):
    return desk.written(*(products or [desk.counter.tablets]), **facts).model_dump(mode="json")


async def written(desk, **facts) -> str:
    answer = await program(desk.gp).post(f"{HOME}/create", json=body(desk, **facts))
    assert answer.status_code == 201, answer.text
    return f"{HOME}/{answer.json()['id']}"


async def test_a_whole_prescription_is_written_read_and_listed(desk) -> None:
    one = await written(desk, note="Please explain.")

    read = (await program(desk.patient).get(one)).json()
    mine = (await program(desk.patient).get(f"{HOME}/patient?active=true")).json()
    ours = (await program(desk.gp).get(f"{HOME}/doctor", params={"q": "ash"})).json()

    assert (read["status"], read["pharmacy"]) == ("active", "West Pharmacy")
    assert read["items"][0]["sentence"] == "Take 1 tablet by mouth twice a day."
    assert [row["id"] for row in mine["items"]] == [row["id"] for row in ours["items"]]
    assert mine["total"] == 1


async def test_a_draft_goes_on_is_looked_through_and_signed(desk) -> None:
    gp = browser(desk.gp)
    begun = (await gp.post(f"{HOME}/drafts", json={"patient_id": str(desk.patient.id)})).json()
    one = f"{HOME}/{begun['id']}"
    typed = desk.typed(desk.counter.tablets, begun["mark"]).model_dump(mode="json")
    saved = (await gp.put(f"{one}/draft", json=typed)).json()
    assert (await gp.get(f"{one}/draft")).json() == saved
    review = (await gp.post(f"{one}/review")).json()
    assert (review["ready"], review["mark"]) == (True, saved["mark"])

    stale = await gp.post(f"{one}/sign", json={"mark": begun["mark"]})
    signed = await gp.post(f"{one}/sign", json={"mark": review["mark"]})

    assert (stale.status_code, stale.json()["code"]) == (409, "step_not_possible")
    assert (signed.status_code, signed.json()["status"]) == (200, "active")


async def test_a_draft_is_discarded(desk) -> None:
    gp = browser(desk.gp)
    one = f"{HOME}/{desk.draft()}"

    assert (await gp.post(f"{one}/discard")).status_code == 204
    assert (await gp.post(f"{one}/discard")).status_code == 409


async def test_what_a_medicine_will_say_is_shown_and_nothing_kept(desk, kept) -> None:
    item = {"medicine_id": str(desk.counter.tablets.id), "dose": 1, "frequency": "night"}

    answer = await program(desk.gp).post(
        f"{HOME}/preview", json={"patient_id": str(desk.patient.id), "item": item}
    )

    assert answer.json()["sentence"] == "Take 1 tablet by mouth at night."
    assert kept() == 0


async def test_s8_a_finding_is_refused_by_its_key_and_accepted_with_a_reason(desk) -> None:
    desk.allergic()
    gp = program(desk.gp)
    asked = body(desk, desk.counter.capsules)

    refused = await gp.post(f"{HOME}/create", json=asked)

    errors = refused.json()["errors"]
    assert refused.status_code == 422
    assert all(name.startswith("items.0.overrides.") for name in errors)
    assert all("amoxicillin" in said for said in errors.values())
    keys = [name.removeprefix("items.0.overrides.") for name in errors]
    asked["items"][0]["overrides"] = dict.fromkeys(keys, prescribing.REASON)
    done = await gp.post(f"{HOME}/create", json=asked)
    assert done.status_code == 201
    reasons = {w["override_reason"] for w in done.json()["warnings"] if w["kind"] == "allergy"}
    assert reasons == {prescribing.REASON}


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"items": []}, "items"),
        ({"repeats": 13}, "repeats"),
        ({"repeats": 2}, "interval_days"),
        ({"interval_days": 3, "repeats": 1}, "interval_days"),
        ({"patient_id": "nobody"}, "patient_id"),
        ({"pharmacy_id": "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"}, "pharmacy_id"),
        ({"status": "active"}, "status"),
        ({"prescriber_id": "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"}, "prescriber_id"),
    ],
)
async def test_what_cannot_be_accepted_is_named(desk, facts, named, kept) -> None:
    answer = await program(desk.gp).post(f"{HOME}/create", json=body(desk) | facts)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])
    assert kept() == 0


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"dose": 0}, "items"),
        ({"dose": 0.3}, "items.0.dose"),
        ({"frequency": "often"}, "items.0.frequency"),
        ({"quantity": 0}, "items.0.quantity"),
        ({"medicine_id": "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"}, "items.0.medicine_id"),
    ],
)
async def test_what_cannot_be_accepted_of_a_medicine_is_named(desk, facts, named) -> None:
    asked = body(desk)
    asked["items"][0] |= facts

    answer = await program(desk.gp).post(f"{HOME}/create", json=asked)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])


async def test_empty_choices_of_a_form_are_no_choices(desk) -> None:
    asked = body(desk) | {"interval_days": "", "pharmacy_id": "", "consultation_id": ""}
    asked["items"][0] |= {"every_hours": "", "duration_days": "", "quantity": "", "max_per_day": ""}

    assert (await program(desk.gp).post(f"{HOME}/create", json=asked)).status_code == 201


async def test_the_same_key_prescribes_once(desk, kept) -> None:
    gp, key = program(desk.gp), {"Idempotency-Key": "one"}

    first = await gp.post(f"{HOME}/create", json=body(desk), headers=key)
    again = await gp.post(f"{HOME}/create", json=body(desk), headers=key)

    assert first.json() == again.json()
    assert kept() == 1


async def test_it_is_cancelled_with_a_reason(desk) -> None:
    one = await written(desk)
    gp = program(desk.gp)

    assert (await gp.post(f"{one}/cancel", json={"reason": "no"})).status_code == 422
    assert (await gp.post(f"{one}/cancel", json=WHY)).json()["status"] == "cancelled"


async def test_a_supply_under_way_is_stopped_by_asking(desk) -> None:
    one = await written(desk)
    script = one.rpartition("/")[2]
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(UUID(script)))
    gp = program(desk.gp)

    refused = await gp.post(f"{one}/cancel", json=WHY)
    asked = await gp.post(f"{one}/stop-request", json=WHY)

    assert refused.status_code == 409
    assert "stop" in refused.json()["detail"]
    assert asked.json()["stop_requested"] is True


async def test_repeats_are_ended_and_the_issue_that_came_goes_on(desk) -> None:
    gp = program(desk.gp)
    terms = {"repeats": 2, "interval_days": 28}
    made = await gp.post(f"{HOME}/create", json=body(desk) | terms)
    one = f"{HOME}/{made.json()['id']}"

    ended = await gp.post(f"{one}/end-repeats", json=WHY)
    again = await gp.post(f"{one}/end-repeats", json=WHY)

    assert made.json()["next_issue_at"] is not None
    said = ended.json()
    assert (said["status"], said["next_issue_at"], said["repeats_over"]) == ("active", None, True)
    assert again.status_code == 409
    assert "No repeat follows" in again.json()["detail"]


async def test_the_pharmacys_question_is_answered(desk, clock) -> None:
    one = await written(desk)
    script = one.rpartition("/")[2]
    perform(desk.counter.phil, dispense.claim, script)
    perform(desk.counter.phil, dispense_query.hold, script, PharmacyQuery(query="Is it meant?"))

    clock.advance(minutes=5)
    done = await program(desk.gp).post(f"{one}/answer", json={"answer": "Yes, it is."})

    assert (done.json()["status"], done.json()["thread"][-1]["body"]) == ("active", "Yes, it is.")


async def test_the_patient_chooses_another_pharmacy(desk) -> None:
    one = await written(desk)
    other = {"pharmacy_id": str(desk.counter.east)}

    done = await program(desk.patient).post(f"{one}/pharmacy", json=other)

    assert done.json()["pharmacy"] == "East Pharmacy"
    assert (await program(desk.gp).post(f"{one}/pharmacy", json=other)).status_code == 403


async def test_s2_everybody_else_finds_nothing(desk) -> None:
    one = await written(desk)
    steps = {
        "cancel": WHY,
        "stop-request": WHY,
        "end-repeats": WHY,
        "answer": {"answer": "Yes."},
        "sign": {"mark": "x"},
        "review": None,
        "discard": None,
    }

    for who in (desk.world.other_gp, desk.world.specialist, desk.world.skin_specialist):
        caller = program(who)
        assert (await caller.get(one)).status_code == 404
        for step, said in steps.items():
            answer = await caller.post(f"{one}/{step}", json=said)
            assert answer.status_code == 404, (who.name, step)
    for who in (desk.world.patient2, desk.world.other_patient, desk.counter.other):
        assert (await program(who).get(one)).status_code == 404
    for who in (desk.patient, desk.counter.phil, desk.world.manager, desk.world.admin):
        for step, said in steps.items():
            assert (await program(who).post(f"{one}/{step}", json=said)).status_code == 403
    assert (await client().get(one)).status_code == 401


async def test_s2_nobody_prescribes_for_a_stranger(desk, kept) -> None:
    for who in (desk.world.other_gp, desk.world.specialist):
        answer = await program(who).post(f"{HOME}/create", json=body(desk))
        assert answer.status_code == 404
    assert kept() == 0


async def test_a_token_prescribes_only_with_its_scope(desk) -> None:
    reader = program(desk.gp, scopes=Permission.PRESCRIPTION_READ.value)

    assert (await reader.post(f"{HOME}/create", json=body(desk))).status_code == 403
