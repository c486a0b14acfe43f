"""E-mail: written in the transaction of its event, sent afterwards until it has left.

A relay takes a letter up in one short transaction, sends it without holding any lock, and notes
the outcome in another. When it dies in between, the letter is sent again, with the same identity:
at least once, and a mail server can drop the copy.
"""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, delete
from sqlmodel import col, select

from portal.domain.errors import NotAllowed
from portal.infra import mail
from portal.models import Letter
from portal.schemas.letter import LetterView, Outgoing
from portal.services.work import SYSTEM, Work, act, see
from portal.settings import settings

LANES = 4
"""How many letters one worker has on their way at the same time."""

LONGEST_WAIT = timedelta(hours=6)
SIGNED = "Handover"
_withheld: ContextVar[bool] = ContextVar("withheld", default=False)

log = structlog.get_logger(__name__)


def write(
    work: Work,
    recipient: str,
    subject: str,
    body: str,
    notification_id: UUID | None = None,
    *,
    wait: timedelta = timedelta(),
) -> None:
    """Write one letter that leaves when this transaction is committed, or `wait` later.

    `body` is plain text without clinical content; the signature is added here.
    """
    if _withheld.get():
        return
    letter = Letter(
        created_at=work.at,
        recipient=recipient,
        subject=" ".join(subject.split())[:200],
        body=f"{body.strip()}\n\n{SIGNED}\n",
        notification_id=notification_id,
        next_try_at=work.at + wait,
    )
    work.session.add(letter)


def withdraw(work: Work, notification_ids: Sequence[UUID]) -> None:
    """Drop what has not left of the letters about these notifications: they were read before."""
    if notification_ids:
        mine = col(Letter.notification_id).in_(notification_ids)
        work.session.exec(delete(Letter).where(mine, col(Letter.sent_at).is_(None)))


@contextmanager
def withheld() -> Generator[None, None, None]:
    """Write no letters while the block runs: the demo clinic's past reaches nobody's mailbox."""
    token = _withheld.set(True)
    try:
        yield
    finally:
        _withheld.reset(token)


async def relay() -> int:
    """Send every letter that is due and return how many left."""
    if not await see(SYSTEM, is_due):
        return 0
    return sum(await asyncio.gather(*(_lane() for _ in range(LANES))))


async def _lane() -> int:
    sent = 0
    while (letter := await act(SYSTEM, take_up)) is not None:
        sent += await _send(letter)
    return sent


async def _send(letter: Outgoing) -> bool:
    written = mail.compose(
        letter.id, letter.recipient, letter.subject, letter.body, letter.written_at
    )
    try:
        await mail.send(written, letter.recipient)
    except mail.NotSent as why:
        await act(SYSTEM, note_failure, letter.id, letter.tries, str(why), final=why.final)
        return False
    await act(SYSTEM, note_sent, letter.id)
    return True


def is_due(work: Work) -> bool:
    """Whether any letter waits to be sent now."""
    return work.session.exec(select(Letter.id).where(*_due(work.at)).limit(1)).first() is not None


def take_up(work: Work) -> Outgoing | None:
    """Take the letter that waits longest, for as long as sending it may take.

    No other relay sees it until then. A relay that dies has used up one try.
    """
    query = select(Letter).where(*_due(work.at)).order_by(col(Letter.next_try_at)).limit(1)
    letter = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if letter is None:
        return None
    letter.tries += 1
    letter.next_try_at = work.at + timedelta(seconds=2 * settings().mail_timeout_seconds)
    work.session.add(letter)
    return Outgoing(
        id=letter.id,
        recipient=letter.recipient,
        subject=letter.subject,
        body=letter.body,
        written_at=letter.created_at,
        tries=letter.tries,
    )


def note_sent(work: Work, letter_id: UUID) -> None:
    """Note that it has left. A live clinic forgets the words, which may hold a working link."""
    letter = _locked(work, letter_id)
    if letter is None:
        return
    letter.sent_at, letter.given_up_at, letter.failure = work.at, None, ""
    if settings().production:
        letter.body = ""
    work.session.add(letter)


def note_failure(
    work: Work, letter_id: UUID, tries: int, sentence: str, *, final: bool = False
) -> None:
    """Note why it did not leave; try again later, each time later, and give up at last."""
    letter = _locked(work, letter_id)
    if letter is None or letter.sent_at is not None or letter.tries != tries:
        return
    letter.failure = sentence[:200]
    letter.next_try_at = work.at + pause(tries)
    if final or tries >= settings().mail_tries:
        letter.given_up_at = work.at
        log.error("letter.given_up", letter=str(letter.id), why=letter.failure)
    work.session.add(letter)


def pause(tries: int) -> timedelta:
    """Return how long to wait after that many failed tries: twice as long each time."""
    first = timedelta(seconds=settings().mail_retry_seconds)
    return min(first * 2 ** min(tries - 1, 20), LONGEST_WAIT)


def outbox(work: Work, limit: int = 1000) -> list[LetterView]:
    """Return the latest letters with their words, newest first; refused in production."""
    if settings().production or work.actor.role is not None:
        raise NotAllowed("Reading the outbox is refused.")
    query = select(Letter).order_by(col(Letter.created_at).desc(), col(Letter.id)).limit(limit)
    return [
        LetterView(
            id=str(row.id),
            recipient=row.recipient,
            subject=row.subject,
            body=row.body,
            written=row.created_at,
            sent=row.sent_at,
            given_up=row.given_up_at,
            tries=row.tries,
            failure=row.failure,
        )
        for row in work.session.exec(query)
    ]


def _due(moment: datetime) -> list[ColumnElement[bool]]:
    return [
        col(Letter.sent_at).is_(None),
        col(Letter.given_up_at).is_(None),
        col(Letter.next_try_at) <= moment,
    ]


def _locked(work: Work, letter_id: UUID) -> Letter | None:
    query = select(Letter).where(Letter.id == letter_id).with_for_update()
    return work.session.exec(query).one_or_none()
