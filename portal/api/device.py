"""/api/me/sessions: where the caller is signed in, and how it ends."""

from typing import Annotated

from fastapi import APIRouter, Path

from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.device import SessionView
from portal.services import device
from portal.services.work import see

P = Permission.ACCOUNT_MANAGE

router = APIRouter(prefix="/api/me/sessions", tags=["account"])

Id = Annotated[
    str, Path(description="The session.", examples=["7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"])
]


@router.get("", **needs(Permission.ACCOUNT_MANAGE, *READING))
async def sessions(actor: CurrentActor) -> list[SessionView]:
    """List where the caller is signed in, this place first."""
    return await see(actor, device.mine)


@router.post("/end-others", status_code=204, **needs(Permission.ACCOUNT_MANAGE, *WRITING))
async def end_others(write: Writer) -> None:
    """End every session of the caller but this one."""
    await write(device.end_others)


@router.post(
    "/{session_id}/end", status_code=204, **needs(Permission.ACCOUNT_MANAGE, *WRITING, 404)
)
async def end(session_id: Id, write: Writer) -> None:
    """End one of the caller's sessions; its tabs leave at once."""
    await write(device.end, session_id)
