"""What every test may ask for. A test that needs no database pays for none."""

import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import factories
import hypothesis
import pytest
import servers
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session

from portal.infra import clock as portal_clock
from portal.infra import db, password
from portal.infra.db import transaction
from portal.infra.live import Announcement, hub
from portal.settings import Settings

Settings.model_config["env_file"] = None  # nobody's own .env changes a test
for _name in ("DATABASE_URL", "REDIS_URL", *(n.upper() for n in Settings.model_fields)):
    os.environ.pop(_name, None)  # tests/servers.py has read the two that choose servers

# A busy machine must not fail a property: only what it says counts, not how long it takes.
hypothesis.settings.register_profile("portal", deadline=None, database=None, derandomize=True)
hypothesis.settings.register_profile("wide", deadline=None, database=None, max_examples=5000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "portal"))

# The same argon2id with less work: there are hundreds of accounts.
password._hasher = cache(lambda: PasswordHash((Argon2Hasher(1, 64, 1),)))

db._make = servers.one_engine(db._make)  # statements are compiled once per worker


def _loopback_only(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
            raise PermissionError(f"A test may not connect to {address[0]}.")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse connections to anything but this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _loopback_only(getattr(socket.socket, name)))
        yield


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the servers with the worker that started them."""
    servers.stop()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """An empty data folder, without a database, and settings of its own."""
    with servers.bound("", tmp_path):
        yield tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database that the portal uses: once on each kind."""
    with (
        servers.fresh_database(request.param) as address,
        servers.bound(address, tmp_path),
    ):
        yield address


@pytest.fixture
def redis() -> str:
    """The address of a Redis server."""
    return servers.redis()


@pytest.fixture
def world(database: str) -> factories.World:
    """Two practices with their people."""
    return factories.world()


@pytest.fixture
def session(database: str) -> Iterator[Session]:
    """A session to look at rows with; it writes nothing unless committed."""
    with transaction(write=False) as opened:
        yield opened


class Clock:
    """The time of a test, in every thread and task: it stands still until it is moved.

    It stands in for the context variable that `clock.frozen` sets.
    """

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    @property
    def now(self) -> datetime:
        return portal_clock.now()

    def advance(self, **by: float) -> datetime:
        """Move on by a `timedelta(**by)` and return the new present."""
        self.set(self._moment + timedelta(**by))
        return self._moment

    def set(self, moment: datetime) -> datetime:
        """Make it `moment` (aware) and return the moment before."""
        before, self._moment = self._moment, moment.astimezone(UTC)
        return before

    def get(self) -> datetime:
        return self._moment

    def reset(self, before: datetime) -> None:
        self._moment = before


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands on a Monday, 10:00 in London."""
    standing = Clock(factories.MONDAY)
    monkeypatch.setattr(portal_clock, "_frozen", standing)
    return standing


class Announced(list[Announcement]):
    """What was announced, in order."""

    def audiences(self, topic: str) -> set[str]:
        """Who was woken for `topic`."""
        return {one.audience for one in self if one.topic == topic}


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Announced:
    """Everything the hub is given after a commit."""
    heard = Announced()
    publish = hub.publish

    def listen(announcements: Any) -> None:
        told = list(announcements)
        heard.extend(told)
        publish(told)

    monkeypatch.setattr(hub, "publish", listen)
    return heard
