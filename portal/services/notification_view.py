"""Notifications as their reader sees them: what each is about, and where it leads."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from portal.domain.consultation import WAITING, ConsultationStatus
from portal.domain.notification import MOOT_ONCE_ANSWERED
from portal.domain.permission import Role
from portal.models import Consultation, Notification, Prescription, User
from portal.schemas.notification import NotificationView
from portal.services import access, access_prescription
from portal.services.work import Actor, Work

KINDS = {
    "consultation": "consultation",
    "prescription": "prescription",
    "prescription_item": "prescription",
    "dispense": "prescription",
}
"""What a notification is about, by the noun of its tag; every other is about an account."""


class Subject(NamedTuple):
    """What a notification is about, for this reader."""

    about: str
    href: str
    instead: str = ""
    """What a request became that the reader may not see any more; it names no patient."""


def rows(work: Work, found: Sequence[Notification]) -> list[NotificationView]:
    """Return each notification with its subject."""
    of: dict[str, list[UUID]] = defaultdict(list)
    for one in found:
        of[KINDS.get(one.kind.partition(":")[0], "account")].append(one.subject_id)
    known = _consultations(work, of["consultation"]) | _prescriptions(work, of["prescription"])
    known |= _accounts(work, of["account"])
    nowhere = Subject("", home(work.actor))
    return [_view(row, known.get(row.subject_id, nowhere)) for row in found]


def grouped(found: Sequence[NotificationView], most: int) -> list[NotificationView]:
    """Return the newest about each subject, with how many more there are about it.

    Where one of the others is unread, the line is: nothing unread hides behind what was read.
    """
    about: dict[str, list[NotificationView]] = defaultdict(list)
    for one in found:
        about[one.subject_id].append(one)
    return [
        many[0].model_copy(update={"more": len(many) - 1, "read": all(one.read for one in many)})
        for many in list(about.values())[:most]
    ]


def home(actor: Actor) -> str:
    """Return the page the actor starts from."""
    return (actor.role or Role.PATIENT).home


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


def _prescriptions(work: Work, ids: list[UUID]) -> dict[UUID, Subject]:
    if not ids:
        return {}
    query = (
        select(Prescription, User.name, access_prescription.prescriptions(work.actor))
        .join(User, col(User.id) == Prescription.patient_id)
        .where(col(Prescription.id).in_(set(ids)))
    )
    return {
        row.id: prescription(row, name, work.actor, readable=bool(readable))
        for row, name, readable in work.session.exec(query)
    }


def prescription(row: Prescription, patient: str, actor: Actor, *, readable: bool) -> Subject:
    """Return what news of a prescription are about; whoever lost sight of it reads no name."""
    if not readable:
        return Subject("A prescription that went elsewhere", home(actor))
    href = f"{home(actor)}/prescriptions/{row.id}"
    if actor.role is Role.PATIENT:
        return Subject("Your prescription", href)
    return Subject(f"{patient} · prescription", href)


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
