"""Repeats, once each and checked anew; and the record's medication, which follows."""

from datetime import date, timedelta

import dispensing
import prescribing
import pytest
from dispensing import lines
from factories import saved, suspended
from prescriptions import medicine
from sqlalchemy import update

from portal.domain.record import EntryStatus
from portal.models import (
    AuditEntry,
    Medication,
    Medicine,
    Notification,
    Organization,
    Prescription,
    PrescriptionItem,
    PrescriptionWarning,
    User,
)
from portal.schemas.prescription_claim import CancelPrescription, ReasonClaim
from portal.schemas.record_claim import MedicationClaim
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_supply,
    prescription,
    prescription_due,
    record_entry,
    timer,
)
from portal.services.work import SYSTEM, perform

WHY = CancelPrescription(reason="A rash has come up.")
EVERY_28 = {"repeats": 2, "interval_days": 28}


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def series(rows):
    """Return a prescription and its repeats, in order."""

    def find(first):
        found = rows(Prescription, Prescription.original_id == first)
        return sorted(found, key=lambda one: one.issue)

    return find


@pytest.fixture
def current(rows):
    """Return what the record says somebody takes now."""

    def find(who):
        taken = rows(
            Medication, Medication.patient_id == who.id, Medication.status == EntryStatus.CURRENT
        )
        return sorted((one.substance, one.dosage) for one in taken)

    return find


def test_the_next_issue_comes_at_its_interval_with_a_code_of_its_own(
    desk, clock, one, series, rows
):
    first = desk.signed(**EVERY_28)
    clock.advance(days=27, hours=23)
    timer.run_due()
    assert series(first) == []

    clock.advance(hours=1)
    timer.run_due()

    (again,) = series(first)
    before = one(Prescription, first)
    assert (again.issue, again.issues, again.status, again.claim_status) == (
        2,
        3,
        "active",
        "offered",
    )
    assert (again.pharmacy_id, again.prescriber_id) == (desk.counter.west, desk.gp.id)
    assert again.code != before.code
    assert again.nonce != before.nonce
    assert (again.expires_at.day, again.expires_at.month) == (
        clock.now.day, (clock.now.month + 5) % 12 + 1
    )  # fmt: skip
    (old,), (new,) = dispensing.items_of(first), dispensing.items_of(again.id)
    assert (new.sentence, new.quantity, new.supplied, new.status) == (
        old.sentence, old.quantity, 0, "to_be_dispensed"
    )  # fmt: skip
    told = rows(Notification, Notification.subject_id == again.id)
    assert {n.recipient_id for n in told} == {
        desk.patient.id, desk.counter.phil.id, desk.counter.petra.id
    }  # fmt: skip


def test_as_many_issues_come_as_were_signed_and_no_more(desk, clock, series):
    first = desk.signed(**EVERY_28)
    for _ in range(5):
        clock.advance(days=28, seconds=1)
        timer.run_due()

    assert [one.issue for one in series(first)] == [2, 3]


def test_r2_two_timers_issue_it_once(desk, clock, at_once, series):
    first = desk.signed(**EVERY_28)
    clock.advance(days=28)

    at_once([timer.run_due] * 2 + [lambda: perform(SYSTEM, prescription_due.take_due, first)] * 2)

    assert len(series(first)) == 1


@pytest.mark.parametrize("which", ["first", "second"])
def test_nothing_is_issued_after_a_cancel(desk, clock, series, which):
    first = desk.signed(**EVERY_28)
    if which == "second":
        clock.advance(days=28)
        timer.run_due()
    row = series(first)[0].id if which == "second" else first
    perform(desk.gp, prescription.cancel, row, WHY)
    count = len(series(first))

    clock.advance(days=40)
    timer.run_due()

    assert len(series(first)) == count


def test_cancelling_the_first_stops_the_issues_after_its_repeat(desk, clock, series):
    first = desk.signed(**EVERY_28)
    clock.advance(days=28)
    timer.run_due()
    perform(desk.gp, prescription.cancel, first, WHY)

    clock.advance(days=40)
    timer.run_due()

    assert len(series(first)) == 1


def test_a_pharmacy_that_is_gone_gets_no_repeat(desk, clock, series, write):
    first = desk.signed(**EVERY_28)
    gone = update(Organization).where(Organization.id == desk.counter.west)
    write(gone.values(suspended_at=clock.now))
    clock.advance(days=28)

    timer.run_due()

    assert series(first)[0].pharmacy_id is None


def test_nothing_is_issued_in_the_name_of_somebody_who_is_suspended(desk, clock, series, rows):
    first = desk.signed(**EVERY_28)
    suspended(desk.gp, clock.now)
    clock.advance(days=28)

    timer.run_due()

    assert series(first) == []
    told = rows(Notification, Notification.kind == "prescription:not_issued")
    assert {n.recipient_id for n in told} >= {desk.patient.id}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda at: update(User).where(User.role == "patient").values(status="closed"), "closed"),
        (lambda at: update(Medicine).values(withdrawn_at=at), "no longer offered"),
        (lambda at: update(Medicine).values(schedule="cd3"), "controlled drug"),
    ],
)
def test_nothing_is_issued_that_could_not_be_signed_now(
    desk, clock, series, rows, write, change, said
):
    first = desk.signed(**EVERY_28)
    write(change(clock.now))

    clock.advance(days=28)
    timer.run_due()

    assert series(first) == []
    (entry,) = rows(AuditEntry, AuditEntry.action == "prescription:not_issued")
    assert said in entry.reason


def test_what_is_controlled_by_now_is_valid_for_28_days_only(desk, clock, series, write):
    first = desk.signed(**EVERY_28)
    write(update(Medicine).values(schedule="cd4"))

    clock.advance(days=28)
    timer.run_due()

    assert series(first)[0].expires_at == clock.now + timedelta(days=28)


def test_what_is_new_and_contraindicated_stops_the_series_and_tells(desk, clock, series, rows):
    first = desk.signed(desk.counter.capsules, **EVERY_28)
    desk.allergic()
    clock.advance(days=28)

    timer.run_due()

    assert series(first) == []
    told = {n.recipient_id: n.sentence for n in rows(
        Notification, Notification.kind == "prescription:not_issued"
    )}  # fmt: skip
    assert set(told) == {desk.patient.id, desk.gp.id}
    assert told[desk.gp.id].startswith("NOT ISSUED")
    clock.advance(days=60)
    timer.run_due()
    assert series(first) == []


def test_the_patient_reads_that_nothing_is_issued_and_not_the_warning(desk, clock):
    first = desk.signed(desk.counter.capsules, **EVERY_28)
    desk.allergic()
    clock.advance(days=28)
    timer.run_due()

    theirs = perform(desk.patient, prescription.get, first).timeline[-1]
    ours = perform(desk.gp, prescription.get, first).timeline[-1]

    assert theirs.what == ours.what
    assert "Allergy" in ours.reason
    assert theirs.reason == ""


def test_what_was_answered_when_it_was_signed_stays_answered(desk, clock, series, rows):
    desk.allergic()
    draft = desk.draft(desk.counter.capsules, **EVERY_28)
    desk.answered(draft, desk.counter.capsules, **EVERY_28)
    perform(desk.gp, prescription.sign, draft)
    clock.advance(days=28)

    timer.run_due()

    (again,) = series(draft)
    (item,) = dispensing.items_of(again.id)
    found = rows(PrescriptionWarning, PrescriptionWarning.item_id == item.id)
    assert any(w.kind == "allergy" for w in found)
    assert {(w.override_reason, w.override_by) for w in found if w.kind == "allergy"} == {
        (prescribing.REASON, desk.gp.id)
    }


def test_what_is_signed_is_taken_from_today(desk, current, rows, one):
    script = desk.signed(item={"duration_days": ""})

    assert current(desk.patient) == [("paracetamol", "Take 1 tablet by mouth twice a day.")]
    (entry,) = rows(Medication)
    assert (entry.since, entry.until, entry.source) == (date(2026, 9, 14), None, "clinician")
    (item,) = dispensing.items_of(script)
    assert item.record_entry_id == entry.id


def test_the_same_medicine_again_is_one_entry(desk, current, rows):
    desk.signed()
    desk.signed()

    assert len(rows(Medication)) == 1
    desk.signed(item={"dose": 2})
    assert current(desk.patient) == [("paracetamol", "Take 2 tablets by mouth twice a day.")]
    assert sorted(one.status for one in rows(Medication)) == ["corrected", "current"]


def test_what_somebody_wrote_by_hand_is_corrected_and_not_doubled(desk, current):
    said = MedicationClaim(substance="Paracetamol", strength="500mg", dosage="as needed")
    perform(desk.gp, record_entry.add, desk.patient.id, said)

    desk.signed()

    assert current(desk.patient) == [("paracetamol", "Take 1 tablet by mouth twice a day.")]


def test_another_strength_is_another_entry(desk, current):
    strong = medicine("paracetamol", strength="1 g")
    saved(strong)
    desk.signed()
    desk.signed(strong)

    assert len(current(desk.patient)) == 2


def test_a_cancel_ends_it_with_its_reason(desk, current, rows):
    script = desk.signed()

    perform(desk.gp, prescription.cancel, script, WHY)

    assert current(desk.patient) == []
    assert WHY.reason in rows(Medication)[0].status_reason


def test_a_cancel_leaves_what_another_prescription_goes_on_with(desk, current):
    desk.signed()
    second = desk.signed(item={"dose": 2})

    perform(desk.gp, prescription.cancel, second, WHY)

    assert len(current(desk.patient)) == 1


def test_an_expiry_ends_what_was_never_supplied(desk, current, clock, rows):
    desk.signed()
    clock.advance(days=184)

    timer.run_due()

    assert current(desk.patient) == []
    assert "expired" in rows(Medication)[0].status_reason


def test_what_was_supplied_in_full_is_taken_on(desk, current, clock, write):
    script = desk.signed(desk.counter.tablets, desk.counter.capsules)
    whole = update(PrescriptionItem).where(
        PrescriptionItem.prescription_id == script, PrescriptionItem.position == 1
    )
    write(whole.values(supplied=28, committed=28, status="dispensed"))
    clock.advance(days=184)

    timer.run_due()

    assert [one for one, _ in current(desk.patient)] == ["paracetamol"]


def test_what_a_pharmacy_does_not_supply_at_all_is_not_taken_and_comes_back(desk, current):
    script = desk.signed()
    perform(desk.counter.phil, dispense.claim, script)
    (item,) = dispensing.items_of(script)
    said = ReasonClaim(reason="No longer made.")

    perform(desk.counter.phil, dispense_item.refuse, script, item.id, said)
    assert current(desk.patient) == []

    perform(desk.counter.phil, dispense_item.reopen, script, item.id)
    assert len(current(desk.patient)) == 1


def test_a_course_ends_by_itself_on_the_day_after_its_last(desk, current, clock, rows):
    script = desk.signed(item={"duration_days": 7})
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 1, dispensing.CHECKED)
    clock.advance(days=2)
    perform(desk.counter.phil, dispense_hand.collect, script, 1, dispensing.KNOWN)

    clock.advance(days=7)
    timer.run_due()
    assert len(current(desk.patient)) == 1

    clock.advance(days=1)
    timer.run_due()
    assert current(desk.patient) == []
    (entry,) = rows(Medication)
    assert (entry.until, entry.status_reason) == (date(2026, 9, 23), "The course is finished.")


def test_a_course_that_nobody_collected_is_not_over(desk, current, clock):
    desk.signed(item={"duration_days": 7})

    clock.advance(days=20)
    timer.run_due()

    assert len(current(desk.patient)) == 1


def test_what_is_repeated_has_no_end(desk, current, clock):
    desk.signed(item={"duration_days": 28}, **EVERY_28)

    clock.advance(days=60)
    timer.run_due()

    assert len(current(desk.patient)) == 1


def test_nobody_else_is_shown_that_a_draft_is_written(desk, current):
    desk.reviewed()

    assert current(desk.patient) == []
