"""Time, ids and chance: the only place they come from, so that tests and demos can repeat them.

Outside production, `portal clock` moves the time of a running server: the difference to the real
time lies in a small file of the data folder, and every process of that server reads it.
"""

import json
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from portal.settings import settings

_seeded: ContextVar[Random | None] = ContextVar("seeded", default=None)
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_known: tuple[int, timedelta] = (0, timedelta())


def now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return _frozen.get() or datetime.now(UTC) + offset()


def new_id() -> UUID:
    """Return a fresh id: random, or from the seeded source while one is in use."""
    source = _seeded.get()
    return uuid4() if source is None else UUID(int=source.getrandbits(128), version=4)


@contextmanager
def repeating(seed: int) -> Generator[Random, None, None]:
    """Draw ids and chance from one seeded source for as long as the block runs."""
    source = Random(seed)  # noqa: S311 - demo data, never a secret
    token = _seeded.set(source)
    try:
        yield source
    finally:
        _seeded.reset(token)


@contextmanager
def frozen(moment: datetime) -> Generator[None, None, None]:
    """Let the block live at `moment` (aware)."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def offset() -> timedelta:
    """Return how far the server's time was moved; always zero in production."""
    global _known  # noqa: PLW0603 - a cache of one small file, keyed by its change time
    if settings().production:
        return timedelta()
    try:
        changed = _file().stat().st_mtime_ns
    except FileNotFoundError:
        return timedelta()
    if changed != _known[0]:
        _known = (changed, timedelta(seconds=json.loads(_file().read_text())["offset_seconds"]))
    return _known[1]


def move(by: timedelta) -> datetime:
    """Move the time of this server on (or back) and return the new present."""
    _write(offset() + by)
    return now()


def move_to(moment: datetime) -> datetime:
    """Set the time of this server to `moment` (aware); it goes on ticking from there."""
    _write(moment - datetime.now(UTC))
    return now()


def reset() -> None:
    """Return to the real time."""
    _file().unlink(missing_ok=True)


def _write(by: timedelta) -> None:
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"offset_seconds": by.total_seconds()}))
    draft.replace(path)


def _file() -> Path:
    return settings().portal_home / "clock.json"
