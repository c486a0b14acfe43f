"""/api/applications: the documents of an application, sent by whoever sent the application."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request

from portal.api.attachment import taken_in, uploads
from portal.api.gate import anyone
from portal.domain.attachment import Purpose
from portal.services import registration
from portal.services.work import SYSTEM, see

router = APIRouter(prefix="/api/applications", tags=["auth"])

Secret = Annotated[
    str,
    Header(
        alias="X-Application",
        min_length=20,
        max_length=100,
        description="What the page got when the address was confirmed. It adds documents only.",
    ),
]


@router.post("/documents", **uploads(anyone(401, 403, 413, 415, 422, 503), chat=False))
async def add_document(request: Request, secret: Secret) -> Any:
    """Add a picture or PDF of a licence to an application that is not decided yet."""
    actor = await see(SYSTEM, registration.applicant, secret)
    return await taken_in(request, actor, {"purpose": Purpose.LICENCE})
