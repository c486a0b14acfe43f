"""/api/consultations/{id}/draft"""

from typing import Annotated

from fastapi import APIRouter, Body, Path

from portal.api import examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.note import DraftSave, DraftView
from portal.services import note
from portal.services.work import see

router = APIRouter(prefix="/api/consultations", tags=["consultations"])

Id = Annotated[str, Path(description="The consultation.", examples=[examples.CONSULTATION_ID])]
TYPED: examples.Examples = {
    "begun": {
        "summary": "A note that has just been begun",
        "value": {"fields": {"history": "Sore throat since Saturday, no cough."}, "base": ""},
    }
}


@router.get("/{consultation_id}/draft", **needs(Permission.CONSULTATION_PROVIDE, *READING, 404))
async def draft(consultation_id: Id, actor: CurrentActor) -> DraftView:
    """Read one's own draft of the note; nobody else ever sees it."""
    return await see(actor, note.draft, consultation_id)


@router.put("/{consultation_id}/draft", **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404))
async def keep(
    consultation_id: Id,
    body: Annotated[DraftSave, Body(openapi_examples=TYPED)],
    write: Writer,
) -> DraftView:
    """Keep what is typed. Refused when something newer than `base` was kept meanwhile."""
    return await write(note.keep, consultation_id, body)
