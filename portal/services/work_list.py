"""Lists of consultations: a patient's own, a clinician's, and what waits on the dashboard."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, true, union_all
from sqlalchemy import select as rows_of
from sqlmodel import col, exists, select

from portal.domain.account import AccountStatus
from portal.domain.consultation import OPEN, WAITING, ConsultationStatus, Urgency
from portal.domain.errors import Invalid
from portal.domain.permission import CLINICIANS, Permission
from portal.models import Consultation, ConsultationPass, Practitioner, User
from portal.schemas.consultation import (
    BookingOptions,
    Choice,
    ConsultationPage,
    WorkList,
)
from portal.services import access, consultation_step, consultation_view, organization, paging
from portal.services.work import Work
from portal.settings import settings

S = ConsultationStatus
WINDOW_DAYS = 5
FILTERS = ("mine", "urgent", "new", "in_progress", "others")


def patient_page(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, *, active: bool | None = None
) -> ConsultationPage:
    """Return one page of the patient's own consultations, newest first."""
    work.require(Permission.CONSULTATION_REQUEST)
    mine: list[ColumnElement[bool]] = []
    if active is not None:
        is_open = col(Consultation.status).in_(OPEN)
        mine.append(is_open if active else ~is_open)
    return _page(work, mine, cursor, limit)


def provider_page(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, status: str | None = None
) -> ConsultationPage:
    """Return one page of the consultations a clinician may see, newest first.

    Raises Invalid for an unknown status.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    mine: list[ColumnElement[bool]] = []
    if status:
        if status not in set(S):
            raise Invalid("There is no such status.", {"status": f"Use one of {', '.join(S)}."})
        mine.append(col(Consultation.status) == S(status))
    return _page(work, mine, cursor, limit)


def dashboard(work: Work, show: str = "mine") -> WorkList:
    """Return what waits for this clinician now, the most urgent and longest waiting first."""
    work.require(Permission.CONSULTATION_PROVIDE)
    show = show if show in FILTERS else "mine"
    clauses = _clauses(work)
    sums = _sums(work, [clauses[name] for name in FILTERS], _worklist(work))
    counts: dict[str, int] = dict(zip(FILTERS, sums, strict=True))
    order = (col(Consultation.urgency_rank), col(Consultation.created_at), col(Consultation.id))
    found = _first(work, [_worklist(work), clauses[show]], order, paging.PAGE)
    shown = consultation_view.rows(work, found)
    return WorkList(
        rows=shown,
        total=counts[show],
        counts=counts,
        oldest=min((r.since for r in shown), default=None),
    )


def taken(work: Work, ids: Sequence[str]) -> dict[str, str]:
    """Return who took which of these requests, of those that were offered to the actor."""
    work.require(Permission.CONSULTATION_PROVIDE)
    query = (
        select(Consultation.id, User.name)
        .join(User, col(User.id) == Consultation.clinician_id)
        .where(
            col(Consultation.id).in_([UUID(one) for one in ids]),
            access.offered(work.actor),
            col(Consultation.clinician_id) != work.actor.id,
            col(Consultation.status).in_((S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED)),
        )
    )
    return {str(which): name for which, name in work.session.exec(query)}


def booking(work: Work) -> BookingOptions:
    """Return what the request form says and offers: people, times, when it will be read."""
    work.require(Permission.CONSULTATION_REQUEST)
    patient = work.session.get_one(User, work.actor.id)
    practice = organization.find(work, patient.organization_id)
    hours, limits = practice.hours, consultation_step.deadlines()
    local = hours.zone
    day = "%A %-d %B"
    halves = hours.windows(work.at, WINDOW_DAYS)
    return BookingOptions(
        practice=practice.name,
        practice_phone=practice.phone,
        open_now=hours.is_open(work.at),
        read_by=hours.next_open(work.at).astimezone(local).strftime(f"{day}, %H:%M"),
        clinicians=[
            Choice(value=str(u.id), label=u.name)
            for u in organization.clinicians(work, practice.id)
        ],
        specialists=[
            Choice(value=str(u.id), label=f"{u.name}, {field.label}, {place}")
            for u, field, place in organization.direct_specialists(work)
        ],
        windows=[
            Choice(
                value=f"{start.isoformat()}/{end.isoformat()}",
                label=f"{start.astimezone(local):{day}, %H:%M} to {end.astimezone(local):%H:%M}",
            )
            for start, end in halves
        ],
        emergency_number=settings().emergency_number,
        advice_number=settings().advice_number,
        upload_megabytes=settings().upload_megabytes,
        promises={
            one.value: limits.answer_by(one, work.at, hours)
            .astimezone(local)
            .strftime(f"{day}, %H:%M")
            for one in Urgency
        },
    )


def _worklist(work: Work) -> ColumnElement[bool]:
    """What belongs on the dashboard, of what the actor sees: open, and not passed by them."""
    passed = exists().where(
        col(ConsultationPass.consultation_id) == Consultation.id,
        col(ConsultationPass.clinician_id) == work.actor.id,
    )
    let_go = and_(
        passed,
        col(Consultation.status).in_(WAITING),
        col(Consultation.clinician_id).is_distinct_from(work.actor.id),
    )
    keeps = ~let_go if not work.actor.is_lead else or_(~let_go, ~_somebody_left())
    return and_(col(Consultation.status).in_(OPEN), keeps)


def _somebody_left() -> ColumnElement[bool]:
    """One of the pool did not let it go; else it is the lead's again."""
    let_go = (
        exists()
        .where(
            col(ConsultationPass.consultation_id) == Consultation.id,
            col(ConsultationPass.clinician_id) == User.id,
        )
        .correlate(Consultation, User)
    )
    field = (
        select(Practitioner.specialty).where(Practitioner.user_id == User.id).correlate(User)
    ).scalar_subquery()
    return (
        exists()
        .where(
            col(User.organization_id) == Consultation.practice_id,
            col(User.role).in_(CLINICIANS),
            col(User.status) == AccountStatus.ACTIVE,
            or_(col(Consultation.specialty).is_(None), field == Consultation.specialty),
            ~let_go,
        )
        .correlate(Consultation)
    )


def _clauses(work: Work) -> dict[str, ColumnElement[bool]]:
    status, me = col(Consultation.status), work.actor.id
    theirs = and_(
        status == S.IN_PROGRESS,
        col(Consultation.last_author_id).is_not(None),
        col(Consultation.last_author_id) != Consultation.patient_id,
    )
    not_me = and_(
        col(Consultation.clinician_id).is_not(None),
        col(Consultation.clinician_id) != me,
        or_(status != S.REQUESTED, ~col(Consultation.pool)),
    )
    asked = status == S.INFO_NEEDED
    proposer = col(Consultation.proposed_by)
    proposed = and_(status == S.ACCEPTED, proposer.is_not(None), proposer == me)
    others = or_(theirs, not_me, asked, proposed)
    urgent = col(Consultation.urgency).in_((Urgency.EMERGENCY, Urgency.URGENT))
    return {
        "mine": ~others,
        "urgent": and_(urgent, ~others),
        "new": and_(status == S.REQUESTED, ~others),
        "in_progress": and_(
            status.in_((S.ACCEPTED, S.IN_PROGRESS)), col(Consultation.clinician_id) == me
        ),
        "others": others,
    }


def _page(
    work: Work, where: Sequence[ColumnElement[bool]], cursor: str | None, limit: int
) -> ConsultationPage:
    limit = max(1, min(limit, paging.PAGE))
    place = (col(Consultation.created_at), col(Consultation.id))
    newest = [one.desc() for one in place]
    after = [paging.behind(cursor, *place)] if cursor else []
    found = _first(work, [*where, *after], newest, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    (total,) = _sums(work, [true()], *where)
    return ConsultationPage(
        items=consultation_view.rows(work, found[:limit]),
        total=total,
        next_cursor=paging.encode(last.created_at, last.id) if last else None,
    )


def _first(
    work: Work, where: Sequence[ColumnElement[bool]], order: Sequence[Any], most: int
) -> Sequence[Consultation]:
    """Return the first rows that the actor sees, taken from the first of each way."""
    one = col(Consultation.id)
    firsts = [
        rows_of(one).where(way, *where).order_by(*order).limit(most).subquery()
        for way in access.consultation_ways(work.actor)
    ]
    ids = union_all(*(rows_of(first.c.id) for first in firsts))
    query = select(Consultation).where(col(Consultation.id).in_(ids))
    return work.session.exec(query.order_by(*order).limit(most)).all()


def _sums(
    work: Work, counted: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]
) -> list[int]:
    """Return how many rows that the actor sees fit each of `counted`, way by way."""
    tally = rows_of(*(func.count(case((one, 1))) for one in counted)).select_from(Consultation)
    ways = [tally.where(way, *where) for way in access.consultation_ways(work.actor)]
    found = work.session.connection().execute(union_all(*ways))
    return [sum(column) for column in zip(*found, strict=True)]


def waiting(work: Work) -> int:
    """Count what waits for this clinician."""
    work.require(Permission.CONSULTATION_PROVIDE)
    (count,) = _sums(work, [true()], _worklist(work), _clauses(work)["mine"])
    return count


def unread(work: Work) -> int:
    """Count the patient's consultations with messages they have not seen."""
    work.require(Permission.CONSULTATION_REQUEST)
    query = select(func.count()).select_from(Consultation)
    mine = col(Consultation.patient_id) == work.actor.id
    return work.session.exec(
        query.where(mine, col(Consultation.last_seq) > col(Consultation.patient_seen))
    ).one()
