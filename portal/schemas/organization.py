"""Organisations as administrators keep them, and their staff."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Annotated, ClassVar

from pydantic import Field

from portal.domain.organization import OrganizationKind
from portal.schemas.base import AsItLooks, Claim, Prose, View
from portal.schemas.person import PersonRow
from portal.schemas.registration import PHONE, Phone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class OrganizationForm(Claim):
    """What is entered about a practice, hospital, pharmacy or diagnostics centre."""

    SAY: ClassVar[Mapping[str, str]] = {
        "name": "Enter its name.",
        "kind": "Choose what it is.",
        "phone": PHONE,
        "address": "Enter its address.",
        "opens_at": "Enter when it opens, like 08:00.",
        "closes_at": "Enter when it closes, like 18:00.",
        "weekdays": "Choose at least one day.",
    }

    name: Annotated[Prose, AsItLooks, Field(min_length=2, max_length=120)]
    kind: OrganizationKind
    phone: Phone
    address: Annotated[Prose, Field(min_length=5, max_length=200)]
    opens_at: time
    closes_at: time
    weekdays: Annotated[str, Field(pattern=r"^[0-6]{1,7}$")]


class OrganizationRow(View):
    """One line of the list."""

    id: str
    name: str
    kind: str
    kind_label: str
    phone: str
    address: str
    hours: str
    staff: int
    patients: int
    suspended: bool


class OrganizationView(View):
    """One organisation, as its form shows it, and its staff."""

    id: str = ""
    name: str = ""
    kind: str = ""
    kind_label: str = ""
    phone: str = ""
    address: str = ""
    opens_at: str = "08:00"
    closes_at: str = "18:00"
    weekdays: list[str] = ["0", "1", "2", "3", "4"]
    suspended: datetime | None = None
    patients: int = 0
    staff: list[PersonRow] = []
