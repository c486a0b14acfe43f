"""Programs and browsers that call the API."""

from datetime import timedelta
from typing import Any

from factories import saved
from httpx import ASGITransport, AsyncClient

from portal.api.app import api
from portal.api.cookie import COOKIE
from portal.infra.clock import now
from portal.infra.password import digest, new_token
from portal.models import SessionKind, SignIn
from portal.services.work import Actor

SITE = "http://localhost:3000"
STEP = {
    "create": {
        "symptoms": "A cough that will not go away.",
        "began": "weeks",
        "urgency": "urgent",
    },
    "message": {"body": "Hello.", "client_message_id": "4f6f0a6e-2f0c-4a4a-9a7e-8f4b1d2c3e5f"},
    "seen": {"seq": 1},
    "decline": {"reason": "Not for us.", "advice": "Please see an optician."},
    "complete": {
        "assessment": "A viral cough.",
        "plan": "Fluids and rest.",
        "outcome": "advice",
        "watch_for": "Blood, or fever above 39.",
        "act_by": "By Friday.",
        "call_whom": "The practice.",
    },
    "ask": {"question": "Do you bring anything up?"},
    "answer": {"answer": "No, it is dry."},
    "hand-back": {"reason": "Called away to a visit."},
    "reassign": {
        "clinician_id": "4f6f0a6e-2f0c-4a4a-9a7e-8f4b1d2c3e5f",
        "reason": "Somebody is ill today.",
    },
    "propose": {"scheduled_for": "2099-09-15T11:30"},
    "agree": {"scheduled_for": "2099-09-15T10:30:00Z"},
    "interrupt": {"reason": "An emergency.", "scheduled_for": "2099-09-15T11:30"},
    "draft": {"fields": {"history": "Coughs since Friday."}},
    "addendum": {"addendum": "The swab was negative."},
    "cancel": {"reason": "It went away."},
}
"""A good body for each step that takes one."""


def client(headers: dict[str, str] | None = None) -> AsyncClient:
    """Somebody with nothing but an address."""
    return AsyncClient(transport=ASGITransport(api), base_url=SITE, headers=headers)


def opened(who: Actor, kind: SessionKind = SessionKind.COOKIE, **facts: Any) -> str:
    """Sign somebody in and return the secret of the session."""
    token = new_token()
    known = {"last_used_at": now(), "expires_at": now() + timedelta(hours=1), **facts}
    saved(SignIn(user_id=who.id, kind=kind, token_hash=digest(token), **known))
    return token


def browser(who: Actor, origin: str | None = SITE, **facts: Any) -> AsyncClient:
    """The person in a browser, as the Door passes them on: the cookie holds a hash."""
    cookie = f"{COOKIE}={digest(opened(who, **facts))}"
    headers = {"Cookie": cookie, "X-Requested-With": "portal"}
    return client(headers if origin is None else headers | {"Origin": origin})


def program(who: Actor, scopes: str = "", **facts: Any) -> AsyncClient:
    """A program with a token of the person; no scopes: all that the role allows."""
    granted = scopes or " ".join(who.permissions)
    token = opened(who, SessionKind.BEARER, scopes=granted, **facts)
    return client({"Authorization": f"Bearer {token}"})
