"""/api/prescriptions, for those who prescribe and those it is prescribed for"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from pydantic import Field

from portal.api import examples_prescription as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.paging import Paging
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.prescription import PrescriptionPage, PrescriptionView
from portal.schemas.prescription_claim import (
    CancelPrescription,
    ChoosePharmacy,
    PharmacyAnswer,
    PrescriptionWrite,
)
from portal.schemas.prescription_draft import (
    DraftOpen,
    ItemPreview,
    PrescriptionDraft,
    PrescriptionDraftSave,
    PreviewClaim,
    ReviewView,
    SignClaim,
)
from portal.services import prescription, prescription_draft, prescription_list
from portal.services.work import act, see

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])

Id = Annotated[str, Path(description="The prescription.", examples=[examples.PRESCRIPTION_ID])]
WRITES = needs(Permission.PRESCRIPTION_WRITE, *WRITING, 404)


class Mine(Paging):
    """Which of a patient's prescriptions."""

    active: bool | None = Field(default=None, description="Only open ones, or only closed ones.")


class Prescribed(Paging):
    """Which of what a clinician prescribed."""

    status: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="A status, or `drafts`, `waiting`, `active`, `past`."
    )
    q: Annotated[str, Field(max_length=100)] = Field(
        default="", description="Part of the patient's name, the medicine, or the printed code."
    )


@router.post("/create", status_code=201, **WRITES)
async def create(
    body: Annotated[PrescriptionWrite, Body(openapi_examples=examples.WRITES)], write: Writer
) -> PrescriptionView:
    """Prescribe and sign at once; refused, nothing is kept.

    Without a reason for a finding it is refused: `errors` names it as
    `items.<number>.overrides.<key>`.
    """
    return await write(prescription.create, body)


@router.post("/preview", **needs(Permission.PRESCRIPTION_WRITE, *READING, 404))
async def preview(
    body: Annotated[PreviewClaim, Body(openapi_examples=examples.PREVIEWS)], actor: CurrentActor
) -> ItemPreview:
    """Show what is made of one medicine, and what speaks against it; nothing is kept."""
    return await see(actor, prescription_draft.preview, body.patient_id, body.item, body.beside)


@router.post("/drafts", **WRITES)
async def open_draft(
    body: Annotated[DraftOpen, Body(openapi_examples=examples.OPENS)], write: Writer
) -> PrescriptionDraft:
    """Go on with the own draft for a patient or consultation, or begin one."""
    return await write(prescription_draft.opened, body)


@router.get("/doctor", **needs(Permission.PRESCRIPTION_WRITE))
async def doctor(page: Annotated[Prescribed, Query()], actor: CurrentActor) -> PrescriptionPage:
    """List what the clinician prescribed, or answers for, newest first."""
    return await see(
        actor, prescription_list.doctor_page, page.cursor, page.limit, page.status, page.q
    )


@router.get("/patient", **needs(Permission.PRESCRIPTION_CHOOSE))
async def patient(page: Annotated[Mine, Query()], actor: CurrentActor) -> PrescriptionPage:
    """List the patient's own prescriptions, newest first."""
    return await see(
        actor, prescription_list.patient_page, page.cursor, page.limit, active=page.active
    )


@router.get("/{prescription_id}", **needs(Permission.PRESCRIPTION_READ, *READING, 404))
async def get(prescription_id: Id, actor: CurrentActor) -> PrescriptionView:
    """Open one prescription; the reading is kept in the patient's audit."""
    return await act(actor, prescription.open_record, prescription_id)


@router.get("/{prescription_id}/draft", **needs(Permission.PRESCRIPTION_WRITE, *READING, 404, 409))
async def draft(prescription_id: Id, actor: CurrentActor) -> PrescriptionDraft:
    """Read the own draft."""
    return await see(actor, prescription_draft.get, prescription_id)


@router.put("/{prescription_id}/draft", **WRITES)
async def keep(
    prescription_id: Id,
    body: Annotated[PrescriptionDraftSave, Body(openapi_examples=examples.DRAFTS)],
    write: Writer,
) -> PrescriptionDraft:
    """Keep what is typed so far; `base` is the mark of the draft it was written on."""
    return await write(prescription_draft.keep, prescription_id, body)


@router.post("/{prescription_id}/review", **WRITES)
async def review(prescription_id: Id, write: Writer) -> ReviewView:
    """Look a draft through: what it will say, what speaks against it, what is missing."""
    return await write(prescription_draft.review, prescription_id)


@router.post("/{prescription_id}/sign", **WRITES)
async def sign(
    prescription_id: Id,
    body: Annotated[SignClaim, Body(openapi_examples=examples.SIGNS)],
    write: Writer,
) -> PrescriptionView:
    """Sign a draft exactly as it was looked through; from then on it never changes."""
    return await write(prescription.sign, prescription_id, body.mark)


@router.post("/{prescription_id}/discard", status_code=204, **WRITES)
async def discard(prescription_id: Id, write: Writer) -> None:
    """Throw a draft away."""
    await write(prescription.discard, prescription_id)


@router.post("/{prescription_id}/cancel", **WRITES)
async def cancel(
    prescription_id: Id,
    body: Annotated[CancelPrescription, Body(openapi_examples=examples.CANCELS)],
    write: Writer,
) -> PrescriptionView:
    """Take back what was not supplied yet; during a supply, ask the pharmacy to stop it."""
    return await write(prescription.cancel, prescription_id, body)


@router.post("/{prescription_id}/stop-request", **WRITES)
async def request_stop(
    prescription_id: Id,
    body: Annotated[CancelPrescription, Body(openapi_examples=examples.CANCELS)],
    write: Writer,
) -> PrescriptionView:
    """Ask the pharmacy to stop a supply that is under way."""
    return await write(prescription.request_stop, prescription_id, body)


@router.post("/{prescription_id}/end-repeats", **WRITES)
async def end_repeats(
    prescription_id: Id,
    body: Annotated[CancelPrescription, Body(openapi_examples=examples.CANCELS)],
    write: Writer,
) -> PrescriptionView:
    """Issue it no more; what was issued so far can still be supplied."""
    return await write(prescription.end_repeats, prescription_id, body)


@router.post("/{prescription_id}/answer", **WRITES)
async def answer(
    prescription_id: Id,
    body: Annotated[PharmacyAnswer, Body(openapi_examples=examples.ANSWERED)],
    write: Writer,
) -> PrescriptionView:
    """Answer the pharmacy's question; the supply goes on."""
    return await write(prescription.answer, prescription_id, body)


@router.post("/{prescription_id}/pharmacy", **needs(Permission.PRESCRIPTION_CHOOSE, *WRITING, 404))
async def choose_pharmacy(
    prescription_id: Id,
    body: Annotated[ChoosePharmacy, Body(openapi_examples=examples.PHARMACIES)],
    write: Writer,
) -> PrescriptionView:
    """Send it to another pharmacy, as long as none has started with it."""
    return await write(prescription.choose_pharmacy, prescription_id, body)
