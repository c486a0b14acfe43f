"""/api/prescriptions/previews"""

from typing import Annotated

from fastapi import APIRouter, Body

from portal.api import examples_prescription as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.schemas.prescription_desk import PreviewsClaim, PreviewsView
from portal.services import prescription_desk
from portal.services.work import see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])


@router.post("/previews", **needs(Permission.PRESCRIPTION_WRITE, *READING, 404))
async def previews(
    body: Annotated[PreviewsClaim, Body(openapi_examples=examples.BESIDE)], actor: CurrentActor
) -> PreviewsView:
    """Show what is made of several medicines beside each other; nothing is kept."""
    return await see(actor, prescription_desk.made, body)
