"""A camera for Chromium that sees a prescription, and photographs of one."""

import random
from pathlib import Path

import browser as chromium
from PIL import Image, ImageFilter
from playwright.sync_api import Browser

from portal.infra import qr

FRAMES = 10
SIZE = (1280, 720)
DESK, PAPER = 96, 246


def photograph(token: str, *, side: int = 460, angle: float = 8, tilt: float = 0.06) -> Image.Image:
    """Return a picture of a paper with the code on it, turned, and seen from below."""
    paper = Image.new("L", (1000, 1000), PAPER)
    paper.paste(drawn(token).resize((620, 620), Image.Resampling.NEAREST), (190, 190))
    paper = paper.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    lean = 1000 * tilt
    corners = (-lean, 0, 0, 1000, 1000, 1000, 1000 + lean, 0)
    seen = paper.transform(
        (1000, 1000), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=DESK
    )
    whole = Image.new("L", SIZE, DESK)
    edge = int(side * 1000 / 620)
    shown = seen.resize((edge, edge), Image.Resampling.LANCZOS)
    whole.paste(shown, ((SIZE[0] - edge) // 2, (SIZE[1] - edge) // 2))
    return whole.filter(ImageFilter.GaussianBlur(0.6))


def drawn(token: str) -> Image.Image:
    """Return the code, one pixel for each module, with its quiet zone."""
    shape = qr.code(token)
    side = shape.size + 2 * qr.QUIET
    picture = Image.new("L", (side, side), 255)
    for run in shape.runs:
        picture.paste(0, (run.x + 4, run.y + 4, run.x + 4 + run.length, run.y + 5))
    return picture


def make_mjpeg(token: str, path: Path) -> Path:
    """Write what a camera sees that is held over a prescription, by a hand that shakes."""
    hand = random.Random(7)  # noqa: S311 - a hand, not a secret
    with path.open("wb") as film:
        for _ in range(FRAMES):
            angle = 6 + hand.uniform(-2, 2)
            photograph(token, angle=angle).convert("RGB").save(film, "JPEG", quality=85)
    return path


def chrome_that_sees(beside: Browser, film: Path) -> Browser:
    """Start a Chromium whose camera shows `film`, with the driver of another one.

    Give its contexts `permissions=["camera"]`, and close it.
    """
    return beside.browser_type.launch(executable_path=chromium.executable(), args=flags(film))


def flags(film: Path) -> list[str]:
    """Return the switches of such a Chromium."""
    return [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
