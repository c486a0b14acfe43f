"""What people and programs say about a patient's record."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BeforeValidator, Field, StrictBool

from portal.domain.record import Certainty, EntryKind, Severity, Vital
from portal.schemas.base import BlankIsMissing, Claim, Prose

WHY = "Say why, in a sentence (5 to 600 characters)."
FIRST = "Enter a number."


def _comma(value: object) -> object:
    """Read `37,5` as people of half of Europe write it; a flag is not a number."""
    if isinstance(value, bool):
        raise ValueError(FIRST)  # noqa: TRY004 - pydantic tells people of these only
    return value.strip().replace(",", ".") if isinstance(value, str) else value


Number = Annotated[
    Decimal, BeforeValidator(_comma), Field(ge=0, le=99999, max_digits=9, decimal_places=3)
]
Day = Annotated[date | None, BlankIsMissing]
Seen = Annotated[UUID | None, BlankIsMissing]


class EntryClaim(Claim):
    """What every new entry says; `consultation_id` is the consultation it was learnt in."""

    KIND: ClassVar[EntryKind]

    consultation_id: Seen = None


class AllergyClaim(EntryClaim):
    """What somebody reacts to, how, how badly, and how sure that is."""

    KIND = EntryKind.ALLERGY
    SAY: ClassVar[Mapping[str, str]] = {
        "substance": "Name the substance, for example “penicillin”.",
        "reaction": "Say what happens, for example “swelling of the face”.",
        "severity": "Choose how bad the reaction was.",
        "certainty": "Choose how sure it is.",
        "reason": WHY,
    }

    substance: Annotated[Prose, Field(min_length=2, max_length=120)]
    reaction: Annotated[Prose, Field(min_length=2, max_length=200)]
    severity: Severity
    certainty: Certainty


class ConditionClaim(EntryClaim):
    """What somebody has, by its ICD-10 code."""

    KIND = EntryKind.CONDITION
    SAY: ClassVar[Mapping[str, str]] = {
        "code": "Choose a diagnosis from the list.",
        "since": "Enter a day, or leave it empty.",
        "note": "Keep the note under 600 characters.",
        "reason": WHY,
    }

    code: Annotated[Prose, Field(min_length=3, max_length=10)]
    since: Day = None
    note: Annotated[Prose, Field(max_length=600)] = ""


class MedicationClaim(EntryClaim):
    """What somebody takes, and how."""

    KIND = EntryKind.MEDICATION
    SAY: ClassVar[Mapping[str, str]] = {
        "substance": "Name the substance, for example “metformin”.",
        "strength": "Keep the strength under 60 characters, for example “500 mg”.",
        "form": "Keep the form under 60 characters, for example “tablet”.",
        "dosage": "Say how it is taken, for example “1 tablet twice a day”.",
        "since": "Enter a day, or leave it empty.",
        "reason": WHY,
    }

    substance: Annotated[Prose, Field(min_length=2, max_length=120)]
    strength: Annotated[Prose, Field(max_length=60)] = ""
    form: Annotated[Prose, Field(max_length=60)] = ""
    dosage: Annotated[Prose, Field(min_length=2, max_length=200)]
    since: Day = None


class MeasurementClaim(EntryClaim):
    """What was measured. Without a unit the number is in the one the portal keeps.

    `taken_at` is as the practice's clock shows it, or with a zone; without it, now.
    """

    KIND = EntryKind.MEASUREMENT
    SAY: ClassVar[Mapping[str, str]] = {
        "vital": "Choose what was measured.",
        "value": FIRST,
        "value_second": FIRST,
        "unit": "Choose the unit.",
        "taken_at": "Enter day and time, or leave it empty for now.",
        "note": "Keep the note under 200 characters.",
        "reason": WHY,
    }

    vital: Vital
    value: Number
    value_second: Annotated[Number | None, BlankIsMissing] = None
    unit: Annotated[Prose, Field(max_length=20)] = ""
    taken_at: Annotated[Prose, Field(max_length=40)] = Field(
        default="", examples=["2026-03-16T08:30"]
    )
    note: Annotated[Prose, Field(max_length=200)] = ""


class Why(Claim):
    """Why an entry is corrected or withdrawn; it stays readable with the entry."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": WHY}

    reason: Annotated[Prose, Field(min_length=5, max_length=600)]


class Ending(Claim):
    """Since when a condition or a medication is over; without a day, today."""

    SAY: ClassVar[Mapping[str, str]] = {
        "until": "Enter a day that is not in the future.",
        "reason": "Keep it under 600 characters.",
    }

    until: Day = None
    reason: Annotated[Prose, Field(max_length=600)] = ""


class AllergyCorrection(AllergyClaim, Why):
    """An allergy as it should have been written, and why."""

    SAY = AllergyClaim.SAY


class ConditionCorrection(ConditionClaim, Why):
    """A condition as it should have been written, and why."""

    SAY = ConditionClaim.SAY


class MedicationCorrection(MedicationClaim, Why):
    """A medication as it should have been written, and why."""

    SAY = MedicationClaim.SAY


class MeasurementCorrection(MeasurementClaim, Why):
    """A measurement as it should have been written, and why."""

    SAY = MeasurementClaim.SAY


CLAIMS: dict[EntryKind, type[EntryClaim]] = {
    one.KIND: one for one in (AllergyClaim, ConditionClaim, MedicationClaim, MeasurementClaim)
}
CORRECTIONS: dict[EntryKind, type[Any]] = {
    one.KIND: one
    for one in (
        AllergyCorrection,
        ConditionCorrection,
        MedicationCorrection,
        MeasurementCorrection,
    )
}


class NeedsClaim(Claim):
    """How to reach somebody, and what they need; the whole sheet is written at once."""

    SAY: ClassVar[Mapping[str, str]] = {
        "phone": "Enter a telephone number, or leave it empty.",
        "address": "Keep the address under 200 characters.",
        "language": "Name the language, for example “Polish”, or leave it empty.",
        "needs": "Keep it under 600 characters.",
        "contact_preference": "Keep it under 120 characters.",
        "emergency_contact": "Keep the name under 120 characters.",
        "emergency_phone": "Enter a telephone number, or leave it empty.",
        "emergency_relation": "Keep it under 60 characters.",
    }

    phone: Annotated[Prose, Field(max_length=40, pattern=r"^[0-9+() ./-]*$")] = ""
    address: Annotated[Prose, Field(max_length=200)] = ""
    language: Annotated[Prose, Field(max_length=60)] = ""
    large_print: StrictBool = False
    needs: Annotated[Prose, Field(max_length=600)] = ""
    contact_preference: Annotated[Prose, Field(max_length=120)] = ""
    emergency_contact: Annotated[Prose, Field(max_length=120)] = ""
    emergency_phone: Annotated[Prose, Field(max_length=40, pattern=r"^[0-9+() ./-]*$")] = ""
    emergency_relation: Annotated[Prose, Field(max_length=60)] = ""
