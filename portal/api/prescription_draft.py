"""/api/prescriptions: drafts, while a prescription is written, looked through and signed"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, status

from portal.api import examples_draft as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_desk import MadeClaim, MadeView
from portal.schemas.prescription_draft import (
    DraftOpen,
    DraftSave,
    DraftView,
    ReviewView,
    SignClaim,
)
from portal.services import prescription, prescription_desk, prescription_draft
from portal.services.work import see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])

Id = Annotated[str, Path(description="The prescription.", examples=[examples.PRESCRIPTION_ID])]
WRITE = Permission.PRESCRIPTION_WRITE


@router.post("/drafts", **needs(WRITE, *WRITING, 404))
async def open_draft(
    body: Annotated[DraftOpen, Body(openapi_examples=examples.OPENED)], write: Writer
) -> DraftView:
    """Open one's own draft for a patient, or in a consultation; begin one if there is none."""
    return await write(prescription_draft.opened, body)


@router.post("/preview", **needs(WRITE, *READING, 404))
async def preview(
    body: Annotated[MadeClaim, Body(openapi_examples=examples.TYPED)], actor: CurrentActor
) -> MadeView:
    """Read what is made of medicines while they are typed. Nothing is kept."""
    return await see(actor, prescription_desk.made, body)


@router.get("/{prescription_id}/draft", **needs(WRITE, *READING, 404, 409))
async def draft(prescription_id: Id, actor: CurrentActor) -> DraftView:
    """Read one's own draft; nobody else ever sees it."""
    return await see(actor, prescription_draft.get, prescription_id)


@router.put("/{prescription_id}/draft", **needs(WRITE, *WRITING, 404))
async def keep(
    prescription_id: Id,
    body: Annotated[DraftSave, Body(openapi_examples=examples.KEPT)],
    write: Writer,
) -> DraftView:
    """Keep what is typed. Refused when something newer than `base` was kept meanwhile."""
    return await write(prescription_draft.keep, prescription_id, body)


@router.post("/{prescription_id}/review", **needs(WRITE, *WRITING, 404))
async def review(prescription_id: Id, write: Writer) -> ReviewView:
    """Look a draft through: what it will say, and what stands in the way of signing it."""
    return await write(prescription_draft.review, prescription_id)


@router.post("/{prescription_id}/sign", **needs(WRITE, *WRITING, 404))
async def sign(
    prescription_id: Id,
    body: Annotated[SignClaim, Body(openapi_examples=examples.SIGNED)],
    write: Writer,
) -> PrescriptionView:
    """Sign a draft as it was looked through: patient and pharmacy see it at once."""
    return await write(prescription.sign, prescription_id, body.mark)


@router.post(
    "/{prescription_id}/discard",
    status_code=status.HTTP_204_NO_CONTENT,
    **needs(WRITE, *WRITING, 404),
)
async def discard(prescription_id: Id, write: Writer) -> None:
    """Throw one's own draft away."""
    await write(prescription.discard, prescription_id)
