"""/api/prescriptions/favourites and /api/patients/{patient_id}/prescribed"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query

from portal.api import examples_prescription as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.prescription_draft import FavouriteSave
from portal.schemas.prescription_ready import ReadyDosage, ReadyDosageList
from portal.services import prescription_favourite, prescription_ready
from portal.services.work import see

router = APIRouter(tags=["prescriptions"])

HOME = "/api/prescriptions/favourites"
Favourite = Annotated[str, Path(description="The favourite.", examples=[examples.FAVOURITE_ID])]
Patient = Annotated[str, Path(description="The patient.", examples=[examples.PATIENT_ID])]
Product = Annotated[
    str | None,
    Query(
        description="Only how this medicine was prescribed last.", examples=[examples.MEDICINE_ID]
    ),
]


@router.get(HOME, **needs(Permission.PRESCRIPTION_WRITE))
async def favourites(actor: CurrentActor) -> ReadyDosageList:
    """List the own favourites, the one used last first; each is ready to be prescribed."""
    return await see(actor, prescription_ready.favourites)


@router.post(HOME, status_code=201, **needs(Permission.PRESCRIPTION_WRITE, *WRITING))
async def save(
    body: Annotated[FavouriteSave, Body(openapi_examples=examples.FAVOURITES)], write: Writer
) -> ReadyDosage:
    """Keep a medicine with its dosage; the same name again replaces what it stood for."""
    return await write(prescription_ready.save, body)


@router.post(f"{HOME}/{{favourite_id}}/use", **needs(Permission.PRESCRIPTION_WRITE, *WRITING, 404))
async def use(favourite_id: Favourite, write: Writer) -> ReadyDosage:
    """Take one favourite to prescribe it; it stands first in the list from now on."""
    return await write(prescription_ready.use, favourite_id)


@router.delete(
    f"{HOME}/{{favourite_id}}",
    status_code=204,
    **needs(Permission.PRESCRIPTION_WRITE, *WRITING, 404),
)
async def remove(favourite_id: Favourite, write: Writer) -> None:
    """Forget one favourite."""
    await write(prescription_favourite.remove, favourite_id)


@router.get(
    "/api/patients/{patient_id}/prescribed", **needs(Permission.PRESCRIPTION_WRITE, *READING, 404)
)
async def before(
    patient_id: Patient, actor: CurrentActor, medicine_id: Product = None
) -> ReadyDosageList:
    """List what a patient was prescribed before, each medicine once, newest first.

    Each is ready to be prescribed as last time.
    """
    return await see(actor, prescription_ready.before, patient_id, medicine_id)
