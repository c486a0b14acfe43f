"""What the administrator sees: counts and the audit list, never clinical text."""

from datetime import timedelta
from statistics import median

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from portal.domain import audit_word
from portal.domain.account import AccountStatus
from portal.domain.consultation import WAITING, ConsultationStatus
from portal.domain.permission import Permission, Role
from portal.models import AuditEntry, Consultation, ConsultationClaim, User
from portal.schemas.account import AuditLine
from portal.schemas.figures import Figure, Figures, RoleFigures
from portal.services import letter_fault
from portal.services.work import Work

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
LINES = 25


def overview(work: Work) -> Figures:
    """Return live counts, the median time to an answer in the last 30 days, and recent audit."""
    work.require(Permission.FIGURES_READ)
    by_status = dict(
        work.session.exec(
            select(Consultation.status, func.count()).group_by(col(Consultation.status))
        ).all()
    )
    this_week = work.session.exec(
        select(func.count())
        .select_from(Consultation)
        .where(col(Consultation.created_at) > work.at - WEEK)
    ).one()
    return Figures(
        people=_people(work),
        consultations=[Figure.of(s, by_status.get(s, 0)) for s in ConsultationStatus],
        this_week=this_week,
        unanswered=sum(by_status.get(status, 0) for status in WAITING),
        median_answer_minutes=_median_answer(work),
        letters=letter_fault.figures(work),
        audit=_audit(work),
    )


def _people(work: Work) -> list[RoleFigures]:
    role, status = col(User.role), col(User.status)
    query = select(role, status, func.count()).group_by(role, status)
    counted = {(r, s): count for r, s, count in work.session.exec(query)}
    return [
        RoleFigures(
            role=r,
            label=r.label,
            active=counted.get((r, AccountStatus.ACTIVE), 0),
            pending=counted.get((r, AccountStatus.PENDING), 0),
            invited=counted.get((r, AccountStatus.INVITED), 0),
            suspended=counted.get((r, AccountStatus.SUSPENDED), 0),
        )
        for r in Role
    ]


def _median_answer(work: Work) -> int | None:
    query = (
        select(Consultation.created_at, ConsultationClaim.created_at)
        .join(ConsultationClaim, col(ConsultationClaim.consultation_id) == Consultation.id)
        .where(col(Consultation.created_at) > work.at - MONTH)
    )
    waits = [(taken - asked).total_seconds() / 60 for asked, taken in work.session.exec(query)]
    return round(median(waits)) if waits else None


def _audit(work: Work) -> list[AuditLine]:
    work.require(Permission.AUDIT_READ)
    actor, patient = aliased(User), aliased(User)
    query = (
        select(AuditEntry, actor.name, patient.name)
        .outerjoin(actor, col(actor.id) == AuditEntry.actor_id)
        .outerjoin(patient, col(patient.id) == AuditEntry.patient_id)
        .order_by(col(AuditEntry.seq).desc())
        .limit(LINES)
    )
    return [
        AuditLine(
            seq=entry.seq or 0,
            at=entry.created_at,
            who=who or "The portal",
            action=entry.action,
            what=audit_word.sentence(entry.action),
            refused=audit_word.refusal(entry.outcome),
            patient=about or "",
        )
        for entry, who, about in work.session.exec(query)
    ]
