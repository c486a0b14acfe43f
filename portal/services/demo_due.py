"""The steps of the timer in the demo clinic, each at its own moment, whichever comes first."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, event, or_
from sqlmodel import Session, col, select

from portal.domain.consultation import WORKFLOW
from portal.domain.dispensing import SUPPLY
from portal.domain.record import EntryStatus
from portal.models import Consultation, Dispense, Medication, Prescription, PrescriptionItem
from portal.services import consultation_due, dispense_due, prescription_due, prescription_record
from portal.services.work import Work

Rows = Sequence[tuple[Any, ...]]


class Chore(NamedTuple):
    """One kind of step: the table it is read from, what is due when, and what takes it."""

    table: type
    read: Callable[[Session], Rows]
    take: Callable[[Work, UUID], bool]


class Agenda:
    """What falls due next; a table is read again only after something in it has changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[type, tuple[datetime, UUID] | None] = {}
        event.listen(session, "after_flush", self._changed)

    def next(self, until: datetime) -> tuple[Chore, UUID, datetime] | None:
        """Return the first step whose time comes by `until`, and when that is."""
        self.session.flush()
        first: tuple[Chore, UUID, datetime] | None = None
        for chore in CHORES:
            if chore.table not in self.known:
                self.known[chore.table] = _first(chore.read(self.session))
            found = self.known[chore.table]
            if found and found[0] <= until and (first is None or found[0] < first[2]):
                first = chore, found[1], found[0]
        return first

    def close(self) -> None:
        """Watch the session no more."""
        event.remove(self.session, "after_flush", self._changed)

    def _changed(self, session: Session, _context: object) -> None:
        for row in (*session.new, *session.dirty):
            self.known.pop(type(row), None)
            if isinstance(row, PrescriptionItem):
                self.known.pop(Medication, None)


def _first(rows: Rows) -> tuple[datetime, UUID] | None:
    found = [(at, row[0]) for row in rows for at in row[1:] if at is not None]
    return min(found, default=None)


def _consultations(session: Session) -> Rows:
    status = col(Consultation.status).in_([duty.status for duty in WORKFLOW.duties])
    return session.exec(select(Consultation.id, *consultation_due.MOMENTS).where(status)).all()


def _prescriptions(session: Session) -> Rows:
    moments, again = prescription_due.MOMENTS, Prescription.next_issue_at
    turns = col(Prescription.status).in_(prescription_due.OPEN)
    query = select(Prescription.id, Prescription.status, again, *moments).where(
        or_(turns, col(again).is_not(None))
    )
    return [
        (which, at, *(times if status in prescription_due.OPEN else ()))
        for which, status, at, *times in session.exec(query)
    ]


def _supplies(session: Session) -> Rows:
    status = col(Dispense.status).in_([duty.status for duty in SUPPLY.duties])
    return session.exec(select(Dispense.id, Dispense.due_at).where(status)).all()


def _courses(session: Session) -> Rows:
    of_course = and_(
        col(PrescriptionItem.record_entry_id) == Medication.id,
        col(PrescriptionItem.duration_days).is_not(None),
    )
    query = (
        select(Medication.id, Medication.until)
        .join(PrescriptionItem, of_course)
        .where(Medication.status == EntryStatus.CURRENT, col(Medication.until).is_not(None))
    )
    return [
        (which, datetime.combine(until + timedelta(days=1), time(), UTC))
        for which, until in session.exec(query)
        if until
    ]


CHORES = (
    Chore(Consultation, _consultations, consultation_due.take_due),
    Chore(Prescription, _prescriptions, prescription_due.take_due),
    Chore(Medication, _courses, prescription_record.finish),
    Chore(Dispense, _supplies, dispense_due.take_due),
)
