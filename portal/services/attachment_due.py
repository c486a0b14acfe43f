"""What the portal does with files by itself: sweep what nobody needs, wrap keys anew."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlmodel import col, or_, select

from portal.domain.attachment import Purpose
from portal.infra import clock, crypto
from portal.infra.storage import PART, storage
from portal.models import Attachment
from portal.services.attachment_mark import drop
from portal.services.attachment_store import forget
from portal.services.work import Work

UNSENT_KEPT = timedelta(days=1)
"""How long files wait for a request that is never sent."""

YOUNG = timedelta(hours=1)
"""A file younger than this may still be about to get its row."""

EVERY = timedelta(hours=1)
_looked: dict[str, datetime] = {}


def unsent(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return files that were meant for a request which was not sent within a day."""
    query = select(Attachment.id).where(
        Attachment.purpose == Purpose.REQUEST,
        col(Attachment.consultation_id).is_(None),
        col(Attachment.created_at) < at - UNSENT_KEPT,
    )
    return list(work.session.exec(query.limit(limit)))


def drop_unsent(work: Work, attachment_id: UUID) -> bool:
    """Delete one of them, unless its request was sent after all."""
    query = select(Attachment).where(
        Attachment.id == attachment_id, col(Attachment.consultation_id).is_(None)
    )
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        return False
    drop(work, row)
    return True


def orphans(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return what lies in the store for no row, at most once an hour. Removed rows do not count."""
    if not _time_to_look("orphans", at):
        return []
    old = clock.now() - clock.offset() - YOUNG  # the store knows the real time only
    names = (one.name for one in storage().listing() if one.at < old)
    lost: list[UUID] = []
    while len(lost) < limit and (some := list(islice(names, 500))):
        known = _known(work, some)
        lost += [UUID(n.removesuffix(PART)) for n in some if n not in known]
    return list(dict.fromkeys(lost))[:limit]


def sweep(work: Work, name: UUID) -> bool:
    """Delete one of them; of something half written, that alone."""
    known = _known(work, [name.hex])
    forget([name.hex + PART] if known else [name.hex, name.hex + PART])
    return True


def old_keys(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return files whose key another master key wraps than the present one."""
    if not _time_to_look("keys", at):
        return []
    query = select(Attachment.id).where(
        Attachment.key_id != crypto.current(), col(Attachment.removed_at).is_(None)
    )
    return list(work.session.exec(query.limit(limit)))


def wrap_anew(work: Work, attachment_id: UUID) -> bool:
    """Wrap one file's key by the present master key, so that the former can be retired."""
    query = select(Attachment).where(Attachment.id == attachment_id)
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        return False
    try:
        key = crypto.FileKey.unwrap(row.key_id, row.wrapped_key)
    except crypto.Tampered:
        return False
    fresh = crypto.FileKey.wrap(key.key)
    row.key_id, row.wrapped_key = fresh.key_id, fresh.wrapped
    work.session.add(row)
    _looked.pop("keys", None)  # there may be more than one batch of them
    return True


def look_again() -> None:
    """Let the next round look at once, however lately the last one was."""
    _looked.clear()


def _known(work: Work, names: Iterable[str]) -> set[str]:
    wanted = list(names)
    query = select(Attachment.stored_as, Attachment.thumbnail).where(
        col(Attachment.removed_at).is_(None),
        or_(col(Attachment.stored_as).in_(wanted), col(Attachment.thumbnail).in_(wanted)),
    )
    return {name for pair in work.session.exec(query) for name in pair}


def _time_to_look(what: str, at: datetime) -> bool:
    before = _looked.get(what)
    if before is not None and abs(at - before) < EVERY:
        return False
    _looked[what] = at
    return True
