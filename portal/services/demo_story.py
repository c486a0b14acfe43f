"""What one invented consultation is made of, before it is played through the services."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from textwrap import dedent
from typing import Any, Protocol
from uuid import UUID

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began, Outcome
from portal.domain.opening import OpeningHours
from portal.schemas.consultation_claim import Code, Complete
from portal.services.work import Actor, Work

LINE = re.compile(r"^\s*([A-Za-z]+) \+(\d+)(?: ([a-z_]+)(?: \(([^)]*)\))?)?: ?", re.MULTILINE)
PART = re.compile(
    r"^\s*(History|Examination|Assessment|Codes|Plan|Outcome|Watch for|Act by|Call): ", re.MULTILINE
)
BACK_DAYS = 30


Verb = Callable[[Work], Any]


class Scene(Protocol):
    """What a script needs to know of the stage it is played on."""

    hours: OpeningHours
    actors: dict[str, Actor]
    present: datetime
    ids: dict[str, UUID]


class End(StrEnum):
    """Where the story leaves its consultation."""

    REQUESTED = "requested"
    ASKED = "a question is open"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDRAWN = "cancelled by the patient"
    EXPIRED = "expired"
    CALLED_OFF = "cancelled by the clinician"
    NO_SHOW = "the patient did not come"
    WAITED = "the patient waited in vain"
    MISSED = "nobody started it"


OPEN = frozenset({End.REQUESTED, End.ASKED, End.ACCEPTED, End.IN_PROGRESS})
WAITING = frozenset({End.REQUESTED, End.ASKED, End.EXPIRED})


@dataclass(frozen=True)
class Turn:
    """Somebody does or says something, `after` so many minutes of opening time."""

    who: str
    after: int
    verb: str = "say"
    arg: str = ""
    body: str = ""


@dataclass(frozen=True)
class Story:
    """One consultation. A past one was asked `ago` days before the present, at `at`; a present
    one `back` minutes of opening time ago. All further times are minutes of opening time.

    `before`, `arranged`, `chat` and `later` are what is said and done before it is accepted,
    until it starts, while it lasts and afterwards: lines like `GP +5: Hello.`, with the step in
    front of the colon where it is not a message: `GP +5 ask: Since when?`. `GP` is `by`, `PT`
    the patient; anybody else is named.
    """

    key: str
    patient: str
    asks: str
    urgency: Urgency
    began: Began
    end: End
    ago: int = 0
    at: str = "09:10"
    back: int = 0
    chosen: str = ""
    window: int | None = None
    passes: tuple[str, ...] = ()
    before: str = ""
    by: str = ""
    after: int = 45
    arranged: str = ""
    begins: int = 4
    chat: str = ""
    stops: int = 6
    note: str = ""
    later: str = ""
    reason: str = ""
    advice: str = ""

    def turns(self, text: str) -> list[Turn]:
        """Read a script line by line, in the order in which it was written."""
        parts = LINE.split(text)[1:]
        people = {"GP": self.by, "PT": self.patient}
        return [
            Turn(people.get(str(who), str(who)), int(after), verb or "say", arg or "", prose(body))
            for who, after, verb, arg, body in zip(*(parts[n::5] for n in range(5)), strict=True)
        ]

    def kept(self) -> Complete:
        """Read the note: headings, each followed by its text."""
        parts = PART.split(self.note)[1:]
        said = {head: prose(text) for head, text in zip(parts[::2], parts[1::2], strict=True)}
        codes = [one.strip() for one in said.get("Codes", "").split(",") if one.strip()]
        return Complete(
            history=said.get("History", ""),
            examination=said.get("Examination", ""),
            assessment=said["Assessment"],
            codes=[Code(code=one, label=one) for one in codes],
            plan=said["Plan"],
            outcome=Outcome(said["Outcome"]),
            watch_for=said["Watch for"],
            act_by=said["Act by"],
            call_whom=said["Call"],
        )


def person(stage: Scene, key: str) -> UUID:
    """Return somebody's id. Raises ValueError for the portal itself."""
    found = stage.actors[key].id
    if found is None:
        raise ValueError(f"The portal itself has no part in this: {key}.")
    return found


def prose(text: str) -> str:
    """Return a text on one line, however it was wrapped in the source."""
    return " ".join(text.split())


def entries(text: str) -> list[str]:
    """Return a text line by line; what is indented further goes on with the line before."""
    found: list[str] = []
    for line in dedent(text).strip().splitlines():
        if found and line.startswith(" "):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line)
    return found


def working_after(hours: OpeningHours, moment: datetime, minutes: float) -> datetime:
    """Return when so many minutes of opening time have passed, while the practice is open."""
    return hours.next_open(hours.add(moment, timedelta(minutes=minutes)))


def working_before(hours: OpeningHours, moment: datetime, minutes: float) -> datetime:
    """Return the moment since which so many minutes of opening time have passed."""
    left = timedelta(minutes=minutes)
    today = moment.astimezone(hours.zone).date()
    for days in range(BACK_DAYS):
        opened = hours.on(today - timedelta(days=days))
        if opened is None or opened[0] >= moment:
            continue
        closing = min(opened[1], moment)
        if closing - left >= opened[0]:
            return closing - left
        left -= closing - opened[0]
    raise ValueError("The practice was never open before.")


def on_open_day(hours: OpeningHours, present: datetime, ago: int, at: str) -> datetime:
    """Return the clock time `at` on the last open day that lies `ago` days or more back."""
    local = present.astimezone(hours.zone)
    for extra in range(BACK_DAYS):
        day = local.date() - timedelta(days=ago + extra)
        if hours.on(day) is not None:
            return datetime.combine(day, time.fromisoformat(at), hours.zone)
    raise ValueError("The practice was never open before.")


def days_later(hours: OpeningHours, moment: datetime, days: int, at: str) -> datetime:
    """Return the clock time `at` on the open day that is `days` open days after `moment`."""
    day = moment.astimezone(hours.zone).date()
    while days > 0:
        day += timedelta(days=1)
        days -= hours.on(day) is not None
    return datetime.combine(day, time.fromisoformat(at), hours.zone)
