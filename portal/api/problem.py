"""Every refusal in one JSON shape: problem details (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from portal.domain.errors import PortalError, TooLarge, Unavailable
from portal.infra.db import AWAY
from portal.schemas.base import refusal

MEDIA_TYPE = "application/problem+json"
NAME_LENGTH = 60
ANYBODY = {"WWW-Authenticate": "Bearer"}
PLACES = ("body", "query", "path", "header", "cookie")
SAID = {
    "missing": "This is required.",
    "extra_forbidden": "There is no such field.",
    "uuid_parsing": "This is not a valid id.",
    "datetime_from_date_parsing": "This is not a time with its zone.",
    "timezone_aware": "Give the time with its zone.",
    "value_error": "This cannot be accepted as it stands.",
}
HTTP: Mapping[int, tuple[str, str, str]] = {
    404: ("not_found", "Not found", "There is nothing at this address."),
    405: ("method_not_allowed", "Method not allowed", "This address does not take this method."),
    413: (TooLarge.code, TooLarge.title, "A request may have at most 64 KiB."),
}
GENERAL = ("refused", "This was refused", "The request could not be read.")


class Problem(BaseModel):
    """Why something was refused (RFC 9457); `errors` names each field that is wrong."""

    type: str = Field(description="Identifies the kind of problem; stable.")
    title: str = Field(description="The kind of problem, in words.")
    status: int = Field(description="The HTTP status again.")
    detail: str = Field(description="What happened this time, for a person to read.")
    code: str = Field(description="The kind of problem as a word for programs; stable.")
    errors: dict[str, str] = Field(default_factory=dict, description="Field: what is wrong.")


def problem(
    status: int, code: str, title: str, detail: str, errors: Mapping[str, str] | None = None
) -> Problem:
    """Return the details of one refusal."""
    return Problem(
        type=f"urn:handover:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        errors=dict(errors or {}),
    )


def answer(said: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the refusal as a response."""
    body = said.model_dump(exclude=set() if said.errors else {"errors"})
    extra = {**(ANYBODY if said.status == 401 else {}), **(headers or {})}  # noqa: PLR2004
    return JSONResponse(body, said.status, extra, MEDIA_TYPE)


def of(error: PortalError) -> Problem:
    """Return the details of a refusal by the portal's own rules."""
    return problem(error.status, error.code, error.title, error.message, error.fields)


def unexpected() -> Problem:
    """Return what is said of a mistake in the portal itself: nothing about its inside."""
    sentence = "Something went wrong on our side. Please try again in a moment."
    return problem(500, "unexpected", "Something went wrong", sentence)


def no_such(status: int) -> Problem:
    """Return the details of an HTTP error that no rule of the portal speaks of."""
    return problem(status, *HTTP.get(status, GENERAL))


def sentences(error: RequestValidationError, say: Mapping[str, str]) -> PortalError:
    """Turn what pydantic found into a sentence a field; what was sent is never repeated."""
    found: list[dict[str, Any]] = []
    for one in error.errors():
        led = one["loc"][:1] and one["loc"][0] in PLACES
        path = [str(part)[:NAME_LENGTH] for part in one["loc"][1 if led else 0 :]]
        if one["type"] == "json_invalid":
            found.append({"loc": ["form"], "msg": "This is not valid JSON."})
        elif one["type"] == "extra_forbidden":
            found.append({"loc": [".".join(path)], "msg": SAID["extra_forbidden"]})
        else:
            said = SAID.get(one["type"]) or _plain(one["msg"])
            found.append({"loc": path, "msg": said, "type": one["type"]})
    return refusal({name: s for name, s in say.items() if name not in _unknown(found)}, found)


def _plain(finding: str) -> str:
    """Make a sentence of pydantic's own words."""
    return f"{finding.replace('Input should', 'This should').removesuffix('.')}."


def _unknown(found: list[dict[str, Any]]) -> set[str]:
    return {one["loc"][0] for one in found if one["msg"] == SAID["extra_forbidden"]}


def say_of(request: Request) -> Mapping[str, str]:
    """Return the sentences of the schema that the matched route reads its body with."""
    body = getattr(request.scope.get("route"), "body_field", None)
    schema = body.field_info.annotation if body is not None else None
    return getattr(schema, "SAY", {})


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PortalError)  # noqa: S101 - registered for nothing else
    return answer(of(error))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    return answer(of(sentences(error, say_of(request))))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    return answer(no_such(error.status_code), error.headers)


async def _away(_: Request, __: Exception) -> JSONResponse:
    sentence = "The record cannot be reached for the moment. Please try again."
    return answer(of(Unavailable(sentence)))


def explain(api: FastAPI) -> None:
    """Let the application answer every refusal in this one shape."""
    api.add_exception_handler(PortalError, _refused)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _http)
    for kind in AWAY:
        api.add_exception_handler(kind, _away)
