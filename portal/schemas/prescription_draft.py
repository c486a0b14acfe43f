"""A prescription while it is written: what is typed, what is made of it, what speaks against it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BeforeValidator, Field, StrictBool

from portal.schemas.base import BlankIsMissing, Claim, Prose, View
from portal.schemas.prescription import WarningView
from portal.schemas.prescription_claim import DosageClaim, FindingKey, Maybe, PrescriptionWrite

MOST_ITEMS = 20
MARK = 40
TEXTS = (
    "medicine_id", "dose", "frequency", "every_hours", "as_needed_for", "max_per_day",
    "duration_days", "instruction", "quantity",
)  # fmt: skip
"""What is typed of one medicine; the empty ones are left out when it is read."""


def _typed(value: object) -> object:
    """Take numbers and nothing as what they are in a field: text."""
    if value is None:
        return ""
    plain = isinstance(value, int | float | Decimal | UUID) and not isinstance(value, bool)
    return str(value) if plain else value


Short = Annotated[Prose, BeforeValidator(_typed), Field(max_length=40)]


class DraftItem(Claim):
    """One medicine as far as it is typed; anything may still be missing or wrong.

    `key` names it for its author's tabs while it is written.
    """

    key: Short = ""
    medicine_id: Short = ""
    dose: Short = ""
    frequency: Short = ""
    every_hours: Short = ""
    as_needed: StrictBool = False
    as_needed_for: Annotated[Prose, Field(max_length=120)] = ""
    max_per_day: Short = ""
    duration_days: Short = ""
    instruction: Annotated[Prose, Field(max_length=300)] = ""
    quantity: Short = Field(default="", description="Empty: computed from the dosage.")
    overrides: dict[FindingKey, Annotated[Prose, Field(max_length=600)]] = Field(
        default_factory=dict,
        max_length=40,
        description="By the key of a finding, why it is prescribed all the same.",
    )


class DraftFields(Claim):
    """What is typed so far of a whole prescription."""

    items: list[DraftItem] = Field(default_factory=list[DraftItem], max_length=MOST_ITEMS)
    pharmacy_id: Short = ""
    note: Annotated[Prose, Field(max_length=600)] = ""
    repeats: Short = ""
    interval_days: Short = ""


class Terms(Claim):
    """What holds for the whole of it, once it is read: the same rules as in one request."""

    SAY = PrescriptionWrite.SAY

    pharmacy_id: Maybe = None
    note: Annotated[Prose, Field(max_length=600)] = ""
    repeats: Annotated[int, Field(ge=0, le=12)] = 0
    interval_days: Annotated[int | None, Field(ge=7, le=365), BlankIsMissing] = None


class PrescriptionDraftSave(Claim):
    """A draft to keep, and the mark of the one it was written on."""

    SAY: ClassVar[Mapping[str, str]] = {
        "fields": "Some of this is too long, or not text.",
        "base": "Open the draft again.",
    }

    fields: DraftFields
    base: Annotated[Prose, Field(max_length=MARK)] = Field(
        default="", description="The mark of the draft it builds on."
    )


class DraftOpen(Claim):
    """For whom a prescription is begun, and in which consultation, if in one."""

    SAY: ClassVar[Mapping[str, str]] = {"patient_id": "Choose a patient."}

    patient_id: UUID
    consultation_id: UUID | None = None


class PreviewClaim(Claim):
    """One medicine as far as it is typed, for whom, and what else is on the prescription."""

    SAY: ClassVar[Mapping[str, str]] = {
        "patient_id": "Choose a patient.",
        "item": "Some of this is too long, or not text.",
    }

    patient_id: UUID
    item: DraftItem
    beside: list[DraftItem] = Field(default_factory=list[DraftItem], max_length=MOST_ITEMS)


class SignClaim(Claim):
    """What is signed: the draft as it was looked through."""

    SAY: ClassVar[Mapping[str, str]] = {"mark": "Look the prescription through first."}

    mark: Annotated[Prose, Field(min_length=1, max_length=MARK)] = Field(
        description="The mark that the review showed."
    )


class PrescriptionDraft(View):
    """A draft as its author finds it again."""

    id: str
    patient_id: str
    patient: str
    consultation_id: str
    fields: DraftFields
    mark: str = Field(description="When it was kept, UTC; later drafts have greater marks.")
    until: datetime | None = Field(description="When it is discarded unless somebody goes on.")


class FindingView(WarningView):
    """What speaks against a medicine while it is written."""

    needs_reason: bool = Field(description="It cannot be signed without a reason.")
    answered: bool = Field(description="A reason is given, or none is needed.")


class ItemPreview(View):
    """What is made of one medicine as it is typed."""

    medicine_id: str
    name: str
    schedule_words: str = Field(description="Empty when it is not a controlled drug.")
    sentence: str = Field(description="What the patient will read; empty until it can be said.")
    quantity: float | None
    unit: str
    quantity_words: str = Field(description="28 tablets.")
    computed: bool = Field(description="The quantity follows from the dosage.")
    price_minor: int | None = Field(description="In pence; null when it is not known.")
    problems: dict[str, str] = Field(description="By field, what cannot be accepted.")
    findings: list[FindingView]
    already: str = Field(
        description="That the patient takes it, and this is its next supply; empty otherwise."
    )
    notes: list[str] = Field(description="Good practice that stops nobody.")
    not_checked: list[str]

    @classmethod
    def blank(cls) -> "ItemPreview":
        """Return what a page holds before anything is typed."""
        return cls(
            medicine_id="", name="", schedule_words="", sentence="", quantity=None, unit="",
            quantity_words="", computed=True, price_minor=None, problems={}, findings=[],
            already="", notes=[], not_checked=[],
        )  # fmt: skip


class ItemReview(ItemPreview):
    """One medicine of a draft, looked through before it is signed."""

    key: str
    position: int


class ReviewView(View):
    """A whole draft, looked through: what it will say, and what stands in the way."""

    id: str
    patient_id: str
    patient: str
    mark: str = Field(description="Send it when signing: exactly this is signed.")
    items: list[ItemReview]
    pharmacy_id: str
    pharmacy: str
    note: str
    repeats: int
    interval_days: int | None
    problems: dict[str, str] = Field(description="By field of the whole, not of a medicine.")
    unanswered: int = Field(description="Findings that still need a reason.")
    valid_until: datetime
    controlled: bool = Field(description="Valid for a shorter time: a controlled drug is on it.")
    price_minor: int | None = Field(description="In pence; null unless every price is known.")
    notes: list[str] = Field(description="What is easily overlooked in the whole; stops nobody.")
    not_checked: list[str]
    ready: bool = Field(description="It can be signed.")

    @classmethod
    def blank(cls, at: datetime) -> "ReviewView":
        """Return what a page holds before it has read."""
        return cls(
            id="", patient_id="", patient="", mark="", items=[], pharmacy_id="", pharmacy="",
            note="", repeats=0, interval_days=None, problems={}, unanswered=0, valid_until=at,
            controlled=False, price_minor=None, notes=[], not_checked=[], ready=False,
        )  # fmt: skip


class FavouriteSave(Claim):
    """A medicine with its dosage, to prescribe again under a name."""

    SAY: ClassVar[Mapping[str, str]] = {
        "name": "Give it a name of at most 120 characters.",
        "medicine_id": "Choose a medicine from the list.",
        "dosage": "Enter a dosage that can be read.",
    }

    name: Annotated[Prose, Field(min_length=1, max_length=120)]
    medicine_id: UUID
    dosage: DosageClaim


class KnownDosage(View):
    """A medicine as it was, or is liked to be, prescribed; `fields` are ready for a draft."""

    id: str = Field(description="Of the favourite or of the earlier item.")
    name: str = Field(description="Of the favourite, or of the medicine.")
    medicine_id: str
    medicine: str
    sentence: str
    quantity_words: str
    fields: DraftItem
    by: str = Field(default="", description="Who prescribed it.")
    at: datetime | None = Field(default=None, description="When.")


class KnownDosageList(View):
    """Medicines with their dosages, to take over in one step."""

    items: list[KnownDosage]
