"""What a prescriber has at hand while a prescription is written."""

from collections.abc import Mapping
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from portal.schemas.base import Claim, View
from portal.schemas.medicine import MedicineView
from portal.schemas.prescription import PharmacyView
from portal.schemas.prescription_draft import (
    MOST_ITEMS,
    DraftItem,
    ItemPreview,
    KnownDosage,
    PrescriptionDraft,
)


class DeskView(View):
    """The author's draft for one patient, and everything that helps to write it."""

    patient_id: str
    patient: str
    consultation_id: str
    writes: bool = Field(description="The reader may prescribe here now.")
    closed: str = Field(description="Why not, in a sentence; empty when they may.")
    draft: PrescriptionDraft | None
    medicines: dict[str, MedicineView] = Field(description="Those of the draft, by id.")
    before: list[KnownDosage] = Field(description="What the patient had before, newest first.")
    favourites: list[KnownDosage]
    pharmacies: list[PharmacyView] = Field(description="The usual one first, then the nearest.")

    @classmethod
    def blank(cls) -> "DeskView":
        """Return what a page holds before it has read."""
        return cls(
            patient_id="", patient="", consultation_id="", writes=False, closed="", draft=None,
            medicines={}, before=[], favourites=[], pharmacies=[],
        )  # fmt: skip


class PreviewsClaim(Claim):
    """The medicines of a draft as they are typed, to be looked at together."""

    SAY: ClassVar[Mapping[str, str]] = {
        "patient_id": "Choose a patient.",
        "items": "Add at least one medicine, at most 20.",
    }

    patient_id: UUID
    items: Annotated[list[DraftItem], Field(min_length=1, max_length=MOST_ITEMS)]


class PreviewsView(View):
    """What is made of each medicine, in the same order."""

    items: list[ItemPreview]
