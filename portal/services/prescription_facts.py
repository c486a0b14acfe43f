"""What is known of one prescription when somebody is told where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.domain.prescription_word import (
    CLOSED,
    UNDER_WAY,
    VOID,
    ClaimStatus,
    ItemStatus,
    SupplyStatus,
)
from portal.domain.quantity import counted, figure
from portal.domain.when import day, moment
from portal.models import Dispense, Organization, Prescription, PrescriptionItem
from portal.settings import settings

C, I, U = ClaimStatus, ItemStatus, SupplyStatus  # noqa: E741
PENDING = frozenset({I.TO_BE_DISPENSED, I.PARTLY_DISPENSED})
PRESSING = (U.READY, U.DELIVERY_FAILED, U.DISPATCHED, U.CHECKED, U.PREPARING)
"""Of several hand-overs that are not over, the one that its patient is told of first."""


@dataclass(frozen=True)
class Facts:
    """What a lane is told from."""

    row: Prescription
    items: Sequence[PrescriptionItem]
    supplies: Sequence[Dispense]
    prescriber: str
    place: Organization | None
    at: datetime
    places: Mapping[UUID, Organization] = field(default_factory=dict[UUID, Organization])
    own: bool = True
    """Whether the patient reads it, and not somebody who works for them."""

    @property
    def zone(self) -> ZoneInfo:
        """The pharmacy's time zone, or the clinic's."""
        return ZoneInfo(self.place.zone if self.place else settings().clinic_zone)

    @property
    def pharmacy(self) -> str:
        """The pharmacy's name in a sentence."""
        return self.place.name if self.place else "the pharmacy"

    @property
    def begun(self) -> list[Dispense]:
        """The hand-overs that count: neither back in stock nor a mistake."""
        return [one for one in self.supplies if one.status not in VOID]

    @property
    def under_way(self) -> list[Dispense]:
        """The hand-overs that are not over, the one to be told of first in front."""
        found = [one for one in self.begun if one.status in UNDER_WAY]
        return sorted(found, key=lambda one: (PRESSING.index(one.status), -one.number))

    @property
    def present(self) -> Dispense | None:
        """The hand-over that says where it is now; None when nothing has happened there yet.

        What another pharmacy handed over before says nothing about the one that has it now.
        """
        if self.under_way:
            return self.under_way[0]
        closed = self.row.status in CLOSED
        counts = self.begun if closed else begun_here(self.row, self.supplies)
        return counts[-1] if counts else None

    @property
    def rest(self) -> list[PrescriptionItem]:
        """The medicines of which something was not put into a hand-over yet."""
        return [one for one in self.items if one.status in PENDING and one.committed < one.quantity]

    @property
    def owed(self) -> list[PrescriptionItem]:
        """What the pharmacy that has it owes: it has begun, and not with all."""
        return owed(self.row, self.items, self.supplies)

    @property
    def given(self) -> str:
        """How much was handed over, in words; empty while nothing was."""
        if not any(one.supplied for one in self.items):
            return ""
        if all(one.supplied == one.quantity for one in self.items):
            return "all of it"
        if len(self.items) == 1:
            one = self.items[0]
            return f"{figure(one.supplied)} of {counted(one.quantity, one.quantity_unit)}"
        return "a part"

    def by(self, supply: Dispense | None) -> str:
        """Return the name of the pharmacy behind a hand-over."""
        place = self.places.get(supply.pharmacy_id) if supply else None
        return place.name if place else self.pharmacy

    def when(self, at: datetime | None) -> str:
        """Return a moment in words."""
        return moment(at, self.at, self.zone) if at else ""

    def day(self, at: datetime | None) -> str:
        """Return a day in words."""
        return day(at, self.at, self.zone) if at else ""


def begun_here(row: Prescription, supplies: Sequence[Dispense]) -> list[Dispense]:
    """Return the hand-overs that count, of the pharmacy that has it now."""
    here = row.pharmacy_id if row.claim_status is C.CLAIMED else None
    return [one for one in supplies if one.status not in VOID and one.pharmacy_id == here]


def owed(
    row: Prescription, items: Sequence[PrescriptionItem], supplies: Sequence[Dispense]
) -> list[PrescriptionItem]:
    """Return the items of which the pharmacy owes something: it has begun, and not with all."""
    if row.stop_requested_at is not None or not begun_here(row, supplies):
        return []
    return [one for one in items if one.status in PENDING and one.committed < one.quantity]
