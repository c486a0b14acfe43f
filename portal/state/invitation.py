"""State behind joining by invitation, and behind a manager's list of staff."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.organization import WORKPLACES
from portal.domain.permission import LICENSED, Role
from portal.schemas.base import parse
from portal.schemas.invitation import Invitation, Invited, Joining
from portal.schemas.person import Choice, PersonRow
from portal.schemas.registration import Link, PlaceChoice
from portal.services import invitation, organization_edit, registration
from portal.services.work import SYSTEM, see
from portal.settings import settings
from portal.state.base import PUBLIC, FormState, Topics

JOIN = (
    "name", "phone", "specialty", "licence_body", "licence_number", "licence_until", "password",
)  # fmt: skip
INVITE = (
    "email", "profession", "organization_id", "specialty", "licence_body", "licence_number",
    "licence_until",
)  # fmt: skip


class JoinState(FormState, rx.State):
    """The page behind the link of an invitation."""

    AUDIENCE: ClassVar = PUBLIC

    invited: Invited = Invited()
    upload: str = ""
    shortest: int = 15
    _pasted: str = ""
    """The secret of a link that was pasted; what stood in the address stays in the form."""

    @rx.event
    async def load(self):
        """Begin anew."""
        self._blank()
        self.invited, self.upload, self._pasted = Invited(), "", ""
        self.shortest, self.loading = settings().password_length, False

    @rx.event
    async def look(self, token: str):
        """Show what the invitation says; that does not use it up."""
        if token:
            await self._show(token)

    @rx.event
    async def paste(self, form: dict[str, Any]):
        """Show the invitation of a link that was pasted from the letter."""
        self._pasted = str(self._given(form, "link").get("link", "")).strip().rpartition("#")[2]
        await self._show(self._pasted)

    async def _show(self, token: str) -> None:
        async def read() -> Invited:
            return await see(SYSTEM, invitation.look_at, parse(Link, {"token": token}))

        found = await self._send(read())
        if found is not None:
            self.invited = found
        else:
            self.problem = self.fields.get("token", self.problem)

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Join; a second press finds it done."""
        if self.done:
            return
        self.busy = True
        yield
        claim = {"token": self._pasted} | self._given(form, "token", *JOIN)

        async def enter() -> Any:
            return await invitation.join(parse(Joining, claim), self._address)

        joined = await self._send(enter(), *JOIN)
        if joined is not None:
            self.done, self.upload = joined.outcome, joined.upload
        elif "token" in self.fields:
            self.problem = self.fields["token"]
        self.busy = False


class InvitationState(FormState, rx.State):
    """The dialog with which administrators and managers invite a colleague."""

    AUDIENCE: ClassVar = frozenset({Role.ADMIN, Role.PRACTICE_MANAGER})

    is_open: bool = False
    may_check: bool = False
    profession: str = ""
    licensed: bool = False
    professions: list[Choice] = []
    places: list[PlaceChoice] = []
    sent_to: str = ""
    _all: list[PlaceChoice] = []

    @rx.event
    async def load(self):
        """Read as what, and where, this person may invite."""
        self._blank()
        role = self._actor.role
        self.may_check, self.is_open, self.sent_to = role is Role.ADMIN, False, ""
        found = await self._see(registration.places) or []
        own = str(self._actor.organization_id)
        self._all = [p for p in found if role is Role.ADMIN or p.value == own]
        kinds = {p.kind for p in self._all}
        self.professions = [
            Choice(value=one.value, label=one.label)
            for one in invitation.may_invite(role)
            if one is Role.ADMIN or kinds & WORKPLACES[one]
        ]

    @rx.event
    async def open(self):
        """Open the dialog, empty."""
        self._blank()
        self.profession, self.licensed, self.places = "", False, []
        self.is_open, self.sent_to = True, ""

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog."""
        self.is_open = bool(is_open)

    @rx.event
    async def choose(self, profession: str):
        """Offer where this profession works, and ask for its licence."""
        known = profession in {one.value for one in self.professions}
        self.profession = profession if known else ""
        kinds = WORKPLACES.get(Role(profession), frozenset()) if known else frozenset()
        self.places = [one for one in self._all if one.kind in kinds]
        self.licensed = known and Role(profession) in LICENSED and self.may_check

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Send the invitation."""
        if not self.is_open:
            return
        self.busy = True
        yield
        claim = self._given(form, *INVITE)
        claim["licence_checked"] = bool(form.get("licence_checked"))
        if not claim["licence_checked"]:
            claim = {k: v for k, v in claim.items() if not k.startswith(("licence_", "special"))}

        def ask(work):
            return invitation.invite(work, parse(Invitation, claim))

        async with registration.evenly():
            done = await self._act(ask)
        self.summary = [
            {"field": name, "sentence": self.fields[name]} for name in INVITE if name in self.fields
        ]
        self.busy = False
        if done is not None:
            self.is_open, self.sent_to = False, done.email


class StaffState(FormState, rx.State):
    """Who works at the manager's own organisation."""

    AUDIENCE: ClassVar = frozenset({Role.PRACTICE_MANAGER})

    staff: list[PersonRow] = []

    @rx.event
    async def load(self):
        """Read the list."""
        self._blank()
        await self._read()
        self.loading = False

    @rx.event
    async def send_again(self, person_id: str):
        """Send an invitation again, with a fresh link."""
        async with registration.evenly():
            await self._act(invitation.send_again, person_id)

    @rx.event
    async def withdraw(self, person_id: str):
        """Take an invitation back."""
        await self._act(invitation.withdraw, person_id)
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("account", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        staff = await self._see(organization_edit.staff)
        self.staff = self.staff if staff is None else staff
