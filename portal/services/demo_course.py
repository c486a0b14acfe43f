"""Line up what happens to an invented prescription, at moments of opening time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from portal.services import demo_dispense, demo_sign
from portal.services.demo_dispense import Done
from portal.services.demo_prescription import AGAIN, STAFF, USUAL, Prescribed
from portal.services.demo_story import (
    Scene,
    Verb,
    on_open_day,
    prose,
    working_after,
    working_before,
)

LINE = re.compile(
    r"^\s*([A-Za-z]+) \+(\d+)(d?) ([a-z_]+)(?: \(([^)]*)\))?(?::(?=\s))?", re.MULTILINE
)
ENDED = "end_repeats"
DAY = 600
"""Minutes of opening time in a day."""


class Line(NamedTuple):
    """Somebody does something at a moment."""

    at: datetime
    key: str
    who: str
    verb: Verb


def lines(stage: Scene, one: Prescribed, at: datetime | None = None) -> Iterator[Line]:
    """Line up everything that somebody does; a later issue as far as its time has come.

    `at` is when the consultation is completed in which it is signed.
    """
    at = working_after(stage.hours, at, one.after) if at else _signed(stage, one)
    yield Line(at, one.key, one.by, partial(demo_sign.write, stage, one))
    yield from _script(stage, one, at, one.then, 1)
    for issue in range(2, one.repeats + 2):
        begins = at.astimezone(UTC) + timedelta(days=one.every) * (issue - 1)
        script = one.again.get(issue, USUAL if issue % 2 else AGAIN)
        for line in _script(stage, one, begins, script, issue):
            if line.at >= stage.present:
                return
            yield line
        if ENDED in script:
            return


def _script(stage: Scene, one: Prescribed, at: datetime, text: str, issue: int) -> Iterator[Line]:
    first, second = STAFF.get(one.to, ("", ""))
    cast = {"GP": one.by, "PT": one.patient, "ONE": first, "TWO": second}
    parts: list[str] = [part if part else "" for part in LINE.split(text)[1:]]
    for who, after, unit, verb, arg, body in zip(*(parts[n::6] for n in range(6)), strict=True):
        minutes = int(after) * (DAY if unit else 1)
        at = working_after(stage.hours, at, minutes)
        done = Done(one.key, issue, verb, arg, prose(body))
        yield Line(at, one.key, cast.get(who) or who, partial(demo_dispense.do, stage, done))


def _signed(stage: Scene, one: Prescribed) -> datetime:
    if one.back:
        return working_before(stage.hours, stage.present, one.back)
    return stage.hours.next_open(on_open_day(stage.hours, stage.present, one.ago, one.at))
