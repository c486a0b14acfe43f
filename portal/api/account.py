"""/api/me"""

from fastapi import APIRouter

from portal.api.deps import CurrentActor
from portal.api.gate import signed_in
from portal.schemas.account import Me
from portal.services import account
from portal.services.work import see

router = APIRouter(prefix="/api", tags=["account"])


@router.get("/me", **signed_in(401, 503))
async def me(actor: CurrentActor) -> Me:
    """Say who is calling, and what this account or token may do."""
    return await see(actor, account.me)
