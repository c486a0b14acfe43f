"""A pharmacy's end of day: what is still open, and what happened on that day."""

from datetime import date, datetime

from pydantic import Field

from portal.schemas.base import View
from portal.schemas.dispense_register import RegisterBalance, RegisterLine
from portal.schemas.prescription import NEVER


class DayLine(View):
    """One prescription that somebody should know of before the door is locked."""

    prescription_id: str
    code: str = Field(description="As printed, with a dash.")
    patient: str
    born: str
    prescriber: str
    medicines: str = Field(description="The first, and how many more.")
    since: datetime
    detail: str = Field(description="What is owed, who prepares it, where it was sent.")


class DaySection(View):
    """What waits for the same thing, the longest wait first; or what happened, in order."""

    name: str = Field(
        description="Open now: unclaimed, hold, preparing, owing, ready, uncollected, delivery. "
        "Happened: received, claimed, prepared, supplied, owed, returned, struck, refused."
    )
    word: str
    open: bool = Field(description="It waits now; else it happened on that day.")
    lines: list[DayLine]


class EndOfDay(View):
    """The whole sheet of one day; what is open stands on today's only."""

    pharmacy: str
    address: str
    day: date
    day_words: str = Field(description="Monday 14 September 2026")
    today: bool
    latest: date = Field(description="The last day that can be asked for: today.")
    before: str = Field(description="The day before, or nothing.")
    after: str = Field(description="The day after, or nothing.")
    zone: str = Field(description="The pharmacy's time zone: the clock of its times.")
    made_at: datetime
    made_by: str
    sections: list[DaySection]
    controlled: list[RegisterLine] = Field(description="The day's lines of the register.")
    balances: list[RegisterBalance] = Field(
        description="What must be in the cabinet; of a past day, what had to be at its end."
    )

    @classmethod
    def blank(cls) -> "EndOfDay":
        """Return what a page holds before it has read."""
        return cls(
            pharmacy="", address="", day=date.min, day_words="", today=True, latest=date.min,
            before="", after="", zone="UTC", made_at=NEVER, made_by="", sections=[], controlled=[],
            balances=[],
        )  # fmt: skip
