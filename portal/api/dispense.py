"""/api/prescriptions: what a pharmacy does. The public path says fulfill, the code dispense."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from pydantic import Field

from portal.api import examples_dispense as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.paging import Paging
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.prescription import PrescriptionPage, PrescriptionView
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    Delivery,
    HandOver,
    PharmacyQuery,
    ReasonClaim,
    Scan,
    SecondCheck,
    Supply,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription_list,
)
from portal.services.work import act, see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])

Id = Annotated[str, Path(description="The prescription.", examples=[examples.PRESCRIPTION_ID])]
Ref = Annotated[
    str, Path(description="The prescription, or its printed code.", examples=["7QK4-M2XD"])
]
Item = Annotated[str, Path(description="One medicine of it.", examples=[examples.ITEM_ID])]
Number = Annotated[int, Path(description="Which supply: 1, 2, 3 …", ge=1, le=10_000, examples=[1])]
READS = needs(Permission.PRESCRIPTION_DISPENSE)
DISPENSES = needs(Permission.PRESCRIPTION_DISPENSE, *WRITING, 404)


class PharmacyPaging(Paging):
    """Which of a pharmacy's prescriptions."""

    queue: Annotated[str, Field(max_length=20)] | None = Field(
        default=None,
        description="new, preparing, check, ready, hold, owing, delivery, uncollected or done.",
    )


@router.get("/pharmacy", **READS)
async def pharmacy(
    page: Annotated[PharmacyPaging, Query()], actor: CurrentActor
) -> PrescriptionPage:
    """List what is, or was, with the pharmacy, newest first."""
    return await see(
        actor, prescription_list.pharmacy_page, page.cursor, page.limit, queue=page.queue
    )


@router.get("/code/{code}", **needs(Permission.PRESCRIPTION_DISPENSE, *READING, 404, 429))
async def by_code(
    code: Annotated[str, Path(description="As printed.", examples=["7QK4-M2XD"])],
    actor: CurrentActor,
) -> PrescriptionView:
    """Find one of the pharmacy's prescriptions by its printed code; guessing is slowed down."""
    return await act(actor, dispense.find_code, code)


@router.post("/scan", **DISPENSES)
async def scan_any(
    body: Annotated[Scan, Body(openapi_examples=examples.SCANS)], write: Writer
) -> PrescriptionView:
    """Open whichever prescription the scanned code is of, and hold it from now on."""
    return await write(dispense.scan_token, body)


@router.post("/{ref}/scan", **DISPENSES)
async def scan(
    ref: Ref, body: Annotated[Scan, Body(openapi_examples=examples.SCANS)], write: Writer
) -> PrescriptionView:
    """Open a prescription by the signed code on its paper, and hold it from now on."""
    return await write(dispense.scan, ref, body)


@router.post("/{prescription_id}/claim", **DISPENSES)
async def claim(prescription_id: Id, write: Writer) -> PrescriptionView:
    """Start on a prescription that was sent here; of several, one does."""
    return await write(dispense.claim, prescription_id)


@router.post("/{prescription_id}/release", **DISPENSES)
async def release(
    prescription_id: Id,
    body: Annotated[ReasonClaim, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> PrescriptionView:
    """Give it back: the patient chooses where it goes."""
    return await write(dispense.release, prescription_id, body)


@router.post("/{prescription_id}/fulfill", status_code=201, **DISPENSES)
async def fulfill(
    prescription_id: Id,
    body: Annotated[Supply, Body(openapi_examples=examples.SUPPLIES)],
    write: Writer,
) -> PrescriptionView:
    """Put a supply together: all that is left, or a part; the rest is owed."""
    return await write(dispense_supply.prepare, prescription_id, body)


@router.post("/{prescription_id}/supplies/{number}/check", **DISPENSES)
async def check(
    prescription_id: Id,
    number: Number,
    body: Annotated[SecondCheck, Body(openapi_examples=examples.CHECKS)],
    write: Writer,
) -> PrescriptionView:
    """Look a second time, as another person than who prepared it."""
    return await write(dispense_supply.check, prescription_id, number, body)


@router.post("/{prescription_id}/supplies/{number}/ready", **DISPENSES)
async def ready(prescription_id: Id, number: Number, write: Writer) -> PrescriptionView:
    """Say that a checked supply is ready to collect; the patient is told."""
    return await write(dispense_supply.finish, prescription_id, number)


@router.post("/{prescription_id}/supplies/{number}/collect", **DISPENSES)
async def collect(
    prescription_id: Id,
    number: Number,
    body: Annotated[HandOver, Body(openapi_examples=examples.HAND_OVERS)],
    write: Writer,
) -> PrescriptionView:
    """Hand it over to somebody who gave two identifiers; controlled drugs against identity."""
    return await write(dispense_hand.collect, prescription_id, number, body)


@router.post("/{prescription_id}/delivery", **DISPENSES)
async def delivery(
    prescription_id: Id,
    body: Annotated[Delivery, Body(openapi_examples=examples.DELIVERIES)],
    write: Writer,
) -> PrescriptionView:
    """Send a ready supply out, or record that it was, or was not, delivered."""
    return await write(dispense_hand.delivery, prescription_id, body)


@router.post("/{prescription_id}/supplies/{number}/return", **DISPENSES)
async def return_to_stock(
    prescription_id: Id,
    number: Number,
    body: Annotated[ReasonClaim, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> PrescriptionView:
    """Put a supply that nobody has got back into stock."""
    return await write(dispense_hand.return_to_stock, prescription_id, number, body)


@router.post("/{prescription_id}/supplies/{number}/correct", **DISPENSES)
async def correct(
    prescription_id: Id,
    number: Number,
    body: Annotated[ReasonClaim, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> PrescriptionView:
    """Strike out a hand-over that never was, as another person than who recorded it."""
    return await write(dispense_hand.correct, prescription_id, number, body)


@router.post("/{prescription_id}/items/{item_id}/refuse", **DISPENSES)
async def refuse(
    prescription_id: Id,
    item_id: Item,
    body: Annotated[ReasonClaim, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> PrescriptionView:
    """Say why a medicine, or the rest of it, is not supplied."""
    return await write(dispense_item.refuse, prescription_id, item_id, body)


@router.post("/{prescription_id}/items/{item_id}/reopen", **DISPENSES)
async def reopen(prescription_id: Id, item_id: Item, write: Writer) -> PrescriptionView:
    """Supply a medicine after all."""
    return await write(dispense_item.reopen, prescription_id, item_id)


@router.post("/{prescription_id}/hold", **DISPENSES)
async def hold(
    prescription_id: Id,
    body: Annotated[PharmacyQuery, Body(openapi_examples=examples.QUERIES)],
    write: Writer,
) -> PrescriptionView:
    """Ask the prescriber; until that is answered nothing is supplied."""
    return await write(dispense_query.hold, prescription_id, body)


@router.post("/{prescription_id}/withdraw", **DISPENSES)
async def withdraw(prescription_id: Id, write: Writer) -> PrescriptionView:
    """Take the question back; the prescription goes on where it was."""
    return await write(dispense_query.withdraw, prescription_id)


@router.post("/{prescription_id}/stop", **DISPENSES)
async def stop(prescription_id: Id, write: Writer) -> PrescriptionView:
    """Stop what the prescriber asked to stop: all of it is still here."""
    return await write(dispense_query.stop, prescription_id)


@router.post("/{prescription_id}/already-handed-over", **DISPENSES)
async def already_handed_over(
    prescription_id: Id,
    body: Annotated[AlreadyHanded, Body(openapi_examples=examples.TOO_LATE)],
    write: Writer,
) -> PrescriptionView:
    """Say that it is too late to stop, and which supplies the patient has; the rest goes back."""
    return await write(dispense_query.already_handed_over, prescription_id, body)
