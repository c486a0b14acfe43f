"""The further steps through the API: questions, other times, other hands, addenda."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from factories import World
from sqlalchemy import update
from sqlmodel import Session, select

from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import AuditEntry, Consultation
from tests.api.callers import STEP, browser, program
from tests.conftest import Clock

AT = "/api/consultations"
LATER = "2026-09-15T11:30"
TUESDAY = "2026-09-15T10:30:00Z"
AHEAD = {"scheduled_for": LATER}


async def test_a_question_and_its_answer(world: World) -> None:
    one = f"{AT}/{world.request()}"
    patient, gp = browser(world.patient), browser(world.gp)

    asked = await gp.post(f"{one}/ask", json=STEP["ask"])
    read = (await patient.get(one)).json()
    answered = await patient.post(f"{one}/answer", json=STEP["answer"])
    said = (await gp.get(f"{one}/messages")).json()["items"]

    assert (asked.status_code, asked.json()["status"]) == (200, "info_needed")
    assert (read["question"], read["turn"], read["asker"]) == (
        STEP["ask"]["question"], "mine", world.gp.name,
    )  # fmt: skip
    assert (answered.status_code, answered.json()["status"]) == (200, "requested")
    assert [m["body"] for m in said] == [STEP["ask"]["question"], STEP["answer"]["answer"]]


async def test_handed_back_and_taken_by_a_colleague(world: World) -> None:
    one = f"{AT}/{world.accepted()}"

    back = await browser(world.gp).post(f"{one}/hand-back", json=STEP["hand-back"])
    taken = await browser(world.gp2).post(f"{one}/accept")
    gone = await browser(world.gp).get(one)

    assert (back.status_code, back.json()["status"]) == (200, "requested")
    assert (taken.status_code, taken.json()["clinician"]) == (200, world.gp2.name)
    assert (gone.status_code, gone.json()["code"]) == (409, "taken")
    assert world.gp2.name in gone.json()["detail"]


async def test_the_lead_gives_it_to_somebody_from_the_list(world: World) -> None:
    one = f"{AT}/{world.started()}"
    lead = browser(world.lead)

    listed = (await lead.get(f"{one}/colleagues")).json()["items"]
    sent = {"clinician_id": listed[0]["value"], "reason": "Dr Cedar is ill today."}
    given = await lead.post(f"{one}/reassign", json=sent)
    nobody = await lead.post(f"{one}/reassign", json=STEP["reassign"])

    assert [c["label"] for c in listed] == [world.gp2.name, world.lead.name]
    assert (given.status_code, given.json()["clinician"]) == (200, world.gp2.name)
    assert (nobody.status_code, list(nobody.json()["errors"])) == (422, ["clinician_id"])


async def test_only_the_lead_reads_the_list_and_reassigns(world: World) -> None:
    one = f"{AT}/{world.accepted()}"
    sent = {"clinician_id": str(world.gp2.id), "reason": "I would rather not."}
    gp = browser(world.gp)

    assert (await gp.get(f"{one}/colleagues")).status_code == 403
    assert (await gp.post(f"{one}/reassign", json=sent)).status_code == 403
    assert (await browser(world.other_gp).get(f"{one}/colleagues")).status_code == 404


async def test_another_time_is_proposed_and_agreed_by_name(world: World, clock: Clock) -> None:
    one = f"{AT}/{world.accepted()}"
    patient, gp = browser(world.patient), browser(world.gp)

    proposed = (await patient.post(f"{one}/propose", json=AHEAD)).json()
    wrong = await gp.post(f"{one}/agree", json={"scheduled_for": "2026-09-15T11:30:00Z"})
    own = await patient.post(f"{one}/agree", json={"scheduled_for": TUESDAY})
    agreed = await gp.post(f"{one}/agree", json={"scheduled_for": proposed["proposed_for"]})

    assert (proposed["proposed_for"], proposed["proposed_by_me"]) == (TUESDAY, True)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "step_not_possible")
    assert own.status_code == 403
    assert (agreed.status_code, agreed.json()["scheduled_for"]) == (200, TUESDAY)
    assert agreed.json()["proposed_for"] is None


async def test_a_proposal_is_refused_or_taken_back(world: World, clock: Clock) -> None:
    one = f"{AT}/{world.accepted()}"
    patient, gp = browser(world.patient), browser(world.gp)

    for who in (gp, patient):
        await patient.post(f"{one}/propose", json=AHEAD)
        kept = await who.post(f"{one}/keep")
        assert (kept.status_code, kept.json()["proposed_for"]) == (200, None)
    assert (await gp.post(f"{one}/keep")).status_code == 409


@pytest.mark.parametrize(
    ("step", "who", "minutes", "status"),
    [("no-show", "gp", 10, "no_show"), ("missed", "patient", 15, "missed")],
)
async def test_who_did_not_come_counts_after_a_while(
    world: World, clock: Clock, step: str, who: str, minutes: int, status: str
) -> None:
    one = f"{AT}/{world.accepted()}"
    caller = browser(getattr(world, who), expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    clock.advance(minutes=minutes - 1)

    early = await caller.post(f"{one}/{step}")
    clock.advance(minutes=1)
    late = await caller.post(f"{one}/{step}")

    assert (early.status_code, early.json()["detail"][:28]) == (
        409,
        "This is possible from 10:" + str(minutes) + ".",
    )
    assert (late.status_code, late.json()["status"]) == (200, status)


async def test_interrupted_and_gone_on(world: World, clock: Clock) -> None:
    one = f"{AT}/{world.started()}"
    gp = browser(world.gp)

    stopped = await gp.post(f"{one}/interrupt", json={"reason": "An emergency.", **AHEAD})
    again = await gp.post(f"{one}/start")

    assert (stopped.json()["status"], stopped.json()["scheduled_for"]) == ("accepted", TUESDAY)
    assert again.json()["status"] == "in_progress"


async def test_something_is_added_to_a_note(world: World) -> None:
    one = f"{AT}/{world.started()}"
    gp = browser(world.gp)
    await gp.post(f"{one}/complete", json=STEP["complete"])

    added = await gp.post(f"{one}/addendum", json=STEP["addendum"])

    read = (await browser(world.patient).get(one)).json()["note"]["addenda"]
    assert added.status_code == 201
    assert [(a["author"], a["body"]) for a in read] == [
        (world.gp.name, STEP["addendum"]["addendum"])
    ]
    assert (
        await browser(world.lead).post(f"{one}/addendum", json=STEP["addendum"])
    ).status_code in (404, 409)


async def test_a_patient_says_why_once_it_is_accepted(world: World) -> None:
    one = f"{AT}/{world.accepted()}"

    said = await browser(world.patient).post(f"{one}/cancel", json={})

    assert (said.status_code, list(said.json()["errors"])) == (422, ["reason"])


WITH_BODY = ("ask", "answer", "hand-back", "reassign", "propose", "agree", "interrupt", "addendum")
WITHOUT = ("no-show", "missed", "keep")


def stage(world: World, step: str) -> tuple[str, Any]:
    """A consultation on which the step is possible but for its words, and who may take it."""
    patients = step in ("answer", "missed")
    who = world.patient if patients else world.lead if step == "reassign" else world.gp
    if step in ("ask", "answer"):
        one = world.request()
    elif step in ("interrupt", "addendum"):
        one = world.started()
    else:
        one = world.accepted()
    return f"{AT}/{one}/{step}", browser(who)


async def post(caller: Any, path: str, body: Any) -> Any:
    """Send what a strict encoder would refuse to send."""
    headers = {"Content-Type": "application/json"}
    return await caller.post(path, content=json.dumps(body), headers=headers)


@pytest.mark.parametrize("step", WITH_BODY)
async def test_s7_a_step_reads_its_words_strictly(world: World, step: str) -> None:
    path, caller = stage(world, step)
    good = STEP[step]
    before = everything()

    for name in good:
        for bad in (None, 7, True, ["x"], {"$ne": 1}, "", "\x00" * 20, "a\x1bb" * 9, "\ud800" * 20,
                    "x" * 5000, "' OR 1=1 --" + "x" * 5000):  # fmt: skip
            said = await post(caller, path, {**good, name: bad})
            assert (said.status_code, list(said.json()["errors"])) == (422, [name]), (name, bad)
            assert said.json()["errors"][name].endswith("."), said.text
    for extra in ("status", "role", "clinician", "patient_id", "price", "actor_id"):
        said = await post(caller, path, {**good, extra: "x"})
        assert (said.status_code, list(said.json()["errors"])) == (422, [extra])
    for missing in good:
        rest = {name: value for name, value in good.items() if name != missing}
        said = await post(caller, path, rest)
        assert (said.status_code, list(said.json()["errors"])) == (422, [missing])
    for body in (None, [], "x", 7):
        assert (await post(caller, path, body)).status_code == 422
    assert everything() == before


@pytest.mark.parametrize("step", WITHOUT)
async def test_s7_a_step_without_words_refuses_any(world: World, step: str) -> None:
    path, caller = stage(world, step)

    said = await caller.post(path, json={"reason": "x"})

    assert (said.status_code, list(said.json()["errors"])) == (422, ["form"])


async def test_a_time_that_does_not_exist_is_named(world: World, clock: Clock) -> None:
    clock.set(datetime(2027, 3, 26, 9, tzinfo=UTC))
    one = f"{AT}/{world.accepted()}"
    gp = browser(world.gp, expires_at=datetime(2028, 1, 1, tzinfo=UTC))

    said = await gp.post(f"{one}/propose", json={"scheduled_for": "2027-03-28T01:30"})

    assert (said.status_code, list(said.json()["errors"])) == (422, ["scheduled_for"])
    assert "the clocks change" in said.text


async def test_every_new_write_takes_a_key(world: World, clock: Clock) -> None:
    patient, gp, lead = browser(world.patient), browser(world.gp), browser(world.lead)
    given = {"clinician_id": str(world.gp.id), "reason": "Back from the visit."}
    one = f"{AT}/{world.request()}"
    walk: list[tuple[Any, str, dict[str, Any] | None]] = [
        (gp, "ask", STEP["ask"]), (patient, "answer", STEP["answer"]), (gp, "accept", None),
        (gp, "hand-back", STEP["hand-back"]), (lead, "reassign", given), (gp, "accept", None),
        (patient, "propose", AHEAD), (gp, "keep", None), (gp, "propose", AHEAD),
        (patient, "agree", {"scheduled_for": TUESDAY}), (gp, "start", None),
        (gp, "interrupt", {"reason": "An emergency.", **AHEAD}), (gp, "start", None),
        (gp, "complete", STEP["complete"]), (gp, "addendum", STEP["addendum"]),
    ]  # fmt: skip

    for number, (who, step, body) in enumerate(walk):
        headers = {"Idempotency-Key": f"key-{number}"}
        first = await who.post(f"{one}/{step}", json=body, headers=headers)
        again = await who.post(f"{one}/{step}", json=body, headers=headers)
        assert first.is_success, (step, first.text)
        assert (first.status_code, first.json()) == (again.status_code, again.json())
    note = (await gp.get(one)).json()["note"]
    assert len(note["addenda"]) == 1


async def test_no_show_and_missed_take_a_key(world: World) -> None:
    for step, who in (("no-show", world.gp), ("missed", world.patient)):
        one = world.accepted()
        write(update(Consultation).values(scheduled_for=now().replace(year=now().year - 1)))
        headers = {"Idempotency-Key": step}
        answers = [await browser(who).post(f"{AT}/{one}/{step}", headers=headers) for _ in "12"]
        assert answers[0].status_code == answers[1].status_code == 200
        assert answers[0].json() == answers[1].json()


async def test_a_token_that_may_only_read_takes_no_step(world: World) -> None:
    one = f"{AT}/{world.accepted()}"

    for who in (world.patient, world.gp):
        caller = program(who, "consultation:read")
        for step in (*WITH_BODY, *WITHOUT):
            said = await caller.post(f"{one}/{step}", json=STEP.get(step))
            assert said.status_code == 403, step


async def test_a_refused_step_is_audited_under_its_name(world: World, session: Session) -> None:
    one = world.started()

    await browser(world.gp).post(f"{AT}/{one}/hand-back", json=STEP["hand-back"])

    query = select(AuditEntry).where(AuditEntry.outcome == "step_not_possible")
    assert [(e.action, e.subject_id) for e in session.exec(query)] == [
        ("consultation_turn:hand_back", one)
    ]


async def test_the_list_pages_by_each_new_status(world: World) -> None:
    asked, accepted = world.request(), world.accepted()
    gp = browser(world.gp)
    await gp.post(f"{AT}/{asked}/ask", json=STEP["ask"])

    for status, ids in (("info_needed", [asked]), ("accepted", [accepted]), ("missed", [])):
        said = (await gp.get(f"{AT}/provider", params={"status": status})).json()
        assert ([row["id"] for row in said["items"]], said["total"]) == (
            [str(one) for one in ids], len(ids),
        )  # fmt: skip
    open_ones = (await browser(world.patient).get(f"{AT}/patient", params={"active": True})).json()
    assert open_ones["total"] == 2


def everything() -> list[dict[str, Any]]:
    """All consultations as they are committed."""
    with transaction(write=False) as session:
        return [row.model_dump() for row in session.exec(select(Consultation))]


def write(statement: Any) -> None:
    with transaction(write=True) as session:
        session.exec(statement)
        session.commit()
