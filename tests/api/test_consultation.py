"""A consultation through the API, from the request to the note."""

from uuid import UUID

from factories import World
from sqlmodel import Session, select

from portal.models import AuditEntry
from tests.api.callers import STEP, browser

AT = "/api/consultations"


async def test_a_consultation_goes_from_request_to_note(world: World) -> None:
    patient, gp = browser(world.patient), browser(world.gp)

    asked = await patient.post(f"{AT}/create", json=STEP["create"])
    one = f"{AT}/{asked.json()['id']}"
    accepted = await gp.post(f"{one}/accept")
    started = await gp.post(f"{one}/start")
    said = await gp.post(f"{one}/message", json=STEP["message"])
    seen = await patient.post(f"{one}/seen", json={"seq": 9})
    read = await patient.get(f"{one}/messages", params={"after": 0})
    done = await gp.post(f"{one}/complete", json=STEP["complete"])

    assert (asked.status_code, said.status_code) == (201, 201)
    assert [v.json()["status"] for v in (asked, accepted, started, done)] == [
        "requested",
        "accepted",
        "in_progress",
        "completed",
    ]
    assert seen.json() == {"seq": 1}
    assert [m["body"] for m in read.json()["items"]] == ["Hello."]
    read_by = {who: (await who.get(one)).json()["note"] for who in (patient, gp)}
    assert [n["watch_for"] for n in read_by.values()] == [STEP["complete"]["watch_for"]] * 2
    assert [n["assessment"] for n in read_by.values()] == ["", STEP["complete"]["assessment"]]


async def test_the_lists_show_what_is_mine(world: World) -> None:
    mine, theirs = world.started(), world.accepted(world.gp2)
    patient, gp = browser(world.patient), browser(world.gp)

    assert [r["id"] for r in (await gp.get(f"{AT}/provider")).json()["items"]] == [str(mine)]
    own = (await patient.get(f"{AT}/patient", params={"active": True})).json()
    assert {r["id"] for r in own["items"]} == {str(mine), str(theirs)}
    begun = await gp.get(f"{AT}/provider", params={"status": "accepted"})
    assert begun.json()["items"] == []


async def test_who_was_slower_is_told_by_whom_and_nothing_about_the_patient(world: World) -> None:
    one = world.accepted(world.gp)
    slower = browser(world.gp2)

    for said in (await slower.post(f"{AT}/{one}/accept"), await slower.get(f"{AT}/{one}")):
        assert (said.status_code, said.json()["code"]) == (409, "taken")
        assert world.gp.name in said.json()["detail"]
        assert world.patient.name not in said.text
        assert "sore throat" not in said.text


async def test_a_step_that_is_over_is_a_conflict(world: World) -> None:
    one = world.started()

    said = await browser(world.gp).post(f"{AT}/{one}/start")

    assert (said.status_code, said.json()["code"]) == (409, "step_not_possible")
    assert "in progress" in said.json()["detail"]


async def test_passing_on_leaves_it_to_the_colleagues(world: World) -> None:
    one = world.request()

    said = await browser(world.gp).post(f"{AT}/{one}/pass")

    assert (said.status_code, said.content) == (204, b"")
    assert (await browser(world.gp2).post(f"{AT}/{one}/accept")).status_code == 200


async def test_declining_leaves_advice_and_only_the_lead_declines_for_the_pool(
    world: World,
) -> None:
    one = world.request()

    refused = await browser(world.gp).post(f"{AT}/{one}/decline", json=STEP["decline"])
    done = await browser(world.lead).post(f"{AT}/{one}/decline", json=STEP["decline"])

    assert (refused.status_code, done.status_code) == (403, 200)
    patient = (await browser(world.patient).get(f"{AT}/{one}")).json()
    assert patient["advice"] == STEP["decline"]["advice"]


async def test_a_patient_cancels_without_and_a_clinician_with_a_reason(world: World) -> None:
    first, second = world.request(), world.accepted()

    assert (await browser(world.patient).post(f"{AT}/{first}/cancel", json={})).status_code == 200
    said = await browser(world.gp).post(f"{AT}/{second}/cancel", json={})
    assert (said.status_code, list(said.json()["errors"])) == (422, ["reason"])


async def test_opening_a_record_is_audited_once(world: World, session: Session) -> None:
    one = world.started()
    gp = browser(world.gp)

    await gp.get(f"{AT}/{one}")
    await gp.get(f"{AT}/{one}")

    query = select(AuditEntry).where(
        AuditEntry.subject_id == one, AuditEntry.action == "consultation:read"
    )
    assert [e.actor_id for e in session.exec(query)] == [world.gp.id]


async def test_a_refusal_is_audited_under_the_record_it_was_about(
    world: World, session: Session
) -> None:
    one = world.started()
    key = {"Idempotency-Key": "0e4a9a44-58a5-4d0e-a0c1-6e7d2f1b3c90"}

    await browser(world.gp).post(f"{AT}/{one}/start", headers=key)

    query = select(AuditEntry).where(AuditEntry.outcome == "step_not_possible")
    assert [(e.action, e.subject_id) for e in session.exec(query)] == [
        ("consultation:start", UUID(str(one)))
    ]
