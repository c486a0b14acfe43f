"""Medicines with their dosages, ready to be prescribed in one request."""

from pydantic import Field

from portal.schemas.base import View
from portal.schemas.prescription_claim import ItemClaim
from portal.schemas.prescription_draft import KnownDosage


class ReadyDosage(KnownDosage):
    """A favourite, or what a patient was prescribed before, as an item of a new prescription."""

    item: ItemClaim | None = Field(
        description="An item for `POST /api/prescriptions/create`; null when it cannot be meant."
    )


class ReadyDosageList(View):
    """Medicines with their dosages, each ready for a new prescription."""

    items: list[ReadyDosage]
