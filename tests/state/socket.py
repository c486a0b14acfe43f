"""A browser without a screen: signs in over HTTP and speaks the live connection's own language."""

import asyncio
import json
from contextlib import suppress
from http.cookies import SimpleCookie
from typing import Any, Self
from urllib.parse import quote
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

NAMESPACE = "/_event"
STATE = "reflex___state____state"
HYDRATE = f"{STATE}.hydrate_and_load"
PATIENCE = 10.0


def state(name: str, module: str) -> str:
    """The wire's name of a State: `state("LiveState", "live")`."""
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
    return f"{STATE}.portal___state___{module}____{snake}"


LIVE = state("LiveState", "live")
CONSULTATION = state("ConsultationState", "consultation")
WORK_LIST = state("ClinicianWorkListState", "work_list")


class Person:
    """Somebody at a browser: an address to call and, once signed in, a cookie."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookie = ""
        self.id = ""

    async def sign_in(self, email: str, password: str) -> Self:
        """Post the form of the sign-in page and keep the cookie."""
        answer = await self.post("/auth/sign-in", data={"email": email, "password": password})
        jar = [SimpleCookie(header) for header in answer.headers.get_list("set-cookie")]
        held = [(name, one.value) for kept in jar for name, one in kept.items() if one.value]
        assert held, f"not signed in: {answer.headers.get('location')}"
        self.cookie = "{}={}".format(*held[0])
        return self

    @property
    def secret(self) -> str:
        """What the cookie holds."""
        return self.cookie.partition("=")[2]

    async def post(self, path: str, **body: Any) -> httpx.Response:
        """Post as a page of the portal does."""
        return await self.call("POST", path, **body)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("GET", path, **more)

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Origin": self.base} | ({"Cookie": self.cookie} if self.cookie else {})
        headers |= more.pop("headers", {})
        async with httpx.AsyncClient(base_url=self.base, timeout=30) as client:
            return await client.request(method, path, headers=headers, **more)

    def tab(self, path: str = "/", **options: Any) -> "Tab":
        """A tab of this browser; connects when entered."""
        return Tab(self, path, **options)


class Tab:
    """One live connection. Everything that comes back is kept in `frames` and merged in `vars`."""

    def __init__(
        self, person: Person, path: str, *, token: str = "", origin: str | None = "own",
        cookie: str | None = None, base: str = "", hydrate: bool = True,
    ) -> None:  # fmt: skip
        self.person, self.path = person, path
        self.base = base or person.base
        self.token = token or str(uuid4())
        self.cookie = person.cookie if cookie is None else cookie
        self.origin = person.base if origin == "own" else origin
        self.hydrate = hydrate
        self.frames: list[str] = []
        self.vars: dict[str, dict[str, Any]] = {}
        self.events: list[Any] = []
        self.finals = 0
        self.closed: int | None = None
        self._changed = asyncio.Condition()
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        if self.hydrate:
            await self.load()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Connect; raises what the server answers when it refuses."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        address = self.base.replace("http", "ws", 1)
        self._socket = await connect(
            f"{address}{NAMESPACE}/?EIO=4&transport=websocket&token={quote(self.token)}",
            additional_headers=headers, origin=self.origin, max_size=None,  # type: ignore[arg-type]
            proxy=None, ping_interval=None, open_timeout=PATIENCE, close_timeout=1,
        )  # fmt: skip
        self.closed = None
        async with asyncio.timeout(PATIENCE):
            opened = str(await self._socket.recv())
            assert opened.startswith("0"), opened
            await self._socket.send(f"40{NAMESPACE},")
            while not (frame := str(await self._socket.recv())).startswith(f"40{NAMESPACE},"):
                assert frame.startswith("42"), frame
                self._take(frame)  # the tab was known, and something was still on its way
        self._reader = asyncio.create_task(self._read(self._socket))

    async def close(self) -> None:
        """Close like a browser that leaves."""
        if self._socket is not None:
            await self._socket.close()
        await self._rest()

    async def cut(self) -> None:
        """Drop the line without a word, as a train in a tunnel does."""
        if self._socket is not None:
            self._socket.transport.abort()
        await self._rest()

    async def load(self) -> None:
        """Do what a page does when it opens: hydrate, and run what the page loads."""
        before = self.vars.get(STATE, {}).get("is_hydrated_rx_state_")
        if before:
            self.vars[STATE]["is_hydrated_rx_state_"] = False
        await self.send(HYDRATE)
        await self.until(lambda: self.vars.get(STATE, {}).get("is_hydrated_rx_state_"))

    async def send(self, handler: str, **payload: Any) -> None:
        """Send one event."""
        await self.raw({"name": handler, "payload": payload, "router_data": self.router()})

    def router(self) -> dict[str, Any]:
        return {"pathname": self.path.partition("?")[0], "query": {}, "asPath": self.path}

    async def raw(self, event: Any) -> None:
        """Send any thing as an event."""
        await self.text(f"42{NAMESPACE},{json.dumps(['event', event])}")

    async def text(self, frame: str) -> None:
        assert self._socket is not None
        await self._socket.send(frame)

    async def call(self, handler: str, **payload: Any) -> list[str]:
        """Send one event and return the frames that came until all was quiet."""
        mark = len(self.frames)
        await self.send(handler, **payload)
        await self.quiet()
        return self.frames[mark:]

    async def quiet(self, seconds: float = 0.08, most: float = 3.0) -> None:
        """Wait until nothing has come for a while."""
        loop = asyncio.get_running_loop()
        end = loop.time() + most
        count = -1
        while count != len(self.frames) and loop.time() < end:
            count = len(self.frames)
            await asyncio.sleep(seconds)

    async def until(self, true: Any, seconds: float = PATIENCE) -> None:
        """Wait for something about this tab to become true."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    def value(self, holder: str, name: str) -> Any:
        """What the browser would show of one variable."""
        return self.vars.get(holder, {}).get(f"{name}_rx_state_")

    @property
    def everything(self) -> str:
        """All that was received, as text."""
        return "\n".join(self.frames)

    async def _rest(self) -> None:
        if self._reader is not None:
            with suppress(asyncio.CancelledError, ConnectionClosed):
                await asyncio.wait_for(self._reader, 3)
            self._reader = None

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                text = frame if isinstance(frame, str) else frame.decode()
                if text == "2":
                    await socket.send("3")
                    continue
                async with self._changed:
                    self._take(text)
                    self._changed.notify_all()
        except (ConnectionClosed, OSError):
            pass
        finally:
            async with self._changed:
                self.closed = socket.close_code or 1006
                self._changed.notify_all()

    def _take(self, text: str) -> None:
        self.frames.append(text)
        head = f"42{NAMESPACE},"
        if not text.startswith(head):
            return
        _, update = json.loads(text[len(head) :])
        if not isinstance(update, dict):
            return
        for holder, changes in (update.get("delta") or {}).items():
            self.vars.setdefault(holder, {}).update(changes)
        self.events += update.get("events") or []
        self.finals += bool(update.get("final"))
