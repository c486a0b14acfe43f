"""What people and programs say about a prescription: how it is written, cancelled, answered."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from portal.schemas.base import BlankIsMissing, Claim, Prose
from portal.schemas.record_claim import Number

WHY = "Say why, in a sentence (5 to 600 characters)."
Why = Annotated[Prose, Field(min_length=5, max_length=600)]
Days = Annotated[int | None, Field(ge=1, le=365), BlankIsMissing]
Maybe = Annotated[UUID | None, BlankIsMissing]
FindingKey = Annotated[Prose, Field(min_length=1, max_length=160)]


class DosageClaim(Claim):
    """How one medicine is taken, in parts; numbers count dose units (tablets, ml, puffs)."""

    SAY: ClassVar[Mapping[str, str]] = {
        "dose": "Enter how much is taken each time, for example 1.",
        "frequency": "Choose how often it is taken.",
        "every_hours": "Enter the hours between two doses (1 to 72).",
        "as_needed_for": "Say what it is taken for, for example “pain”.",
        "max_per_day": "Enter the most that may be taken in 24 hours.",
        "duration_days": "Enter days (1 to 365), or leave it empty.",
        "instruction": "Keep it under 300 characters.",
    }

    dose: Annotated[Number, Field(gt=0)]
    frequency: Annotated[Prose, Field(max_length=40)]
    every_hours: Annotated[int | None, Field(ge=1, le=72), BlankIsMissing] = None
    as_needed: StrictBool = False
    as_needed_for: Annotated[Prose, Field(max_length=120)] = ""
    max_per_day: Annotated[Number | None, BlankIsMissing] = None
    duration_days: Days = None
    instruction: Annotated[Prose, Field(max_length=300)] = ""


class ItemClaim(DosageClaim):
    """One medicine of a prescription. Without a quantity it is computed from the dosage.

    `overrides` holds, by the key of the finding, why it is prescribed all the same.
    """

    SAY: ClassVar[Mapping[str, str]] = {
        **DosageClaim.SAY,
        "medicine_id": "Choose a medicine from the list.",
        "quantity": "Enter how much is to be supplied, for example 28.",
    }

    medicine_id: UUID
    quantity: Annotated[Number | None, BlankIsMissing] = None
    overrides: dict[FindingKey, Annotated[Prose, Field(max_length=600)]] = Field(
        default_factory=dict, max_length=40
    )


class PrescriptionWrite(Claim):
    """A whole prescription: for whom, what, to which pharmacy, how often again."""

    SAY: ClassVar[Mapping[str, str]] = {
        "items": "Add at least one medicine, at most 20.",
        "pharmacy_id": "Choose a pharmacy from the list.",
        "note": "Keep the note under 600 characters.",
        "repeats": "Enter how often it may be issued again (0 to 12).",
        "interval_days": "Enter the days from one issue to the next (7 to 365).",
    }

    patient_id: UUID
    consultation_id: Maybe = None
    items: Annotated[list[ItemClaim], Field(min_length=1, max_length=20)]
    pharmacy_id: Maybe = None
    note: Annotated[Prose, Field(max_length=600)] = ""
    repeats: Annotated[int, Field(ge=0, le=12)] = 0
    interval_days: Annotated[int | None, Field(ge=7, le=365), BlankIsMissing] = None


class CancelPrescription(Claim):
    """Why it is cancelled; patient and pharmacy read it."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": WHY}

    reason: Why


class PharmacyAnswer(Claim):
    """What the prescriber answers to the pharmacy's question."""

    SAY: ClassVar[Mapping[str, str]] = {
        "answer": "Answer the question, in a sentence (2 to 1,000 characters)."
    }

    answer: Annotated[Prose, Field(min_length=2, max_length=1000)]


class PharmacyQuery(Claim):
    """What the pharmacy asks the prescriber; it waits until that is answered."""

    SAY: ClassVar[Mapping[str, str]] = {
        "query": "Ask your question, in a sentence (5 to 1,000 characters)."
    }

    query: Annotated[Prose, Field(min_length=5, max_length=1000)]


class ChoosePharmacy(Claim):
    """To which pharmacy it goes now."""

    SAY: ClassVar[Mapping[str, str]] = {"pharmacy_id": "Choose a pharmacy from the list."}

    pharmacy_id: UUID


class Scan(Claim):
    """What was read from the paper: the whole signed code."""

    SAY: ClassVar[Mapping[str, str]] = {"token": "Scan the code again: it could not be read whole."}

    token: Annotated[Prose, Field(min_length=8, max_length=400)]


class ReasonClaim(Claim):
    """Why something is given back, returned, not supplied or struck out."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": WHY}

    reason: Why


class LineClaim(Claim):
    """How much of one item goes with a hand-over; `substitute_id` names another product of it."""

    SAY: ClassVar[Mapping[str, str]] = {
        "quantity": "Enter how much is supplied, for example 28.",
        "substitution_note": "Say why another product is given.",
        "batch": "Keep the batch under 40 characters.",
        "owed_until": "Enter a day that is not in the past, or leave it empty.",
    }

    item_id: UUID
    quantity: Annotated[Number, Field(gt=0)]
    substitute_id: Maybe = None
    substitution_note: Annotated[Prose, Field(max_length=300)] = ""
    batch: Annotated[Prose, Field(max_length=40)] = ""
    expires_on: Annotated[Prose, Field(max_length=10)] = ""
    owed_until: Annotated[Prose, Field(max_length=10)] = Field(
        default="", description="Day on which the rest is expected.", examples=["2026-03-20"]
    )


class Supply(Claim):
    """A hand-over that is put together now (FHIR: MedicationDispense)."""

    SAY: ClassVar[Mapping[str, str]] = {
        "lines": "Choose at least one medicine to supply.",
        "ready_by": "Enter when it will be ready, or leave it empty.",
    }

    lines: Annotated[list[LineClaim], Field(min_length=1, max_length=20)]
    ready_by: Annotated[Prose, Field(max_length=40)] = Field(
        default="", examples=["2026-03-16T15:00"]
    )


class SecondCheck(Claim):
    """A second look before it is ready; somebody who prepared it alone says why."""

    SAY: ClassVar[Mapping[str, str]] = {
        "note": "You prepared this yourself: say why nobody else can check it (5 characters)."
    }

    note: Annotated[Prose, Field(max_length=300)] = ""


Identifier = Literal["name", "birth_date", "address", "phone", "code"]


class HandOver(Claim):
    """To whom it was given: two identifiers that were asked for; identity for controlled drugs."""

    SAY: ClassVar[Mapping[str, str]] = {
        "identifiers": "Ask for two of: name, date of birth, address, phone, code on the paper.",
        "collector": "Name who collects it, if it is not the patient.",
        "proof": "Say which proof of identity you saw, for example “passport”.",
    }

    identifiers: Annotated[list[Identifier], Field(min_length=2, max_length=5)]
    collector: Annotated[Prose, Field(max_length=120)] = ""
    proof: Annotated[Prose, Field(max_length=120)] = ""


SupplyNumber = Annotated[int, Field(ge=1, le=10_000)]


class AlreadyHanded(HandOver):
    """What was given before it could be stopped, and to whom, where that is not recorded yet.

    Without `handed` the one supply that is still at the pharmacy is meant.
    """

    SAY: ClassVar[Mapping[str, str]] = {
        **HandOver.SAY,
        "handed": "Say which supplies the patient really has.",
    }

    handed: Annotated[list[SupplyNumber] | None, Field(max_length=50)] = Field(
        default=None, description="Numbers of the supplies that the patient has."
    )
    identifiers: Annotated[list[Identifier], Field(max_length=5)] = Field(
        default_factory=list[Identifier]
    )


class Dispatch(Claim):
    """With whom, and where to."""

    SAY: ClassVar[Mapping[str, str]] = {
        "delivery_to": "Enter the address it goes to (5 to 200 characters).",
        "courier": "Name who delivers it.",
    }

    delivery_to: Annotated[Prose, Field(min_length=5, max_length=200)]
    courier: Annotated[Prose, Field(min_length=2, max_length=120)]


class Delivery(Claim):
    """One step of a delivery: sent out, delivered, or not delivered; each says its own part."""

    SAY: ClassVar[Mapping[str, str]] = {
        "step": "Choose dispatch, deliver or fail.",
        "number": "Say which supply it is, for example 1.",
    }

    step: Literal["dispatch", "deliver", "fail"]
    number: Annotated[int, Field(ge=1, le=10_000, description="Which supply.")]
    delivery_to: Annotated[Prose, Field(max_length=200, description="With `dispatch`.")] = ""
    courier: Annotated[Prose, Field(max_length=120, description="With `dispatch`.")] = ""
    identifiers: Annotated[
        list[Identifier], Field(max_length=5, description="Two of them, with `deliver`.")
    ] = Field(default_factory=list[Identifier])
    collector: Annotated[Prose, Field(max_length=120)] = ""
    proof: Annotated[Prose, Field(max_length=120)] = ""
    reason: Annotated[Prose, Field(max_length=600, description="With `fail`.")] = ""


class Receipt(Claim):
    """A controlled drug that came in, for the register."""

    SAY: ClassVar[Mapping[str, str]] = {
        "medicine_id": "Choose the drug.",
        "quantity": "Enter how much came in.",
        "supplier": "Name the supplier.",
    }

    medicine_id: UUID
    quantity: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=3)]
    supplier: Annotated[Prose, Field(min_length=2, max_length=200)]
    note: Annotated[Prose, Field(max_length=300)] = ""
