"""`make bench`: what a message costs and how long it takes, and the floor beside it, in one run."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import UUID, uuid4

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
sys.path.insert(0, str(TESTS))

import browser as chromium  # noqa: E402
import servers  # noqa: E402
from playwright.async_api import BrowserContext, Page, async_playwright  # noqa: E402
from pwdlib import PasswordHash  # noqa: E402
from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: E402
from state.running import Running, serving  # noqa: E402
from state.socket import CONSULTATION, Person, Tab  # noqa: E402

from portal.api.cookie import SECURE_NAME  # noqa: E402
from portal.domain.permission import Role  # noqa: E402
from portal.infra import password  # noqa: E402
from portal.infra.clock import now  # noqa: E402
from portal.infra.db import transaction  # noqa: E402
from portal.models import SessionKind, SignIn  # noqa: E402
from portal.schemas.consultation import MessageCreate  # noqa: E402
from portal.schemas.consultation_claim import ConsultationRequest  # noqa: E402
from portal.services import consultation, message  # noqa: E402
from portal.services.work import Actor, look, perform  # noqa: E402
from portal.state.live import surroundings  # noqa: E402

SAMPLES = 100
REQUESTS = 60
PAUSE = 0.03
CROWDS = ((20, 10), (200, 20))
PER_SECOND = 20
ASKED = {"symptoms": "A cough that will not go away.", "began": "weeks", "urgency": "urgent"}

CLOCK = "performance.timeOrigin + performance.now()"
APPEARS = f"""text => new Promise(done => {{
  const look = () => document.body.innerText.includes(text) && done({CLOCK});
  new MutationObserver((_, seen) => {{ if (document.body.innerText.includes(text)) {{
    seen.disconnect(); done({CLOCK}); }} }})
    .observe(document.body, {{childList: true, subtree: true, characterData: true}});
  look();
}})"""
SAY = f"""text => {{
  const area = document.getElementById("message");
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
  const start = {CLOCK};
  area.dispatchEvent(new KeyboardEvent("keydown", {{key: "Enter", bubbles: true}}));
  return start;
}}"""
ASK = f"""async asked => {{
  const start = {CLOCK};
  const answer = await fetch("/api/consultations/create", {{method: "POST",
    headers: {{"Content-Type": "application/json"}}, body: JSON.stringify(asked)}});
  return [start, (await answer.json()).id];
}}"""
CANCEL = """id => fetch(`/api/consultations/${id}/cancel`, {method: "POST",
  headers: {"Content-Type": "application/json"}, body: "{}"}).then(answer => answer.status)"""
FLOOR_SAY = f"text => {{ const start = {CLOCK}; window.say(text); return start; }}"

Figures = dict[str, Any]


class Pair:
    """A patient and a clinician in a conversation, both signed in."""

    def __init__(self, server: Running, world: Any, patient: str, gp: str) -> None:
        place = world.practice.id
        self.base = server.base
        self.patient = _actor(world.people[patient], Role.PATIENT, place)
        self.gp = _actor(world.people[gp], Role.GP, place)
        self.one = perform(
            self.patient, consultation.request, ConsultationRequest.model_validate(ASKED)
        ).id
        perform(self.gp, consultation.accept, self.one)
        perform(self.gp, consultation.start, self.one)
        self.patient_cookie, self.gp_cookie = _cookie(self.patient), _cookie(self.gp)

    def paths(self) -> tuple[str, str]:
        return f"/patient/consultations/{self.one}", f"/gp/consultations/{self.one}"

    def tabs(self) -> tuple[Tab, Tab]:
        """A tab of each, not yet connected."""
        made: list[Tab] = []
        for cookie, path in zip((self.patient_cookie, self.gp_cookie), self.paths(), strict=True):
            who = Person(self.base)
            who.cookie = cookie
            made.append(who.tab(path))
        return made[0], made[1]


def _actor(person: Any, role: Role, place: str) -> Actor:
    return Actor(UUID(person.id), role, person.name, UUID(place))


def _cookie(who: Actor) -> str:
    token = password.new_token()
    assert who.id is not None
    with transaction(write=True) as session:
        session.add(
            SignIn(user_id=who.id, kind=SessionKind.COOKIE, token_hash=password.digest(token),
                   last_used_at=now(), expires_at=now() + timedelta(hours=2))
        )  # fmt: skip
        session.commit()
    return f"{SECURE_NAME}={token}"


def _spread(milliseconds: list[float]) -> Figures:
    cuts = quantiles(milliseconds, n=20)
    return {
        "p50": round(median(milliseconds), 1),
        "p95": round(cuts[18], 1),
        "n": len(milliseconds),
    }


@contextmanager
def _floor() -> Iterator[str]:
    port = servers.free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.floor", f"{folder}/floor.db", str(port)], cwd=ROOT
        )
        try:
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(10)


async def _context(machine: Any, base: str, cookie: str = "") -> BrowserContext:
    context = await machine.new_context()
    if cookie:
        name, _, value = cookie.partition("=")
        await context.add_cookies(
            [{"name": name, "value": value, "url": base.replace("http:", "https:"), "secure": True,
              "httpOnly": True, "sameSite": "Lax"}]
        )  # fmt: skip
    return context


async def _live(context: BrowserContext, address: str) -> Page:
    page = await context.new_page()
    for _ in range(40):
        try:
            await page.goto(address)
            break
        except Exception:
            await asyncio.sleep(0.1)
    await page.wait_for_selector("body[data-live=true]", state="attached")
    return page


async def _timed(
    count: int, do: Callable[[str], Awaitable[float]], there: Page, prefix: str
) -> Figures:
    took: list[float] = []
    for number in range(count + 5):
        text = f"{prefix}{number} {uuid4().hex[:8]}"
        arrival = asyncio.create_task(there.evaluate(APPEARS, text))
        await asyncio.sleep(PAUSE)
        start = await do(text)
        took.append(await asyncio.wait_for(arrival, 20) - start)
    return _spread(took[5:])


async def browsers(server: Running, pair: Pair) -> Figures:
    """Browser to browser: a message, a request on the work list, and the floor."""
    found: Figures = {}
    async with async_playwright() as play:
        machine = await play.chromium.launch(
            executable_path=chromium.executable(), args=["--no-sandbox"]
        )
        patient = await _context(machine, server.base, pair.patient_cookie)
        gp = await _context(machine, server.base, pair.gp_cookie)
        paths = pair.paths()
        here = await _live(patient, server.base + paths[0])
        there = await _live(gp, server.base + paths[1])
        await here.wait_for_selector("#message")

        async def say(text: str) -> float:
            return float(await here.evaluate(SAY, text))

        found["message"] = await _timed(SAMPLES, say, there, "Message ")
        await there.close()
        board = await _live(gp, server.base + "/gp?show=all")

        async def ask(text: str) -> float:
            start, one = await here.evaluate(ASK, {**ASKED, "symptoms": f"{text} and a cough"})
            gone.append(one)
            return float(start)

        gone: list[str] = []
        took: list[float] = []
        for number in range(REQUESTS):
            text = f"Request {number} {uuid4().hex[:8]}"
            arrival = asyncio.create_task(board.evaluate(APPEARS, text))
            await asyncio.sleep(PAUSE)
            start = await ask(text)
            took.append(await asyncio.wait_for(arrival, 20) - start)
            await here.evaluate(CANCEL, gone[-1])
        found["request"] = _spread(took)
        with _floor() as base:
            first = await _live(await _context(machine, base), base)
            second = await _live(await _context(machine, base), base)

            async def shout(text: str) -> float:
                return float(await first.evaluate(FLOOR_SAY, text))

            found["floor"] = await _timed(SAMPLES, shout, second, "Floor ")
        await machine.close()
    found["message_over_floor"] = round(found["message"]["p50"] / found["floor"]["p50"], 2)
    found["request_over_floor"] = round(found["request"]["p50"] / found["floor"]["p50"], 2)
    return found


async def size_of_a_message(pair: Pair, length: int) -> Figures:
    """Bytes that the other person's browser receives per message (before compression)."""
    say, hear = pair.tabs()
    async with say, hear:
        await hear.quiet(0.3)
        mark, count = len(hear.frames), 40
        for number in range(count):
            name = str(uuid4())
            await say.send(
                f"{CONSULTATION}.send", client_message_id=name, body=f"Hello {number:>4}"
            )
            await hear.until(lambda n=name: any(n in f for f in hear.frames[-4:]))
        await hear.quiet(0.3)
        got = hear.frames[mark:]
    return {
        "messages_before": length,
        "bytes_per_message": round(sum(len(f.encode()) for f in got) / count),
        "frames_per_message": round(len(got) / count, 1),
    }


async def parts(pair: Pair) -> Figures:
    """Where the time goes, coarsely: the services alone, then the whole way without a screen."""

    def write() -> None:
        said = MessageCreate(body="Where the time goes", client_message_id=uuid4())
        perform(pair.patient, message.send, pair.one, said)

    last = look(pair.gp, consultation.get, pair.one).last_seq
    found = {
        "write_and_commit": _alone(write),
        "read_new_messages": _alone(lambda: look(pair.gp, message.thread, pair.one, last + 60)),
        "read_bell_and_counts": _alone(lambda: look(pair.gp, surroundings)),
    }
    wire: list[float] = []
    say, hear = pair.tabs()
    async with say, hear:
        for _ in range(60):
            name = str(uuid4())
            start = time.perf_counter()
            await say.send(f"{CONSULTATION}.send", client_message_id=name, body="The whole way")
            await hear.until(lambda n=name: any(n in f for f in hear.frames[-4:]))
            wire.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(PAUSE)
    return {**found, "socket_to_socket": _spread(wire)}


def _alone(service: Callable[[], object]) -> Figures:
    """Time one service by itself: on the wall, and of the processor."""
    took: list[float] = []
    busy = time.process_time()
    for _ in range(60):
        start = time.perf_counter()
        service()
        took.append((time.perf_counter() - start) * 1000)
    return {**_spread(took), "cpu": round((time.process_time() - busy) * 1000 / 60, 1)}


def crowd(server: Running, pairs: list[Pair], people: int, seconds: float) -> Figures:
    """That many people at once, some of them talking."""
    plan = {
        "base": server.base, "per_second": PER_SECOND, "seconds": seconds,
        "pairs": [(p.patient_cookie, p.gp_cookie, p.one) for p in pairs[: people // 2]],
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd"], cwd=ROOT, text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{TESTS}"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    before = server.memory()
    process.stdin.write(json.dumps(plan) + "\n")
    assert process.stdout.readline() == "here\n"
    time.sleep(1)
    memory, busy = server.memory(), server.processor_seconds()
    process.stdin.write("\n")
    talked = json.loads(process.stdout.readline())
    busy = server.processor_seconds() - busy
    process.stdin.write("\n")
    process.wait(20)
    took = [one * 1000 for one in talked["took"]]
    return {
        "people": people, "messages": len(took), "lost": talked["lost"], **_spread(took),
        "cpu_ms_per_message": round(busy * 1000 / max(1, len(took)), 1),
        "cpu_share": round(busy / talked["seconds"], 2),
        "kib_per_person": round((memory - before) / people / 1024),
    }  # fmt: skip


def measure() -> Figures:
    """Measure everything in one run."""
    password._hasher = cache(lambda: PasswordHash((Argon2Hasher(1, 64, 1),)))
    found: Figures = {}
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        serving(Path(folder), LOG_LEVEL="WARNING") as server,
        server.bound(),
    ):
        pairs: list[Pair] = []
        for number in range(CROWDS[-1][0] // 4 + 1):
            world = server.world(f"b{number}")
            pairs += [
                Pair(server, world, "patient", "lead"),
                Pair(server, world, "patient2", "gp2"),
            ]
        spare = pairs.pop()
        _talk(spare, 10)
        found["sizes"] = [asyncio.run(size_of_a_message(spare, 10))]
        _talk(spare, 950)
        found["sizes"].append(asyncio.run(size_of_a_message(spare, 1000)))
        found["parts"] = asyncio.run(parts(pairs[-1]))
        found["browsers"] = asyncio.run(browsers(server, pairs[-1]))
        found["crowds"] = [crowd(server, pairs, people, secs) for people, secs in CROWDS]
    return found


def _talk(pair: Pair, count: int) -> None:
    for number in range(count):
        who = pair.gp if number % 2 else pair.patient
        perform(who, message.send, pair.one,
                MessageCreate(body=f"Message {number}", client_message_id=uuid4()))  # fmt: skip


def table(found: Figures) -> str:
    """Write the figures as people read them."""
    seen, part, lines = (
        found["browsers"],
        found["parts"],
        ["browser to browser        p50      p95"],
    )
    for name, words in (("message", "a chat message"), ("request", "a request, work list"),
                        ("floor", "the floor")):  # fmt: skip
        one = seen[name]
        lines.append(f"  {words:22}{one['p50']:7.1f}{one['p95']:9.1f} ms   ({one['n']} samples)")
    lines.append(f"  message / floor {seen['message_over_floor']}, "
                 f"request / floor {seen['request_over_floor']}")  # fmt: skip
    lines += ["", "where a message's time goes (p50, p95)"]
    lines += [f"  {name.replace('_', ' '):22}{one['p50']:7.1f}{one['p95']:9.1f} ms"
        + (f"   ({one['cpu']} ms of CPU)" if "cpu" in one else "")
              for name, one in part.items()]  # fmt: skip
    lines += ["", "bytes the other person receives per message"]
    lines += [f"  after {one['messages_before']:>5} messages {one['bytes_per_message']:7} bytes in "
              f"{one['frames_per_message']} frames" for one in found["sizes"]]  # fmt: skip
    lines += ["", f"people  messages  lost     p50     p95   CPU/message   of a core   "
              f"memory/person   ({PER_SECOND}/s)"]  # fmt: skip
    lines += [f"  {one['people']:4}{one['messages']:10}{one['lost']:6}{one['p50']:8.1f}"
              f"{one['p95']:8.1f} ms{one['cpu_ms_per_message']:8.1f} ms{one['cpu_share']:10.0%}"
              f"{one['kib_per_person']:12} KiB" for one in found["crowds"]]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep as JSON when asked."""
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("--json", type=Path, help="also write the figures to this file")
    chosen = options.parse_args()
    started, load = time.monotonic(), round(os.getloadavg()[0], 1)
    found = measure()
    found["seconds"] = round(time.monotonic() - started)
    found["load_before"] = load
    print(table(found))
    print(f"\nmeasured in {found['seconds']} s; the machine's load before was {load}")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
