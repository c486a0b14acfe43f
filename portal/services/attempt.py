"""Failed sign-ins: guessing becomes slow, and nobody is locked out of their own account.

Failures make each next try for an account wait longer, up to a limit. A try that comes too early
is not looked at and does not count, so that the wait always ends. Whoever has signed in from this
device or network address before does not wait at all.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID
from weakref import WeakValueDictionary

from sqlalchemy import delete, false, func
from sqlmodel import Session, col, or_, select

from portal.domain.errors import TooMany
from portal.infra import password, throttle
from portal.infra.clock import now
from portal.models import Failure, SignIn
from portal.services.work import Work
from portal.settings import settings

MEMORY = timedelta(days=1)
DOUBLINGS = 16
SOON = "Too many failed sign-ins. Wait a minute, then try again."

_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
_here: Counter[str] = Counter()


@asynccontextmanager
async def in_turn(email: str, address: str) -> AsyncGenerator[None, None]:
    """Look at the tries for one account one after the other: each knows how the last one ended.

    Raises TooMany as `refuse_many`, and while one network address has too many of them waiting.
    """
    if _here[address] >= settings().sign_in_address_tries:
        raise TooMany(SOON)
    turn = _turns.setdefault(email, asyncio.Lock())
    _here[address] += 1
    try:
        async with turn:
            refuse_many(email, address)
            yield
    finally:
        _here[address] -= 1
        if not _here[address]:
            del _here[address]


def refuse_many(email: str, address: str) -> None:
    """Raise TooMany after many failures within a minute: for one account, or in all."""
    tries, most = settings().sign_in_tries, settings().sign_in_address_tries
    by_account = throttle.may("sign-in", f"{email}|{address}", tries)
    if not by_account or not throttle.may("sign-in-address", address, most):
        raise TooMany(SOON)


def wait(
    session: Session, email: str, user_id: UUID | None, address: str, device: str
) -> timedelta:
    """Return how long the next try for this account has to wait; nothing for known devices."""
    since = now() - MEMORY
    query = select(func.count(), func.max(Failure.created_at)).where(
        Failure.account_hash == password.digest(email), col(Failure.created_at) > since
    )
    count, last = session.exec(query).one()
    over = count - settings().sign_in_slow_after
    known = user_id is not None and is_known(session, user_id, address, device)
    if over < 0 or known:
        return timedelta()
    slowest = settings().sign_in_slowest_seconds
    pause = timedelta(seconds=min(2 ** min(over, DOUBLINGS), slowest))
    return max(last + pause - now(), timedelta())


def is_known(session: Session, user_id: UUID, address: str, device: str) -> bool:
    """Whether this person has signed in from this device or network address before."""
    here = [col(SignIn.address) == address] if address else []
    if device:
        here.append(col(SignIn.device_hash) == device)
    query = select(SignIn.id).where(SignIn.user_id == user_id, or_(false(), *here)).limit(1)
    return session.exec(query).first() is not None


def count(email: str, address: str) -> None:
    """Count one failure of this minute."""
    throttle.hit("sign-in", f"{email}|{address}", settings().sign_in_tries)
    throttle.hit("sign-in-address", address, settings().sign_in_address_tries)


def note(work: Work, email: str, address: str) -> None:
    """Keep one failure for a day, as a digest of the address that was typed."""
    work.session.add(
        Failure(created_at=work.at, account_hash=password.digest(email), address=address)
    )


def forget(work: Work, email: str) -> None:
    """Forget the failures of an account: its owner came in."""
    work.session.exec(delete(Failure).where(col(Failure.account_hash) == password.digest(email)))


def old(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return the failures that nobody counts any more."""
    query = select(Failure.id).where(col(Failure.created_at) < at - MEMORY).limit(limit)
    return list(work.session.exec(query))


def drop(work: Work, failure_id: UUID) -> bool:
    """Remove one of them; whether it was there."""
    done = work.session.exec(delete(Failure).where(col(Failure.id) == failure_id))
    return bool(done.rowcount)
