"""A 5 MB picture from one person's drop to the thumbnail on the other person's screen."""

import asyncio
import base64
from io import BytesIO
from random import Random

from PIL import Image
from state.running import Running

from benchmarks.ground import Figures, Pair, Plan, line, samples, spread
from benchmarks.screen import CLOCK, chrome, context, live

MEGABYTES = 5
SIDE = 2200
KEEP = """data => {
  const raw = atob(data);
  window.benchPicture = Uint8Array.from(raw, c => c.charCodeAt(0));
}"""
DROP = f"""async number => {{
  const given = new DataTransfer();
  given.items.add(new File([window.benchPicture], `rash ${{number}}.jpg`, {{type: "image/jpeg"}}));
  const chat = document.getElementById("message").closest(".chat");
  const start = {CLOCK};
  chat.dispatchEvent(new DragEvent("drop", {{dataTransfer: given, bubbles: true}}));
  const there = find => new Promise(done => {{
    const look = () => find() ? done(find()) : requestAnimationFrame(look);
    look();
  }});
  const tick = await there(() => document.getElementById("not-intimate"));
  tick.click();
  await there(() => tick.checked);
  document.getElementById("message").closest("form").requestSubmit();
  return start;
}}"""
SHOWN = f"""count => new Promise(done => {{
  const drawn = () => [...document.querySelectorAll(".chat .file img")]
    .filter(one => one.complete && one.naturalWidth).length;
  const look = () => drawn() >= count && done({CLOCK});
  document.addEventListener("load", look, true);
  look();
}})"""


def measure(server: Running, pair: Pair, plan: Plan) -> Figures:
    """Drop, confirm and send; the server checks, re-encodes and encrypts; the other sees it."""
    data = _picture()
    took = asyncio.run(_dropped(server, pair, data, plan.pictures))
    return {"bytes": len(data), **spread(took)}


def _picture() -> bytes:
    """Noise does not compress: a photograph of about 5 MB."""
    noise = Random(5).randbytes(SIDE * SIDE * 3)
    for quality in range(95, 40, -1):
        kept = BytesIO()
        Image.frombytes("RGB", (SIDE, SIDE), noise).save(kept, "JPEG", quality=quality)
        if kept.tell() <= MEGABYTES * 1_000_000:
            return kept.getvalue()
    raise RuntimeError("No picture of this size.")


async def _dropped(server: Running, pair: Pair, data: bytes, count: int) -> list[float]:
    took: list[float] = []
    async with chrome() as machine:
        patient = await context(machine, server.base, pair.patient_cookie)
        gp = await context(machine, server.base, pair.gp_cookie)
        mine, theirs = pair.paths()
        here, there = await live(patient, server.base + mine), await live(gp, server.base + theirs)
        await here.wait_for_selector("#message")
        await here.evaluate(KEEP, base64.b64encode(data).decode())
        for number in range(count + 1):
            arrival = asyncio.create_task(there.evaluate(SHOWN, number + 1))
            start = float(await here.evaluate(DROP, number))
            took.append(await asyncio.wait_for(arrival, 60) - start)
    return took[1:]


def lines(found: Figures) -> list[str]:
    """The figures as people read them."""
    size = found["bytes"] / 1_000_000
    return [line(f"a picture of {size:.1f} MB", found, samples(found))]
