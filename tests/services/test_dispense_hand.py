"""A supply leaves the pharmacy, comes back, or turns out to be a mistake; the counts stay true."""

from datetime import timedelta

import pytest
from dispensing import CHECKED, DISPATCH, KNOWN, SEEN, WHY, items_of, lines, scanned, supplies_of
from factories import MONDAY
from sqlalchemy import update

from portal.domain.dispensing import SUPPLY
from portal.domain.errors import Invalid, NotAllowed, NotFound, PortalError, StepNotPossible
from portal.domain.prescription_word import (
    AT_THE_PHARMACY,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.workflow import Party
from portal.infra.db import Clash
from portal.models import Dispense, Prescription, PrescriptionItem
from portal.schemas.prescription_claim import HandOver
from portal.services import (
    dispense,
    dispense_hand,
    dispense_supply,
    prescription_step,
    prescription_view,
)
from portal.services.work import SYSTEM, Work, look, perform

S, I, U = PrescriptionStatus, ItemStatus, SupplyStatus  # noqa: E741
ACTS = {
    "check": (dispense_supply.check, CHECKED),
    "finish": (dispense_supply.finish,),
    "collect": (dispense_hand.collect, KNOWN),
    "dispatch": (dispense_hand.dispatch, DISPATCH),
    "deliver": (dispense_hand.deliver, KNOWN),
    "fail": (dispense_hand.fail, WHY),
    "return": (dispense_hand.return_to_stock, WHY),
    "correct": (dispense_hand.correct, WHY),
}
STATES = {
    "prepared": U.PREPARING, "ready": U.READY, "collected": U.COLLECTED, "sent": U.DISPATCHED,
    "failed": U.DELIVERY_FAILED, "delivered": U.DELIVERED, "returned": U.RETURNED,
    "corrected": U.IN_ERROR, "checked": U.CHECKED,
}  # fmt: skip


def act(who, name, script, number=1):
    verb, *said = ACTS[name]
    return perform(who, verb, script, number, *said)


def standing(desk, state):
    """A prescription whose one supply stands so."""
    more = {"returned": ("ready", "return"), "corrected": ("collected", "correct"),
            "checked": ("prepared", "check")}  # fmt: skip
    before, step = more.get(state, (state, None))
    script = getattr(desk, before)()
    if step:
        act(desk.petra, step, script)
    return script


def counts(script):
    return [(i.committed, i.supplied, i.status) for i in items_of(script)]


def test_every_step_is_possible_from_where_the_table_says_and_from_nowhere_else(desk):
    for state, status in STATES.items():
        possible = {s.name for s in SUPPLY.open_steps(status, [Party.PHARMACY])}
        for name in ACTS:
            script = standing(desk, state)
            try:
                act(desk.petra, name, script)
                done = True
            except StepNotPossible:
                done = False
            assert done is (name in possible), (state, name)


SITUATIONS = {
    "standing": {},
    "held": {"status": S.ON_HOLD, "held_at": MONDAY},
    "to be stopped": {"stop_requested_at": MONDAY, "reason": "A rash."},
    "expired": {"status": S.EXPIRED},
    "cancelled": {"status": S.CANCELLED, "reason": "A rash."},
    "expired unstopped": {"status": S.EXPIRED, "stop_requested_at": MONDAY},
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_steps_that_are_shown_are_those_that_can_be_taken(desk, write, situation):
    for state in STATES:
        script = standing(desk, state)
        if change := SITUATIONS[situation]:
            write(update(Prescription).where(Prescription.id == script).values(change))

        shown = {s.name for s in look(desk.petra, detail, script).supplies[0].steps}

        assert shown == {name for name in ACTS if could(desk.petra, name, script)}, state


def detail(work, script):
    return prescription_view.detail(work, prescription_step.find(work, script))


def could(who, name, script):
    """Whether the step would be possible; nothing of it is kept."""
    verb, *said = ACTS[name]
    try:
        look(who, verb, script, 1, *said)
    except StepNotPossible:
        return False
    return True


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager", "diagnostics"])
def test_no_step_is_taken_by_anybody_else(desk, who):
    script = desk.ready()

    for name in ACTS:
        with pytest.raises(NotAllowed):
            act(getattr(desk.world, who), name, script)


def test_another_pharmacy_finds_none_of_it(desk):
    script = desk.ready()

    for name in ACTS:
        with pytest.raises(NotFound):
            act(desk.other, name, script)


def test_a_pharmacy_that_comes_later_takes_no_step_of_the_first_ones_supply(desk):
    script = desk.prepared(quantity=14)
    act(desk.petra, "check", script)
    act(desk.petra, "finish", script)
    act(desk.phil, "collect", script)
    perform(desk.phil, dispense.release, script, WHY)
    from_east = scan(desk.other, script)

    assert from_east.pharmacy == "East Pharmacy"
    for name in ACTS:
        with pytest.raises((NotAllowed, StepNotPossible)):
            act(desk.other, name, script)


def scan(who, script):
    return perform(who, dispense.scan_token, scanned(script))


def test_the_first_pharmacy_still_strikes_out_its_own_mistake(desk, rows):
    script = desk.prepared(quantity=14)
    act(desk.petra, "check", script)
    act(desk.petra, "finish", script)
    act(desk.phil, "collect", script)
    perform(desk.phil, dispense.release, script, WHY)
    scan(desk.other, script)

    act(desk.petra, "correct", script)

    assert counts(script) == [(0, 0, I.TO_BE_DISPENSED)]


def test_handed_over_all_of_it_is_supplied_and_everything_follows(desk, told, one, clock):
    script = desk.ready()

    view = perform(desk.phil, dispense_hand.collect, script, 1, SEEN)

    (supply,) = view.supplies
    assert (view.status, view.items[0].status) == ("dispensed", "dispensed")
    assert (supply.status, supply.handed_by, supply.handed_at) == (
        "collected", desk.phil.name, clock.now,
    )  # fmt: skip
    assert supply.identifiers == "name, birth date"
    assert (one(Prescription, script).due_at, supplies_of(script)[0].due_at) == (None, None)
    assert (desk.world.patient.id, "dispense:collected") in told(script)


def test_a_part_makes_it_partly_supplied_and_the_rest_supplied(desk):
    script = desk.prepared(quantity=14)
    act(desk.petra, "check", script)
    act(desk.petra, "finish", script)

    first = act(desk.phil, "collect", script)
    perform(desk.phil, dispense_supply.prepare, script, lines(script))
    for who, step in [(desk.petra, "check"), (desk.petra, "finish"), (desk.phil, "collect")]:
        last = act(who, step, script, 2)

    assert (first.status, first.items[0].status) == ("partly_dispensed", "partly_dispensed")
    assert (last.status, last.items[0].status) == ("dispensed", "dispensed")
    assert counts(script) == [(28, 28, I.DISPENSED)]


def test_one_identifier_or_one_twice_is_not_enough(desk):
    script = desk.ready()
    twice = HandOver(identifiers=["name", "name"])

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_hand.collect, script, 1, twice)
    assert list(refusal.value.fields) == ["identifiers"]
    assert counts(script) == [(28, 0, I.TO_BE_DISPENSED)]


def test_somebody_else_who_collects_is_named(desk):
    script = desk.ready()
    said = HandOver(identifiers=["name", "code"], collector="Alf Ash, her son")

    view = perform(desk.phil, dispense_hand.collect, script, 1, said)

    assert view.supplies[0].collector == "Alf Ash, her son"


def test_a_controlled_drug_is_handed_over_against_identity_at_counter_and_door(desk):
    desk.receives()
    at_counter, at_door = desk.ready(desk.morphine), desk.sent(desk.morphine)

    for verb, script in [(dispense_hand.collect, at_counter), (dispense_hand.deliver, at_door)]:
        with pytest.raises(Invalid) as refusal:
            perform(desk.phil, verb, script, 1, SEEN)
        assert list(refusal.value.fields) == ["proof"]
        assert perform(desk.phil, verb, script, 1, KNOWN).supplies[0].proof == "passport"


@pytest.mark.parametrize(
    ("status", "words"), [(S.ON_HOLD, "question"), (S.CANCELLED, "cancelled"), (S.EXPIRED, "exp")]
)
def test_nothing_is_handed_over_or_sent_of_what_does_not_stand(desk, write, clock, status, words):
    script = desk.ready()
    write(
        update(Prescription)
        .where(Prescription.id == script)
        .values({"status": status, "reason": "why", "held_at": clock.now})
    )

    for name in ("collect", "dispatch"):
        with pytest.raises(StepNotPossible, match=words):
            act(desk.phil, name, script)


def test_nothing_is_handed_over_sent_or_delivered_once_a_stop_is_requested(desk, write, clock):
    at_counter, out = desk.ready(), desk.sent()
    write(update(Prescription).values(stop_requested_at=clock.now, reason="Rash."))

    for name, script in [("collect", at_counter), ("dispatch", at_counter), ("deliver", out)]:
        with pytest.raises(StepNotPossible, match="asked to stop"):
            act(desk.phil, name, script)
    assert act(desk.phil, "fail", out).supplies[0].status == "delivery_failed"


def test_what_expired_on_its_way_is_still_a_fact_once_it_is_there(desk, write, clock):
    """Even if a stop was asked for that nobody answered in time."""
    script = desk.sent()
    change = {"status": S.EXPIRED, "stop_requested_at": clock.now}
    write(update(Prescription).where(Prescription.id == script).values(change))

    act(desk.phil, "deliver", script)

    assert counts(script) == [(28, 28, I.DISPENSED)]


def test_sent_out_not_delivered_sent_again_and_delivered(desk, told):
    script = desk.failed()
    assert counts(script) == [(28, 0, I.TO_BE_DISPENSED)]

    again = act(desk.petra, "dispatch", script)
    there = act(desk.petra, "deliver", script)

    assert (again.supplies[0].status, again.supplies[0].reason) == ("dispatched", "")
    assert (there.supplies[0].delivery_to, there.supplies[0].courier) == ("1 Ash Lane", "Colin")
    assert there.status == "dispensed"
    kinds = {kind for who, kind in told(script) if who == desk.world.patient.id}
    assert kinds >= {"dispense:dispatched", "dispense:delivery_failed", "dispense:delivered"}


@pytest.mark.parametrize("state", ["prepared", "checked", "ready", "failed"])
def test_back_in_stock_it_can_be_supplied_again(desk, told, state):
    script = standing(desk, state)

    view = act(desk.petra, "return", script)

    assert (view.supplies[0].status, view.supplies[0].reason) == ("returned", WHY.reason)
    assert counts(script) == [(0, 0, I.TO_BE_DISPENSED)]
    assert (desk.world.patient.id, "dispense:returned") in told(script)
    again = perform(desk.phil, dispense_supply.prepare, script, lines(script))
    assert [s.number for s in again.supplies] == [1, 2]


@pytest.mark.parametrize("state", ["collected", "delivered"])
def test_struck_out_by_a_second_person_everything_is_open_again(desk, told, one, state):
    script = standing(desk, state)

    view = act(desk.petra, "correct", script)

    assert (view.supplies[0].status, view.supplies[0].corrected_by) == (
        "entered_in_error", desk.petra.name,
    )  # fmt: skip
    assert (view.status, view.items[0].remaining) == ("active", 28)
    assert counts(script) == [(0, 0, I.TO_BE_DISPENSED)]
    row = one(Prescription, script)
    assert row.due_at == row.expires_at
    world = desk.world
    for who in (world.patient, world.gp):
        assert (who.id, "dispense:corrected") in told(script)


def test_nobody_strikes_out_what_they_handed_over_themselves(desk):
    script = desk.collected()

    with pytest.raises(NotAllowed, match="somebody else"):
        act(desk.phil, "correct", script)
    assert counts(script) == [(28, 28, I.DISPENSED)]


def test_struck_out_in_part_it_is_partly_supplied_again(desk):
    script = desk.prepared(quantity=14)
    for who, step in [(desk.petra, "check"), (desk.petra, "finish"), (desk.phil, "collect")]:
        act(who, step, script)
    perform(desk.phil, dispense_supply.prepare, script, lines(script))
    for who, step in [(desk.petra, "check"), (desk.petra, "finish"), (desk.phil, "collect")]:
        act(who, step, script, 2)

    view = act(desk.petra, "correct", script, 1)

    assert (view.status, counts(script)) == ("partly_dispensed", [(14, 14, I.PARTLY_DISPENSED)])


def test_taken_back_by_the_portal_what_has_left_stays(desk, write):
    """What a stop, an expiry or a suspension calls."""
    for state, status in STATES.items():
        script = standing(desk, state)
        before = counts(script)

        def take_all(work: Work, script=script) -> list[bool]:
            row = work.session.get_one(Prescription, script, with_for_update=True)
            found = work.session.query(Dispense).filter_by(prescription_id=row.id)
            return [dispense_hand.take_back(work, one, "It expired.") for one in found]

        (taken,) = perform(SYSTEM, take_all)

        assert taken is (status in AT_THE_PHARMACY | {U.DELIVERY_FAILED})
        assert counts(script) == ([(0, 0, I.TO_BE_DISPENSED)] if taken else before)


def test_a_double_click_hands_over_once(desk):
    script = desk.collected()

    with pytest.raises(StepNotPossible):
        act(desk.phil, "collect", script)
    assert counts(script) == [(28, 28, I.DISPENSED)]


def test_what_waits_or_lingers_is_due_when_the_settings_say(desk, clock):
    begun, ready, out = desk.prepared(), desk.ready(), desk.sent()

    assert supplies_of(begun)[0].due_at == clock.now + timedelta(hours=8)
    assert supplies_of(ready)[0].due_at == clock.now + timedelta(days=14)
    assert supplies_of(out)[0].due_at == clock.now + timedelta(days=3)


def test_the_database_itself_refuses_to_count_over_what_was_prescribed(desk, write):
    script = desk.prepared(quantity=14)

    for change in ({"committed": 29}, {"supplied": 15}, {"supplied": -1}):
        item = update(PrescriptionItem).where(PrescriptionItem.prescription_id == script)
        with pytest.raises(Clash, match="never_more_than_prescribed"):
            write(item.values(change))


def test_an_unknown_number_is_refused(desk):
    script = desk.ready()

    for name in ACTS:
        with pytest.raises(PortalError):
            act(desk.petra, name, script, 7)
