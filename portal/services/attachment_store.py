"""The way of a file from a sender into the store, and from the store to a reader.

What lies in the store without a row is swept; a row without its file can never be: the file is
there for good before the row is written, and goes only after the row has said so.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar
from uuid import UUID

import structlog

from portal.domain.attachment import MediaType
from portal.domain.errors import Invalid, NotFound, PortalError, TooLarge, Unavailable
from portal.infra.clean import Cleaned, Limits
from portal.infra.cleaner import cleaned
from portal.infra.clock import new_id
from portal.infra.crypto import FileKey, Tampered
from portal.infra.storage import Missing, new_name, storage
from portal.schemas.attachment import AttachmentUpload, AttachmentView
from portal.services import attachment
from portal.services.attachment import Parcel, Ticket
from portal.services.work import Actor, look, perform
from portal.settings import settings

T = TypeVar("T")

THREADS = 4
MILLION = 1_000_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Content:
    """A file on its way to a reader."""

    name: str
    media_type: MediaType
    data: bytes


def receive(actor: Actor, claim: AttachmentUpload, data: bytes) -> AttachmentView:
    """Check a file, clean it, keep it, and let those concerned know.

    Sending it again with the same client id returns what is there. A refusal leaves nothing behind.
    Raises what `attachment.add` raises, NotAccepted, TooLarge, and Unavailable.
    """
    before = look(actor, attachment.sent_before, claim.client_id)
    if before is not None:
        return before
    within(len(data))
    look(actor, attachment.admit, claim, len(data))
    parcel = keep(checked(data))
    try:
        kept = perform(actor, attachment.add, claim, parcel)
    except Unavailable:
        raise  # nobody knows whether it was committed: the sweep finds out later
    except PortalError:
        forget(parcel.names)
        before = look(actor, attachment.sent_before, claim.client_id)
        if before is not None:
            return before
        raise
    if kept.id != str(parcel.id):
        forget(parcel.names)
    return kept


def within(size: int) -> None:
    """Raise TooLarge, or Invalid for nothing at all."""
    most = settings().upload_megabytes
    if size > settings().upload_bytes:
        raise TooLarge(f"This file is too large. At most {most} MB are accepted.")
    if size == 0:
        raise Invalid("This file is empty. Choose another one.")


def checked(data: bytes) -> Cleaned:
    """Return the file as it may be kept; see `clean.clean` for what is raised."""
    options = settings()
    limits = Limits(options.upload_bytes, options.picture_megapixels * MILLION)
    return cleaned(data, limits, options.upload_seconds)


def keep(one: Cleaned) -> Parcel:
    """Encrypt a checked file and put it into the store. Raises Unavailable."""
    key, name = FileKey.fresh(), new_name()
    small = new_name() if one.thumbnail else ""
    try:
        storage().put(name, key.seal(one.content, name))
        if small:
            storage().put(small, key.seal(one.thumbnail, small))
    except Unavailable:
        forget([name, small])
        raise
    return Parcel(
        id=new_id(),
        media_type=one.media_type,
        size=len(one.content),
        width=one.width,
        height=one.height,
        sha256=hashlib.sha256(one.content).hexdigest(),
        stored_as=name,
        thumbnail=small,
        key_id=key.key_id,
        wrapped_key=key.wrapped,
    )


def content(actor: Actor, attachment_id: UUID | str, *, thumbnail: bool = False) -> Content:
    """Return a file, or its thumbnail, for somebody who may see it; the reading is audited.

    Raises NotFound, NotAllowed, and Unavailable when the store is away or the file was changed.
    """
    ticket = perform(actor, attachment.opened, attachment_id, only_thumbnail=thumbnail)
    kind = MediaType.JPEG if thumbnail else ticket.media_type
    return Content(ticket.name, kind, _read(ticket, ticket.thumbnail if thumbnail else ""))


def forget(names: Sequence[str]) -> None:
    """Delete from the store; what cannot be deleted now is swept later."""
    for name in filter(None, names):
        try:
            storage().delete(name)
        except Unavailable:
            log.warning("store.not_deleted")


async def in_file_thread(function: Callable[[], T]) -> T:
    """Run beside the event loop and the database's threads: nobody else waits for a file."""
    context = copy_context()
    loop = asyncio.get_running_loop()
    return await asyncio.shield(loop.run_in_executor(_threads(), context.run, function))


async def take_in(actor: Actor, claim: AttachmentUpload, data: bytes) -> AttachmentView:
    """`receive`, off the event loop."""
    return await in_file_thread(partial(receive, actor, claim, data))


async def give(actor: Actor, attachment_id: str, *, thumbnail: bool = False) -> Content:
    """`content`, off the event loop."""
    return await in_file_thread(partial(content, actor, attachment_id, thumbnail=thumbnail))


def _read(ticket: Ticket, small: str) -> bytes:
    name = small or ticket.stored_as
    try:
        sealed = storage().get(name)
        return FileKey.unwrap(ticket.key_id, ticket.wrapped_key).open(sealed, name)
    except Missing:
        log.error("store.missing")  # noqa: TRY400 - a trace says nothing more
        raise NotFound("This file is not in the store. Please tell your administrator.") from None
    except Tampered:
        log.error("store.tampered")  # noqa: TRY400 - a trace says nothing more
        say = "This file was changed in the store, or its key is missing. It is not shown."
        raise Unavailable(say) from None


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, "files")
