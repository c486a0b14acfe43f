"""/auth, the two forms of a browser, and /api/auth/token for other programs."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response

from portal.api import examples
from portal.api.cookie import (
    COOKIE,
    DEVICE,
    clear_cookie_header,
    set_cookie_header,
    set_device_header,
)
from portal.api.deps import CurrentActor, same_origin
from portal.api.gate import anyone, signed_in
from portal.domain.errors import Invalid, NotActive, NotSignedIn, PortalError, TooMany
from portal.infra import db
from portal.infra.password import digest, new_token
from portal.schemas.account import AccessToken, SignInForm, TokenRequest
from portal.schemas.base import parse
from portal.schemas.credential import PasswordChange
from portal.services import account, credential
from portal.services.device import Visitor
from portal.services.work import act, in_thread

router = APIRouter(tags=["auth"])

NEXT_LENGTH = 300
PROBLEMS = {NotSignedIn: "wrong", TooMany: "many", Invalid: "missing"}
AWAY = "away"


@router.post(
    "/auth/sign-in", status_code=303, response_class=Response, **examples.form(anyone(403, 413))
)
async def sign_in(request: Request) -> Response:
    """Sign a browser in with its form, and lead it to the role's home or to `next`."""
    same_origin(request, form=True)
    return await _signed_in(request, dict((await request.form()).items()))


@router.post("/auth/sign-out", status_code=303, response_class=Response, **anyone(403, 413))
async def sign_out(request: Request) -> Response:
    """End the browser's session; its open tabs leave as well."""
    same_origin(request, form=True)
    actor = await in_thread(partial(account.actor_for, request.cookies.get(COOKIE, "")))
    if actor is not None:
        await act(actor, account.sign_out)
    gone = clear_cookie_header(scheme=request.url.scheme, host=_host(request))
    return _to("/sign-in?problem=signed_out", gone)


@router.post(
    "/auth/password",
    status_code=303,
    response_class=Response,
    **examples.form(signed_in(401, 403, 413)),
)
async def change_password(request: Request, actor: CurrentActor) -> Response:
    """Change the password with the account page's form; all other sessions end."""
    same_origin(request, form=True)
    page = f"{actor.role.home if actor.role else ''}/account"
    try:
        form = parse(PasswordChange, dict((await request.form()).items()))
        secret = await credential.change(actor, form, _visitor(request)[0])
    except (PortalError, *db.AWAY) as refusal:
        return _to(f"{page}?{urlencode({'problem': credential.code_of(refusal)})}#password")
    cookie = set_cookie_header(secret, scheme=request.url.scheme, host=_host(request))
    return _to(f"{page}?done=password", cookie)


@router.post("/api/auth/token", **anyone(401, 413, 422, 429, 503))
async def token(
    request: Request, body: Annotated[TokenRequest, Body(openapi_examples=examples.TOKENS)]
) -> AccessToken:
    """Get an access token for another program, narrowed to `scopes` where any are given."""
    return await account.access_token(body, _visitor(request)[0])


def local_path(claimed: object) -> str:
    """Return a path of this very site; empty for anything a browser might take elsewhere."""
    if not isinstance(claimed, str) or not 1 < len(claimed) <= NEXT_LENGTH:
        return ""
    plain = all("!" <= c <= "~" and c != "\\" for c in claimed)
    inside = claimed.startswith("/") and not claimed.startswith(("//", "/api/", "/auth/"))
    return claimed if plain and inside else ""


async def _signed_in(request: Request, sent: Mapping[str, object]) -> Response:
    onward = local_path(sent.get("next"))
    try:
        form = parse(SignInForm, {name: text for name, text in sent.items() if name != "next"})
        before = request.cookies.get(COOKIE, "")
        visitor, mark = _visitor(request)
        secret = await account.sign_in(form, visitor, before)
        actor = await in_thread(partial(account.actor_for, digest(secret)))
    except (PortalError, *db.AWAY) as refusal:
        known = refusal.word if isinstance(refusal, NotActive) else AWAY
        said = {
            "problem": PROBLEMS.get(type(refusal), known),
            **({"next": onward} if onward else {}),
        }
        return _to(f"/sign-in?{urlencode(said)}")
    home = actor.role.home if actor and actor.role else "/"
    cookie = set_cookie_header(secret, scheme=request.url.scheme, host=_host(request))
    return _to(onward or home, cookie, mark)


def _to(path: str, *cookies: str) -> Response:
    answer = Response(status_code=303, headers={"Location": path, "Cache-Control": "no-store"})
    for cookie in filter(None, cookies):
        answer.headers.append("Set-Cookie", cookie)
    return answer


def _visitor(request: Request) -> tuple[Visitor, str]:
    """Return from where the request comes, and the cookie by which a new browser is marked."""
    address = request.client.host if request.client else "unknown"
    agent = request.headers.get("user-agent", "")[:400]
    known = request.cookies.get(DEVICE, "")
    if known:
        return Visitor(address, agent, known), ""
    mark = new_token()
    cookie = set_device_header(mark, scheme=request.url.scheme, host=_host(request))
    return Visitor(address, agent, digest(mark)), cookie


def _host(request: Request) -> str:
    return request.headers.get("host", "")
