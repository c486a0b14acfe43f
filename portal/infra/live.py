"""Live updates: (audience, topic, id) in after a commit, one `refresh` per affected tab out.

Only ids travel. Every viewer reads again under their own rights.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import redis
import redis.asyncio
import structlog

from portal.settings import settings

log = structlog.get_logger(__name__)

CHANNEL = "portal:live"
REFRESH_SECONDS = 10


class Announcement(NamedTuple):
    """Something changed for everybody in `audience` (`user:<id>`, `org:<id>`, `session:<id>`)."""

    audience: str
    topic: str
    subject: str


class Seat(NamedTuple):
    """Whose tab it is, and the router data that lets a quiet tab heal after its state expired."""

    audiences: frozenset[str]
    router: dict[str, Any]


@cache
def _publisher() -> Any:
    made: Any = redis.Redis
    return made.from_url(
        settings().redis_url, socket_timeout=1, socket_connect_timeout=1, decode_responses=True
    )


def _word() -> Path:
    return settings().portal_home / "live.word"


def _leave_word() -> None:
    """Tell the server of this data folder, from a command beside it, that something changed."""
    with suppress(OSError):
        _word().touch()


def _word_left() -> int:
    """Return when a command last left word, in nanoseconds; 0 for never."""
    with suppress(OSError):
        return _word().stat().st_mtime_ns
    return 0


async def _nobody(_token: str, _topics: list[tuple[str, str]]) -> None:
    return None


class Hub:
    """Maps people and organisations to the tabs that this worker holds. One per worker."""

    def __init__(self) -> None:
        self.wake: Callable[[str, list[tuple[str, str]]], Awaitable[None]] = _nobody
        self.alive: Callable[[str], bool] = lambda _token: True
        self._seats: dict[str, Seat] = {}
        self._tabs: dict[str, set[str]] = defaultdict(set)
        self._pending: dict[str, set[tuple[str, str]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._word = 0

    def seat(self, token: str, audiences: frozenset[str], router: dict[str, Any]) -> None:
        """Let a tab hear of everything announced to `audiences`; keep its latest router data."""
        before = self._seats.get(token)
        if before is None or before.audiences != audiences:
            self.unseat(token)
            for audience in audiences:
                self._tabs[audience].add(token)
        self._seats[token] = Seat(audiences, router)

    def unseat(self, token: str) -> None:
        """Forget a tab: it was closed, or nobody is signed in there."""
        seat = self._seats.pop(token, None)
        for audience in seat.audiences if seat else ():
            self._tabs[audience].discard(token)
            if not self._tabs[audience]:
                del self._tabs[audience]

    def router(self, token: str) -> dict[str, Any]:
        """Return what the tab last said about its address and headers."""
        seat = self._seats.get(token)
        return dict(seat.router) if seat else {}

    def people(self) -> int:
        """Count the tabs of signed-in people on this worker."""
        return len(self._seats)

    def publish(self, announcements: Iterable[Announcement]) -> None:
        """Announce, from any thread and only after the commit."""
        told = list(dict.fromkeys(announcements))
        if not told:
            return
        if settings().redis_url:
            try:
                _publisher().publish(CHANNEL, json.dumps(told))
            except redis.RedisError as why:
                log.warning("live.redis_away", why=type(why).__name__)
            else:
                return
        if self._loop is None:
            _leave_word()
        elif self._loop.is_running():
            self._loop.call_soon_threadsafe(self._spread, told)

    def listen(self) -> None:
        """Let every tab read again when another process of this machine changed something."""
        left = _word_left()
        if left != self._word:
            self._word = left
            self._resync()

    def sweep(self) -> None:
        """Forget the tabs whose connection is gone."""
        for token in [t for t in self._seats if not self.alive(t)]:
            self.unseat(token)

    async def run(self) -> None:
        """Listen for as long as this worker lives."""
        self._loop = asyncio.get_running_loop()
        self._word = _word_left()
        if not settings().redis_url:
            await asyncio.Event().wait()
        while True:
            try:
                await self._listen()
            except (redis.RedisError, OSError) as why:
                log.warning("live.resubscribing", why=type(why).__name__)
                await asyncio.sleep(1)

    async def _listen(self) -> None:
        address = settings().redis_url
        made: Any = redis.asyncio.Redis
        client = made.from_url(address, health_check_interval=5)
        async with client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            # Something may have been missed meanwhile: every tab reads again, once.
            self._resync()
            async for message in channel.listen():
                if message["type"] == "message":
                    self._spread([Announcement(*one) for one in json.loads(message["data"])])

    def _resync(self) -> None:
        self._spread(
            [Announcement(next(iter(s.audiences)), "resync", "") for s in self._seats.values()]
        )

    def _spread(self, announcements: list[Announcement]) -> None:
        for audience, topic, subject in announcements:
            for token in tuple(self._tabs.get(audience, ())):
                self._offer(token, (topic, subject))

    def _offer(self, token: str, what: tuple[str, str]) -> None:
        """Serve an idle tab at once; while it refreshes, everything new waits for one more."""
        if not self.alive(token):
            self.unseat(token)
        elif token in self._pending:
            self._pending[token].add(what)
        else:
            self._pending[token] = {what}
            task = asyncio.get_running_loop().create_task(self._serve(token))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, token: str) -> None:
        try:
            while what := self._pending.get(token):
                self._pending[token] = set()
                async with asyncio.timeout(REFRESH_SECONDS):
                    await self.wake(token, sorted(what))
        except Exception as why:
            log.warning("live.refresh_failed", why=type(why).__name__)
        finally:
            self._pending.pop(token, None)


hub = Hub()
