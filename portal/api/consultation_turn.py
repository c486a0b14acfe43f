"""/api/consultations: questions, other times, other hands, and what is added later."""

from typing import Annotated

from fastapi import APIRouter, Body

from portal.api import examples_turn as examples
from portal.api.consultation import Id
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.consultation import Colleagues, ConsultationView
from portal.schemas.consultation_claim import (
    Addition,
    Agree,
    Answer,
    Interrupt,
    Propose,
    Question,
    Reason,
    Reassign,
)
from portal.services import consultation, consultation_time, consultation_turn
from portal.services.work import see

router = APIRouter(prefix="/api/consultations", tags=["consultations"])

PROVIDES = needs(Permission.CONSULTATION_PROVIDE, *WRITING, 404)
REQUESTS = needs(Permission.CONSULTATION_REQUEST, *WRITING, 404)
CONCERNS = needs(Permission.CONSULTATION_READ, *WRITING, 404)


@router.post("/{consultation_id}/ask", **PROVIDES)
async def ask(
    consultation_id: Id,
    body: Annotated[Question, Body(openapi_examples=examples.QUESTIONS)],
    write: Writer,
) -> ConsultationView:
    """Ask the patient before accepting; the conversation opens for the answer."""
    return await write(consultation.ask, consultation_id, body)


@router.post("/{consultation_id}/answer", **REQUESTS)
async def answer(
    consultation_id: Id,
    body: Annotated[Answer, Body(openapi_examples=examples.ANSWERED)],
    write: Writer,
) -> ConsultationView:
    """Answer the question; the request waits for the practice again, from now."""
    return await write(consultation.answer, consultation_id, body)


@router.post("/{consultation_id}/hand-back", **PROVIDES)
async def hand_back(
    consultation_id: Id,
    body: Annotated[Reason, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> ConsultationView:
    """Give an accepted consultation back to the pool; patient and lead are told."""
    return await write(consultation_turn.hand_back, consultation_id, body)


@router.get(
    "/{consultation_id}/colleagues", **needs(Permission.CONSULTATION_PROVIDE, *READING, 404, 409)
)
async def colleagues(consultation_id: Id, actor: CurrentActor) -> Colleagues:
    """List to whom the practice's lead may give it."""
    return await see(actor, consultation_turn.colleagues, consultation_id)


@router.post("/{consultation_id}/reassign", **PROVIDES)
async def reassign(
    consultation_id: Id,
    body: Annotated[Reassign, Body(openapi_examples=examples.REASSIGNS)],
    write: Writer,
) -> ConsultationView:
    """Give it to a colleague, as the practice's lead; what has started goes on with them."""
    return await write(consultation_turn.reassign, consultation_id, body)


@router.post("/{consultation_id}/no-show", **PROVIDES)
async def no_show(consultation_id: Id, write: Writer) -> ConsultationView:
    """Record that the patient did not come, ten minutes after the agreed time or later."""
    return await write(consultation_turn.no_show, consultation_id)


@router.post("/{consultation_id}/missed", **REQUESTS)
async def missed(consultation_id: Id, write: Writer) -> ConsultationView:
    """Say that nobody came, 15 minutes after the agreed time or later."""
    return await write(consultation_turn.miss, consultation_id)


@router.post("/{consultation_id}/propose", **CONCERNS)
async def propose(
    consultation_id: Id,
    body: Annotated[Propose, Body(openapi_examples=examples.PROPOSALS)],
    write: Writer,
) -> ConsultationView:
    """Propose another time; the agreed one stays until the other side confirms."""
    return await write(consultation_time.propose, consultation_id, body)


@router.post("/{consultation_id}/agree", **CONCERNS)
async def agree(
    consultation_id: Id,
    body: Annotated[Agree, Body(openapi_examples=examples.AGREES)],
    write: Writer,
) -> ConsultationView:
    """Confirm the time that the other side proposed, naming it."""
    return await write(consultation_time.agree, consultation_id, body)


@router.post("/{consultation_id}/keep", **CONCERNS)
async def keep(consultation_id: Id, write: Writer) -> ConsultationView:
    """Refuse, or take back, a proposed time."""
    return await write(consultation_time.keep, consultation_id)


@router.post("/{consultation_id}/interrupt", **PROVIDES)
async def interrupt(
    consultation_id: Id,
    body: Annotated[Interrupt, Body(openapi_examples=examples.INTERRUPTS)],
    write: Writer,
) -> ConsultationView:
    """Stop a started consultation, and say when it goes on."""
    return await write(consultation_turn.interrupt, consultation_id, body)


@router.post("/{consultation_id}/addendum", status_code=201, **PROVIDES)
async def addendum(
    consultation_id: Id,
    body: Annotated[Addition, Body(openapi_examples=examples.ADDITIONS)],
    write: Writer,
) -> ConsultationView:
    """Add to the note of a completed consultation; the note itself stays."""
    return await write(consultation_turn.add, consultation_id, body)
