"""What the record goes back to when a prescription that changed it is over."""

from datetime import date, timedelta
from itertools import permutations

import dispensing
import prescribing
import pytest
from dispensing import CHECKED, DISPATCH, KNOWN, lines
from sqlalchemy import update
from sqlmodel import select

from portal.domain.record import EntryKind, EntryStatus
from portal.infra.db import transaction
from portal.models import AuditEntry, Medication, Prescription
from portal.schemas.prescription_claim import AlreadyHanded, CancelPrescription, ReasonClaim
from portal.schemas.record_claim import Ending, MedicationClaim, MedicationCorrection
from portal.services import (
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription,
    record_entry,
    timer,
)
from portal.services.work import perform

WHY = CancelPrescription(reason="A rash has come up.")
NOT_MADE = ReasonClaim(reason="No longer made.")
ONE, TWO, THREE = (
    f"Take {many} by mouth twice a day." for many in ("1 tablet", "2 tablets", "3 tablets")
)
NEEDED = "1 when it hurts"


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def current(rows, desk):
    """Return how the record says the patient takes it now."""

    def find():
        return [one.dosage for one in rows(Medication, Medication.status == EntryStatus.CURRENT)]

    return find


@pytest.fixture
def later(clock):
    """Let a minute go by before and after somebody writes."""

    def do(verb, *given, **facts):
        clock.advance(minutes=1)
        made = verb(*given, **facts)
        clock.advance(minutes=1)
        return made

    return do


def by_hand(desk, dosage=NEEDED, **facts):
    said = MedicationClaim(substance="Paracetamol", strength="500 mg", dosage=dosage, **facts)
    return perform(desk.gp, record_entry.add, desk.patient.id, said)


def by_another(desk, dose, *, supplied):
    script = desk.signed(item={"dose": dose})
    if supplied:
        supply(desk, script)
    return script


def supply(desk, script, quantity=None):
    phil, petra = desk.counter.phil, desk.counter.petra
    perform(phil, dispense_supply.prepare, script, lines(script, quantity))
    perform(petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(phil, dispense_hand.collect, script, 1, KNOWN)


def refuse(desk, script, verb=dispense_item.refuse, *said):
    (item,) = dispensing.items_of(script)
    perform(desk.counter.phil, verb, script, item.id, *said)


BEFORE = {
    "nothing": lambda desk: None,
    "by hand, the same": lambda desk: by_hand(desk, ONE),
    "by hand, another dosage": by_hand,
    "open, the same": lambda desk: by_another(desk, 1, supplied=False),
    "open, another dosage": lambda desk: by_another(desk, 2, supplied=False),
    "supplied, the same": lambda desk: by_another(desk, 1, supplied=True),
    "supplied, another dosage": lambda desk: by_another(desk, 2, supplied=True),
}
OVER = {
    "cancelled": lambda desk, clock, one: perform(desk.gp, prescription.cancel, one, WHY),
    "expired": lambda desk, clock, one: (clock.advance(days=184), timer.run_due()),
    "refused": lambda desk, clock, one: refuse(desk, one, dispense_item.refuse, NOT_MADE),
}
LEFT = {
    "nothing": [],
    "by hand, the same": [ONE],
    "by hand, another dosage": [NEEDED],
    "open, the same": [ONE],
    "open, another dosage": [TWO],
    "supplied, the same": [ONE],
    "supplied, another dosage": [TWO],
}
"""What is taken once the prescription is over and nothing of it was supplied."""


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("before", LEFT)
def test_what_stood_before_stands_again_when_nothing_was_supplied(
    desk, clock, current, later, before, over
):
    later(BEFORE[before], desk)
    script = later(desk.signed)
    assert current() == [ONE]

    OVER[over](desk, clock, script)

    both_expire = before.startswith("open") and over == "expired"
    assert current() == ([] if both_expire else LEFT[before])


@pytest.mark.parametrize(
    ("dosage", "said"), [(ONE, "to be taken on."), (NEEDED, "with another dosage.")]
)
def test_the_record_says_truly_what_prescribing_again_changed(
    desk, rows, later, clock, write, dosage, said
):
    later(by_hand, desk, dosage)
    write(update(Medication).values(until=clock.now.date() + timedelta(days=3)))

    later(desk.signed)

    old, new = sorted(rows(Medication), key=lambda one: one.created_at)
    assert old.status_reason == f"Prescribed again, {said}"
    assert (new.dosage, new.until) == (ONE, None)


@pytest.mark.parametrize("over", ["cancelled", "expired"])
@pytest.mark.parametrize("before", LEFT)
def test_what_was_supplied_in_part_ends_unless_another_prescription_goes_on(
    desk, clock, current, later, before, over
):
    later(BEFORE[before], desk)
    script = later(desk.signed, item={"quantity": 28})
    supply(desk, script, 14)

    OVER[over](desk, clock, script)

    goes_on = before.startswith("supplied") or (before.startswith("open") and over == "cancelled")
    assert current() == (LEFT[before] if goes_on else [])


def test_what_stood_before_is_restored_as_it_was_and_the_audit_says_why(desk, rows, clock, later):
    entry = later(by_hand, desk, since="2026-03-02")
    script = later(desk.signed)

    perform(desk.gp, prescription.cancel, script, WHY)

    first, changed, again = chain(rows)
    assert [one.status for one in (first, changed, again)] == ["corrected", "corrected", "current"]
    assert str(first.id) == entry.id
    for field in ("created_at", "recorded_by", "source", "dosage", "since", "until", "strength"):
        assert getattr(again, field) == getattr(first, field)
    assert (again.since, changed.status_by) == (date(2026, 3, 2), desk.gp.id)
    (said,) = rows(AuditEntry, AuditEntry.action == "medication:restored")
    assert (said.subject_id, said.actor_id) == (again.id, desk.gp.id)
    assert WHY.reason in said.reason
    assert WHY.reason in changed.status_reason


def chain(rows):
    """Every version of the one entry, in the order of corrections."""
    found = {one.replaces_id: one for one in rows(Medication)}
    line = [found[None]]
    while line[-1].id in found:
        line.append(found[line[-1].id])
    assert len(line) == len(found)
    return line


@pytest.mark.parametrize("order", permutations(range(3)))
def test_whichever_is_cancelled_first_the_newest_that_is_left_says_how_it_is_taken(
    desk, current, later, rows, order
):
    later(by_hand, desk)
    scripts = [later(desk.signed, item={"dose": dose}) for dose in (1, 2, 3)]
    left = [NEEDED, ONE, TWO, THREE]

    for which in order:
        before, said = len(rows(Medication)), left[-1]
        later(perform, desk.gp, prescription.cancel, scripts[which], WHY)
        left.remove((ONE, TWO, THREE)[which])
        assert current() == left[-1:]
        assert len(rows(Medication)) - before == (said != left[-1])


@pytest.mark.parametrize("root", [True, False])
def test_what_a_clinician_corrected_since_stays_as_long_as_it_stood_before(
    desk, current, rows, later, root
):
    if root:
        later(by_hand, desk)
    script = later(desk.signed)
    (entry,) = rows(Medication, Medication.status == EntryStatus.CURRENT)
    said = MedicationCorrection(
        substance="Paracetamol", strength="500 mg", dosage="Half a tablet", reason="Misread."
    )
    later(perform, desk.gp, record_entry.correct, desk.patient.id, entry.id, said)

    perform(desk.gp, prescription.cancel, script, WHY)

    assert current() == (["Half a tablet"] if root else [])


def test_what_a_clinician_corrected_since_is_not_written_over_by_a_supply(
    desk, current, rows, later
):
    script = later(desk.signed)
    (entry,) = rows(Medication)
    said = MedicationCorrection(
        substance="Paracetamol", strength="500 mg", dosage="Half a tablet", reason="Misread."
    )
    later(perform, desk.gp, record_entry.correct, desk.patient.id, entry.id, said)

    supply(desk, script)

    assert current() == ["Half a tablet"]


def test_of_two_that_were_refused_the_one_that_is_supplied_after_all_says_how_it_is_taken(
    desk, current, later
):
    later(by_hand, desk)
    first, second = later(desk.signed), later(desk.signed, item={"dose": 2})
    for one in (first, second):
        later(refuse, desk, one, dispense_item.refuse, NOT_MADE)
    assert current() == [NEEDED]

    refuse(desk, first, dispense_item.reopen)

    assert current() == [ONE]


def test_what_stands_again_is_not_written_anew_when_it_is_supplied(desk, rows, later):
    first, second = later(desk.signed), later(desk.signed, item={"dose": 2})
    later(refuse, desk, second, dispense_item.refuse, NOT_MADE)
    before = len(rows(Medication))

    supply(desk, first)

    assert len(rows(Medication)) == before


@pytest.mark.parametrize("reason", ["She does not take it.", ""])
@pytest.mark.parametrize("then", ["supplied", "refused and reopened", "cancelled"])
def test_what_a_clinician_ended_by_hand_is_never_begun_again(
    desk, current, rows, later, then, reason
):
    script = later(desk.signed)
    (entry,) = rows(Medication)
    gone = (desk.patient.id, EntryKind.MEDICATION, entry.id, Ending(reason=reason))
    later(perform, desk.gp, record_entry.end, *gone)

    if then == "supplied":
        supply(desk, script)
    elif then == "cancelled":
        perform(desk.gp, prescription.cancel, script, WHY)
    else:
        refuse(desk, script, dispense_item.refuse, NOT_MADE)
        refuse(desk, script, dispense_item.reopen)

    (left,) = rows(Medication)
    assert (current(), left.status, left.status_reason) == ([], "ended", reason)


@pytest.mark.parametrize("before", ["nothing", "by hand, another dosage"])
def test_what_is_supplied_after_all_is_said_again_each_time(desk, current, later, before):
    later(BEFORE[before], desk)
    script = later(desk.signed)

    for _ in range(2):
        later(refuse, desk, script, dispense_item.refuse, NOT_MADE)
        assert current() == LEFT[before]
        later(refuse, desk, script, dispense_item.reopen)
        assert current() == [ONE]


def test_what_somebody_noted_meanwhile_is_not_doubled_when_it_is_supplied_after_all(
    desk, current, later
):
    script = later(desk.signed)
    later(refuse, desk, script, dispense_item.refuse, NOT_MADE)
    later(by_hand, desk)

    refuse(desk, script, dispense_item.reopen)

    assert current() == [NEEDED]


@pytest.mark.parametrize("came", ["delivered", "back"])
@pytest.mark.parametrize("before", ["nothing", "by hand, another dosage"])
def test_what_is_on_its_way_is_not_over_until_it_is_known_where_it_is(
    desk, current, later, before, came
):
    later(BEFORE[before], desk)
    script, phil = later(desk.signed), desk.counter.phil
    perform(phil, dispense_supply.prepare, script, lines(script))
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(phil, dispense_hand.dispatch, script, 1, DISPATCH)
    perform(desk.gp, prescription.request_stop, script, WHY)
    perform(phil, dispense_query.already_handed_over, script, AlreadyHanded())
    assert current() == [ONE]

    if came == "delivered":
        perform(phil, dispense_hand.deliver, script, 1, KNOWN)
    else:
        perform(phil, dispense_hand.fail, script, 1, NOT_MADE)
        perform(phil, dispense_hand.return_to_stock, script, 1, NOT_MADE)

    assert current() == ([ONE] if came == "delivered" else LEFT[before])


def test_what_was_handed_over_too_late_to_stop_was_never_out_of_the_record(desk, rows, later):
    script = later(desk.signed, desk.counter.tablets, desk.counter.capsules)
    phil = desk.counter.phil
    whole = lines(script)
    for one in whole.lines:
        perform(phil, dispense_supply.prepare, script, type(whole)(lines=[one]))
    perform(desk.gp, prescription.request_stop, script, WHY)
    said = AlreadyHanded(identifiers=["name", "birth_date"], handed=[1, 2])

    perform(phil, dispense_query.already_handed_over, script, said)

    assert [one.status for one in rows(Medication)] == ["current", "current"]


@pytest.mark.parametrize("before", ["nothing", "by hand, the same"])
def test_a_repeat_that_is_cancelled_ends_what_an_earlier_issue_supplied(
    desk, clock, current, later, before
):
    later(BEFORE[before], desk)
    first = later(desk.signed, repeats=2, interval_days=28)
    supply(desk, first)
    clock.advance(days=29)
    timer.run_due()
    with transaction(write=False) as session:
        again = session.exec(select(Prescription.id).where(Prescription.issue == 2)).one()
    assert current() == [ONE]

    perform(desk.gp, prescription.cancel, again, WHY)

    assert current() == []


def test_a_later_issue_that_was_supplied_speaks_after_the_first_was_cancelled(
    desk, clock, current, later
):
    first = later(desk.signed, item={"dose": 2}, repeats=2, interval_days=28)
    clock.advance(days=29)
    timer.run_due()
    perform(desk.gp, prescription.cancel, first, WHY)
    with transaction(write=False) as session:
        again = session.exec(select(Prescription.id).where(Prescription.issue == 2)).one()
    supply(desk, again)
    other = later(desk.signed)
    assert current() == [ONE]

    perform(desk.gp, prescription.cancel, other, WHY)

    assert current() == [TWO]


def test_a_course_that_is_finished_is_not_begun_again_by_a_cancel(desk, clock, current, later):
    first = later(desk.signed, item={"duration_days": 7, "dose": 2})
    supply(desk, first)
    second = later(desk.signed)
    clock.advance(days=10)

    perform(desk.gp, prescription.cancel, second, WHY)
    timer.run_due()

    assert current() == []


def test_an_earlier_prescription_that_is_over_does_not_stand_again(desk, clock, current, later):
    first = later(desk.signed, item={"dose": 2})
    clock.advance(days=100)
    second = later(desk.signed)
    perform(desk.gp, prescription.cancel, first, WHY)
    assert current() == [ONE]

    perform(desk.gp, prescription.cancel, second, WHY)

    assert current() == []
