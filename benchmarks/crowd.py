"""A crowd of signed-in people without screens, in a process of its own.

Reads a plan on standard input and prints what it measured:
`{"base", "password", "pairs": [[patient, gp, consultation], ...], "per_second", "seconds"}`.
The memory of the server is measured by the caller, while the crowd waits for a line.
"""

import asyncio
import json
import sys
import time
from typing import Any
from uuid import uuid4

from state.socket import CONSULTATION, Person, Tab

AT_ONCE = 8


async def main() -> None:
    """Connect everybody, wait for a word, talk, print."""
    plan = json.loads(sys.stdin.readline())
    gate = asyncio.Semaphore(AT_ONCE)

    async def enter(cookie: str, path: str) -> Tab:
        async with gate:
            who = Person(plan["base"])
            who.cookie = cookie
            tab = who.tab(path)
            await tab.open()
            await tab.load()
            return tab

    pairs: list[tuple[Tab, Tab]] = []
    for patient, gp, one in plan["pairs"]:
        pairs.append(
            await asyncio.gather(
                enter(patient, f"/patient/consultations/{one}"),
                enter(gp, f"/gp/consultations/{one}"),
            )
        )
    print("here", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    print(json.dumps(await talk(pairs, plan["per_second"], plan["seconds"])), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    await asyncio.gather(*(tab.close() for pair in pairs for tab in pair))


async def talk(pairs: list[Any], per_second: float, seconds: float) -> dict[str, Any]:
    """Say `per_second` messages in all; return how long each took to reach the other person."""
    start, took, late = time.perf_counter(), [], 0
    waiting: list[asyncio.Task[float]] = []
    count = int(per_second * seconds)
    for number in range(count):
        await asyncio.sleep(max(0, start + number / per_second - time.perf_counter()))
        patient, gp = pairs[number % len(pairs)]
        say, hear = (patient, gp) if number // len(pairs) % 2 == 0 else (gp, patient)
        waiting.append(asyncio.create_task(one_message(say, hear)))
    for done in await asyncio.gather(*waiting, return_exceptions=True):
        if isinstance(done, float):
            took.append(done)
        else:
            late += 1
    return {"took": took, "lost": late, "seconds": time.perf_counter() - start}


async def one_message(say: Tab, hear: Tab) -> float:
    """Send one message and return the seconds until the other person's frame is here."""
    name = str(uuid4())
    began = time.perf_counter()
    await say.send(f"{CONSULTATION}.send", client_message_id=name, body=f"A message {name[:8]}")
    await hear.until(lambda: any(name in frame for frame in hear.frames[-4:]), 15)
    return time.perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main())
