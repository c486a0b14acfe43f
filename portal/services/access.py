"""Who may see which rows: one clause per table, and nowhere else."""

from sqlalchemy import ColumnElement, and_, false, literal, not_, or_, true
from sqlmodel import col, exists, select

from portal.domain.attachment import Purpose
from portal.domain.consultation import OPEN, WAITING, ConsultationStatus
from portal.domain.permission import CLINICIANS, STAFF, Role
from portal.domain.workflow import Party
from portal.models import Attachment, Consultation, Notification, SavedText, User
from portal.services.work import Actor

S = ConsultationStatus
CARED_FOR = OPEN | {S.COMPLETED, S.NO_SHOW, S.MISSED}
"""Where a consultation makes its clinician one who cares for the patient."""


def consultations(actor: Actor) -> ColumnElement[bool]:
    """Patients see their own; clinicians what they hold, what waits for the pool, or, as lead,
    what is open in the practice (to give it to a colleague) or was escalated."""
    return or_(*consultation_ways(actor))


def consultation_ways(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Return the ways in which the actor sees consultations.

    No consultation is seen in two ways, and each has its index. What is found in one way after
    the other therefore adds up, however many there are of those that nobody asks for.
    """
    if actor.role is Role.PATIENT:
        return (col(Consultation.patient_id) == actor.id,)
    if actor.role not in CLINICIANS:
        return (false(),)
    status = col(Consultation.status)
    held = col(Consultation.clinician_id) == actor.id
    there = and_(
        col(Consultation.practice_id) == actor.organization_id,
        col(Consultation.clinician_id).is_distinct_from(actor.id),
    )
    if not actor.is_lead:
        return held, and_(there, status.in_(WAITING), col(Consultation.pool), _field(actor))
    escalated = and_(there, status.not_in(OPEN), col(Consultation.escalated_at).is_not(None))
    return held, and_(there, status.in_(OPEN)), escalated


def offered(actor: Actor) -> ColumnElement[bool]:
    """What was once open to this clinician: they may learn who took it, and nothing else.

    That is what its pool was offered, and whatever they were told of before it went elsewhere.
    """
    if actor.role not in CLINICIANS:
        return false()
    here = and_(col(Consultation.practice_id) == actor.organization_id, _field(actor))
    told = exists().where(
        col(Notification.subject_id) == Consultation.id, col(Notification.recipient_id) == actor.id
    )
    return or_(and_(here, or_(col(Consultation.pool), literal(actor.is_lead))), told)


def parties(actor: Actor, consultation: Consultation) -> frozenset[Party]:
    """Return what the actor is to one consultation that they can see."""
    if actor.role is None:
        return frozenset({Party.SYSTEM})
    if actor.id == consultation.patient_id:
        return frozenset({Party.PATIENT})
    if actor.role not in CLINICIANS:
        return frozenset()
    here = consultation.practice_id == actor.organization_id
    held = {
        Party.CLINICIAN: consultation.clinician_id == actor.id,
        Party.ASKER: consultation.asker_id == actor.id,
        Party.POOL: here
        and consultation.pool
        and consultation.specialty in (None, actor.specialty),
        Party.LEAD: here and actor.is_lead,
    }
    return frozenset(party for party, holds in held.items() if holds)


def patients(actor: Actor) -> ColumnElement[bool]:
    """Whose record the actor may open: their own, or of those they have a consultation with.

    A request that was declined, cancelled or never answered opens no record, and neither does
    one that was handed back once a colleague has it. What a lead sees only to give it to somebody
    opens none either, unless it waits for an answer or was escalated to them.
    """
    if actor.role is Role.PATIENT:
        return col(User.id) == actor.id
    if actor.role not in CLINICIANS:
        return false()
    status = col(Consultation.status)
    cared = status.in_(CARED_FOR)
    if actor.is_lead:
        theirs = col(Consultation.clinician_id) == actor.id
        asked = or_(status.in_(WAITING), col(Consultation.escalated_at).is_not(None))
        cared = and_(cared, or_(theirs, asked))
    in_care = exists().where(col(Consultation.patient_id) == User.id, consultations(actor), cared)
    return and_(col(User.role) == Role.PATIENT, in_care)


def sent() -> ColumnElement[bool]:
    """Which files have left their sender: one for a request does when the request is sent."""
    waits = col(Attachment.purpose) == Purpose.REQUEST
    return or_(not_(waits), col(Attachment.consultation_id).is_not(None))


def attachments(actor: Actor) -> ColumnElement[bool]:
    """Files about a patient, for whoever may open that patient's record; one that is not sent yet
    for its sender alone; licences for their owner and for those who verify people."""
    mine = col(Attachment.uploader_id) == actor.id
    licence = col(Attachment.purpose) == Purpose.LICENCE
    if actor.role is Role.ADMIN:
        return licence
    about = select(User.id).where(patients(actor))
    seen = col(Attachment.patient_id).in_(about)
    if actor.is_lead:  # who reads along in what is open sees what was sent there, and no record
        along = select(Consultation.id).where(
            consultations(actor), col(Consultation.status).in_(OPEN)
        )
        seen = or_(seen, col(Attachment.consultation_id).in_(along))
    known = and_(sent(), not_(licence), seen)
    return or_(and_(mine, or_(not_(sent()), licence)), known)


def accounts(actor: Actor) -> ColumnElement[bool]:
    """Administrators look after every account, practice managers after their own staff's."""
    if actor.role is Role.ADMIN:
        return true()
    if actor.role is Role.PRACTICE_MANAGER and actor.organization_id is not None:
        staff = col(User.role).in_(STAFF)
        return and_(staff, col(User.organization_id) == actor.organization_id)
    return false()


def account_parties(actor: Actor, user: User) -> frozenset[Party]:
    """Return what the actor is to one account that they look after."""
    if actor.role is None:
        return frozenset({Party.SYSTEM})
    here = actor.organization_id is not None and actor.organization_id == user.organization_id
    held = {
        Party.ADMIN: actor.role is Role.ADMIN,
        Party.MANAGER: actor.role is Role.PRACTICE_MANAGER and here,
    }
    return frozenset(party for party, holds in held.items() if holds)


def saved_texts(actor: Actor) -> ColumnElement[bool]:
    """Clinicians use their own, and those of their practice."""
    if actor.role not in CLINICIANS or actor.id is None:
        return false()
    mine = col(SavedText.owner_id) == actor.id
    here = col(SavedText.organization_id) == actor.organization_id
    return or_(mine, here) if actor.organization_id else mine


def notifications(actor: Actor) -> ColumnElement[bool]:
    """Everybody sees their own."""
    return col(Notification.recipient_id) == actor.id


def _field(actor: Actor) -> ColumnElement[bool]:
    """A hospital's requests belong to a specialty; a practice's to all its clinicians."""
    if actor.specialty is None:
        return col(Consultation.specialty).is_(None) if actor.role is Role.SPECIALIST else true()
    specialty = col(Consultation.specialty)
    return or_(specialty.is_(None), specialty == actor.specialty)
