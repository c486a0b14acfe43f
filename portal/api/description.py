"""The OpenAPI document: what FastAPI finds out by itself, and what only we can say."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from portal.api.examples import ANSWERS
from portal.api.problem import Problem

TITLE = "Handover API"
SUMMARY = "What the pages of the portal can do, for other programs."
DESCRIPTION = """\
The same services, rules and rows as the pages: what one person does appears on every other
concerned person's open screen at once, whichever way it came in.

**Signing in.** A browser uses its session cookie, and its writes must come from one of the portal's
own origins. Other programs get a bearer token from `POST /api/auth/token`; its scopes narrow what
it may do, and it ends after an hour unless set otherwise.

**Lists** come in pages of at most 50. Send `next_cursor` back as `cursor` for the next page.

**Writes** accept an `Idempotency-Key`: the same key with the same body is done once, and answered
the same each time.

**Refusals** are problem details (RFC 9457). What is not yours does not exist: it is answered 404.
"""
TAGS = [
    {"name": "auth", "description": "Sign in and out, and get an access token."},
    {"name": "account", "description": "Who is calling."},
    {"name": "people", "description": "Who has an account: verified, invited, suspended."},
    {"name": "consultations", "description": "A patient asks, a clinician answers."},
    {"name": "codes", "description": "The classification that a note's diagnoses come from."},
    {"name": "prescriptions", "description": "Medicines, and what is prescribed and supplied."},
    {"name": "files", "description": "Pictures and PDF that people send."},
    {"name": "record", "description": "A patient's record, and who looked at it."},
    {"name": "notifications", "description": "What a person was told."},
    {"name": "health", "description": "For whatever watches over the server."},
]
UNUSED = ("HTTPValidationError", "ValidationError")


def release() -> str:
    """Return the version of the portal that runs."""
    try:
        return version("portal")
    except PackageNotFoundError:
        return "0.3.0"


def describe(api: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the application, made once."""
    if api.openapi_schema is None:
        document = get_openapi(
            title=TITLE,
            version=release(),
            summary=SUMMARY,
            description=DESCRIPTION,
            routes=api.routes,
            tags=TAGS,
        )
        schemas = document["components"]["schemas"]
        schemas["Problem"] = Problem.model_json_schema()
        for name in UNUSED:
            schemas.pop(name, None)
        for name, example in ANSWERS.items():
            schemas[name]["examples"] = [example]
        api.openapi_schema = document
    return api.openapi_schema
