"""Deny by default: no event reaches a handler unless its State class lets this actor in."""

import inspect
import time
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

import reflex as rx
import structlog
from reflex.state import BaseState, State, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from portal.domain.permission import Role
from portal.infra.db import AWAY
from portal.infra.live import hub
from portal.services import account
from portal.services.work import Actor, in_thread
from portal.state.base import ACTOR, PUBLIC
from portal.state.live import LiveState

log = structlog.get_logger(__name__)

COOKIE = "portal_session"
ROOT = State.get_full_name()
ON_LOAD = f"{ROOT}.reflex___state____on_load_internal_state"
PLUMBING = {
    f"{ROOT}.hydrate_and_load",
    f"{ROOT}.hydrate",
    f"{ON_LOAD}.on_load_internal",
    f"{ON_LOAD}.set_is_hydrated",
}
"""The framework's own events that a page cannot do without; every other one of its is refused."""

ROUTER_KEYS = {"pathname", "query", "asPath", "origin", "sid", "headers", "ip", "token"}
LIVE = LiveState.get_full_name()
GONE = {LIVE: {"gone_rx_state_": True}}
AWAY_DELTA = {LIVE: {"away_rx_state_": True}}
REFRESH = f"{LIVE}.refresh"
KNOWN_FOR = 1.0
KNOWN_AT_MOST = 10_000

_known: dict[str, tuple[float, Actor | None]] = {}


class Gate(rx.Middleware):
    """Stands before every event of every tab."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Resolve who sends the event, and refuse it unless its State is for them."""
        del app
        _prune(state)
        token = state.router_data.get("token", "")
        automatic = event.name == REFRESH
        try:
            actor = await _actor(_session_hash(state), event, used=not automatic)
        except AWAY:
            ACTOR.set(None)
            return None if event.name in PLUMBING else StateUpdate(delta=AWAY_DELTA)
        ACTOR.set(actor)
        if actor is None:
            hub.unseat(token)
        else:
            hub.seat(token, actor.audiences, dict(state.router_data))
        if event.name in PLUMBING:
            return None
        audience = audience_of(event.name)
        if audience is not None and (audience == PUBLIC or (actor and actor.role in audience)):
            return None
        log.info("gate.refused", handler=event.name.rpartition(".")[2][:60])
        return StateUpdate(delta=GONE if actor is None and audience is not None else {})


def audience_of(handler: str) -> frozenset[Role] | None:
    """Return who may send this event; None for nobody."""
    found = RegistrationContext.get().event_handlers.get(handler)
    if found is None or not found.states:
        return None
    if not found.handler.fn.__module__.startswith("portal."):
        return None  # what the framework adds to every State, such as `setvar`, is for nobody
    return getattr(found.states[0], "AUDIENCE", None)


def handlers() -> list[dict[str, Any]]:
    """List every State handler with its parameters and audience."""
    listed: list[dict[str, Any]] = []
    for name, found in sorted(RegistrationContext.get().event_handlers.items()):
        parameters = list(inspect.signature(found.handler.fn).parameters)[1:]
        audience = audience_of(name)
        words = ["public"] if audience == PUBLIC else sorted(audience or ["nobody"])
        if name in PLUMBING:
            words = ["plumbing"]
        listed.append({"name": name, "parameters": parameters, "audience": words})
    return listed


def _prune(state: BaseState) -> None:
    """Drop the router keys that a client invented: they would be kept and added up."""
    if state.router_data.keys() - ROUTER_KEYS:
        state.router_data = {k: v for k, v in state.router_data.items() if k in ROUTER_KEYS}


def _session_hash(state: BaseState) -> str:
    jar = SimpleCookie((state.router_data.get("headers") or {}).get("cookie", ""))
    return jar[COOKIE].value if COOKIE in jar else ""


async def _actor(digest: str, event: Event, *, used: bool) -> Actor | None:
    """Return who holds the session; believed for a second, but never when it was just revoked."""
    if not digest:
        return None
    until, actor = _known.get(digest, (0.0, None))
    revoked = not used and any(t[0] == "session" for t in event.payload.get("topics", []))
    if time.monotonic() < until and not revoked:
        return actor
    actor = await in_thread(partial(account.actor_for, digest, used=used))
    if len(_known) > KNOWN_AT_MOST:
        _known.clear()
    _known[digest] = (time.monotonic() + KNOWN_FOR, actor)
    return actor
