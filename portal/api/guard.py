"""What stands before and behind the routes: a limit on bodies, and an answer to everything else."""

import re
import sys
from collections.abc import Callable, Iterable

import structlog
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.api import problem
from portal.domain.errors import TooLarge
from portal.settings import settings

log = structlog.get_logger(__name__)

LIMIT = 64 * 1024
UPLOADS = re.compile(
    r"/api/(attachments|applications/documents|consultations/[^/]+/attachments"
    r"|prescriptions/scan-picture)/?"
)
"""Where files come in. Their body is counted as it is read, once the route knows the caller."""

OWN = ("/api/", "/auth/", "/livez", "/readyz")


class Guard:
    """Refuse a body over 64 KiB before it is parsed, and turn a crash into a plain sentence.

    It answers for the API's own addresses only; pages and live updates pass untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or not scope["path"].startswith(OWN):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "POST" and UPLOADS.fullmatch(scope["path"]):
            await self._upload(scope, receive, send)
            return
        body = await _body(scope, receive)
        if body is None:
            await problem.answer(problem.no_such(413), {"Connection": "close"})(
                scope, receive, send
            )
            return
        await self._serve(scope, _again(body, receive), send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file pass, up to its limit and the room for what is said about it."""
        room = settings().upload_bytes + LIMIT
        if _declared(scope) > room:
            refusal = problem.answer(problem.of(_too_large()), {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > room:
                raise _too_large()
            return message

        await self._serve(scope, counted, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as crash:  # the last place where it can become a sentence
            log.error("api.crashed", kind=type(crash).__name__, path=_pattern(scope))  # noqa: TRY400 - a trace may hold what people typed
            if not begun:
                await problem.answer(problem.unexpected())(scope, receive, send)


class Unknown:
    """Answer for an address that no route takes: 405 when only the method is wrong, else 404."""

    def __init__(self, routes: Callable[[], Iterable[APIRoute]]) -> None:
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse one request."""
        await self._refusal(scope)(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse:
        near = [r for r in self.routes() if r.matches(scope)[0] is Match.PARTIAL]
        allowed = sorted({method for route in near for method in route.methods or ()})
        if allowed:
            return problem.answer(problem.no_such(405), {"Allow": ", ".join(allowed)})
        return problem.answer(problem.no_such(404))


def _too_large() -> TooLarge:
    most = settings().upload_megabytes
    return TooLarge(f"This file is too large. At most {most} MB are accepted.")


def _declared(scope: Scope) -> int:
    """Return how long the body says it is; endless, when that cannot be read."""
    given = [value for name, value in scope["headers"] if name == b"content-length"]
    return max((int(v) if v.isdigit() else sys.maxsize for v in given), default=0)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the whole body; None as soon as it is known to be too long."""
    if _declared(scope) > LIMIT:
        return None
    read = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return read
        read += message.get("body", b"")
        if len(read) > LIMIT:
            return None
        if not message.get("more_body", False):
            return read


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body that was read, and then what follows."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _pattern(scope: Scope) -> str:
    """Return the address as it is declared, without anybody's id."""
    return str(getattr(scope.get("route"), "path", "unknown"))
