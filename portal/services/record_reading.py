"""Who looked at a record: kept once per viewer, record and 15 minutes, and shown to the patient."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.consultation import ConsultationStatus
from portal.domain.errors import Invalid
from portal.domain.permission import Permission, Role
from portal.models import AuditEntry, Consultation, Organization, User
from portal.schemas.record import LookPage, LookView
from portal.services import access
from portal.services.paging import PAGE
from portal.services.work import Work, record_id

READ_AGAIN = timedelta(minutes=15)
TREATS = (ConsultationStatus.ACCEPTED, ConsultationStatus.IN_PROGRESS)
TREATED = (ConsultationStatus.COMPLETED, ConsultationStatus.NO_SHOW)
WHAT = {
    "record:read": "your record",
    "consultation:read": "a consultation",
    "prescription:read": "a prescription",
    "attachment:read": "a file",
    "summary:taken": "a summary on paper",
    "prescription:printed": "a prescription on paper",
}
"""What counts as looking, and what the patient reads about it."""


def note(
    work: Work, action: str, kind: str, subject: UUID, patient_id: UUID | None, why: str = ""
) -> None:
    """Audit that somebody other than the patient reads, with the reason, and tell their screen.

    Reading again within 15 minutes is the same reading. Without `why`, the consultation that joins
    them to the patient is the reason.
    """
    if work.actor.id == patient_id or lately(work, action, subject):
        return
    if patient_id and not why:
        why = relationship(work, patient_id, subject)
    work.record(action, kind, subject, patient_id, why)
    if patient_id:
        work.touch("looked", patient_id, [f"user:{patient_id}"])


def opened(work: Work, patient_id: UUID | str) -> None:
    """Audit that the record of a patient, who was found before, is open."""
    subject = record_id(patient_id)
    note(work, "record:read", "record", subject, subject)


def lately(work: Work, action: str, subject: UUID) -> bool:
    """Whether the actor's reading of this was audited within the last 15 minutes."""
    query = select(AuditEntry.seq).where(
        AuditEntry.actor_id == work.actor.id,
        AuditEntry.subject_id == subject,
        AuditEntry.action == action,
        AuditEntry.outcome == "done",
        col(AuditEntry.created_at) > work.at - READ_AGAIN,
    )
    return work.session.exec(query.limit(1)).first() is not None


def relationship(work: Work, patient_id: UUID, subject: UUID) -> str:
    """Return in words why the actor may look: the consultation that joins them to the patient.

    That is `subject` where it is one, then one that they hold, then the latest.
    """
    this = col(Consultation.id) == subject
    mine = col(Consultation.clinician_id) == work.actor.id
    query = (
        select(Consultation, Organization.name)
        .join(Organization, col(Organization.id) == Consultation.practice_id)
        .where(Consultation.patient_id == patient_id, access.consultations(work.actor))
        .order_by(this.desc(), mine.desc().nulls_last(), col(Consultation.created_at).desc())
    )
    found = work.session.exec(query.limit(1)).first()
    if found is None:
        return ""
    joined, place = found
    asked = f"{joined.created_at.day} {joined.created_at:%B %Y}"
    if joined.clinician_id == work.actor.id:
        if joined.status in TREATS or joined.status in TREATED:
            treats = "Treats" if joined.status in TREATS else "Treated"
            return f"{treats} you: your consultation of {asked}"
        return f"You asked for them by name on {asked}"
    if joined.escalated_at is not None and work.actor.is_lead:
        return f"Leads {place}: nobody had answered your request of {asked}"
    return f"Your request of {asked} waits at {place}"


def looks(work: Work, cursor: str | None = None, limit: int = PAGE) -> LookPage:
    """Return who looked at the actor's own record, newest first. Refused attempts are left out."""
    work.require(Permission.RECORD_MEASURE)
    query = (
        select(AuditEntry, User, Organization.name)
        .join(User, col(User.id) == AuditEntry.actor_id)
        .outerjoin(Organization, col(Organization.id) == User.organization_id)
        .where(
            AuditEntry.patient_id == work.actor.id,
            AuditEntry.actor_id != work.actor.id,
            AuditEntry.outcome == "done",
            col(AuditEntry.action).in_(WHAT),
        )
        .order_by(col(AuditEntry.seq).desc())
        .limit(limit + 1)
    )
    if cursor:
        query = query.where(col(AuditEntry.seq) < _place(cursor))
    found = work.session.exec(query).all()
    rows = [_look(entry, who, place) for entry, who, place in found[:limit]]
    more = len(found) > limit
    return LookPage(items=rows, next_cursor=str(rows[-1].id) if more else None)


def _look(entry: AuditEntry, who: User, place: str | None) -> LookView:
    return LookView(
        id=entry.seq or 0,
        who=who.name,
        role=Role(who.role).label,
        organization=place or "",
        what=WHAT[entry.action],
        why=entry.reason,
        at=entry.created_at,
    )


def _place(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:  # noqa: PLR2004 - 64 bits
        raise Invalid("This page does not exist.", {"cursor": "Use next_cursor as given."})
    return int(cursor)
