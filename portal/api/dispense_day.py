"""/api/prescriptions/end-of-day: what a pharmacy has open, and what happened on a day."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from portal.api.deps import CurrentActor
from portal.api.gate import needs
from portal.domain.permission import Permission
from portal.schemas.dispense_day import EndOfDay
from portal.schemas.summary import Paper
from portal.services import dispense_day, dispense_day_paper, dispense_day_table
from portal.services.work import see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])

READS = needs(Permission.PRESCRIPTION_DISPENSE)
Day = Annotated[
    Annotated[str, Field(max_length=10)],
    Query(description="A day by the pharmacy's clock; without one, today.",
          examples=["2026-11-20"]),
]  # fmt: skip


@router.get("/end-of-day", **READS)
async def end_of_day(actor: CurrentActor, day: Day = "") -> EndOfDay:
    """Read what happened on a day and what the cabinet must hold; of today, what is open too."""
    return await see(actor, dispense_day.view, day)


@router.get("/end-of-day.csv", response_class=Response, **READS)
async def end_of_day_csv(actor: CurrentActor, day: Day = "") -> Response:
    """Read the same as CSV, in UTF-8; no cell of it is a formula."""
    return _sent(await see(actor, dispense_day_table.take, day), "text/csv; charset=utf-8")


@router.get("/end-of-day.pdf", response_class=Response, **READS)
async def end_of_day_pdf(actor: CurrentActor, day: Day = "") -> Response:
    """Print the same as a PDF."""
    return _sent(await see(actor, dispense_day_paper.take, day), "application/pdf")


def _sent(paper: Paper, kind: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{paper.name}"',
        "Cache-Control": "no-store",
    }
    return Response(paper.content, media_type=kind, headers=headers)
