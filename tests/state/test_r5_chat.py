"""R5: a conversation over a line that keeps breaking: every message once, in order."""

import asyncio
import random
from contextlib import suppress
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from state.conftest import Place
from state.socket import CONSULTATION, Person, Tab
from websockets.exceptions import ConnectionClosed

PENDING = 3


class Outbox:
    """What the page's composer does: keeps each message until it is drawn, and sends it again."""

    def __init__(self, tab: Tab, bodies: list[str]) -> None:
        self.tab = tab
        self.left = [(str(uuid4()), body) for body in bodies]
        self.sent = 0

    def drawn(self) -> set[str]:
        lists = [self.tab.value(CONSULTATION, n) or [] for n in ("older", "shown", "tail")]
        return {one["client_message_id"] for some in lists for one in some}

    async def work(self) -> None:
        """Send until everything was drawn; `work` is cancelled when the line breaks."""
        while self.left:
            there = self.drawn()
            self.left = [one for one in self.left if one[0] not in there]
            self.sent = min(self.sent, len(self.left))
            for name, body in self.left[self.sent : PENDING]:
                await self.tab.send(f"{CONSULTATION}.send", client_message_id=name, body=body)
                self.sent += 1
            self.sent = max(0, min(self.sent, len(self.left)))
            await asyncio.sleep(0.03)
            there = self.drawn()
            gone = [one for one in self.left if one[0] in there]
            self.sent = max(0, self.sent - len(gone))
            self.left = [one for one in self.left if one[0] not in there]


@pytest.mark.parametrize("count", [100, pytest.param(500, marks=pytest.mark.prove)])
async def test_r5_every_message_once_and_in_order_over_a_breaking_line(
    anywhere: Place, count: int
) -> None:
    place = anywhere
    patient, gp = await place.person("patient"), await place.person("lead")
    one = await place.started(patient, gp)
    path = f"/patient/consultations/{one}"
    listener = await place.tab(gp, f"/gp/consultations/{one}")
    bodies = [f"Message {n} of {count}" for n in range(count)]
    tab = patient.tab(path)
    outbox = Outbox(tab, bodies)
    dice = random.Random(5)  # noqa: S311 - the same breaks each time
    cuts = 0
    while outbox.left:
        await tab.open()
        await tab.load()
        outbox.sent = 0
        with suppress(TimeoutError, ConnectionClosed):
            await asyncio.wait_for(outbox.work(), dice.uniform(0.2, 0.8))
        await tab.cut()
        cuts += 1
        if cuts == 2:  # the server has forgotten this tab: a new token, an empty state
            fresh = patient.tab(path)
            outbox.tab = tab = fresh
        assert cuts < count, "no progress"

    said = await _read_back(patient, one)
    assert [m["body"] for m in said] == bodies
    assert len({m["client_message_id"] for m in said}) == count
    assert all(b["seq"] == a["seq"] + 1 for a, b in pairwise(said))
    await listener.until(lambda: bodies[-1] in listener.everything)
    assert cuts >= 2
    await tab.open()
    await tab.load()
    tail = (tab.value(CONSULTATION, "shown") or []) + (tab.value(CONSULTATION, "tail") or [])
    assert [m["body"] for m in tail][-20:] == bodies[-20:]
    await tab.close()


async def _read_back(who: Person, one: str) -> list[dict[str, Any]]:
    """Everything that was said, as another program reads it."""
    said: list[dict[str, Any]] = []
    while True:
        after = said[-1]["seq"] if said else 0
        page = (await who.get(f"/api/consultations/{one}/messages?after={after}")).json()
        said += page["items"]
        if not page["more"]:
            return said
