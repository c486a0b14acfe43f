"""A medicine is not supplied, with a reason, or is supplied after all."""

import pytest
from dispensing import CHECKED, KNOWN, WHY, items_of, lines
from sqlalchemy import update

from portal.domain.errors import NotAllowed, NotFound, StepNotPossible
from portal.domain.prescription_word import ItemStatus, PrescriptionStatus
from portal.models import Notification, Prescription
from portal.schemas.prescription_claim import Supply
from portal.services import dispense_hand, dispense_item, dispense_supply
from portal.services.work import perform

S, I = PrescriptionStatus, ItemStatus  # noqa: E741


def refuse(who, script, place=0):
    return perform(who, dispense_item.refuse, script, items_of(script)[place].id, WHY)


def reopen(who, script, place=0):
    return perform(who, dispense_item.reopen, script, items_of(script)[place].id)


def test_not_supplied_with_a_reason_tells_patient_and_prescriber(desk, rows):
    script = desk.prescribed(desk.tablets, desk.capsules)

    view = refuse(desk.phil, script)

    assert (view.items[0].status, view.items[0].reason) == ("not_dispensed", WHY.reason)
    assert (view.items[0].remaining, view.status, view.claim_status) == (0, "active", "claimed")
    said = {n.recipient_id: n.sentence for n in rows(Notification)}
    assert said[desk.world.patient.id] == (
        "West Pharmacy does not supply your Paracetamol 500 mg tablets"
    )
    assert desk.world.gp.id in said


def test_all_refused_it_is_closed_without_a_supply(desk, one):
    script = desk.prescribed(desk.tablets, desk.capsules)

    refuse(desk.phil, script, 0)
    view = refuse(desk.phil, script, 1)

    assert view.status == "not_dispensed"
    assert one(Prescription, script).due_at is None


def test_the_rest_refused_it_is_supplied(desk):
    script = desk.prepared(quantity=14)
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)

    view = refuse(desk.phil, script)

    assert (view.status, view.items[0].owed_until) == ("dispensed", None)


@pytest.mark.parametrize("state", ["prepared", "ready", "sent", "failed"])
def test_what_is_in_a_supply_is_not_refused(desk, state):
    script = getattr(desk, state)()

    with pytest.raises(StepNotPossible, match="return that to stock first"):
        refuse(desk.phil, script)


@pytest.mark.parametrize("supplied", [0, 14])
def test_supplied_after_all_it_is_where_it_was(desk, told, supplied):
    script = desk.prescribed()
    if supplied:
        perform(desk.phil, dispense_supply.prepare, script, lines(script, supplied))
        perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
        perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    closed = refuse(desk.phil, script)

    view = reopen(desk.petra, script)

    assert closed.status == ("dispensed" if supplied else "not_dispensed")
    expected = ("partly_dispensed",) * 2 if supplied else ("active", "to_be_dispensed")
    assert (view.status, view.items[0].status) == expected
    assert (view.items[0].reason, view.items[0].remaining) == ("", 28 - supplied)
    for who in (desk.world.patient, desk.world.gp):
        assert (who.id, "prescription_item:reopened") in told(script)


def test_a_hand_over_struck_out_leaves_a_refused_rest_refused(desk):
    script = desk.prepared(quantity=14)
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    refuse(desk.phil, script)

    view = perform(desk.petra, dispense_hand.correct, script, 1, WHY)

    assert (view.items[0].status, view.status) == ("not_dispensed", "not_dispensed")


def test_refused_twice_or_opened_twice_is_said(desk):
    script = desk.prescribed(desk.tablets, desk.capsules)
    refuse(desk.phil, script)

    with pytest.raises(StepNotPossible, match="not supplied"):
        refuse(desk.petra, script)
    reopen(desk.phil, script)
    with pytest.raises(StepNotPossible):
        reopen(desk.phil, script)


@pytest.mark.parametrize("status", [S.CANCELLED, S.EXPIRED, S.ON_HOLD])
def test_nothing_is_refused_or_opened_of_what_does_not_stand(desk, write, clock, status):
    script = desk.prescribed(desk.tablets, desk.capsules)
    refuse(desk.phil, script, 1)
    write(
        update(Prescription)
        .where(Prescription.id == script)
        .values({"status": status, "reason": "why", "held_at": clock.now})
    )

    with pytest.raises(StepNotPossible):
        refuse(desk.phil, script, 0)
    with pytest.raises(StepNotPossible):
        reopen(desk.phil, script, 1)


def test_nothing_is_opened_again_after_it_expired_or_while_a_stop_waits(desk, write, clock):
    script, stopped = desk.prescribed(), desk.prescribed()
    refuse(desk.phil, script)
    refuse(desk.phil, stopped)
    write(
        update(Prescription).where(Prescription.id == stopped).values(stop_requested_at=clock.now)
    )

    with pytest.raises(StepNotPossible, match="asked to stop"):
        reopen(desk.phil, stopped)
    clock.advance(days=183)
    with pytest.raises(StepNotPossible, match="expired"):
        reopen(desk.phil, script)


def test_an_item_of_another_prescription_is_not_there(desk):
    script, another = desk.prescribed(), desk.prescribed()
    foreign = items_of(another)[0].id

    with pytest.raises(NotFound):
        perform(desk.phil, dispense_item.refuse, script, foreign, WHY)
    with pytest.raises(NotFound):
        perform(desk.phil, dispense_item.reopen, script, "x")


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager"])
def test_nobody_but_a_pharmacist_refuses(desk, who):
    script = desk.prescribed()

    with pytest.raises(NotAllowed):
        refuse(getattr(desk.world, who), script)
    with pytest.raises(NotFound):
        refuse(desk.other, script)


def test_what_can_be_done_with_a_medicine_is_what_is_shown(desk):
    script = desk.prescribed(desk.tablets, desk.capsules)
    shown = lambda view: [[s.name for s in one.steps] for one in view.items]  # noqa: E731

    begun = perform(
        desk.phil, dispense_supply.prepare, script, Supply(lines=lines(script).lines[:1])
    )
    one_refused = refuse(desk.phil, script, 1)
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    closed = perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)

    assert shown(begun) == [[], ["refuse"]]
    assert shown(one_refused) == [[], ["reopen"]]
    assert (closed.status, shown(closed)) == ("dispensed", [[], ["reopen"]])
