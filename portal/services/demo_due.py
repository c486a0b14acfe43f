"""The steps of the timer in the demo clinic, each at its own moment, whichever comes first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import event, inspect, or_
from sqlmodel import Session, col, select

from portal.domain.consultation import WORKFLOW
from portal.domain.dispensing import SUPPLY
from portal.domain.record import EntryStatus
from portal.models import Consultation, Dispense, Medication, Prescription, PrescriptionItem
from portal.services import consultation_due, dispense_due, prescription_due, prescription_record
from portal.services.work import Work

Moment = tuple[datetime | None, UUID]


class Chore(NamedTuple):
    """One kind of step: the table it is read from, what is due when, and what takes it.

    `fields` say when something is due; a change of others moves nothing.
    """

    table: type[object]
    fields: Sequence[str]
    read: Callable[[Session], Iterator[Moment]]
    take: Callable[[Work, UUID], bool]

    def concerns(self, row: object) -> bool:
        """Whether a row that is being written may change what is due."""
        if not isinstance(row, self.table):
            return self.table is Medication and isinstance(row, PrescriptionItem)
        state = inspect(row)
        changed = (name for name in self.fields if state.attrs[name].history.has_changes())
        return state.pending or any(changed)


class Agenda:
    """What falls due next; a table is read again only after something in it has changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[type[object], tuple[datetime, UUID] | None] = {}
        event.listen(session, "after_flush", self._changed)

    def next(self, until: datetime) -> tuple[Chore, UUID, datetime] | None:
        """Return the first step whose time comes by `until`, and when that is."""
        self.session.flush()
        first: tuple[Chore, UUID, datetime] | None = None
        for chore in CHORES:
            if chore.table not in self.known:
                times = [(at, which) for at, which in chore.read(self.session) if at]
                self.known[chore.table] = min(times, default=None)
            found = self.known[chore.table]
            if found and found[0] <= until and (first is None or found[0] < first[2]):
                first = chore, found[1], found[0]
        return first

    def close(self) -> None:
        """Watch the session no more."""
        event.remove(self.session, "after_flush", self._changed)

    def _changed(self, session: Session, _context: object) -> None:
        rows: list[object] = [*session.new, *session.dirty]
        for chore in CHORES:
            if chore.table in self.known and any(map(chore.concerns, rows)):
                del self.known[chore.table]


def _consultations(session: Session) -> Iterator[Moment]:
    status = col(Consultation.status).in_([duty.status for duty in WORKFLOW.duties])
    for row in session.exec(select(Consultation).where(status)):
        for at in (row.due_at, row.escalate_at, row.remind_at, row.proposed_until):
            yield at, row.id


def _prescriptions(session: Session) -> Iterator[Moment]:
    turns = col(Prescription.status).in_(prescription_due.OPEN)
    query = select(Prescription).where(or_(turns, col(Prescription.next_issue_at).is_not(None)))
    for row in session.exec(query):
        yield row.next_issue_at, row.id
        if row.status in prescription_due.OPEN:
            for at in (row.due_at, row.escalate_at, row.remind_at):
                yield at, row.id


def _supplies(session: Session) -> Iterator[Moment]:
    status = col(Dispense.status).in_([duty.status for duty in SUPPLY.duties])
    for row in session.exec(select(Dispense).where(status)):
        yield row.due_at, row.id


def _courses(session: Session) -> Iterator[Moment]:
    of_course = select(PrescriptionItem.record_entry_id).where(
        col(PrescriptionItem.duration_days).is_not(None)
    )
    query = select(Medication).where(
        Medication.status == EntryStatus.CURRENT,
        col(Medication.until).is_not(None),
        col(Medication.id).in_(of_course),
    )
    for row in session.exec(query):
        if row.until:
            yield datetime.combine(row.until + timedelta(days=1), time(), UTC), row.id


TURNS = ("status", "due_at", "escalate_at", "remind_at")
CHORES = (
    Chore(Consultation, (*TURNS, "proposed_until"), _consultations, consultation_due.take_due),
    Chore(Prescription, (*TURNS, "next_issue_at"), _prescriptions, prescription_due.take_due),
    Chore(Medication, ("status", "until"), _courses, prescription_record.finish),
    Chore(Dispense, ("status", "due_at"), _supplies, dispense_due.take_due),
)
