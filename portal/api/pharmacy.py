"""/api/pharmacies"""

from typing import Annotated

from fastapi import APIRouter, Query

from portal.api import examples_prescription as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.schemas.prescription import PharmacyList
from portal.services import pharmacy
from portal.services.work import see

router = APIRouter(prefix="/api/pharmacies", tags=["prescriptions"])

Patient = Annotated[
    str,
    Query(
        description="For whom it is chosen; a patient chooses for themselves and leaves it out.",
        examples=[examples.PATIENT_ID],
    ),
]


@router.get("", **needs(Permission.PRESCRIPTION_READ, *READING, 404))
async def pharmacies(actor: CurrentActor, patient_id: Patient = "") -> PharmacyList:
    """List where a prescription may go: the usual pharmacy first, then the nearest, with hours."""
    return await see(actor, pharmacy.choices, patient_id)
