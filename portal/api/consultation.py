"""/api/consultations"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query

from portal.api import examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.paging import After, PatientList, ProviderList
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.consultation import ConsultationPage, ConsultationView, MessagePage, MessageView
from portal.schemas.consultation_claim import (
    Cancel,
    Complete,
    ConsultationRequest,
    Decline,
    MessageCreate,
    Seen,
)
from portal.services import consultation, message, work_list
from portal.services.work import Work, act, see

router = APIRouter(prefix="/api/consultations", tags=["consultations"])

Id = Annotated[str, Path(description="The consultation.", examples=[examples.CONSULTATION_ID])]


@router.post("/create", status_code=201, **needs(Permission.CONSULTATION_REQUEST, *WRITING))
async def create(
    body: Annotated[ConsultationRequest, Body(openapi_examples=examples.REQUESTS)], write: Writer
) -> ConsultationView:
    """Ask for a consultation with a chosen clinician, or with the first available."""
    return await write(consultation.request, body)


@router.get("/patient", **needs(Permission.CONSULTATION_REQUEST))
async def patient(page: Annotated[PatientList, Query()], actor: CurrentActor) -> ConsultationPage:
    """List the patient's own consultations, newest first."""
    return await see(actor, work_list.patient_page, page.cursor, page.limit, active=page.active)


@router.get("/provider", **needs(Permission.CONSULTATION_PROVIDE))
async def provider(page: Annotated[ProviderList, Query()], actor: CurrentActor) -> ConsultationPage:
    """List the consultations the clinician holds or may take, newest first."""
    return await see(actor, work_list.provider_page, page.cursor, page.limit, page.status)


@router.get("/{consultation_id}", **needs(Permission.CONSULTATION_READ, *READING, 404, 409))
async def get(consultation_id: Id, actor: CurrentActor) -> ConsultationView:
    """Open one consultation; the reading is kept in the patient's audit."""
    return await act(actor, consultation.open_record, consultation_id)


@router.get(
    "/{consultation_id}/messages", **needs(Permission.CONSULTATION_READ, *READING, 404, 409)
)
async def messages(
    consultation_id: Id, page: Annotated[After, Query()], actor: CurrentActor
) -> MessagePage:
    """Read what was said after message number `after`, oldest first."""
    return await act(actor, message.read_after, consultation_id, page.after, page.limit)


@router.post(
    "/{consultation_id}/message", status_code=201, **needs(Permission.MESSAGE_WRITE, *WRITING, 404)
)
async def send(
    consultation_id: Id,
    body: Annotated[MessageCreate, Body(openapi_examples=examples.MESSAGES)],
    write: Writer,
) -> MessageView:
    """Say something; the same `client_message_id` again says it only once."""
    return await write(message.send, consultation_id, body)


@router.post("/{consultation_id}/seen", **needs(Permission.MESSAGE_WRITE, *WRITING, 404))
async def seen(
    consultation_id: Id,
    body: Annotated[Seen, Body(openapi_examples=examples.SEEN)],
    write: Writer,
) -> Seen:
    """Note that everything up to message number `seq` was seen; answer what is noted."""
    return await write(seen_up_to, consultation_id, body.seq)


@router.post("/{consultation_id}/accept", **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404))
async def accept(consultation_id: Id, write: Writer) -> ConsultationView:
    """Take a waiting request; one clinician wins, the others are told who."""
    return await write(consultation.accept, consultation_id)


@router.post("/{consultation_id}/decline", **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404))
async def decline(
    consultation_id: Id,
    body: Annotated[Decline, Body(openapi_examples=examples.DECLINES)],
    write: Writer,
) -> ConsultationView:
    """Refuse a request, with a reason and advice that the patient reads."""
    return await write(consultation.decline, consultation_id, body)


@router.post(
    "/{consultation_id}/pass",
    status_code=204,
    **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404),
)
async def pass_on(consultation_id: Id, write: Writer) -> None:
    """Leave a pool's request to the colleagues."""
    await write(consultation.pass_on, consultation_id)


@router.post("/{consultation_id}/start", **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404))
async def start(consultation_id: Id, write: Writer) -> ConsultationView:
    """Begin an accepted consultation."""
    return await write(consultation.start, consultation_id)


@router.post("/{consultation_id}/complete", **needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404))
async def complete(
    consultation_id: Id,
    body: Annotated[Complete, Body(openapi_examples=examples.COMPLETES)],
    write: Writer,
) -> ConsultationView:
    """End it with a note, and with advice on what the patient should watch for."""
    return await write(consultation.complete, consultation_id, body)


@router.post("/{consultation_id}/cancel", **needs(Permission.CONSULTATION_READ, *WRITING, 404))
async def cancel(
    consultation_id: Id,
    body: Annotated[Cancel, Body(openapi_examples=examples.CANCELS)],
    write: Writer,
) -> ConsultationView:
    """Call it off; a clinician says why."""
    return await write(consultation.cancel, consultation_id, body)


def seen_up_to(work: Work, consultation_id: str, seq: int) -> Seen:
    """Note what was seen, as an answer with a name."""
    return Seen(seq=message.seen(work, consultation_id, seq))
