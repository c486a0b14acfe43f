"""/api/consultations/{id}/summary.pdf"""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from portal.api import examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.services import summary
from portal.services.work import act

router = APIRouter(prefix="/api/consultations", tags=["consultations"])

Id = Annotated[str, Path(description="The consultation.", examples=[examples.CONSULTATION_ID])]
PDF = "application/pdf"


@router.get(
    "/{consultation_id}/summary.pdf",
    response_class=Response,
    **needs(Permission.CONSULTATION_READ, *READING, 404, 409),
)
async def take(consultation_id: Id, actor: CurrentActor) -> Response:
    """Take the summary of a completed consultation away, as a PDF (`application/pdf`).

    The patient's copy holds outcome and advice; the clinician's the whole note.
    """
    paper = await act(actor, summary.take, consultation_id)
    name = {"Content-Disposition": f'attachment; filename="{paper.name}"'}
    return Response(paper.content, media_type=PDF, headers=name)
