"""Files as their viewers see them: who may open a sensitive one, what is left of a removed one."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, select

from portal.domain.attachment import Purpose
from portal.domain.permission import CLINICIANS
from portal.models import Attachment, AttachmentViewer, User
from portal.schemas.attachment import AttachmentView, ViewerView
from portal.services.work import Actor, Work

KILOBYTE = 1024
LOCKED = "{marker} marked this picture as sensitive. The patient or {marker} can let you see it."


def views(work: Work, found: Sequence[Attachment]) -> list[AttachmentView]:
    """Return files that the actor may know of, as they may see them."""
    named = _named(work, [a.id for a in found if a.sensitive_at])
    ids = [i for a in found for i in (a.uploader_id, a.sensitive_by, a.removed_by)]
    known = _names(work, [*ids, *(one for people in named.values() for one in people)])
    return [_view(work.actor, a, named.get(a.id, []), known) for a in found]


def of_messages(work: Work, messages: Iterable[UUID]) -> dict[UUID, list[AttachmentView]]:
    """Return the files of each message that has some."""
    query = select(Attachment).where(col(Attachment.message_id).in_(list(messages)))
    found = work.session.exec(query.order_by(col(Attachment.created_at))).all()
    shown: dict[UUID, list[AttachmentView]] = {}
    for row, view in zip(found, views(work, found), strict=True):
        if row.message_id:
            shown.setdefault(row.message_id, []).append(view)
    return shown


def of_request(work: Work, consultation_id: UUID) -> list[AttachmentView]:
    """Return what the patient sent with a request."""
    query = select(Attachment).where(
        Attachment.consultation_id == consultation_id, Attachment.purpose == Purpose.REQUEST
    )
    return views(work, work.session.exec(query.order_by(col(Attachment.created_at))).all())


def may_open(actor: Actor, row: Attachment, named: Iterable[UUID]) -> bool:
    """Whether the actor, who knows of the file, may see what is in it."""
    if row.sensitive_at is None:
        return True
    return actor.id in {row.patient_id, row.uploader_id, row.sensitive_by, *named}


def may_name(actor: Actor, row: Attachment) -> bool:
    """Whose word opens a sensitive picture to somebody else."""
    return actor.id in {row.patient_id, row.uploader_id, row.sensitive_by}


def may_remove(actor: Actor, row: Attachment, named: Iterable[UUID]) -> bool:
    """Clinicians remove what they may open; everybody their own that nobody else has seen."""
    if row.consultation_id is None and row.purpose in (Purpose.REQUEST, Purpose.LICENCE):
        return actor.id == row.uploader_id
    return actor.role in CLINICIANS and may_open(actor, row, named)


def locked(work: Work, row: Attachment) -> str:
    """Say why a sensitive picture stays closed, and who can open it."""
    return LOCKED.format(marker=_names(work, [row.sensitive_by]).get(row.sensitive_by, ""))


def removed(work: Work, row: Attachment) -> str:
    """Say who removed a file, and why."""
    return _removed(row, _names(work, [row.removed_by]))


def viewers(work: Work, attachment_id: UUID) -> list[UUID]:
    """Return who was named to see a sensitive picture."""
    return _named(work, [attachment_id]).get(attachment_id, [])


def in_words(size: int) -> str:
    """Return a size as people read it."""
    kilobytes = -(-size // KILOBYTE)
    return f"{kilobytes} kB" if kilobytes < KILOBYTE else f"{size / KILOBYTE / KILOBYTE:.1f} MB"


def _view(
    actor: Actor, row: Attachment, named: list[UUID], known: dict[UUID | None, str]
) -> AttachmentView:
    gone, sensitive = row.removed_at is not None, row.sensitive_at is not None
    shut = not may_open(actor, row, named)
    treats = actor.role in CLINICIANS and row.purpose is not Purpose.LICENCE
    names = sensitive and not gone and may_name(actor, row)
    notice = LOCKED.format(marker=known.get(row.sensitive_by, "")) if shut else ""
    return AttachmentView(
        id=str(row.id),
        purpose=row.purpose,
        name=row.name,
        media_type=row.media_type,
        is_picture=row.media_type.is_picture,
        size=row.size,
        size_words=in_words(row.size),
        width=row.width or 0,
        height=row.height or 0,
        has_thumbnail=bool(row.thumbnail) and not (shut or gone),
        by=known[row.uploader_id],
        mine=row.uploader_id == actor.id,
        sent_at=row.created_at,
        consultation_id=str(row.consultation_id or ""),
        sensitive=sensitive,
        locked=shut or gone,
        notice=_removed(row, known) if gone else notice,
        removed=gone,
        viewers=[ViewerView(id=str(i), name=known[i]) for i in named] if names else [],
        may_mark=treats and row.media_type.is_picture and not gone and not sensitive,
        may_unmark=sensitive and not gone and actor.id == row.sensitive_by,
        may_name=names,
        may_remove=not gone and may_remove(actor, row, named),
    )


def _removed(row: Attachment, known: dict[UUID | None, str]) -> str:
    return f"Removed by {known.get(row.removed_by, 'the portal')}: {row.removed_reason}"


def _named(work: Work, ids: list[UUID]) -> dict[UUID, list[UUID]]:
    if not ids:
        return {}
    query = select(AttachmentViewer).where(col(AttachmentViewer.attachment_id).in_(ids))
    named: dict[UUID, list[UUID]] = {}
    for one in work.session.exec(query.order_by(col(AttachmentViewer.created_at))):
        named.setdefault(one.attachment_id, []).append(one.user_id)
    return named


def _names(work: Work, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    query = select(User.id, User.name).where(col(User.id).in_(wanted))
    return dict(work.session.exec(query).all())
