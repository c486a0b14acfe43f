"""/api/openapi.json and /api/docs: the reference, as data and as a page without any script."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from portal.api.gate import anyone
from portal.api.reference_page import page
from portal.api.reference_style import STYLE

router = APIRouter(prefix="/api", include_in_schema=False)
A_WHILE = {"Cache-Control": "public, max-age=300"}


@router.get("/openapi.json", **anyone())
async def openapi(request: Request) -> JSONResponse:
    """Give the OpenAPI document."""
    return JSONResponse(request.app.openapi(), headers=A_WHILE)


@router.get("/docs", **anyone())
async def docs(request: Request) -> HTMLResponse:
    """Show the reference as a page."""
    return HTMLResponse(page(request.app.openapi()), headers=A_WHILE)


@router.get("/docs/style.css", **anyone())
async def style() -> Response:
    """Give the page its looks."""
    return Response(STYLE, media_type="text/css", headers=A_WHILE)
