"""A product of the formulary, as a search finds it and as a prescriber reads it."""

from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, Field

from portal.domain.medicine import DoseForm, Pregnancy, Route, Schedule
from portal.schemas.base import View

FOUND: Any = {
    "id": "6f1a5d1e-52b4-4a6e-9a3f-0d6f0f5b7c21",
    "code": "H0404",
    "name": "Amoxicillin 500 mg capsules",
    "title": "Amoxil – amoxicillin 500 mg capsules",
    "substance": "amoxicillin",
    "strength": "500 mg",
    "form": "capsule",
    "route": "oral",
    "atc": "J01CA04",
    "dose_unit": "capsule",
    "pack_unit": "capsule",
    "pack_size": "21",
    "doses_per_unit": "1",
    "amount": "500",
    "amount_unit": "mg",
    "max_daily": "3000",
    "schedule": "none",
    "schedule_words": "",
    "pregnancy": "usual",
    "price_minor": 120,
    "brands": ["Amoxil"],
    "matched_brand": "Amoxil",
    "unknown": [],
    "withdrawn": False,
}


class MedicineView(View):
    """One product: what it is, how it is packed, and which facts nobody has checked."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [FOUND]})

    id: str
    code: str = Field(description="The catalogue's own number.")
    name: str = Field(description="Substance, strength and form.")
    title: str = Field(description="The name, behind the brand that led to it.")
    substance: str
    strength: str
    form: DoseForm
    route: Route
    atc: str = Field(description="WHO ATC code; empty when it was not checked.")
    dose_unit: str = Field(description="What a dose counts: tablet, ml, puff.")
    pack_unit: str = Field(description="What a pack counts: tablet, ml, g, pen.")
    pack_size: Decimal
    doses_per_unit: Decimal | None = Field(
        description="Dose units in one pack unit; null when they cannot be counted."
    )
    amount: Decimal | None = Field(description="Substance in one dose unit, in `amount_unit`.")
    amount_unit: str = Field(description="UCUM: mg, ug, [iU].")
    max_daily: Decimal | None = Field(
        description="The usual most for an adult in 24 hours; null when it was not checked."
    )
    schedule: Schedule | None
    schedule_words: str = Field(description="Empty unless it is a controlled drug.")
    pregnancy: Pregnancy | None
    price_minor: int | None = Field(description="One pack, in pence.")
    brands: list[str]
    matched_brand: str = Field(
        default="", description="The brand, or other name, by which the search came here."
    )
    unknown: list[str] = Field(description="The facts that nobody has checked, in words.")
    withdrawn: bool = Field(default=False, description="No longer offered.")


class MedicinePage(View):
    """What a search found, the best first."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [{"items": [FOUND]}]})

    items: list[MedicineView]
