"""A prescriber ends the repeats: at once, also when the last issue was supplied long ago."""

from datetime import date, timedelta

import dispensing
import prescribing
import pytest
from dispensing import CHECKED, KNOWN, lines

from portal.domain.errors import StepNotPossible
from portal.models import AuditEntry, Medication, Notification, Prescription
from portal.schemas.prescription_claim import CancelPrescription, ChoosePharmacy, ReasonClaim
from portal.schemas.record_claim import MedicationClaim, MedicationCorrection
from portal.services import (
    dispense_hand,
    dispense_item,
    dispense_supply,
    prescription,
    prescription_mine,
    record_entry,
    timer,
)
from portal.services.work import look, perform

WHY = CancelPrescription(reason="The blood pressure is fine without it.")
EVERY_28 = {"repeats": 2, "interval_days": 28}


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def repeats(rows):
    """Return the issues that followed a first one."""
    return lambda first: rows(Prescription, Prescription.original_id == first)


def supplied(desk, **facts):
    """The first issue of a repeat, handed over in full."""
    script = desk.signed(**facts, **EVERY_28)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.counter.phil, dispense_hand.collect, script, 1, KNOWN)
    return script


def ended(desk, script, who=None):
    return perform(who or desk.gp, prescription.end_repeats, script, WHY)


def test_what_was_supplied_in_full_is_not_issued_again(desk, clock, repeats, one):
    script = supplied(desk)

    view = ended(desk, script)

    assert (view.status, view.next_issue_at, view.repeats_over) == ("dispensed", None, True)
    clock.advance(days=90)
    timer.run_due()
    assert repeats(script) == []


def test_what_is_issued_now_is_supplied_all_the_same(desk, clock, repeats):
    script = desk.signed(**EVERY_28)
    ended(desk, script)

    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))

    assert perform(desk.counter.phil, prescription.get, script).status == "active"
    clock.advance(days=29)
    timer.run_due()
    assert repeats(script) == []


def test_an_issue_that_expired_does_not_keep_the_series_alive(desk, clock, repeats):
    script = desk.signed(repeats=2, interval_days=200)
    clock.advance(days=184)
    timer.run_due()
    assert perform(desk.gp, prescription.get, script).status == "expired"

    ended(desk, script)

    clock.advance(days=60)
    timer.run_due()
    assert repeats(script) == []


def test_patient_pharmacy_and_the_prescriber_of_a_cover_are_told_why(desk, rows):
    script = supplied(desk)
    cover = desk.covered(desk.world.gp2)

    ended(desk, script, cover)

    told = {
        n.recipient_id: n.sentence
        for n in rows(Notification, Notification.kind == "prescription:not_issued")
    }
    counter = f"{cover.name} ended the repeats for Anna Ash: this issue is the last"
    assert told == {
        desk.patient.id: f"{cover.name} ended the repeats of your Paracetamol 500 mg tablets: "
        "this supply is the last",
        desk.gp.id: f"{cover.name} ended the repeats of Paracetamol 500 mg tablets for Anna Ash",
        desk.counter.phil.id: counter,
        desk.counter.petra.id: counter,
    }
    (entry,) = rows(AuditEntry, AuditEntry.action == "prescription:not_issued")
    assert (entry.actor_id, entry.reason) == (cover.id, WHY.reason)


def test_the_last_moment_names_who_ended_it_and_why(desk):
    script = supplied(desk)

    last = ended(desk, script).timeline[-1]

    assert (last.what, last.who, last.reason) == ("Ended the repeats", desk.gp.name, WHY.reason)


def test_the_patient_reads_that_no_further_one_comes(desk):
    script = supplied(desk)
    before = look(desk.patient, prescription_mine.get, script).repeats

    ended(desk, script)

    assert "comes on Mon 12 Oct" in before
    after = look(desk.patient, prescription_mine.get, script).repeats
    assert after == "Issue 1 of 3. No further one comes: ask your clinic if you need more."


def test_it_is_ended_once_and_only_where_one_would_follow(desk):
    script = supplied(desk)
    ended(desk, script)

    for which in (script, desk.signed()):
        with pytest.raises(StepNotPossible, match="No repeat follows"):
            ended(desk, which)
        offered = {s.name for s in perform(desk.gp, prescription.get, which).steps}
        assert "end_repeats" not in offered


def test_an_issue_that_was_followed_leads_to_the_next_and_has_nothing_to_end(desk, clock, repeats):
    script = supplied(desk)
    clock.advance(days=28)
    timer.run_due()

    view = perform(desk.gp, prescription.get, script)

    (following,) = repeats(script)
    assert (view.next_issue_id, view.repeats_over) == (str(following.id), False)
    with pytest.raises(StepNotPossible, match="open that one"):
        ended(desk, script)
    assert ended(desk, following.id).repeats_over


def test_a_pharmacy_is_not_led_to_an_issue_that_the_patient_sent_elsewhere(desk, clock, repeats):
    script = supplied(desk)
    clock.advance(days=28)
    timer.run_due()
    (following,) = repeats(script)
    elsewhere = ChoosePharmacy(pharmacy_id=desk.counter.east)
    perform(desk.patient, prescription.choose_pharmacy, following.id, elsewhere)

    view = perform(desk.counter.phil, prescription.get, script)

    assert (view.next_issue_id, view.repeats_over) == ("", False)


def test_while_a_stop_is_asked_for_there_is_nothing_else_to_end(desk):
    script = desk.signed(**EVERY_28)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.gp, prescription.request_stop, script, WHY)

    with pytest.raises(StepNotPossible, match="asked to stop"):
        ended(desk, script)


def test_r2_ending_against_the_next_issue_leaves_no_third(desk, clock, at_once, repeats):
    script = supplied(desk)
    clock.advance(days=28)

    at_once([timer.run_due, lambda: ended(desk, script)])

    followed = repeats(script)
    assert len(followed) <= 1
    if not followed:
        clock.advance(days=60)
        timer.run_due()
        assert repeats(script) == []


def test_the_record_says_on_which_day_the_last_course_ends(desk, rows, clock):
    script = supplied(desk, item={"duration_days": 28})
    (entry,) = rows(Medication)
    assert entry.until is None

    ended(desk, script)

    (entry,) = rows(Medication, Medication.status == "current")
    assert entry.until == date(2026, 10, 12)
    clock.advance(days=29)
    timer.run_due()
    assert rows(Medication, Medication.status == "current") == []


def noted(desk, clock, course=28, **facts):
    """Let a clinician write by hand, a minute before, in the words of the prescription."""
    said = MedicationClaim(
        substance="Paracetamol",
        strength="500 mg",
        dosage=f"Take 1 tablet by mouth twice a day for {course} days.",
        **facts,
    )
    perform(desk.gp, record_entry.add, desk.patient.id, said)
    clock.advance(minutes=1)


@pytest.fixture
def taken(rows):
    """Return how, since when and until when the record says it is taken."""
    return lambda: [
        (one.dosage, one.since, one.until)
        for one in rows(Medication, Medication.status == "current")
    ]


@pytest.mark.parametrize("over", ["cancelled", "expired", "refused"])
@pytest.mark.parametrize("course", [28, 14])
def test_a_last_day_goes_with_the_prescription_that_gave_it(desk, clock, taken, over, course):
    noted(desk, clock, course, since="2026-03-02")
    before = taken()
    script = desk.signed(item={"duration_days": course}, **EVERY_28)
    assert taken() == before
    ended(desk, script)
    assert taken() == [(*before[0][:2], clock.now.date() + timedelta(days=course))]

    if over == "cancelled":
        perform(desk.gp, prescription.cancel, script, WHY)
    elif over == "expired":
        clock.advance(days=184)
        timer.run_due()
    else:
        refused(desk, script)

    assert taken() == before
    clock.advance(days=60)
    timer.run_due()
    assert taken() == before


def refused(desk, script):
    (item,) = dispensing.items_of(script)
    said = ReasonClaim(reason="No longer made.")
    perform(desk.counter.phil, dispense_item.refuse, script, item.id, said)


@pytest.mark.parametrize("before", [True, False])
def test_what_is_supplied_after_all_has_its_last_day_again(desk, clock, taken, before):
    if before:
        noted(desk, clock)
    script = desk.signed(item={"duration_days": 28}, **EVERY_28)
    ended(desk, script)
    refused(desk, script)
    clock.advance(days=3)

    (item,) = dispensing.items_of(script)
    perform(desk.counter.phil, dispense_item.reopen, script, item.id)

    assert [until for _, _, until in taken()] == [clock.now.date() + timedelta(days=28)]


def test_a_last_day_keeps_what_somebody_corrected_by_hand(desk, rows, taken):
    script = desk.signed(item={"duration_days": 28}, **EVERY_28)
    (entry,) = rows(Medication)
    said = MedicationCorrection(
        substance="Paracetamol", strength="500 mg", dosage="Half a tablet", reason="Misread."
    )
    perform(desk.gp, record_entry.correct, desk.patient.id, entry.id, said)

    ended(desk, script)

    assert [(dosage, bool(until)) for dosage, _, until in taken()] == [("Half a tablet", True)]


def test_the_audit_names_who_gave_the_record_its_last_day(desk, rows):
    script = desk.signed(item={"duration_days": 28}, **EVERY_28)

    ended(desk, script)

    (said,) = rows(AuditEntry, AuditEntry.action == "medication:corrected")
    assert (said.actor_id, said.patient_id) == (desk.gp.id, desk.patient.id)
    assert "last day" in said.reason


def test_what_was_supplied_ends_on_its_last_day_though_it_stood_before(desk, clock, taken):
    noted(desk, clock)
    script = supplied(desk, item={"duration_days": 28})

    ended(desk, script)

    assert [until for _, _, until in taken()] == [clock.now.date() + timedelta(days=28)]


@pytest.mark.parametrize("other", [EVERY_28, {"item": {"duration_days": ""}}])
def test_what_another_prescription_goes_on_with_has_no_last_day(desk, rows, other):
    script = supplied(desk, item={"duration_days": 28})
    desk.signed(**{"item": {"duration_days": 28}, **other})

    ended(desk, script)

    assert {one.until for one in rows(Medication, Medication.status == "current")} == {None}


def test_what_has_no_end_is_taken_on(desk, rows):
    script = supplied(desk, item={"duration_days": "", "quantity": 56})

    ended(desk, script)

    assert [(one.status, one.until) for one in rows(Medication)] == [("current", None)]
