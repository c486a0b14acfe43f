"""A pharmacy's end of day: what is still open, and what left today."""

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
    """What waits for the same thing, the longest wait first."""

    name: str = Field(
        description="unclaimed, hold, preparing, owing, ready, uncollected, delivery or supplied."
    )
    word: str
    lines: list[DayLine]


class EndOfDay(View):
    """The whole sheet, as it stands at one moment."""

    pharmacy: str
    address: str
    day: date
    day_words: str = Field(description="Monday 14 September 2026")
    zone: str = Field(description="The pharmacy's time zone: the clock of its times.")
    made_at: datetime
    made_by: str
    sections: list[DaySection]
    controlled: list[RegisterLine] = Field(description="Today's lines of the register.")
    balances: list[RegisterBalance] = Field(description="What must be in the cabinet.")

    @classmethod
    def blank(cls) -> "EndOfDay":
        """Return what a page holds before it has read."""
        return cls(
            pharmacy="", address="", day=date.min, day_words="", zone="UTC",
            made_at=NEVER, made_by="", sections=[], controlled=[], balances=[],
        )  # fmt: skip
