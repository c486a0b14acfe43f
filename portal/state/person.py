"""State behind the administrator's pages about people."""

from typing import Any, ClassVar
from urllib.parse import urlencode

import reflex as rx

from portal.domain.errors import PortalError
from portal.domain.permission import Role
from portal.schemas.base import Claim, parse
from portal.schemas.person import Leave, PersonRow, PersonView, Renewal, Why
from portal.services import invitation, person, registration
from portal.services.person import SHOWN
from portal.state.base import FormState, Topics

ADMIN = frozenset({Role.ADMIN})
LONGEST = 60
"""How much of what is searched for counts."""

BLANK = PersonView.blank()
NEWS = ("account", "attachment", "device", "consultation", "resync")


class PeopleState(FormState, rx.State):
    """The list: the filters lie in the address, and what is searched for, names, never does."""

    AUDIENCE: ClassVar = ADMIN

    items: list[PersonRow] = []
    total: int = 0
    counts: dict[str, int] = dict.fromkeys((*SHOWN, "all"), 0)
    show: str = ""
    role: str = ""
    text: str = ""
    rest: str = ""
    """What the address says besides the status, to go behind `?show=…`."""

    cursor: str = ""

    @rx.event
    async def load(self):
        """Read what the address asks for."""
        self._blank()
        asked = self.router.url.query_parameters
        self.show, self.role = asked.get("show", ""), asked.get("role", "")
        self.rest = f"&{urlencode({'role': self.role})}" if self.role else ""
        await self._read()
        self.loading = False

    @rx.event
    async def search(self, text: str):
        """Find by a part of the name or the e-mail address."""
        self._clear()
        self.text = str(text).strip()[:LONGEST]
        await self._read()

    @rx.event
    async def choose(self, role: str):
        """Go to the address of one role."""
        asked = {"show": self.show, "role": str(role)[:LONGEST]}
        wanted = {name: word for name, word in asked.items() if word}
        return rx.redirect(f"/admin/people?{urlencode(wanted)}" if wanted else "/admin/people")

    @rx.event
    async def more(self):
        """Add the next page below."""
        page = await self._see(person.search, self.show, self.role, self.text, self.cursor or None)
        if page is not None:
            self.items, self.cursor = [*self.items, *page.items], page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("account", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        page = await self._see(person.search, self.show, self.role, self.text)
        if page is not None:
            self.items, self.total = page.items, page.total
            self.cursor = page.next_cursor or ""
            self.counts = {**page.counts, "all": sum(page.counts.values())}


class PersonState(FormState, rx.State):
    """One person, and the steps of their account."""

    AUDIENCE: ClassVar = ADMIN

    view: PersonView = BLANK
    dialog: str = ""
    missing: str = ""

    @rx.event
    async def load(self):
        """Open the person of the address."""
        self._blank()
        opened = self._opened
        if opened != self.view.id:
            self.view, self.dialog, self.loading = BLANK, "", True
        await self._read()
        self.loading = False

    @rx.event
    async def ask(self, step: str):
        """Open the dialog of a step."""
        self._clear()
        self.dialog = step if step in {s.name for s in self.view.steps} else ""

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def verify(self):
        """Let the professional in."""
        self._shown(await self._act(person.verify, self.view.id))

    @rx.event
    async def reject(self, form: dict[str, Any]):
        """Refuse the application, with a reason."""
        await self._step(person.reject, Why, self._given(form, "reason"))

    @rx.event
    async def suspend(self, form: dict[str, Any]):
        """Shut the person out at once."""
        await self._step(person.suspend, Leave, self._given(form, "reason", "cover_id"))

    @rx.event
    async def end(self, form: dict[str, Any]):
        """Close the account for good."""
        await self._step(person.close, Leave, self._given(form, "reason", "cover_id"))

    @rx.event
    async def reinstate(self, form: dict[str, Any]):
        """Let the person in again."""
        await self._step(person.reinstate, Renewal, self._given(form, "licence_until"))

    @rx.event
    async def send_again(self):
        """Send the invitation again, with a fresh link."""
        async with registration.evenly():
            await self._act(invitation.send_again, self.view.id)
        if not self.problem:
            self.done = "sent"

    @rx.event
    async def withdraw(self):
        """Take the invitation back."""
        await self._act(invitation.withdraw, self.view.id)
        if not self.problem:
            await self._read()

    @property
    def _opened(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _step(self, service: Any, schema: type[Claim], claim: dict[str, Any]) -> None:
        self._clear()
        try:
            said = parse(schema, claim)
        except PortalError as refusal:
            self._refused(refusal)
            return
        self._shown(await self._act(service, self.view.id, said))

    def _shown(self, view: PersonView | None) -> None:
        if view is not None:
            self.view, self.dialog = view, ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in NEWS for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        view = await self._see(person.get, self._opened)
        self.missing = "" if view else self.problem
        if view is not None:
            self.view = view
