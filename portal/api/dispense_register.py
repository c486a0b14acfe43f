"""/api/prescriptions/register: the controlled drugs register of a pharmacy."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from pydantic import Field

from portal.api import examples_dispense as examples
from portal.api.deps import CurrentActor
from portal.api.gate import WRITING, needs
from portal.api.paging import Paging
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.dispense_register import LineCorrection, RegisterPage, StockCount
from portal.schemas.prescription_claim import Receipt
from portal.services import dispense_register, dispense_register_correction
from portal.services.work import see

router = APIRouter(prefix="/api/prescriptions/register", tags=["prescriptions"])

Line = Annotated[str, Path(description="One line of the register.", examples=[examples.LINE_ID])]
WRITES = needs(Permission.PRESCRIPTION_DISPENSE, *WRITING)


class RegisterPaging(Paging):
    """Which lines of the register."""

    medicine_id: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="Only this drug."
    )


@router.get("", **needs(Permission.PRESCRIPTION_DISPENSE))
async def register(page: Annotated[RegisterPaging, Query()], actor: CurrentActor) -> RegisterPage:
    """Read the controlled drugs register, newest first, and what must be there of each drug."""
    return await see(actor, dispense_register.page, page.cursor, page.limit, page.medicine_id)


@router.post("", status_code=201, **WRITES)
async def receive(
    body: Annotated[Receipt, Body(openapi_examples=examples.RECEIPTS)], write: Writer
) -> RegisterPage:
    """Enter a delivery of a schedule 2 drug; nothing in the register is ever changed."""
    return await write(dispense_register.receive, body)


@router.post("/count", status_code=201, **WRITES)
async def count(
    body: Annotated[StockCount, Body(openapi_examples=examples.COUNTS)], write: Writer
) -> RegisterPage:
    """Enter what was counted in the cabinet; a difference needs a reason."""
    return await write(dispense_register_correction.count, body)


@router.post(
    "/{line_id}/correct",
    status_code=201,
    **needs(Permission.PRESCRIPTION_DISPENSE, *WRITING, 404),
)
async def correct(
    line_id: Line,
    body: Annotated[LineCorrection, Body(openapi_examples=examples.CORRECTIONS)],
    write: Writer,
) -> RegisterPage:
    """Put a wrong line right by a further one, as another person than who entered it."""
    return await write(dispense_register_correction.correct, line_id, body)
