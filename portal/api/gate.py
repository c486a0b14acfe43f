"""Who may call which route. A route says so with `needs`, `signed_in` or `anyone`, or a test fails.

This is the first wall. What a service requires, and which rows it finds, is the second.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from fastapi import Depends
from fastapi.routing import APIRoute

from portal.api.deps import CurrentActor
from portal.api.problem import MEDIA_TYPE
from portal.domain.errors import NotAllowed
from portal.domain.permission import ROLE_PERMISSIONS, Permission, Role
from portal.services.work import Work, act

ANYONE = "anyone"
EVERY_ROLE = tuple(Role)
PROBLEMS = {
    401: "Nobody is signed in, or the session has ended.",
    403: "This account, token or web origin may not do this.",
    404: "It does not exist, or it is not yours to see.",
    409: "The step is not possible any more; `taken` names the colleague who was faster.",
    413: "The body is over 64 KiB; a file, or all files together, over their limit.",
    415: "The file is neither a picture (JPEG, PNG, WebP, GIF, HEIC) nor a PDF.",
    422: "A field cannot be accepted; `errors` names it.",
    429: "Too many attempts; wait a minute.",
    503: "Not available for the moment; nothing was changed.",
}
READING = (401, 403, 422, 503)
WRITING = (*READING, 409, 413)


def needs(permission: Permission, *problems: int) -> dict[str, Any]:
    """Open a route to the roles, and tokens, that hold `permission`; `problems` are documented."""

    async def allowed(actor: CurrentActor) -> None:
        if permission not in actor.permissions:
            await act(actor, entry)

    holders = [role for role in Role if permission in ROLE_PERMISSIONS[role]]
    return _declared(holders, [Depends(allowed)], problems or READING)


def signed_in(*problems: int) -> dict[str, Any]:
    """Open a route to everybody who is signed in."""

    async def somebody(actor: CurrentActor) -> None:
        """The actor was found, or this would not be reached."""

    return _declared(EVERY_ROLE, [Depends(somebody)], problems or READING)


def anyone(*problems: int) -> dict[str, Any]:
    """Open a route to the world."""
    return _declared([ANYONE], [], problems)


def entry(work: Work) -> None:
    """Refuse somebody at the door of a route; `act` keeps it in the audit."""
    raise NotAllowed("Your account does not allow this.")


def audience(route: APIRoute) -> list[str]:
    """Return the roles a route is open to; empty when it does not say, which fails a test."""
    return list((route.openapi_extra or {}).get("x-audience", []))


def routes() -> list[dict[str, Any]]:
    """Return method, path and audience of every route, as `portal gate list` prints them."""
    declared: list[APIRoute] = import_module("portal.api.app").all_routes()
    return [
        {"method": method, "path": route.path, "audience": audience(route)}
        for route in declared
        for method in sorted(route.methods or ())
    ]


def documented(statuses: Iterable[int]) -> dict[int | str, dict[str, Any]]:
    """Return the problem answers of a route, as OpenAPI writes them."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {s: {"description": PROBLEMS[s], "content": content} for s in sorted(set(statuses))}


def _declared(roles: Iterable[str], checks: list[Any], problems: Iterable[int]) -> dict[str, Any]:
    return {
        "openapi_extra": {"x-audience": [str(role) for role in roles]},
        "dependencies": checks,
        "responses": documented(problems),
    }
