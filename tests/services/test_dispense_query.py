"""The pharmacy asks the prescriber, and answers whether a supply could still be stopped."""

from datetime import timedelta

import pytest
from dispensing import CHECKED, KNOWN, SEEN, WHY, items_of, lines, scanned, supplies_of
from sqlalchemy import update

from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.prescription_word import ItemStatus, PrescriptionStatus
from portal.models import AuditEntry, Prescription, PrescriptionMessage, RegisterEntry, User
from portal.schemas.prescription_claim import AlreadyHanded, PharmacyQuery, Supply
from portal.services import (
    dispense,
    dispense_hand,
    dispense_query,
    dispense_supply,
    prescription,
)
from portal.services.work import SYSTEM, perform

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
QUERY = PharmacyQuery(query="Is the dose meant to be twice a day?")
UNSAID = AlreadyHanded()
SAID = AlreadyHanded(identifiers=["name", "birth_date"])


@pytest.fixture
def stops(write, clock, desk):
    """Let the prescriber have asked to stop a prescription."""

    def ask(script):
        write(
            update(Prescription)
            .where(Prescription.id == script)
            .values(
                stop_requested_at=clock.now, stop_requested_by=desk.world.gp.id, reason="A rash."
            )
        )
        return script

    return ask


def test_a_question_holds_it_and_tells_prescriber_cover_and_patient(desk, told, one, rows, write):
    write(update(User).where(User.id == desk.world.gp.id).values(cover_id=desk.world.gp2.id))
    script = desk.prescribed()

    view = perform(desk.phil, dispense_query.hold, script, QUERY)

    row = one(Prescription, script)
    assert (view.status, view.claim_status) == ("on_hold", "claimed")
    assert (row.held_at, row.held_by) == (row.status_since, desk.phil.id)
    assert row.escalate_at == row.held_at + timedelta(
        hours=24
    )  # ten opening hours: until Tuesday, the same time
    assert [(m.kind, m.body) for m in rows(PrescriptionMessage)] == [("query", QUERY.query)]
    assert told(script) == {
        (who.id, "prescription:held") for who in (desk.world.gp, desk.world.gp2, desk.world.patient)
    }


def test_the_question_is_in_the_thread_of_both(desk):
    script = desk.prescribed()

    view = perform(desk.phil, dispense_query.hold, script, QUERY)

    assert [(t.kind, t.author, t.mine) for t in view.thread] == [("query", desk.phil.name, True)]


def test_taken_back_it_goes_on_where_it_was(desk, one, told):
    script = desk.prepared(quantity=14)
    perform(desk.phil, dispense_query.hold, script, QUERY)

    view = perform(desk.petra, dispense_query.withdraw, script)

    row = one(Prescription, script)
    assert (view.status, row.held_at, row.held_by, row.escalate_at) == ("active", None, None, None)
    assert (desk.world.gp.id, "prescription:withdrawn") in told(script)


def test_taken_back_after_a_part_it_is_partly_supplied(desk):
    script = desk.prescribed(desk.tablets, desk.capsules)
    first = items_of(script)[0]
    from_first = [line for line in lines(script).lines if line.item_id == first.id]
    supply(desk, script, from_first)
    perform(desk.phil, dispense_query.hold, script, QUERY)

    assert perform(desk.phil, dispense_query.withdraw, script).status == "partly_dispensed"


def supply(desk, script, some):
    perform(desk.phil, dispense_supply.prepare, script, Supply(lines=some))
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)


def test_while_it_is_on_hold_nothing_is_asked_again_or_given_back(desk):
    script = desk.prescribed()
    perform(desk.phil, dispense_query.hold, script, QUERY)

    with pytest.raises(StepNotPossible, match="question"):
        perform(desk.phil, dispense_query.hold, script, QUERY)
    with pytest.raises(StepNotPossible, match="question"):
        perform(desk.phil, dispense.release, script, WHY)


def test_there_is_nothing_to_withdraw_without_a_question(desk):
    with pytest.raises(StepNotPossible):
        perform(desk.phil, dispense_query.withdraw, desk.claimed())


@pytest.mark.parametrize("state", ["prepared", "ready", "failed", "claimed"])
def test_stopped_in_time_everything_goes_back_and_prescriber_and_patient_know(
    desk, stops, one, told, state
):
    script = stops(getattr(desk, state)())

    view = perform(desk.petra, dispense_query.stop, script)

    row = one(Prescription, script)
    assert (view.status, row.stop_requested_at, row.due_at) == ("cancelled", None, None)
    assert view.reason == "A rash."
    assert all(s.status == "returned" for s in supplies_of(script))
    assert [(i.committed, i.supplied) for i in items_of(script)] == [(0, 0)]
    for who in (desk.world.gp, desk.world.patient):
        assert (who.id, "prescription:stopped") in told(script)


@pytest.mark.parametrize("verb", [dispense_query.stop, dispense_query.already_handed_over])
def test_what_was_to_be_stopped_is_not_issued_again(desk, stops, one, clock, verb):
    later = {"issues": 2, "interval_days": 28, "next_issue_at": clock.now + timedelta(days=28)}
    script = stops(desk.ready(**later))

    perform(desk.phil, verb, script, *((SAID,) if verb is not dispense_query.stop else ()))

    assert one(Prescription, script).next_issue_at is None


@pytest.mark.parametrize("reason", ["A rash.", ""])
def test_once_it_is_stopped_nobody_has_a_turn_and_nothing_is_owed(
    desk, stops, one, clock, write, reason
):
    script = desk.collected(quantity=14)
    perform(desk.phil, dispense_query.hold, script, QUERY)
    stops(script)
    write(update(Prescription).where(Prescription.id == script).values(reason=reason))
    before = items_of(script)[0].owed_until, one(Prescription, script).held_at

    perform(desk.phil, dispense_query.stop, script)

    row = one(Prescription, script)
    assert None not in before
    assert {row.held_at, row.held_by, row.escalate_at, row.due_at, row.remind_at} == {None}
    assert [item.owed_until for item in items_of(script)] == [None]
    assert row.reason == reason or (not reason and row.reason)


def test_what_is_on_its_way_is_not_stopped_until_it_is_back(desk, stops):
    script = stops(desk.sent())

    with pytest.raises(StepNotPossible, match="on its way"):
        perform(desk.phil, dispense_query.stop, script)
    perform(desk.phil, dispense_hand.fail, script, 1, WHY)
    assert perform(desk.phil, dispense_query.stop, script).status == "cancelled"


@pytest.mark.parametrize("verb", [dispense_query.stop, dispense_query.already_handed_over])
def test_nobody_stops_what_nobody_asked_to_stop(desk, verb):
    script = desk.ready()
    said = (UNSAID,) if verb is dispense_query.already_handed_over else ()

    with pytest.raises(StepNotPossible, match="Nobody has asked"):
        perform(desk.phil, verb, script, *said)


def test_too_late_what_stood_as_ready_was_handed_over_and_says_to_whom(desk, stops, told):
    script = stops(desk.ready())

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, UNSAID)
    view = perform(desk.phil, dispense_query.already_handed_over, script, SAID)

    assert list(refusal.value.fields) == ["identifiers"]
    assert (view.status, view.supplies[0].status) == ("cancelled", "collected")
    assert [(i.committed, i.supplied, i.status) for i in items_of(script)] == [
        (28, 28, I.DISPENSED)
    ]
    for who in (desk.world.gp, desk.world.patient):
        assert (who.id, "prescription:already_handed_over") in told(script)


def test_too_late_for_what_is_on_its_way_it_is_delivered_or_comes_back(desk, stops):
    there, back = stops(desk.sent()), stops(desk.sent())
    for script in (there, back):
        view = perform(desk.phil, dispense_query.already_handed_over, script, UNSAID)
        assert (view.status, view.supplies[0].status) == ("cancelled", "dispatched")

    perform(desk.phil, dispense_hand.deliver, there, 1, SEEN)
    perform(desk.phil, dispense_hand.fail, back, 1, WHY)
    perform(desk.phil, dispense_hand.return_to_stock, back, 1, WHY)

    assert items_of(there)[0].supplied == 28
    assert items_of(back)[0].committed == 0


def checked(desk):
    script = desk.prepared()
    perform(desk.petra, dispense_supply.check, script, 1, CHECKED)
    return script


@pytest.mark.parametrize("state", ["prepared", "checked", "ready", "failed"])
def test_too_late_the_patient_has_it_however_far_it_was_recorded(desk, stops, told, state):
    script = stops(checked(desk) if state == "checked" else getattr(desk, state)())
    said = SAID.model_copy(update={"handed": [1]})

    view = perform(desk.phil, dispense_query.already_handed_over, script, said)

    (supply,), (item,) = supplies_of(script), items_of(script)
    assert (view.status, supply.status) == ("cancelled", "collected")
    assert (supply.handed_by, supply.handed_at) == (desk.phil.id, supply.status_since)
    assert (supply.identifiers, supply.due_at) == ("name, birth date", None)
    assert (item.committed, item.supplied, item.status) == (28, 28, I.DISPENSED)
    for who in (desk.world.gp, desk.world.patient):
        assert (who.id, "prescription:already_handed_over") in told(script)
    assert (desk.world.patient.id, "dispense:collected") in told(script)


def test_too_late_nobody_is_said_to_have_checked_what_nobody_checked(desk, stops, rows):
    script = stops(desk.prepared())

    view = perform(desk.phil, dispense_query.already_handed_over, script, SAID)

    (supply,) = supplies_of(script)
    assert (supply.checked_at, supply.ready_at) == (None, None)
    assert supply.check_note == dispense_hand.UNCHECKED
    assert (view.supplies[0].checked_by, view.supplies[0].check_note) == ("", supply.check_note)
    (entry,) = rows(AuditEntry, AuditEntry.action == "dispense:collected")
    assert (entry.actor_id, entry.reason) == (desk.phil.id, dispense_hand.LATE)


def test_too_late_a_check_that_was_made_stays_as_it_was(desk, stops):
    script = stops(checked(desk))

    view = perform(desk.phil, dispense_query.already_handed_over, script, SAID)

    (supply,) = supplies_of(script)
    assert (supply.checked_by, supply.check_note) == (desk.petra.id, "")
    assert supply.checked_at is not None
    assert view.supplies[0].checked_by == desk.petra.name


def two(desk):
    """A prescription with two supplies of 14, both being prepared."""
    script = desk.prepared(quantity=14)
    perform(desk.petra, dispense_supply.prepare, script, lines(script))
    return script


def test_too_late_only_what_is_named_was_handed_over_and_the_rest_goes_back(desk, stops):
    script = stops(two(desk))
    said = SAID.model_copy(update={"handed": [2]})

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, SAID)
    perform(desk.phil, dispense_query.already_handed_over, script, said)

    assert list(refusal.value.fields) == ["handed"]
    assert [s.status for s in supplies_of(script)] == ["returned", "collected"]
    assert [(i.committed, i.supplied, i.status) for i in items_of(script)] == [
        (14, 14, I.PARTLY_DISPENSED)
    ]


def test_too_late_for_what_was_recorded_before_the_rest_is_named_or_goes_back(desk, stops):
    script = desk.prepared(quantity=14)
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    perform(desk.phil, dispense_supply.prepare, script, lines(script))
    stops(script)

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, SAID)
    perform(desk.phil, dispense_query.already_handed_over, script, AlreadyHanded(handed=[]))

    assert list(refusal.value.fields) == ["handed"]
    assert [s.status for s in supplies_of(script)] == ["collected", "returned"]


@pytest.mark.parametrize("state", ["prepared", "failed"])
def test_it_is_not_too_late_when_nothing_was_handed_over(desk, stops, state, one):
    script = stops(getattr(desk, state)())

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, AlreadyHanded(handed=[]))

    assert list(refusal.value.fields) == ["handed"]
    assert one(Prescription, script).stop_requested_at is not None


def test_it_is_not_too_late_when_there_is_no_supply_at_all(desk, stops):
    script = stops(desk.claimed())

    with pytest.raises(StepNotPossible, match="still here"):
        perform(desk.phil, dispense_query.already_handed_over, script, UNSAID)


def test_nobody_names_a_supply_that_is_not_under_way(desk, stops):
    script = stops(desk.prepared())
    said = SAID.model_copy(update={"handed": [1, 2]})

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, said)

    assert list(refusal.value.fields) == ["handed"]


def test_too_late_what_is_on_its_way_and_named_was_delivered(desk, stops):
    script = stops(desk.sent())
    said = SAID.model_copy(update={"handed": [1]})

    view = perform(desk.phil, dispense_query.already_handed_over, script, said)

    assert (view.status, view.supplies[0].status) == ("cancelled", "delivered")
    assert items_of(script)[0].supplied == 28


@pytest.mark.parametrize("state", ["prepared", "failed"])
@pytest.mark.parametrize("asked", [False, True])
def test_a_hand_over_that_nobody_recorded_is_no_step_of_a_supply_by_itself(
    desk, stops, state, asked
):
    script = getattr(desk, state)()
    if asked:
        stops(script)

    view = perform(desk.phil, prescription.get, script)

    assert "collect_late" not in {step.name for step in view.supplies[0].steps}


@pytest.mark.parametrize("state", ["prepared", "ready"])
def test_a_controlled_drug_handed_over_too_late_still_needs_proof_and_the_register(
    desk, stops, rows, state
):
    desk.receives(28)
    script = stops(getattr(desk, state)(desk.morphine))

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_query.already_handed_over, script, SAID)
    said = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport")
    perform(desk.phil, dispense_query.already_handed_over, script, said)

    assert list(refusal.value.fields) == ["proof"]
    kept = sorted(rows(RegisterEntry), key=lambda line: line.line)
    assert [(line.kind, line.quantity, line.balance) for line in kept] == [
        ("received", 28, 28),
        ("supplied", -28, 0),
    ]
    assert kept[1].proof == "passport"


def test_what_the_register_does_not_hold_is_entered_before_it_is_too_late(desk, stops, one):
    script = stops(desk.prepared(desk.morphine))
    said = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport")

    with pytest.raises(StepNotPossible, match="enter the delivery first"):
        perform(desk.phil, dispense_query.already_handed_over, script, said)

    assert one(Prescription, script).status == "active"


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager"])
def test_nobody_but_the_pharmacy_that_has_it_asks_or_stops(desk, stops, who):
    script = stops(desk.ready())
    calls = [
        (dispense_query.hold, QUERY), (dispense_query.withdraw,), (dispense_query.stop,),
        (dispense_query.already_handed_over, SAID),
    ]  # fmt: skip

    for verb, *said in calls:
        with pytest.raises(NotAllowed):
            perform(getattr(desk.world, who), verb, script, *said)
        with pytest.raises(NotFound):
            perform(desk.other, verb, script, *said)


def test_nobody_says_what_became_of_another_pharmacys_supply(desk, stops, rows):
    desk.receives(28)
    script = desk.sent(desk.morphine)
    perform(SYSTEM, dispense.release_all, desk.west)
    perform(desk.other, dispense.scan_token, scanned(script))
    stops(script)
    said = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport", handed=[1])

    with pytest.raises(Invalid) as refusal:
        perform(desk.other, dispense_query.already_handed_over, script, said)
    perform(desk.other, dispense_query.already_handed_over, script, AlreadyHanded())

    assert list(refusal.value.fields) == ["handed"]
    assert [(s.status, s.pharmacy_id) for s in supplies_of(script)] == [("dispatched", desk.west)]
    assert [line.kind for line in rows(RegisterEntry)] == ["received"]
