"""Prescriptions on paper: the PDF, the code as a picture, labels and owing slips."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.schemas.summary import Paper
from portal.services import dispense_paper, prescription_paper
from portal.services.work import act, see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])

EXAMPLE = "5b1d7c3e-0f4a-4f7e-9a61-3c2b8d9e7f10"
Id = Annotated[str, Path(description="The prescription.", examples=[EXAMPLE])]
Supply = Annotated[str, Path(description="The hand-over.", examples=[EXAMPLE])]
PDF, SVG = "application/pdf", "image/svg+xml"


@router.get(
    "/{prescription_id}/pdf",
    response_class=Response,
    **needs(Permission.PRESCRIPTION_READ, *READING, 404, 409),
)
async def take(prescription_id: Id, actor: CurrentActor) -> Response:
    """Take a signed prescription away as a PDF with its code (`application/pdf`)."""
    return _sent(await act(actor, prescription_paper.take, prescription_id))


@router.get(
    "/{prescription_id}/code.svg",
    response_class=Response,
    **needs(Permission.PRESCRIPTION_READ, *READING, 404, 409),
)
async def code(prescription_id: Id, actor: CurrentActor) -> Response:
    """Show the signed code (`image/svg+xml`) to the patient or the prescriber."""
    picture = await see(actor, prescription_paper.code_picture, prescription_id)
    return Response(picture, media_type=SVG, headers={"Cache-Control": "no-store"})


@router.get(
    "/{prescription_id}/supplies/{supply_id}/labels.pdf",
    response_class=Response,
    **needs(Permission.PRESCRIPTION_DISPENSE, *READING, 404, 409),
)
async def labels(prescription_id: Id, supply_id: Supply, actor: CurrentActor) -> Response:
    """Print the labels of one hand-over, 70 by 35 mm, one page for each medicine."""
    return _sent(await act(actor, dispense_paper.labels, prescription_id, supply_id))


@router.get(
    "/{prescription_id}/owing.pdf",
    response_class=Response,
    **needs(Permission.PRESCRIPTION_DISPENSE, *READING, 404, 409),
)
async def owing(prescription_id: Id, actor: CurrentActor) -> Response:
    """Print what the pharmacy still owes the patient."""
    return _sent(await act(actor, dispense_paper.owing, prescription_id))


def _sent(paper: Paper) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{paper.name}"',
        "Cache-Control": "no-store",
    }
    return Response(paper.content, media_type=PDF, headers=headers)
