"""What a practice manager sees of the work: counts and times, never a patient or a word of theirs.

Each open consultation is counted once: as late when its time is up, else as escalated when the
lead was told of it in this turn, because half of the time was gone or the agreed time had passed.
"""

from datetime import timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy import select as rows_of
from sqlmodel import col, select

from portal.domain.consultation import WAITING, ConsultationStatus
from portal.domain.organization import OrganizationKind
from portal.domain.permission import Permission
from portal.models import Consultation, ConsultationClaim
from portal.schemas.figures import Figure
from portal.schemas.workload import ClinicianLoad, WorkloadView
from portal.services import organization
from portal.services.work import Work

S = ConsultationStatus
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
OPEN = (*sorted(WAITING), S.ACCEPTED, S.IN_PROGRESS)
ENDS = (S.COMPLETED, S.DECLINED, S.CANCELLED, S.NO_SHOW, S.MISSED, S.EXPIRED)
HOLDS = frozenset({OrganizationKind.PRACTICE, OrganizationKind.HOSPITAL})


def mine(work: Work) -> WorkloadView:
    """Return the figures of the actor's own organisation. Raises NotFound without one."""
    work.require(Permission.FIGURES_READ)
    place = organization.find(work, work.actor.organization_id)
    if place.kind not in HOLDS:
        return WorkloadView.blank()
    here = col(Consultation.practice_id) == place.id
    loads = _loads(work, here)
    ends = _ended(work, here)
    asked = select(func.count()).select_from(Consultation)
    fresh = col(Consultation.created_at) > work.at - WEEK
    return WorkloadView(
        kept=True,
        waiting=sum(load[0] for (_, status), load in loads.items() if status in WAITING),
        longest_wait=_longest(work, here),
        late=sum(late for _, late, _ in loads.values()),
        escalated=sum(told for _, _, told in loads.values()),
        median_answer=_median(work, here),
        asked=work.session.exec(asked.where(here, fresh)).one(),
        month=[Figure.of(s, ends.get(s, 0)) for s in ENDS],
        clinicians=_clinicians(work, place.id, here, loads),
    )


Loads = dict[tuple[UUID | None, ConsultationStatus], tuple[int, int, int]]
"""How many there are, how many of them are late, and how many others were escalated."""

NONE = (0, 0, 0)


def _loads(work: Work, here: ColumnElement[bool]) -> Loads:
    """Count what is open, late and escalated, by who holds it and status."""
    due = col(Consultation.due_at)
    late = due <= work.at
    told = and_(col(Consultation.escalated_at).is_not(None), or_(due.is_(None), due > work.at))
    who, status = col(Consultation.clinician_id), col(Consultation.status)
    counted = (func.count(), func.count(case((late, 1))), func.count(case((told, 1))))
    query = rows_of(who, status, *counted).where(here, status.in_(OPEN)).group_by(who, status)
    found = work.session.connection().execute(query)
    return {(row[0], S(row[1])): (row[2], row[3], row[4]) for row in found}


def _clinicians(
    work: Work, place: UUID, here: ColumnElement[bool], loads: Loads
) -> list[ClinicianLoad]:
    who = col(Consultation.clinician_id)
    finished = (
        select(who, func.count())
        .where(
            here,
            col(Consultation.status) == S.COMPLETED,
            col(Consultation.status_since) > work.at - WEEK,
        )
        .group_by(who)
    )
    done = dict(work.session.exec(finished).all())
    rows = [
        ClinicianLoad(
            id=str(one or ""),
            name=name,
            waiting=sum(loads.get((one, s), NONE)[0] for s in WAITING),
            accepted=loads.get((one, S.ACCEPTED), NONE)[0],
            in_progress=loads.get((one, S.IN_PROGRESS), NONE)[0],
            late=sum(loads.get((one, s), NONE)[1] for s in OPEN),
            escalated=sum(loads.get((one, s), NONE)[2] for s in OPEN),
            completed=done.get(one, 0),
        )
        for one, name in (
            (None, "Nobody yet"),
            *((u.id, u.name) for u in organization.clinicians(work, place)),
        )
    ]
    return [row for row in rows if row.id or row.waiting]


def _ended(work: Work, here: ColumnElement[bool]) -> dict[ConsultationStatus, int]:
    """Count by status what came to its status within the last 30 days."""
    status = col(Consultation.status)
    lately = col(Consultation.status_since) > work.at - MONTH
    query = select(status, func.count()).where(here, lately).group_by(status)
    return dict(work.session.exec(query).all())


def _longest(work: Work, here: ColumnElement[bool]) -> str:
    query = select(func.min(Consultation.status_since)).where(
        here, col(Consultation.status) == S.REQUESTED
    )
    since = work.session.exec(query).one()
    return words(work.at - since) if since else ""


def _median(work: Work, here: ColumnElement[bool]) -> str:
    query = (
        select(Consultation.created_at, ConsultationClaim.created_at)
        .join(ConsultationClaim, col(ConsultationClaim.consultation_id) == Consultation.id)
        .where(here, col(Consultation.created_at) > work.at - MONTH)
    )
    waits = [(taken - asked).total_seconds() for asked, taken in work.session.exec(query)]
    return words(timedelta(seconds=median(waits))) if waits else ""


def words(span: timedelta) -> str:
    """Return a span of time as people say it: 45 min, 3 h 20 min, 2 days."""
    minutes = max(0, round(span.total_seconds() / 60))
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:  # noqa: PLR2004 - two days
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours // 24} days"
