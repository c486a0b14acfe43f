"""Who may see which rows: one clause per table, and nowhere else."""

from sqlalchemy import ColumnElement, and_, false, literal, or_
from sqlmodel import col

from portal.domain.consultation import ConsultationStatus as S
from portal.domain.permission import Role
from portal.domain.workflow import Party
from portal.models import Consultation, Notification
from portal.services.work import Actor


def consultations(actor: Actor) -> ColumnElement[bool]:
    """Patients see their own; clinicians what they hold, what waits for the pool, or, as lead,
    what waits in the practice or has been escalated."""
    if actor.role is Role.PATIENT:
        return col(Consultation.patient_id) == actor.id
    if actor.role is not Role.GP:
        return false()
    here = col(Consultation.practice_id) == actor.organization_id
    waiting = col(Consultation.status) == S.REQUESTED
    clauses = [
        col(Consultation.clinician_id) == actor.id,
        and_(here, waiting, col(Consultation.pool)),
    ]
    if actor.is_lead:
        clauses.append(and_(here, or_(waiting, col(Consultation.escalated_at).is_not(None))))
    return or_(*clauses)


def offered(actor: Actor) -> ColumnElement[bool]:
    """What was once open to this clinician: they may learn who took it, and nothing else."""
    if actor.role is not Role.GP:
        return false()
    here = col(Consultation.practice_id) == actor.organization_id
    return and_(here, or_(col(Consultation.pool), literal(actor.is_lead)))


def parties(actor: Actor, consultation: Consultation) -> frozenset[Party]:
    """Return what the actor is to one consultation that they can see."""
    if actor.role is None:
        return frozenset({Party.SYSTEM})
    if actor.id == consultation.patient_id:
        return frozenset({Party.PATIENT})
    if actor.role is not Role.GP:
        return frozenset()
    found: set[Party] = set()
    if consultation.clinician_id == actor.id:
        found.add(Party.CLINICIAN)
    if consultation.practice_id == actor.organization_id:
        if consultation.pool:
            found.add(Party.POOL)
        if actor.is_lead:
            found.add(Party.LEAD)
    return frozenset(found)


def notifications(actor: Actor) -> ColumnElement[bool]:
    """Everybody sees their own."""
    return col(Notification.recipient_id) == actor.id
