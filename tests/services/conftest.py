"""What the service tests share: acting side by side, and looking at the rows afterwards."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import dispensing
import pytest
from factories import World
from sqlmodel import SQLModel, select

from portal.domain.errors import PortalError
from portal.infra import throttle
from portal.infra.db import transaction
from portal.models import Notification
from portal.services import registration


def _at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except PortalError as refusal:
            return refusal

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(copy_context().run, run, call) for call in calls]
        return [future.result() for future in futures]


@pytest.fixture(autouse=True)
def answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tests of the even answer wait for it."""
    monkeypatch.setattr(registration, "FLOOR", 0.0)


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Make all calls at the same moment, each in a thread; return results and refusals."""
    return _at_once


def _rows(table: type[SQLModel], *where: Any) -> list[Any]:
    with transaction(write=False) as session:
        return list(session.exec(select(table).where(*where)))


@pytest.fixture
def rows(database: str) -> Callable[..., list[Any]]:
    """Return the rows of a table that fit all clauses, as they are committed now."""
    return _rows


@pytest.fixture
def one(rows: Callable[..., list[Any]]) -> Callable[..., Any]:
    """Return the one row of a table with this id."""

    def find(table: Any, row_id: Any) -> Any:
        (found,) = rows(table, table.id == row_id)
        return found

    return find


def _write(statement: Any) -> None:
    with transaction(write=True) as session:
        session.exec(statement)
        session.commit()


@pytest.fixture
def write(database: str) -> Callable[[Any], None]:
    """Run one statement past all services and commit it."""
    return _write


@pytest.fixture
def desk(world: World, clock: Any) -> dispensing.Counter:
    """A pharmacy with two pharmacists, and another one; nobody has guessed a code yet."""
    throttle._limiter.cache_clear()
    return dispensing.counter(world)


@pytest.fixture
def told(rows: Callable[..., list[Any]]) -> Callable[[Any], set[tuple[Any, str]]]:
    """Return who was told which kinds of news about one subject."""

    def of(subject: Any) -> set[tuple[Any, str]]:
        found = rows(Notification, Notification.subject_id == subject)
        return {(n.recipient_id, n.kind) for n in found}

    return of
