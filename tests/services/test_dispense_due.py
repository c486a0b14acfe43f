"""What lies too long at a pharmacy is reminded of, once."""

from datetime import timedelta

import pytest
from dispensing import SEEN

from portal.models import Dispense
from portal.services import dispense_due, dispense_hand
from portal.services.work import SYSTEM, look, perform


def test_a_supply_that_lingers_is_reminded_of_once(desk, clock, rows, told):
    script = desk.prepared()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=1), 9)

    assert perform(SYSTEM, dispense_due.take_due, due) is True
    assert perform(SYSTEM, dispense_due.take_due, due) is False
    assert look(SYSTEM, dispense_due.due, clock.now, 9) == []
    lingering = {who for who, kind in told(script) if kind == "dispense:lingering"}
    assert lingering == {desk.phil.id, desk.petra.id}


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_an_open_delivery_is_reminded_of(desk, clock, told, state):
    script = getattr(desk, state)()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=3), 9)

    assert perform(SYSTEM, dispense_due.take_due, due) is True
    assert (desk.petra.id, "dispense:lingering") in told(script)


def test_what_nobody_collects_stays_ready_and_patient_and_pharmacy_are_told(desk, clock, told, one):
    script = desk.ready()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=14), 9)

    perform(SYSTEM, dispense_due.take_due, due)

    supply = one(Dispense, due)
    assert (supply.status, supply.uncollected_at) == ("ready", clock.now)
    kinds = {who for who, kind in told(script) if kind == "dispense:uncollected"}
    assert kinds == {desk.world.patient.id, desk.phil.id, desk.petra.id}
    perform(desk.phil, dispense_hand.collect, script, 1, SEEN)
    assert one(Dispense, due).uncollected_at is None


def test_nothing_is_due_a_moment_before_or_after_it_is_over(desk, clock):
    desk.ready()
    desk.collected()

    assert look(SYSTEM, dispense_due.due, clock.now + timedelta(days=13, hours=23), 9) == []
    assert len(look(SYSTEM, dispense_due.due, clock.now + timedelta(days=365), 9)) == 1
