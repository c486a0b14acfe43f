"""/api/codes"""

from typing import Annotated

from fastapi import APIRouter, Query

from portal.api.deps import CurrentActor
from portal.api.gate import READING, needs
from portal.domain.permission import Permission
from portal.schemas.icd10 import Icd10Page
from portal.services import icd10
from portal.services.work import see

router = APIRouter(prefix="/api/codes", tags=["codes"])

Typed = Annotated[
    str,
    Query(
        max_length=100,
        description="A code or its beginning, or words of the name, as they are typed.",
        examples=["type 2 diab"],
    ),
]
Most = Annotated[int, Query(ge=1, le=icd10.MOST, description="How many at most.")]


@router.get("/icd10", **needs(Permission.CONSULTATION_PROVIDE, *READING))
async def search_icd10(actor: CurrentActor, q: Typed = "", limit: Most = icd10.LIMIT) -> Icd10Page:
    """Search the diagnoses of ICD-10-CM, the best first; forgiving of typing."""
    return await see(actor, icd10.find, q, limit)
