"""What every page's State shares: the signed-in actor and how refusals are shown."""

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

import reflex as rx

from portal.domain.errors import NotSignedIn, PortalError
from portal.domain.permission import Role
from portal.services.work import Actor, Work, act, see

P = ParamSpec("P")
T = TypeVar("T")

Topics = list[tuple[str, str]]
EVERYBODY = frozenset(Role)
PUBLIC: frozenset[Role] = frozenset()
"""The audience of what may be called without signing in."""

BEGUN_AGAIN = (
    "The portal was started again meanwhile, and this was not recorded yet. Look it through, and "
    "press the button again."
)
"""Said in a dialog that is opened again after this tab's memory was lost."""

ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)
"""Who sent the event that is being handled: set by the gate, for this one event, never stored."""


SHUT: dict[type, Any] = {str: "", bool: False}


class PortalState(rx.State, mixin=True):
    """Shared by every page State. They are flat leaves, and each declares who may call it."""

    AUDIENCE: ClassVar[frozenset[Role] | None] = None
    OPEN: ClassVar[tuple[str, ...]] = (
        "dialog",
        "asking",
        "is_open",
        "choosing",
        "removing",
        "refused",
    )
    """Vars that open something by themselves: what an earlier visit left in them is forgotten."""

    loading: bool = True
    busy: bool = False
    problem: str = ""
    problem_code: str = ""
    fields: dict[str, str] = {}

    @property
    def _actor(self) -> Actor:
        actor = ACTOR.get()
        if actor is None:
            raise NotSignedIn("Please sign in.")
        return actor

    async def _act(
        self, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Run a service that changes something; a refusal is shown and None comes back."""
        self._clear()
        try:
            return await act(self._actor, service, *args, **kwargs)
        except PortalError as refusal:
            self._refused(refusal)
            return None

    async def _see(
        self, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Run a service that reads; a refusal is shown and None comes back."""
        try:
            return await see(self._actor, service, *args, **kwargs)
        except PortalError as refusal:
            self._refused(refusal)
            return None

    def _refused(self, refusal: PortalError) -> None:
        self.problem, self.problem_code = refusal.message, refusal.code
        self.fields = refusal.fields

    def _clear(self) -> None:
        self.problem, self.problem_code, self.fields = "", "", {}

    def _given(self, form: Mapping[str, Any], *names: str) -> dict[str, Any]:
        """Take the named texts of a form; everything else a browser sends is dropped."""
        if not isinstance(form, Mapping):
            return {}
        return {name: form[name] for name in names if form.get(name) not in (None, "")}

    def _anew(self) -> None:
        """Shut what an earlier visit of the page left open."""
        for name in self.OPEN:
            left = getattr(self, name, None)
            if left:
                setattr(self, name, SHUT.get(type(left)))

    async def _refresh(self, topics: Topics) -> None:
        """Read again what this page shows; pages that are live say how."""


class FormState(PortalState, mixin=True):
    """A form that can be wrong in several places, and that is sent once."""

    summary: list[dict[str, str]] = []
    done: str = ""

    async def _send(self, sending: Awaitable[T], *order: str) -> T | None:
        """Wait for `sending`; a refusal is listed in the order of the form, and None comes back."""
        self._clear()
        self.summary = []
        try:
            return await sending
        except PortalError as refusal:
            self._refused(refusal)
        self.summary = [
            {"field": name, "sentence": self.fields[name]} for name in order if name in self.fields
        ]
        return None

    def _blank(self) -> None:
        """Begin anew: an empty form, nothing wrong with it."""
        self._clear()
        self.summary, self.done, self.busy = [], "", False

    @property
    def _address(self) -> str:
        """Return the network address that this tab speaks from."""
        return str(self.router.session.client_ip or "unknown")
