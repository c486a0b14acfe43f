"""/api/attachments, and the files of a consultation."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from portal.api import example_file
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs, signed_in
from portal.api.writing import Writer
from portal.domain.attachment import MediaType, Purpose
from portal.domain.errors import Invalid, NotAllowed
from portal.domain.permission import Permission
from portal.schemas.attachment import (
    AttachmentPage,
    AttachmentUpload,
    AttachmentView,
    Removal,
    Sensitive,
    Viewer,
    ViewerView,
)
from portal.schemas.base import parse
from portal.services import attachment, attachment_mark, attachment_store
from portal.services.attachment_store import Content
from portal.services.work import Actor, record_id, see

router = APIRouter(tags=["files"])

Id = Annotated[str, Path(description="The file.", examples=[example_file.ATTACHMENT_ID])]
Consultation = Annotated[
    str, Path(description="The consultation.", examples=[example_file.CONSULTATION_ID])
]
UPLOADING = (*WRITING, 404, 415)
FIELDS = 8
NO_FILE = "Send one file, as the part `file` of a form."
SHEET = b"default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


async def from_a_page(request: Request) -> None:
    """Raise NotAllowed for a browser's upload that no script of the portal's own pages sent.

    A form of a foreign page cannot set this header.
    """
    program = request.headers.get("authorization") is not None
    if not program and request.headers.get("x-requested-with") != "portal":
        raise NotAllowed("This must be sent from the portal's own pages.")


def uploads(declared: dict[str, Any], *, chat: bool) -> dict[str, Any]:
    """Make a declared route one that takes a file."""
    fields = AttachmentUpload.model_json_schema()["properties"]
    declared["openapi_extra"]["requestBody"] = example_file.form(fields, chat=chat)
    declared["dependencies"].append(Depends(from_a_page))
    return {**declared, "status_code": 201}


@router.post(
    "/api/consultations/{consultation_id}/attachments",
    **uploads(needs(Permission.ATTACHMENT_ADD, *UPLOADING), chat=True),
)
async def send(consultation_id: Consultation, request: Request, actor: CurrentActor) -> Any:
    """Send a picture or PDF into the conversation, where it appears as a message."""
    fixed = {"purpose": Purpose.CHAT, "consultation": record_id(consultation_id)}
    return await taken_in(request, actor, fixed)


@router.get(
    "/api/consultations/{consultation_id}/attachments",
    **needs(Permission.ATTACHMENT_READ, *READING, 404, 409),
)
async def listed(consultation_id: Consultation, actor: CurrentActor) -> AttachmentPage:
    """List the files of one consultation, newest first."""
    return await see(actor, attachment.of_consultation, consultation_id)


@router.post("/api/attachments", **uploads(signed_in(*UPLOADING), chat=False))
async def add(request: Request, actor: CurrentActor) -> Any:
    """Send a picture or PDF for a request that is not sent yet, or into a record."""
    return await taken_in(request, actor, {})


@router.get("/api/attachments", **needs(Permission.CONSULTATION_REQUEST))
async def unsent(actor: CurrentActor) -> AttachmentPage:
    """List the patient's files that wait for their request to be sent."""
    return await see(actor, attachment.unsent)


@router.get("/api/attachments/{attachment_id}", response_class=Response, **signed_in(*READING, 404))
async def content(
    attachment_id: Id,
    actor: CurrentActor,
    show: Annotated[bool, Query(description="A picture for a page, not to be saved.")] = False,  # noqa: FBT002 - a query
) -> Response:
    """Read a file; the reading is kept in the patient's audit."""
    return _sent(await attachment_store.give(actor, attachment_id), show=show)


@router.get(
    "/api/attachments/{attachment_id}/thumbnail",
    response_class=Response,
    **signed_in(*READING, 404),
)
async def thumbnail(attachment_id: Id, actor: CurrentActor) -> Response:
    """Read a picture's small version, for a list."""
    return _sent(await attachment_store.give(actor, attachment_id, thumbnail=True), show=True)


@router.get("/api/attachments/{attachment_id}/details", **signed_in(*READING, 404))
async def details(attachment_id: Id, actor: CurrentActor) -> AttachmentView:
    """Read what is said about a file, without its content."""
    return await see(actor, attachment.get, attachment_id)


@router.post(
    "/api/attachments/{attachment_id}/sensitive", **needs(Permission.ATTACHMENT_READ, *WRITING, 404)
)
async def sensitive(
    attachment_id: Id,
    body: Annotated[Sensitive, Body(openapi_examples=example_file.MARKS)],
    write: Writer,
) -> AttachmentView:
    """Mark a picture as sensitive, or take one's mark away."""
    return await write(attachment_mark.mark, attachment_id, body)


@router.get(
    "/api/attachments/{attachment_id}/viewers", **needs(Permission.ATTACHMENT_READ, *READING, 404)
)
async def candidates(attachment_id: Id, actor: CurrentActor) -> list[ViewerView]:
    """List whom the caller could let see a sensitive picture."""
    return await see(actor, attachment_mark.candidates, attachment_id)


@router.post(
    "/api/attachments/{attachment_id}/viewers", **needs(Permission.ATTACHMENT_READ, *WRITING, 404)
)
async def name_viewer(
    attachment_id: Id,
    body: Annotated[Viewer, Body(openapi_examples=example_file.VIEWERS)],
    write: Writer,
) -> AttachmentView:
    """Let one more person see a sensitive picture."""
    return await write(attachment_mark.name_viewer, attachment_id, body)


@router.post(
    "/api/attachments/{attachment_id}/remove", **needs(Permission.ATTACHMENT_READ, *WRITING, 404)
)
async def remove(
    attachment_id: Id,
    body: Annotated[Removal, Body(openapi_examples=example_file.REMOVALS)],
    write: Writer,
) -> AttachmentView:
    """Remove a file for good; who did, when and why stays."""
    return await write(attachment_mark.remove, attachment_id, body)


@router.post(
    "/api/attachments/{attachment_id}/withdraw",
    status_code=204,
    **needs(Permission.CONSULTATION_REQUEST, *WRITING, 404),
)
async def withdraw(attachment_id: Id, write: Writer) -> None:
    """Take back a file whose request is not sent yet."""
    await write(attachment_mark.withdraw, attachment_id)


async def taken_in(request: Request, actor: Actor, fixed: dict[str, Any]) -> AttachmentView:
    """Judge the claim's place before the body, then read the form, and keep the file."""
    length = request.headers.get("content-length", "0")
    if fixed:
        early = AttachmentUpload(client_id=UUID(int=0), **fixed)
        await see(actor, attachment.admit, early, int(length) if length.isdigit() else 0)
    try:
        async with request.form(max_files=1, max_fields=FIELDS) as sent:
            claim, file = _read(sent, fixed)
            data = await file.read()
    except HTTPException:
        raise Invalid("Please check what you sent.", {"file": NO_FILE}) from None
    return await attachment_store.take_in(actor, claim, data)


def _read(sent: FormData, fixed: dict[str, Any]) -> tuple[AttachmentUpload, UploadFile]:
    said = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
    file = sent.get("file")
    if not isinstance(file, UploadFile):
        raise Invalid("Please check what you sent.", {"file": NO_FILE})
    said.setdefault("name", file.filename or "")
    return parse(AttachmentUpload, {**said, **fixed}), file


def _sent(one: Content, *, show: bool) -> Response:
    inline = show and one.media_type in (MediaType.JPEG, MediaType.PNG)
    kind = "inline" if inline else "attachment"
    headers = {
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(one.name, safe='')}",
        "Content-Security-Policy": SHEET.decode(),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    return Response(one.data, media_type=one.media_type.value, headers=headers)
