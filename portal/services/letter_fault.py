"""Letters that could not be sent, as the administrator sees them, and sending them once more."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.errors import NotFound
from portal.domain.permission import Permission
from portal.models import Letter
from portal.schemas.letter import LetterFault, LetterFigures
from portal.services.work import Work, record_id

WEEK = timedelta(days=7)
SHOWN = 20
GONE = "This letter cannot be found, or it has left meanwhile."


def figures(work: Work) -> LetterFigures:
    """Return how many letters left in a week, how many wait, and which were given up."""
    work.require(Permission.PEOPLE_MANAGE)
    counted = select(func.count()).select_from(Letter)
    unsent, given_up = col(Letter.sent_at).is_(None), col(Letter.given_up_at).is_not(None)
    latest = select(Letter).where(given_up).order_by(col(Letter.given_up_at).desc()).limit(SHOWN)
    return LetterFigures(
        sent=work.session.exec(counted.where(col(Letter.sent_at) > work.at - WEEK)).one(),
        waiting=work.session.exec(counted.where(unsent, ~given_up)).one(),
        failed=work.session.exec(counted.where(given_up)).one(),
        faults=[
            LetterFault(
                id=str(row.id),
                recipient=row.recipient,
                subject=row.subject,
                failure=row.failure,
                tries=row.tries,
                given_up=row.given_up_at,
            )
            for row in work.session.exec(latest)
            if row.given_up_at is not None
        ],
    )


def try_again(work: Work, letter_id: UUID | str) -> None:
    """Send a letter that was given up once more. Raises NotFound for any other."""
    work.require(Permission.PEOPLE_MANAGE)
    row = _given_up(work, letter_id)
    row.given_up_at, row.tries, row.failure, row.next_try_at = None, 0, "", work.at
    work.session.add(row)
    work.record("letter:retried", "letter", row.id)


def drop(work: Work, letter_id: UUID | str) -> None:
    """Take a letter that was given up off the list: it is not sent. Raises as `try_again`."""
    work.require(Permission.PEOPLE_MANAGE)
    row = _given_up(work, letter_id)
    work.record("letter:dropped", "letter", row.id)
    work.session.delete(row)


def _given_up(work: Work, letter_id: UUID | str) -> Letter:
    query = select(Letter).where(
        Letter.id == record_id(letter_id), col(Letter.given_up_at).is_not(None)
    )
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(GONE)
    return row
