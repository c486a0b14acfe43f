"""Where people work (FHIR: Organization)."""

from datetime import time
from zoneinfo import ZoneInfo

from sqlmodel import Field

from portal.domain.opening import OpeningHours
from portal.models.base import Record


class Organization(Record, table=True):
    """A practice with its opening hours, kept in its own time zone."""

    __tablename__ = "organizations"  # pyright: ignore[reportAssignmentType]

    name: str = Field(max_length=120)
    phone: str = Field(max_length=40)
    address: str = Field(max_length=200)
    zone: str = Field(max_length=60)
    opens_at: time
    closes_at: time
    weekdays: str = Field(max_length=7, description="Digits, Monday is 0.")

    @property
    def hours(self) -> OpeningHours:
        """The opening hours as a rule that can be calculated with."""
        days = frozenset(int(digit) for digit in self.weekdays)
        return OpeningHours(self.opens_at, self.closes_at, days, ZoneInfo(self.zone))
