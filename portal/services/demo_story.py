"""What one invented consultation is made of, before it is played through the services."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.domain.opening import OpeningHours
from portal.models import Sex

LINE = re.compile(r"^\s*(GP|PT) \+(\d+): ", re.MULTILINE)
BACK_DAYS = 30


class End(StrEnum):
    """Where the story leaves its consultation."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDRAWN = "cancelled by the patient"
    EXPIRED = "expired"
    CALLED_OFF = "cancelled by the clinician"


@dataclass(frozen=True)
class Person:
    """An invented person; `key` is the family name in lower case."""

    key: str
    name: str
    email: str
    phone: str
    age: int = 0
    sex: Sex = Sex.UNKNOWN


@dataclass(frozen=True)
class Said:
    """One line of a chat, `after` so many minutes of opening time since what came before."""

    by_clinician: bool
    after: int
    body: str


@dataclass(frozen=True)
class Story:
    """One consultation. A past one was asked `ago` days before the present, at `at`; a present
    one `back` minutes of opening time ago. All further times are minutes of opening time.
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
    by: str = ""
    after: int = 45
    begins: int = 4
    chat: str = ""
    stops: int = 6
    note: str = ""
    safety_net: str = ""
    reason: str = ""
    advice: str = ""

    @property
    def lines(self) -> list[Said]:
        """The chat, line by line, in the order in which it was written."""
        parts = LINE.split(self.chat)[1:]
        return [
            Said(who == "GP", int(after), prose(body))
            for who, after, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        ]


def prose(text: str) -> str:
    """Return a text on one line, however it was wrapped in the source."""
    return " ".join(text.split())


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
