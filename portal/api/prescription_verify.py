"""Codes: whether a prescription is genuine, for anybody; and what a picture of one says."""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from portal.api import examples_verify as examples
from portal.api.attachment import FIELDS, NO_FILE, from_a_page
from portal.api.deps import CurrentActor
from portal.api.gate import WRITING, anyone, needs
from portal.domain.errors import Invalid
from portal.domain.permission import Permission
from portal.schemas.prescription_verify import ReadCode, Verified, VerifyClaim
from portal.services import prescription_scan, prescription_verify

router = APIRouter(prefix="/api/prescriptions", tags=["prescriptions"])


@router.post("/verify", **anyone(413, 422, 429, 503))
async def verify(
    body: Annotated[VerifyClaim, Body(openapi_examples=examples.CLAIMS)], request: Request
) -> Verified:
    """Ask whether a prescription is genuine and where it stands; no word about the patient.

    Nobody need be signed in. A code that was altered, or is not ours, answers 422 `forged`.
    """
    address = request.client.host if request.client else "unknown"
    return await prescription_verify.ask(body, address)


@router.post(
    "/scan-picture",
    **examples.uploads(needs(Permission.PRESCRIPTION_DISPENSE, *WRITING, 415), from_a_page),
)
async def scan_picture(request: Request, actor: CurrentActor) -> ReadCode:
    """Read the signed code in a picture of a prescription; scan it then as if it had been typed."""
    try:
        async with request.form(max_files=1, max_fields=FIELDS) as sent:
            file = sent.get("file")
            if not isinstance(file, UploadFile):
                raise Invalid("Please check what you sent.", {"file": NO_FILE})
            content = await file.read()
    except HTTPException:
        raise Invalid("Please check what you sent.", {"file": NO_FILE}) from None
    return await prescription_scan.take_in(actor, content)
