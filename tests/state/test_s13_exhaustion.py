"""S13: nobody can fill the server's memory or use up its connections."""

import asyncio
import json
import time
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from state.conftest import Place
from state.running import serving
from state.socket import CONSULTATION, LIVE, NAMESPACE, STATE, Person, Tab
from websockets.exceptions import ConnectionClosed, InvalidHandshake

MIB = 2**20
LIMIT = 64 * 1024


@pytest.mark.parametrize("letter", ["x", "\N{STETHOSCOPE}"])
async def test_s13_a_frame_over_64_kib_closes_the_connection(place: Place, letter: str) -> None:
    patient = await place.person("patient")
    tab, other = await place.tab(patient, "/patient"), await place.tab(patient, "/patient")
    fitting = (LIMIT - 400) // len(letter.encode())
    await tab.send(f"{CONSULTATION}.ask", step="x" * (LIMIT - 400))
    await tab.quiet()
    assert tab.closed is None

    await tab.text(f'42{NAMESPACE},["event","{letter * fitting}{"x" * 500}"]')
    await tab.until(lambda: tab.closed is not None, 3)
    assert tab.closed in (1006, 1009)
    await other.load()
    assert other.closed is None
    await tab.open()
    await tab.load()
    assert tab.value(LIVE, "person_id") == patient.id


@pytest.mark.xdist_group("pair")
async def test_s13_invented_router_keys_are_not_kept(shared: Place) -> None:
    tab = await shared.tab(await shared.person("patient"), "/patient")
    mark = f"invented{uuid4().hex}"
    for number in range(20):
        router = tab.router() | {f"{mark}{number}": "x" * 10_000}
        await tab.raw({"name": f"{LIVE}.read_all", "payload": {}, "router_data": router})
    await tab.call(f"{LIVE}.enter")

    with redis.Redis.from_url(shared.server.options["REDIS_URL"]) as client:
        for key in client.scan_iter(count=1000):
            if client.type(key) == b"string":
                assert mark.encode() not in (client.get(key) or b"")
    assert mark not in tab.everything


async def test_s13_invented_router_keys_cost_no_memory(place: Place) -> None:
    tab = await place.tab(await place.person("patient"), "/patient")
    await _invent(tab, 20)
    before = place.server.memory()
    await _invent(tab, 400)

    assert place.server.memory() - before < 10 * MIB  # 24 MB were sent


async def test_s13_handshakes_are_limited_per_address(tmp_path: Path) -> None:
    with serving(tmp_path, HANDSHAKES_PER_MINUTE="8") as one:
        visitor = Person(one.base)
        for _ in range(8):
            tab = visitor.tab("/", hydrate=False)
            await tab.open()
            await tab.close()
        for _ in range(3):
            with pytest.raises((InvalidHandshake, ConnectionClosed)):
                await visitor.tab("/").open()
        assert (await visitor.get("/livez")).is_success


@pytest.mark.prove
@pytest.mark.timeout(400)
async def test_s13_invented_tokens_and_junk_leave_no_trace(tmp_path: Path) -> None:
    """The shortest time after which unused page state goes is a minute, so this takes two."""
    with serving(tmp_path, ANONYMOUS_STATE_MINUTES="1") as one:
        visitor = Person(one.base)
        await _visit(visitor, 60)
        before = one.memory()
        for _ in range(15):
            await asyncio.gather(*[_visit(visitor, 10) for _ in range(10)])
        tab = visitor.tab("/")
        await tab.open()
        for number in range(10_000):
            await tab.raw(
                {"name": f"{STATE}.junk{number}", "payload": {"x": "y" * 100}, "router_data": {}}
            )
            if number % 500 == 0:
                await tab.load()
        await tab.load()
        await tab.close()
        until = time.monotonic() + 150
        while one.memory() - before > 50 * MIB and time.monotonic() < until:
            await asyncio.sleep(2)
        await asyncio.sleep(1)
        left = (one.memory() - before) / MIB

    assert left < 50, f"{left:.0f} MiB are still held"


async def _visit(visitor: Person, times: int) -> None:
    for _ in range(times):
        async with visitor.tab("/"):
            pass


async def _invent(tab: Tab, times: int) -> None:
    for _ in range(times):
        router = tab.router() | {f"k{uuid4().hex}": "x" * 60_000}
        assert len(json.dumps(router)) < LIMIT
        await tab.raw({"name": f"{LIVE}.read_all", "payload": {}, "router_data": router})
    await tab.load()
