"""Notifications as their reader sees them: what each is about, and where it leads."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from portal.domain.consultation import WAITING, ConsultationStatus
from portal.domain.notification import MOOT_ONCE_ANSWERED, NotificationType
from portal.domain.permission import Role
from portal.models import Consultation, Notification, User
from portal.schemas.notification import NotificationView
from portal.services import access
from portal.services.work import Actor, Work


class Subject(NamedTuple):
    """What a notification is about, for this reader."""

    about: str
    href: str
    instead: str = ""
    """What a request became that the reader may not see any more; it names no patient."""


def rows(work: Work, found: Sequence[Notification]) -> list[NotificationView]:
    """Return each notification with its subject."""
    known = _consultations(work, [n.subject_id for n in found if _of_consultation(n.kind)])
    known |= _accounts(work, [n.subject_id for n in found if not _of_consultation(n.kind)])
    nowhere = Subject("", home(work.actor))
    return [_view(row, known.get(row.subject_id, nowhere)) for row in found]


def home(actor: Actor) -> str:
    """Return the page the actor starts from."""
    return (actor.role or Role.PATIENT).home


def _of_consultation(kind: NotificationType) -> bool:
    return kind.startswith("consultation:")


def _consultations(work: Work, ids: list[UUID]) -> dict[UUID, Subject]:
    if not ids:
        return {}
    patient, holder = aliased(User), aliased(User)
    query = (
        select(Consultation, patient.name, holder.name, access.consultations(work.actor))
        .join(patient, col(patient.id) == Consultation.patient_id)
        .outerjoin(holder, col(holder.id) == Consultation.clinician_id)
        .where(col(Consultation.id).in_(set(ids)))
    )
    return {
        row.id: _of(row, name, clinician or "A colleague", work.actor, readable=bool(readable))
        for row, name, clinician, readable in work.session.exec(query)
    }


def _of(
    row: Consultation, patient: str, clinician: str, actor: Actor, *, readable: bool
) -> Subject:
    href = f"{home(actor)}/consultations/{row.id}"
    if actor.role is Role.PATIENT:
        return Subject("Your consultation", href)
    if readable:
        return Subject(f"{patient} · consultation", href)
    return Subject("A request to your practice", href, _became(row, clinician))


def _became(row: Consultation, clinician: str) -> str:
    """Return, in words without the patient, what happened to a request that was open to many."""
    if row.status in WAITING:
        return "This request was given to a colleague"
    return {
        ConsultationStatus.CANCELLED: "This request was cancelled",
        ConsultationStatus.EXPIRED: "This request expired",
        ConsultationStatus.DECLINED: f"{clinician} declined this request",
    }.get(row.status, f"{clinician} took this request")


def _accounts(work: Work, ids: list[UUID]) -> dict[UUID, Subject]:
    if not ids:
        return {}
    names = work.session.exec(select(User.id, User.name).where(col(User.id).in_(set(ids))))
    return {who: account(who, name, work.actor) for who, name in names}


def account(who: UUID, name: str, actor: Actor) -> Subject:
    """Return what news of an account are about: one's own, or that of somebody else."""
    if who == actor.id:
        return Subject("Your account", f"{home(actor)}/account")
    if actor.role is Role.ADMIN:
        return Subject(f"{name} · account", f"/admin/people/{who}")
    return Subject("An account", home(actor))


def _view(row: Notification, subject: Subject) -> NotificationView:
    over = subject.instead and row.kind in MOOT_ONCE_ANSWERED
    return NotificationView(
        id=str(row.id),
        kind=row.kind,
        sentence=subject.instead if over else row.sentence,
        about=subject.about,
        href=subject.href,
        subject_id=str(row.subject_id),
        times=row.times,
        at=row.updated_at,
        read=row.read_at is not None,
    )
