"""`make bench`: what people wait for, and the floor beside it, in one run."""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from state.running import Running, serving

from benchmarks import (
    crowds,
    dashboard,
    formulary,
    ground,
    picture,
    prescription,
    record,
    screen,
    sign_in,
    wire,
)
from benchmarks.ground import Figures, Pair, Plan
from portal.infra import password


class Stage:
    """One server with as many pairs of people as are asked for."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.made: list[Pair] = []

    def pairs(self, count: int) -> list[Pair]:
        """That many pairs, made when they are first needed."""
        while len(self.made) < count:
            world = self.server.world(f"b{len(self.made)}")
            self.made += [
                Pair(self.server, world, "patient", "lead"),
                Pair(self.server, world, "patient2", "gp2"),
            ]
        return self.made[:count]


@contextmanager
def stage() -> Iterator[Stage]:
    """A fresh server while the block runs."""
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        serving(Path(folder), LOG_LEVEL="WARNING") as server,
        server.bound(),
    ):
        yield Stage(server)


def _screen(here: Stage, plan: Plan) -> Figures:
    return asyncio.run(screen.measure(here.server, here.pairs(1)[0], plan))


def _wire(here: Stage, plan: Plan) -> Figures:
    spare, pair = here.pairs(2)
    return wire.measure(spare, pair, plan)


def _crowd(here: Stage, plan: Plan) -> list[Figures]:
    pairs = here.pairs(plan.crowds[-1][0] // 2)
    crowds.measure(here.server, pairs, 2, 1)  # a server that has just started grows by itself
    return [crowds.measure(here.server, pairs, people, secs) for people, secs in plan.crowds]


def _sign_in(here: Stage, plan: Plan) -> Figures:
    return sign_in.measure(here.server, plan)


def _record(here: Stage, plan: Plan) -> list[Figures]:
    return record.measure(here.server, plan)


def _picture(here: Stage, plan: Plan) -> Figures:
    return picture.measure(here.server, here.pairs(3)[2], plan)


def _dashboard(_here: Stage, plan: Plan) -> list[Figures]:
    return dashboard.measure(plan)


def _formulary(_here: Stage, plan: Plan) -> list[Figures]:
    return formulary.measure(plan)


def _prescription(here: Stage, plan: Plan) -> Figures:
    return prescription.measure(here.server, plan)


Measure = Callable[[Stage, Plan], Any]
Lines = Callable[[Any], list[str]]
PARTS: dict[str, tuple[str, Measure, Lines]] = {
    "message": ("where a message's time goes, and its bytes (p50, p95)", _wire, wire.lines),
    "browsers": ("browser to browser (p50, p95)", _screen, screen.lines),
    "crowd": ("a crowd", _crowd, crowds.lines),
    "sign-in": ("signing in (p50, p95)", _sign_in, sign_in.lines),
    "record": ("opening a record (p50, p95)", _record, record.lines),
    "picture": ("from the drop to the thumbnail on the other screen (p50, p95)", _picture,
                picture.lines),
    "dashboard": ("a dashboard", _dashboard, dashboard.lines),
    "formulary": ("medicine search per keystroke (p50, p95)", _formulary, formulary.lines),
    "prescription": ("prescriptions (p50, p95)", _prescription, prescription.lines),
}  # fmt: skip


def main() -> None:
    """Measure, print, and keep as JSON when asked."""
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("--json", type=Path, help="also write the figures to this file")
    options.add_argument("--only", default=",".join(PARTS), help="some of: " + ", ".join(PARTS))
    options.add_argument("--quick", action="store_true", help="few samples: does everything run?")
    chosen = options.parse_args()
    names = [name.strip() for name in chosen.only.split(",")]
    if unknown := set(names) - set(PARTS):
        options.error(f"there is no {', '.join(sorted(unknown))}")
    plan = ground.QUICK if chosen.quick else Plan()
    password._hasher = cache(lambda: PasswordHash((Argon2Hasher(1, 64, 1),)))
    started, load = time.monotonic(), round(os.getloadavg()[0], 1)
    found: Figures = {"load_before": load}
    with stage() as here:
        for name in names:
            title, measure, lines = PARTS[name]
            found[name] = measure(here, plan)
            print("\n".join([title, *lines(found[name]), ""]), flush=True)
    found["seconds"] = round(time.monotonic() - started)
    print(f"measured in {found['seconds']} s; the machine's load before was {load}")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
