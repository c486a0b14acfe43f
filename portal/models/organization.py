"""Where people work (FHIR: Organization)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Field

from portal.domain.opening import OpeningHours
from portal.domain.organization import OrganizationKind
from portal.models.base import Moment, Record, one_of


class Organization(Record, table=True):
    """An organisation with its opening hours, kept in its own time zone."""

    __tablename__ = "organizations"  # pyright: ignore[reportAssignmentType]

    name: str = Field(max_length=120)
    kind: OrganizationKind = Field(
        default=OrganizationKind.PRACTICE, sa_type=one_of(OrganizationKind, "organization_kind")
    )
    phone: str = Field(max_length=40)
    address: str = Field(max_length=200)
    zone: str = Field(max_length=60)
    opens_at: time
    closes_at: time
    weekdays: str = Field(max_length=7, description="Digits, Monday is 0.")
    suspended_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def hours(self) -> OpeningHours:
        """The opening hours as a rule that can be calculated with."""
        days = frozenset(int(digit) for digit in self.weekdays)
        return OpeningHours(self.opens_at, self.closes_at, days, ZoneInfo(self.zone))
