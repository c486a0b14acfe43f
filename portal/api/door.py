"""The outermost ASGI layer: what every request passes before anything else sees it.

It (1) puts the security headers on every answer, errors included, (2) replaces the session cookie
by its hash, so that nothing behind it ever holds the secret, (3) binds a tab's page state to the
session: its key is a hash of session and client token, (4) limits live connections in number,
origin and frame size, and (5) mends redirects that name the wrong host.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from portal.api.cookie import COOKIE, DEVICE, DEVICE_NAMES, OUTER_NAMES
from portal.infra import throttle
from portal.infra.password import digest
from portal.settings import settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

BUILD = Path(".web/build/client")
FRAME_LIMIT = 64 * 1024
TOKEN_LENGTH = 36
SIGNING_IN = ("/auth/", "/api/auth/")
"""Only there it matters which browser it is."""

YEAR = b"public, max-age=31536000, immutable"
READER = re.compile(r"/assets/scanner_worker-[\w-]+\.js")
READER_POLICY = b"; ".join(
    (
        b"default-src 'none'",
        b"script-src 'self' 'wasm-unsafe-eval'",
        b"connect-src 'self'",
        b"frame-ancestors 'none'",
    )
)
"""The one script that may compile WebAssembly: it reads codes beside the page, and draws none."""


@cache
def policy() -> bytes:
    """Return the content security policy: own files, and the inline scripts of this very build.

    `style-src` needs 'unsafe-inline': the components set styles on elements.
    """
    scripts: set[str] = set()
    for page in BUILD.rglob("*.html"):
        for body in re.findall(r"<script\b[^>]*>(.*?)</script>", page.read_text(), re.DOTALL):
            if body.strip():
                sha = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
                scripts.add(f"'sha256-{sha}'")
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *sorted(scripts))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    ).encode()


class Door:
    """Wraps the whole application."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request or live connection in, stripped of its secret."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = _behind_proxy(scope)
        held = _hash_of(scope["headers"], OUTER_NAMES)
        signing_in = scope["type"] == "http" and scope["path"].startswith(SIGNING_IN)
        device = _hash_of(scope["headers"], DEVICE_NAMES) if signing_in else ""
        scope["headers"] = _without_secret(scope["headers"], {COOKIE: held, DEVICE: device})
        if scope["type"] == "websocket":
            await self._live(scope, receive, send, held)
        else:
            await self._http(scope, receive, send, held)

    async def _live(self, scope: Scope, receive: Receive, send: Send, held: str) -> None:
        address = str((scope.get("client") or ("?",))[0])
        origin = _header(scope["headers"], b"origin")
        foreign = origin not in settings().origins if (origin or held) else False
        limit = settings().handshakes_per_minute
        if foreign or not throttle.hit("handshake", address, limit):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if "token" in query:
            query["token"] = [digest(f"{held}|{query['token'][0]}")[:TOKEN_LENGTH]]
        scope["query_string"] = urlencode(query, doseq=True).encode()

        async def small() -> Message:
            message = await receive()
            body = message.get("bytes") or (message.get("text") or "").encode()
            if message["type"] == "websocket.receive" and len(body) > FRAME_LIMIT:
                await send({"type": "websocket.close", "code": 1009})
                return {"type": "websocket.disconnect", "code": 1009}
            return message

        await self.app(scope, small, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send, held: str) -> None:
        path = scope["path"]

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _dressed(scope, message, held)}
            await send(message)

        if f"{path}/".startswith(("/_upload/", "/_event/")):
            # No uploads here, and live connections only as websockets.
            start = {"type": "http.response.start", "status": 404}
            await reply({**start, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, reply)


def _dressed(scope: Scope, message: Message, held: str) -> Headers:
    given: Headers = list(message.get("headers", []))
    path = scope["path"]
    cache_rule = b"no-store"
    if path.startswith("/assets/") and message["status"] == 200:  # noqa: PLR2004
        cache_rule = YEAR
    elif "." in path.rpartition("/")[2] and not held:
        cache_rule = b"no-cache"
    wanted: Headers = [
        (b"content-security-policy", READER_POLICY if READER.fullmatch(path) else policy()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(self), microphone=(), geolocation=()"),
        (b"cache-control", cache_rule),
    ]
    if scope["scheme"] == "https":
        wanted.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    host = _header(scope["headers"], b"host")
    kept = [(n, _local(v, host) if n.lower() == b"location" else v) for n, v in given]
    own = path.startswith(("/api/docs", "/api/attachments/"))  # both set stricter policies
    wanted = [w for w in wanted if not (own and _has(kept, w[0]))]
    names = {name for name, _ in wanted}
    return [*[(n, v) for n, v in kept if n.lower() not in names], *wanted]


def _has(headers: Headers, name: bytes) -> bool:
    return any(n.lower() == name for n, _ in headers)


def _local(location: bytes, host: str) -> bytes:
    """Name only the path when a redirect stays here: a proxy's scheme and host are not ours."""
    parts = urlsplit(location.decode("latin-1"))
    if not parts.netloc or parts.netloc.partition(":")[0] != host.partition(":")[0]:
        return location
    return parts._replace(scheme="", netloc="").geturl().encode("latin-1") or b"/"


def _behind_proxy(scope: Scope) -> Scope:
    """Take the caller's address and scheme from the proxies that were declared, and only those."""
    hops = settings().proxy_hops
    if not hops:
        return {**scope}
    scope = {**scope}
    chain = [a.strip() for a in _header(scope["headers"], b"x-forwarded-for").split(",") if a]
    if len(chain) >= hops:
        scope["client"] = (chain[-hops], 0)
    secure = _header(scope["headers"], b"x-forwarded-proto") == "https"
    if secure:
        scope["scheme"] = "wss" if scope["type"] == "websocket" else "https"
    return scope


def _hash_of(headers: Headers, names: tuple[str, ...]) -> str:
    jar = _cookies(headers)
    return next((digest(jar[name]) for name in names if jar.get(name)), "")


def _cookies(headers: Headers) -> dict[str, str]:
    jar: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"cookie":
            for pair in value.decode("latin-1").split(";"):
                try:
                    jar |= {k: m.value for k, m in SimpleCookie(pair.strip()).items()}
                except CookieError:
                    continue
    return jar


def _without_secret(headers: Headers, hashes: dict[str, str]) -> Headers:
    kept = [(n, v) for n, v in headers if n.lower() != b"cookie"]
    held = "; ".join(f"{name}={value}" for name, value in hashes.items() if value)
    return [*kept, (b"cookie", held.encode())] if held else kept


def _header(headers: Headers, name: bytes) -> str:
    return next((v.decode("latin-1") for n, v in headers if n.lower() == name), "")
