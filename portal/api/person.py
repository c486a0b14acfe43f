"""/api/people: the administrator's people, and every step of an account."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query

from portal.api import example_person
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.invitation import Invitation
from portal.schemas.person import Leave, PersonPage, PersonRow, PersonView, Renewal, Why
from portal.services import invitation, person, registration
from portal.services.work import see

router = APIRouter(prefix="/api/people", tags=["people"])

P = Permission.PEOPLE_MANAGE
STEP = (*WRITING, 404)
Id = Annotated[str, Path(description="The person.", examples=[example_person.PERSON_ID])]


@router.get("", **needs(P, *READING))
async def search(
    actor: CurrentActor,
    show: Annotated[str, Query(description="pending, active, suspended, invited or over.")] = "",
    role: Annotated[str, Query(description="Only people of this role.")] = "",
    q: Annotated[str, Query(max_length=60, description="Part of a name or address.")] = "",
    cursor: Annotated[str | None, Query(description="The page after this one.")] = None,
) -> PersonPage:
    """Find people; no clinical text."""
    return await see(actor, person.search, show, role, q, cursor)


@router.post("/invite", status_code=201, **needs(Permission.STAFF_INVITE, *WRITING))
async def invite(
    body: Annotated[Invitation, Body(openapi_examples=example_person.INVITATIONS)], write: Writer
) -> PersonRow:
    """Invite a colleague by letter; a practice manager into their own organisation only."""
    async with registration.evenly():
        return await write(invitation.invite, body)


@router.get("/{person_id}", **needs(P, *READING, 404))
async def get(person_id: Id, actor: CurrentActor) -> PersonView:
    """Read one person: licence, open work, what happened."""
    return await see(actor, person.get, person_id)


@router.post("/{person_id}/verify", **needs(P, *STEP))
async def verify(person_id: Id, write: Writer) -> PersonView:
    """Let a professional in whose licence was checked."""
    return await write(person.verify, person_id)


@router.post("/{person_id}/reject", **needs(P, *STEP))
async def reject(
    person_id: Id,
    body: Annotated[Why, Body(openapi_examples=example_person.REASONS)],
    write: Writer,
) -> PersonView:
    """Refuse an application, with a reason."""
    return await write(person.reject, person_id, body)


@router.post("/{person_id}/suspend", **needs(P, *STEP))
async def suspend(
    person_id: Id,
    body: Annotated[Leave, Body(openapi_examples=example_person.LEAVES)],
    write: Writer,
) -> PersonView:
    """Shut somebody out at once; their open work goes to the pool and to the cover."""
    return await write(person.suspend, person_id, body)


@router.post("/{person_id}/reinstate", **needs(P, *STEP))
async def reinstate(
    person_id: Id,
    body: Annotated[Renewal, Body(openapi_examples=example_person.RENEWALS)],
    write: Writer,
) -> PersonView:
    """Let somebody in again."""
    return await write(person.reinstate, person_id, body)


@router.post("/{person_id}/close", **needs(P, *STEP))
async def close(
    person_id: Id,
    body: Annotated[Leave, Body(openapi_examples=example_person.LEAVES)],
    write: Writer,
) -> PersonView:
    """End an account for good."""
    return await write(person.close, person_id, body)


@router.post("/{person_id}/withdraw", status_code=204, **needs(Permission.STAFF_INVITE, *STEP))
async def withdraw(person_id: Id, write: Writer) -> None:
    """Take an invitation back."""
    await write(invitation.withdraw, person_id)
