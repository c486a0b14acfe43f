"""One day by a pharmacy's clock, and one line of its sheet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from portal.models import AuditEntry, Prescription, User
from portal.schemas.dispense_day import DayLine
from portal.services.prescription_read import Known
from portal.services.prescription_view import printed
from portal.services.record_view import day as birthday
from portal.services.work import Work

PORTAL = "the portal"


@dataclass(frozen=True)
class Span:
    """One day of a pharmacy by its own clock: from its first moment until before the next day's."""

    day: date
    zone: ZoneInfo
    start: datetime
    end: datetime

    @classmethod
    def of(cls, which: date, zone: ZoneInfo) -> "Span":
        """Return a day; around a change of the clocks it is longer or shorter."""
        after = which + timedelta(days=1)
        return cls(
            which, zone, datetime.combine(which, time.min, zone),
            datetime.combine(after, time.min, zone),
        )  # fmt: skip

    def has(self, at: datetime | None) -> bool:
        """Whether a moment lies in this day."""
        return at is not None and self.start <= at < self.end

    def holds(self, column: Mapped[Any]) -> ColumnElement[bool]:
        """Return the clause for what happened on this day."""
        return and_(column >= self.start, column < self.end)


def day_line(behind: Known, row: Prescription, detail: str, since: datetime) -> DayLine:
    """Return one line of the sheet."""
    names = [one.name for one in behind.items.get(row.id, ())]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    patient = behind.people[row.patient_id]
    return DayLine(
        prescription_id=str(row.id),
        code=printed(row.code),
        patient=patient.name,
        born=birthday(patient.birth_date),
        prescriber=behind.people[row.prescriber_id].name,
        medicines="".join(names[:1]) + more,
        since=since,
        detail=detail,
    )


def audited(
    work: Work, ids: Iterable[UUID], actions: Sequence[str]
) -> dict[UUID, list[tuple[datetime, str, str]]]:
    """Return when, by whom and why such steps were taken, by prescription."""
    wanted, told = set(ids), defaultdict[UUID, list[tuple[datetime, str, str]]](list)
    query = (
        select(AuditEntry, User.name)
        .outerjoin(User, col(User.id) == AuditEntry.actor_id)
        .where(
            col(AuditEntry.subject_id).in_(wanted),
            col(AuditEntry.action).in_(actions),
            AuditEntry.outcome == "done",
        )
        .order_by(col(AuditEntry.seq))
    )
    for entry, name in work.session.exec(query) if wanted else ():
        if entry.subject_id:
            told[entry.subject_id].append((entry.created_at, name or PORTAL, entry.reason))
    return told
