"""The record's medication follows what is prescribed: begun, changed, ended with its reason."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import col, select

from portal.domain.prescription_word import LIVE
from portal.domain.record import EntryStatus, Source
from portal.models import Medication, Prescription, PrescriptionItem
from portal.services import record
from portal.services.prescription_course import (
    AGAIN,
    DOSAGE,
    LAST,
    ON,
    OVER,
    REASON,
    SHORT,
    SUBSTANCE,
    Stake,
    fit,
    last_day,
    over,
    same,
    speaking,
    stakes,
    standing,
    taken_back,
    versions,
)
from portal.services.work import Work

E = EntryStatus
STATUS = ("status_reason", "status_by", "status_at")


def follow(work: Work, row: Prescription) -> None:
    """Let every item of a prescription speak in the patient's record, each medicine once."""
    current = _current(work, row.patient_id)
    for item in _items(work, row):
        entry = next((one for one in current if same(one, item)), None)
        if entry is None:
            entry = _write(work, row, item)
        elif entry.dosage != fit(item.sentence, DOSAGE) or entry.until is not None:
            entry = _correct(work, row, item, entry)
        if entry not in current:
            current.append(entry)
        item.record_entry_id = entry.id
        work.session.add(item)
    record.announce(work, row.patient_id)


def settle(work: Work, row: Prescription) -> None:
    """Follow what became of a signed prescription and of each item on it.

    What was cancelled, has expired or is not supplied at all is not taken any more: the entry
    ends, or stands again as it was before. What is to be taken after all is said again, unless
    a person ended it.
    """
    for item in _items(work, row):
        entry = _entry_of(work, item)
        if entry is None:
            continue
        if why := over(row, item):
            _take_back(work, row, item, entry, why)
        else:
            _say_again(work, row, item, entry)


def last_issue(work: Work, row: Prescription) -> None:
    """Say on which day it ends what is not issued again; what has no end is taken on.

    It is said in a version of its own, which goes when the prescription is over.
    """
    for item in _items(work, row):
        entry = _entry_of(work, item)
        if item.duration_days is None or entry is None or entry.status is not E.CURRENT:
            continue
        if _comes_again(work, row, entry):
            continue
        last = last_day(work, entry) or work.at.date()
        if last != entry.until:
            _until(work, row, entry, last)


def finished(work: Work, at: datetime, most: int) -> list[UUID]:
    """Return the entries of courses whose last day is over."""
    query = (
        select(Medication.id)
        .join(PrescriptionItem, col(PrescriptionItem.record_entry_id) == Medication.id)
        .where(
            Medication.status == E.CURRENT,
            col(Medication.until) < at.date(),
            col(PrescriptionItem.duration_days).is_not(None),
        )
        .distinct()
    )
    return list(work.session.exec(query.limit(most)))


def finish(work: Work, entry_id: UUID) -> bool:
    """End a course at its end, counted from when it was handed over; whether it ended or moved."""
    query = select(Medication).where(Medication.id == entry_id, Medication.status == E.CURRENT)
    entry = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if entry is None or entry.until is None or entry.until >= work.at.date():
        return False
    last = last_day(work, entry)
    if last is not None and last >= work.at.date():
        entry.until = last
        work.session.add(entry)
        return True
    _take(work, entry, entry.recorded_by, OVER, last or entry.until)
    record.announce(work, entry.patient_id)
    return True


def _items(work: Work, row: Prescription) -> list[PrescriptionItem]:
    query = select(PrescriptionItem).where(PrescriptionItem.prescription_id == row.id)
    return list(work.session.exec(query.order_by(col(PrescriptionItem.position))))


def _write(work: Work, row: Prescription, item: PrescriptionItem) -> Medication:
    entry = _entry(row, item, work.at)
    work.session.add(entry)
    work.session.flush()
    work.record("medication:recorded", "medication", entry.id, row.patient_id)
    return entry


def _correct(work: Work, row: Prescription, item: PrescriptionItem, old: Medication) -> Medication:
    entry = _entry(row, item, work.at)
    entry.since = old.since or entry.since
    _replace(work, old, entry, row.prescriber_id, ON if old.dosage == entry.dosage else AGAIN)
    return entry


def _until(work: Work, row: Prescription, old: Medication, last: date) -> None:
    """Write an entry once more, as it stands, with its last day."""
    by = work.actor.id or row.prescriber_id
    entry = Medication(**_said(old))
    entry.created_at, entry.recorded_by, entry.until = work.at, by, last
    entry.source, entry.consultation_id = Source.CLINICIAN, row.consultation_id
    _replace(work, old, entry, by, LAST)
    record.announce(work, row.patient_id)


def _said(entry: Medication) -> dict[str, Any]:
    return entry.model_dump(exclude={"id", "replaces_id", "status", *STATUS})


def _replace(work: Work, old: Medication, entry: Medication, by: UUID, why: str) -> None:
    entry.replaces_id = old.id
    old.take(E.CORRECTED, by, work.at, why)
    work.session.add(old)
    work.session.flush()
    work.session.add(entry)
    work.session.flush()
    _move(work, old, entry)
    work.record("medication:corrected", "medication", entry.id, entry.patient_id, why)


def _move(work: Work, old: Medication, entry: Medication, items: list[UUID] | None = None) -> None:
    """Let the items that stood for one version stand for another: all of them, or some."""
    moved = update(PrescriptionItem).where(col(PrescriptionItem.record_entry_id) == old.id)
    if items is not None:
        moved = moved.where(col(PrescriptionItem.id).in_(items))
    work.session.exec(moved.values(record_entry_id=entry.id))


def _entry(row: Prescription, item: PrescriptionItem, at: datetime) -> Medication:
    """Return the entry of an item; a course that is not repeated says on which day it ends."""
    course = item.duration_days if row.issues == 1 else None
    return Medication(
        created_at=at,
        patient_id=row.patient_id,
        recorded_by=row.prescriber_id,
        source=Source.CLINICIAN,
        consultation_id=row.consultation_id,
        substance=fit(item.substance, SUBSTANCE),
        strength=fit(item.strength, SHORT),
        form=fit(item.form.value, SHORT),
        dosage=fit(item.sentence, DOSAGE),
        since=at.date(),
        until=at.date() + timedelta(days=course) if course else None,
    )


def _take_back(
    work: Work, row: Prescription, item: PrescriptionItem, entry: Medication, why: str
) -> None:
    """Let the record say what it said without this item: an earlier version, or its end."""
    if entry.status is not E.CURRENT:
        return
    chain = versions(work, entry)
    known = stakes(work, chain)
    left = standing(chain, known, Stake(row, item))
    by = work.actor.id or row.prescriber_id
    if left is None:
        _take(work, entry, by, why, work.at.date())
    elif left is not entry:
        _restore(work, entry, left, by, why, [one.item.id for one in speaking(known)])
    else:
        return
    record.announce(work, row.patient_id)


def _restore(
    work: Work, entry: Medication, left: Medication, by: UUID, why: str, items: list[UUID]
) -> None:
    """Write an earlier version once more, as it was: by whom, when, and how it is taken."""
    reason = fit(why, REASON)
    again = Medication(**_said(left), replaces_id=entry.id)
    entry.take(E.CORRECTED, by, work.at, reason)
    work.session.add(entry)
    work.session.flush()
    work.session.add(again)
    work.session.flush()
    _move(work, entry, again, items)
    work.record("medication:restored", "medication", again.id, entry.patient_id, reason)


def _say_again(work: Work, row: Prescription, item: PrescriptionItem, entry: Medication) -> None:
    """Write anew what a prescription itself had ended or taken back, and is taken after all."""
    known = versions(work, work.session.get_one(Medication, item.record_entry_id))
    if entry.status is E.ENDED and taken_back(entry.status_reason):
        if any(same(one, item) for one in _current(work, row.patient_id)):
            return
        entry = _write(work, row, item)
    elif entry.status is E.CURRENT and _was_taken_back(work, item, entry):
        entry = _correct(work, row, item, entry)
    else:
        return
    item.record_entry_id = entry.id
    work.session.add(item)
    if any(one.status_reason == LAST for one in known):
        work.session.flush()
        entry.until = last_day(work, entry)
    record.announce(work, row.patient_id)


def _was_taken_back(work: Work, item: PrescriptionItem, entry: Medication) -> bool:
    """Whether an entry stands directly in the place of the version that this item stood for."""
    before = work.session.get(Medication, entry.replaces_id) if entry.replaces_id else None
    return (
        before is not None
        and before.id == item.record_entry_id
        and taken_back(before.status_reason)
    )


def _take(work: Work, entry: Medication, by: UUID, reason: str, until: date) -> None:
    reason = fit(reason, REASON)
    entry.take(E.ENDED, by, work.at, reason)
    entry.until = until
    work.session.add(entry)
    work.record("medication:ended", "medication", entry.id, entry.patient_id, reason)


def _comes_again(work: Work, row: Prescription, entry: Medication) -> bool:
    """Whether another prescription of the same medicine is issued again, or has no last day."""
    query = (
        select(PrescriptionItem.id)
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .where(
            PrescriptionItem.record_entry_id == entry.id,
            Prescription.id != row.id,
            or_(
                col(Prescription.next_issue_at).is_not(None),
                col(Prescription.status).in_(LIVE) & col(PrescriptionItem.duration_days).is_(None),
            ),
        )
    )
    return work.session.exec(query.limit(1)).first() is not None


def _entry_of(work: Work, item: PrescriptionItem) -> Medication | None:
    """Return the entry that an item stands for, as it was last corrected."""
    entry = work.session.get(Medication, item.record_entry_id) if item.record_entry_id else None
    while entry is not None and entry.status is E.CORRECTED:
        query = select(Medication).where(Medication.replaces_id == entry.id)
        entry = work.session.exec(query).first()
    return entry


def _current(work: Work, patient_id: UUID) -> list[Medication]:
    query = select(Medication).where(
        Medication.patient_id == patient_id, Medication.status == E.CURRENT
    )
    return list(work.session.exec(query.order_by(col(Medication.created_at)).with_for_update()))
