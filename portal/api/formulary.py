"""/api/medications"""

from typing import Annotated

from fastapi import APIRouter, Query

from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.schemas.medicine import MedicinePage
from portal.services import formulary
from portal.services.work import see

router = APIRouter(prefix="/api/medications", tags=["prescriptions"])

Typed = Annotated[
    str,
    Query(
        max_length=100,
        description="Substance, brand, strength and form, as they are typed.",
        examples=["amox 500 cap"],
    ),
]
Most = Annotated[int, Query(ge=1, le=formulary.MOST, description="How many at most.")]


@router.get("", **needs(Permission.MEDICINE_READ, *READING))
async def search_medications(
    actor: CurrentActor, q: Typed = "", limit: Most = formulary.LIMIT
) -> MedicinePage:
    """Search the medicines that can be prescribed, the best first; forgiving of typing."""
    return await see(actor, formulary.search, q, limit)
