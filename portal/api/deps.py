"""Who is calling: the session cookie of a browser, or the bearer token of another program."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer

from portal.api.cookie import COOKIE, SECURE_NAME
from portal.domain.errors import NotAllowed, NotSignedIn
from portal.infra.password import digest
from portal.services import account
from portal.services.work import Actor, in_thread
from portal.settings import settings

READS = frozenset({"GET", "HEAD", "OPTIONS"})
PLEASE = "Please sign in, or send a valid access token."

# What the OpenAPI document says; the values themselves are read below, after the Door.
_cookie = APIKeyCookie(
    name=SECURE_NAME,
    scheme_name="cookie",
    description="The browser's session. Writes must come from one of the portal's own origins.",
    auto_error=False,
)
_bearer = HTTPBearer(
    scheme_name="bearer",
    description="A token from `POST /api/auth/token`, limited by its scopes and its lifetime.",
    auto_error=False,
)


async def current_actor(request: Request) -> Actor:
    """Return who is calling.

    A request with an `Authorization` header is judged by that header alone. Raises NotSignedIn,
    and NotAllowed for a cookie's write from a foreign page.
    """
    sent = request.headers.get("authorization")
    if sent is None:
        return await _by_cookie(request)
    scheme, _, token = sent.partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn(PLEASE)
    return await _holder(digest(token.strip()), account.SessionKind.BEARER)


def same_origin(request: Request, *, form: bool = False) -> None:
    """Raise NotAllowed unless the request comes from one of the portal's own pages.

    With a form a browser may leave `Origin` out, or say `null` where no referrer is sent; then it
    must say `Sec-Fetch-Site: same-origin`, which no page can forge.
    """
    origin = request.headers.get("origin")
    unnamed = form and origin in (None, "null")
    plain = unnamed and request.headers.get("sec-fetch-site") == "same-origin"
    if origin not in settings().origins and not plain:
        raise NotAllowed("This must be sent from the portal's own pages.")


async def _by_cookie(request: Request) -> Actor:
    hashed = request.cookies.get(COOKIE)
    if not hashed:
        raise NotSignedIn(PLEASE)
    if request.method not in READS:
        same_origin(request)
    return await _holder(hashed, account.SessionKind.COOKIE)


async def _holder(hashed: str, kind: account.SessionKind) -> Actor:
    actor = await in_thread(partial(account.actor_for, hashed, kind=kind))
    if actor is None:
        raise NotSignedIn(PLEASE)
    return actor


async def _described(
    request: Request,
    _by_cookie: Annotated[object, Depends(_cookie)],
    _by_bearer: Annotated[object, Depends(_bearer)],
) -> Actor:
    return await current_actor(request)


CurrentActor = Annotated[Actor, Depends(_described)]
