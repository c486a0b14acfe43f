"""Files that people send: add, read, bind to a request. What happens to one later: see the mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from portal.domain.attachment import MediaType, Purpose, shown_name
from portal.domain.consultation import CHAT_OPEN
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.permission import LICENSED, Permission, Role
from portal.models import Attachment, Consultation, User
from portal.schemas.attachment import AttachmentPage, AttachmentUpload, AttachmentView
from portal.services import (
    access,
    attachment_room,
    attachment_view,
    message,
    notification,
    record_reading,
)
from portal.services.consultation_step import find as find_consultation
from portal.services.consultation_view import counterpart, writers
from portal.services.work import Work, record_id

MISSING = "This file cannot be found, or it is not yours to see."
PAGE = 200


@dataclass(frozen=True)
class Parcel:
    """What lies in the store already, and waits for its row."""

    id: UUID
    media_type: MediaType
    size: int
    width: int | None
    height: int | None
    sha256: str
    stored_as: str
    thumbnail: str
    key_id: str
    wrapped_key: str

    @property
    def names(self) -> list[str]:
        """Under which names the store keeps it."""
        return [name for name in (self.stored_as, self.thumbnail) if name]


@dataclass(frozen=True)
class Ticket:
    """What opens one file, for somebody who may: where it lies, under which key."""

    name: str
    media_type: MediaType
    stored_as: str
    thumbnail: str
    key_id: str
    wrapped_key: str


def sent_before(work: Work, client_id: UUID) -> AttachmentView | None:
    """Return the actor's file of this client id: what a lost answer would have said."""
    query = select(Attachment).where(
        Attachment.uploader_id == work.actor.id, Attachment.client_id == client_id
    )
    found = work.session.exec(query).all()
    return attachment_view.views(work, found)[0] if found else None


def admit(work: Work, claim: AttachmentUpload, size: int) -> None:
    """See whether a file of `size` bytes may be sent there, before it is read.

    Raises NotAllowed, NotFound, StepNotPossible and NoRoom.
    """
    _patient_of(work, claim, size)


def add(work: Work, claim: AttachmentUpload, parcel: Parcel) -> AttachmentView:
    """Keep one file that lies in the store. In a conversation it appears as a message.

    The same `client_id` again returns what is there; the parcel is not needed then. Raises what
    `admit` raises, and Invalid for a patient's picture without the word that it is not intimate.
    """
    patient, row = _patient_of(work, claim, parcel.size, lock=True)
    before = sent_before(work, claim.client_id)
    if before is not None:
        return before
    is_patient = work.actor.role is Role.PATIENT
    if is_patient and parcel.media_type.is_picture and not claim.not_intimate:
        say = "Confirm that the picture does not show intimate parts of the body."
        raise Invalid(say, {"not_intimate": say})
    sender = work.session.get_one(User, work.actor.id)
    kept = Attachment(
        id=parcel.id,
        created_at=work.at,
        uploader_id=sender.id,
        on_behalf_of=work.actor.on_behalf_of,
        patient_id=patient,
        consultation_id=row.id if row else None,
        client_id=claim.client_id,
        purpose=claim.purpose,
        name=shown_name(claim.name, parcel.media_type),
        media_type=parcel.media_type,
        size=parcel.size,
        width=parcel.width,
        height=parcel.height,
        sha256=parcel.sha256,
        stored_as=parcel.stored_as,
        thumbnail=parcel.thumbnail,
        key_id=parcel.key_id,
        wrapped_key=parcel.wrapped_key,
        not_intimate=claim.not_intimate,
    )
    if row is not None:
        said = claim.caption or kept.name
        kept.message_id = message.append(work, row, sender.id, said, claim.client_id).id
        other = counterpart(row) if sender.id == row.patient_id else row.patient_id
        if other is not None:
            notification.tell_of_message(work, row.id, other, sender.name)
        work.session.flush()
    work.session.add(kept)
    work.session.flush()
    work.record("attachment:added", "attachment", kept.id, patient)
    refresh(work, kept, new=True)
    return attachment_view.views(work, [kept])[0]


def bind(work: Work, row: Consultation, ids: Sequence[UUID]) -> None:
    """Let files that were sent beforehand go with a request. Raises Invalid for any other file."""
    if not ids:
        return
    query = select(Attachment).where(
        col(Attachment.id).in_(ids),
        Attachment.uploader_id == work.actor.id,
        Attachment.purpose == Purpose.REQUEST,
        col(Attachment.consultation_id).is_(None),
        col(Attachment.removed_at).is_(None),
    )
    found = work.session.exec(query.with_for_update()).all()
    if len(found) != len(set(ids)):
        say = "A file is not there any more. Take it off the list, and add it again."
        raise Invalid("Please check what you entered.", {"attachments": say})
    for one in found:
        one.consultation_id = row.id
        work.session.add(one)


def find(work: Work, attachment_id: UUID | str, *, lock: bool = False) -> Attachment:
    """Return one file; what the actor may not know of does not exist. Raises NotFound."""
    if not work.actor.permissions & {Permission.ATTACHMENT_READ, Permission.PEOPLE_MANAGE}:
        raise NotFound(MISSING)
    query = select(Attachment).where(
        col(Attachment.id) == record_id(attachment_id), access.attachments(work.actor)
    )
    row = work.session.exec(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return row


def get(work: Work, attachment_id: UUID | str) -> AttachmentView:
    """Return what is said about one file, without its content."""
    return attachment_view.views(work, [find(work, attachment_id)])[0]


def opened(work: Work, attachment_id: UUID | str, *, only_thumbnail: bool = False) -> Ticket:
    """Return what opens a file, and audit the reading, once per viewer and 15 minutes.

    The thumbnails of a page are part of reading that page; one that is asked for alone is not.

    Raises NotFound when it was removed, NotAllowed for a sensitive one that is not for the actor.
    """
    row = find(work, attachment_id)
    if row.removed_at is not None:
        raise NotFound(attachment_view.removed(work, row))
    if not attachment_view.may_open(work.actor, row, attachment_view.viewers(work, row.id)):
        raise NotAllowed(attachment_view.locked(work, row))
    if only_thumbnail and not row.thumbnail:
        raise NotFound("This file has no thumbnail.")
    if not only_thumbnail or not _stands_on_an_open_page(work, row):
        _note_reading(work, row)
    return Ticket(
        row.name, row.media_type, row.stored_as, row.thumbnail, row.key_id, row.wrapped_key
    )


def of_consultation(work: Work, consultation_id: UUID | str) -> AttachmentPage:
    """Return the files of one consultation, newest first."""
    work.require(Permission.ATTACHMENT_READ)
    row = find_consultation(work, consultation_id)
    return _page(work, col(Attachment.consultation_id) == row.id)


def of_patient(work: Work, patient_id: UUID | str) -> AttachmentPage:
    """Return the files of one patient's record, newest first. Raises NotFound for a stranger."""
    work.require(Permission.ATTACHMENT_READ)
    patient = _known_patient(work, record_id(patient_id))
    return _page(work, (col(Attachment.patient_id) == patient) & access.sent())


def licences(work: Work, applicant_id: UUID | str) -> AttachmentPage:
    """Return the documents with which somebody applied, for those who verify people."""
    work.require(Permission.PEOPLE_MANAGE)
    theirs = col(Attachment.uploader_id) == record_id(applicant_id)
    return _page(work, theirs & (col(Attachment.purpose) == Purpose.LICENCE))


def unsent(work: Work) -> AttachmentPage:
    """Return the actor's files that wait for their request to be sent, oldest first."""
    work.require(Permission.CONSULTATION_REQUEST)
    waiting = (
        (col(Attachment.uploader_id) == work.actor.id)
        & (col(Attachment.purpose) == Purpose.REQUEST)
        & col(Attachment.consultation_id).is_(None)
    )
    return _page(work, waiting)


def refresh(work: Work, row: Attachment, *, new: bool = False) -> None:
    """Let the screens of everybody who may see a file read again: record and conversation.

    A new one in a conversation came as a message, and is read with it.
    """
    audiences = {f"user:{one}" for one in (row.uploader_id, row.patient_id) if one}
    if row.purpose is not Purpose.LICENCE and row.patient_id:
        about = Consultation.patient_id == row.patient_id
        places = select(Consultation.practice_id).where(about).distinct()
        audiences |= {f"org:{one}" for one in work.session.exec(places)}
    work.touch("attachment", row.patient_id or row.uploader_id, audiences)
    if row.consultation_id and not new:
        work.touch("attachment", row.consultation_id, audiences)


def _patient_of(
    work: Work, claim: AttachmentUpload, size: int, *, lock: bool = False
) -> tuple[UUID | None, Consultation | None]:
    """Return whose record a file goes to, and into which conversation; see that there is room."""
    row, patient = None, work.actor.id
    if claim.purpose is Purpose.CHAT:
        row = _conversation(work, claim, lock=lock)
        patient = row.patient_id
        attachment_room.in_consultation(work, row, size)
    elif claim.purpose is Purpose.REQUEST:
        work.require(Permission.CONSULTATION_REQUEST)
        attachment_room.unsent(work, claim.purpose)
    elif claim.purpose is Purpose.RECORD:
        work.require(Permission.ATTACHMENT_ADD)
        patient = _known_patient(work, claim.record or work.actor.id)
    else:
        work.require(Permission.ACCOUNT_MANAGE)
        if work.actor.role not in LICENSED:
            raise NotAllowed("Only professionals send a licence.")
        attachment_room.unsent(work, claim.purpose)
        patient = None
    attachment_room.today(work, size)
    return patient, row


def _conversation(work: Work, claim: AttachmentUpload, *, lock: bool) -> Consultation:
    work.require(Permission.ATTACHMENT_ADD)
    if claim.consultation is None:
        raise NotFound(MISSING)
    row = find_consultation(work, claim.consultation, lock=lock)
    if work.actor.id not in writers(row):
        raise NotAllowed("Accept the request first: then you can write to the patient.")
    if row.status not in CHAT_OPEN:
        raise StepNotPossible(f"The conversation is closed: it is {row.status.word}.")
    return row


def _known_patient(work: Work, patient_id: UUID | None) -> UUID:
    query = select(User.id).where(User.id == patient_id, access.patients(work.actor))
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound("This record cannot be found, or it is not yours to see.")
    return found


def _page(work: Work, where: ColumnElement[bool]) -> AttachmentPage:
    known = (where, access.attachments(work.actor))
    total = work.session.exec(select(func.count()).select_from(Attachment).where(*known)).one()
    query = select(Attachment).where(*known).order_by(col(Attachment.created_at).desc())
    found = work.session.exec(query.limit(PAGE)).all()
    return AttachmentPage(items=attachment_view.views(work, found), total=total)


def _stands_on_an_open_page(work: Work, row: Attachment) -> bool:
    """Whether the reading of its consultation, or of the record, was audited just now."""
    pages = {"consultation:read": row.consultation_id, "record:read": row.patient_id}
    lately = record_reading.lately
    return any(page and lately(work, action, page) for action, page in pages.items())


def _note_reading(work: Work, row: Attachment) -> None:
    if work.actor.id != row.uploader_id:
        record_reading.note(work, "attachment:read", "attachment", row.id, row.patient_id)
