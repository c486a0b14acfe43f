"""Browser to browser: a message, a request on the work list, and the floor beside them."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from uuid import uuid4

import browser as chromium
import servers
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from state.running import Running

from benchmarks import ROOT
from benchmarks.ground import ASKED, PAUSE, Figures, Pair, Plan, line, spread

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


@asynccontextmanager
async def chrome() -> AsyncIterator[Browser]:
    """A browser that closes when the block ends."""
    async with async_playwright() as play:
        yield await play.chromium.launch(
            executable_path=chromium.executable(), args=["--no-sandbox"]
        )


async def context(machine: Browser, base: str, cookie: str = "") -> BrowserContext:
    """Somebody's own browser, signed in when a cookie is given."""
    made = await machine.new_context()
    if cookie:
        name, _, value = cookie.partition("=")
        await made.add_cookies(
            [{"name": name, "value": value, "url": base.replace("http:", "https:"), "secure": True,
              "httpOnly": True, "sameSite": "Lax"}]
        )  # fmt: skip
    return made


async def live(context: BrowserContext, address: str) -> Page:
    """A tab whose live connection stands."""
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
    return spread(took[5:])


async def measure(server: Running, pair: Pair, plan: Plan) -> Figures:
    """Browser to browser: a message, a request on the work list, and the floor."""
    found: Figures = {}
    async with chrome() as machine:
        patient = await context(machine, server.base, pair.patient_cookie)
        gp = await context(machine, server.base, pair.gp_cookie)
        paths = pair.paths()
        here = await live(patient, server.base + paths[0])
        there = await live(gp, server.base + paths[1])
        await here.wait_for_selector("#message")

        async def say(text: str) -> float:
            return float(await here.evaluate(SAY, text))

        found["message"] = await _timed(plan.samples, say, there, "Message ")
        await there.close()
        board = await live(gp, server.base + "/gp?show=all")

        async def ask(text: str) -> float:
            start, one = await here.evaluate(ASK, {**ASKED, "symptoms": f"{text} and a cough"})
            gone.append(one)
            return float(start)

        gone: list[str] = []
        took: list[float] = []
        for number in range(plan.requests):
            text = f"Request {number} {uuid4().hex[:8]}"
            arrival = asyncio.create_task(board.evaluate(APPEARS, text))
            await asyncio.sleep(PAUSE)
            start = await ask(text)
            took.append(await asyncio.wait_for(arrival, 20) - start)
            await here.evaluate(CANCEL, gone[-1])
        found["request"] = spread(took)
        with _floor() as base:
            first = await live(await context(machine, base), base)
            second = await live(await context(machine, base), base)

            async def shout(text: str) -> float:
                return float(await first.evaluate(FLOOR_SAY, text))

            found["floor"] = await _timed(plan.samples, shout, second, "Floor ")
    found["message_over_floor"] = round(found["message"]["p50"] / found["floor"]["p50"], 2)
    found["request_over_floor"] = round(found["request"]["p50"] / found["floor"]["p50"], 2)
    return found


def lines(seen: Figures) -> list[str]:
    """The figures as people read them."""
    names = {"message": "a chat message", "request": "a request, work list", "floor": "the floor"}
    return [
        *(
            line(words, seen[name], f"   ({seen[name]['n']} samples)")
            for name, words in names.items()
        ),
        f"  message / floor {seen['message_over_floor']}, "
        f"request / floor {seen['request_over_floor']}",
    ]
