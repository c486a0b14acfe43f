"""The record's medication follows what is prescribed: begun, changed, ended with its reason."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlmodel import col, select

from portal.domain.prescription_word import HANDED, LIVE, ItemStatus, PrescriptionStatus
from portal.domain.record import EntryStatus, Source
from portal.models import Dispense, DispenseLine, Medication, Prescription, PrescriptionItem
from portal.services import record
from portal.services.work import Work

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
E = EntryStatus
AGAIN = "Prescribed again, with another dosage."
OVER = "The course is finished."
REFUSED = "It was not supplied: {}"
CANCELLED = "The prescription was cancelled: {}"
EXPIRED = "The prescription expired before all was supplied."
SUBSTANCE, SHORT, DOSAGE, REASON = 120, 60, 200, 600
"""How long the texts of an entry may be."""


def follow(work: Work, row: Prescription) -> None:
    """Let every item of a prescription speak in the patient's record, each medicine once."""
    current = _current(work, row.patient_id)
    for item in _items(work, row):
        entry = next((one for one in current if _same(one, item)), None)
        if entry is None:
            entry = _write(work, row, item)
        elif entry.dosage != _fit(item.sentence, DOSAGE) or entry.until is not None:
            entry = _correct(work, row, item, entry)
        if entry not in current:
            current.append(entry)
        item.record_entry_id = entry.id
        work.session.add(item)
    record.announce(work, row.patient_id)


def settle(work: Work, row: Prescription) -> None:
    """Follow what became of a signed prescription and of each item on it.

    What was cancelled, has expired or is not supplied at all is not taken any more; what was
    supplied in full goes on, and so does what another prescription continues.
    """
    for item in _items(work, row):
        if why := _over(row, item):
            _end(work, row, item, why)
        elif row.status in LIVE and _ended(work, item):
            item.record_entry_id = _write(work, row, item).id
            work.session.add(item)
            record.announce(work, row.patient_id)


def last_issue(work: Work, row: Prescription) -> None:
    """Say on which day it ends what is not issued again; what has no end is taken on."""
    for item in _items(work, row):
        entry = _entry_of(work, item)
        if item.duration_days is None or entry is None or entry.status is not E.CURRENT:
            continue
        if _comes_again(work, row, entry):
            continue
        entry.until = _last_day(work, entry) or work.at.date()
        work.session.add(entry)
        record.announce(work, row.patient_id)


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
    last = _last_day(work, entry)
    if last is not None and last >= work.at.date():
        entry.until = last
        work.session.add(entry)
        return True
    _take(work, entry, entry.recorded_by, OVER, last or entry.until)
    record.announce(work, entry.patient_id)
    return True


def _last_day(work: Work, entry: Medication) -> date | None:
    """Return the last day of a course: from its last hand-over, or from now while it waits."""
    query = (
        select(
            col(PrescriptionItem.duration_days),
            col(Prescription.status),
            func.max(col(Dispense.handed_at)),
        )
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .outerjoin(DispenseLine, col(DispenseLine.item_id) == PrescriptionItem.id)
        .outerjoin(
            Dispense,
            (col(Dispense.id) == DispenseLine.dispense_id) & col(Dispense.status).in_(HANDED),
        )
        .where(PrescriptionItem.record_entry_id == entry.id)
        .group_by(col(PrescriptionItem.id), col(Prescription.status))
    )
    ends: list[date] = []
    for days, status, handed in work.session.exec(query):
        if days is None:
            continue
        if handed is not None:
            ends.append((handed + timedelta(days=days)).date())
        elif status in LIVE:
            ends.append(work.at.date() + timedelta(days=days))
    return max(ends, default=None)


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
    entry.replaces_id, entry.since = old.id, old.since or entry.since
    old.take(E.CORRECTED, row.prescriber_id, work.at, AGAIN)
    work.session.add(old)
    work.session.flush()
    work.session.add(entry)
    work.session.flush()
    moved = update(PrescriptionItem).where(col(PrescriptionItem.record_entry_id) == old.id)
    work.session.exec(moved.values(record_entry_id=entry.id))
    work.record("medication:corrected", "medication", entry.id, row.patient_id, AGAIN)
    return entry


def _entry(row: Prescription, item: PrescriptionItem, at: datetime) -> Medication:
    """Return the entry of an item; a course that is not repeated says on which day it ends."""
    course = item.duration_days if row.issues == 1 else None
    return Medication(
        created_at=at,
        patient_id=row.patient_id,
        recorded_by=row.prescriber_id,
        source=Source.CLINICIAN,
        consultation_id=row.consultation_id,
        substance=_fit(item.substance, SUBSTANCE),
        strength=_fit(item.strength, SHORT),
        form=_fit(item.form.value, SHORT),
        dosage=_fit(item.sentence, DOSAGE),
        since=at.date(),
        until=at.date() + timedelta(days=course) if course else None,
    )


def _over(row: Prescription, item: PrescriptionItem) -> str:
    """Return why an item is not to be taken any more; empty while it is."""
    if item.status is I.NOT_DISPENSED and item.supplied <= 0:
        return REFUSED.format(item.reason)
    if item.status is I.DISPENSED:
        return ""
    return {S.CANCELLED: CANCELLED.format(row.reason), S.EXPIRED: EXPIRED}.get(row.status, "")


def _end(work: Work, row: Prescription, item: PrescriptionItem, reason: str) -> None:
    entry = _entry_of(work, item)
    if entry is None or entry.status is not E.CURRENT or _goes_on(work, row, item):
        return
    _take(work, entry, work.actor.id or row.prescriber_id, reason, work.at.date())
    record.announce(work, row.patient_id)


def _take(work: Work, entry: Medication, by: UUID, reason: str, until: date) -> None:
    reason = _fit(reason, REASON)
    entry.take(E.ENDED, by, work.at, reason)
    entry.until = until
    work.session.add(entry)
    work.record("medication:ended", "medication", entry.id, entry.patient_id, reason)


def _goes_on(work: Work, row: Prescription, item: PrescriptionItem) -> bool:
    """Whether another prescription that is not over lets the patient take it all the same."""
    query = (
        select(PrescriptionItem.id)
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .where(
            PrescriptionItem.record_entry_id == item.record_entry_id,
            Prescription.id != row.id,
            col(Prescription.status).in_(LIVE),
            PrescriptionItem.status != I.NOT_DISPENSED,
        )
    )
    return work.session.exec(query.limit(1)).first() is not None


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


def _ended(work: Work, item: PrescriptionItem) -> bool:
    entry = _entry_of(work, item)
    return entry is not None and entry.status is E.ENDED and entry.status_reason != OVER


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


def _same(entry: Medication, item: PrescriptionItem) -> bool:
    """Whether an entry is of this medicine: substance and strength, and the form if it has one."""
    form = entry.form.casefold()
    return (
        entry.substance.casefold() == _fit(item.substance, SUBSTANCE).casefold()
        and _close(entry.strength) == _close(_fit(item.strength, SHORT))
        and form in ("", _fit(item.form.value, SHORT))
    )


def _close(text: str) -> str:
    return "".join(text.casefold().split())


def _fit(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
