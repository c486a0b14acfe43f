"""How many files a person may send, and how many a consultation may hold."""

from datetime import timedelta

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.attachment import Purpose
from portal.domain.errors import NoRoom
from portal.models import Attachment, Consultation
from portal.services.work import Work
from portal.settings import settings
from portal.settings_file import MEGABYTE

UNSENT = 10
DAY = timedelta(days=1)


def in_consultation(work: Work, row: Consultation, size: int) -> None:
    """Raise NoRoom when a consultation holds as many files as it may."""
    query = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
        Attachment.consultation_id == row.id, col(Attachment.removed_at).is_(None)
    )
    count, held = work.session.exec(query).one()
    most = settings().files_per_consultation
    if count >= most:
        raise NoRoom(f"This consultation holds {most} files. No more can be added.")
    if held + size > settings().consultation_megabytes * MEGABYTE:
        raise NoRoom("The files of this consultation are too large together to add this one.")


def today(work: Work, size: int) -> None:
    """Raise NoRoom when a person has sent as much as may be within a day."""
    query = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
        Attachment.uploader_id == work.actor.id, col(Attachment.created_at) > work.at - DAY
    )
    count, sent = work.session.exec(query).one()
    limit = settings().person_daily_megabytes
    if count >= settings().person_daily_files or sent + size > limit * MEGABYTE:
        raise NoRoom("You have sent as many files as are accepted in a day. Try again tomorrow.")


def unsent(work: Work, purpose: Purpose) -> None:
    """Raise NoRoom when as many files wait for a request, or lie with an application, as may."""
    query = select(func.count()).where(
        Attachment.uploader_id == work.actor.id,
        Attachment.purpose == purpose,
        col(Attachment.consultation_id).is_(None),
        col(Attachment.removed_at).is_(None),
    )
    if work.session.exec(query).one() >= UNSENT:
        raise NoRoom(f"At most {UNSENT} files can be sent along.")
