"""State behind the pages where people come in: register, apply, confirm the address."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.organization import WORKPLACES, OrganizationKind
from portal.domain.permission import LICENSED, Role
from portal.schemas.base import parse
from portal.schemas.registration import (
    AddressOnly,
    Application,
    PlaceChoice,
    Profession,
    Proof,
    Registration,
)
from portal.services import registration
from portal.services.work import SYSTEM, see
from portal.settings import settings
from portal.state.base import PUBLIC, FormState

REGISTER = ("name", "email", "birth_date", "sex", "phone", "practice_id", "password")
APPLY = (
    "profession", "organization_id", "specialty", "licence_body", "licence_number",
    "licence_until", "statement", "name", "email", "phone", "password",
)  # fmt: skip


class RegistrationState(FormState, rx.State):
    """The form with which somebody becomes a patient."""

    AUDIENCE: ClassVar = PUBLIC

    practices: list[PlaceChoice] = []
    shortest: int = 15

    @rx.event
    async def load(self):
        """Read which practices can be chosen."""
        self._blank()
        found = await self._send(see(SYSTEM, registration.places))
        self.practices = [one for one in found or [] if one.kind == OrganizationKind.PRACTICE]
        self.shortest, self.loading = settings().password_length, False

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Send the form; a second press finds it sent."""
        if self.done:
            return
        self.busy = True
        yield
        claim = self._given(form, *REGISTER)

        async def enter() -> bool:
            await registration.register(parse(Registration, claim), self._address)
            return True

        if await self._send(enter(), *REGISTER):
            self.done = str(claim.get("email", ""))
        self.busy = False


class ApplicationState(FormState, rx.State):
    """The form with which a professional asks to be let in."""

    AUDIENCE: ClassVar = PUBLIC

    profession: str = ""
    licensed: bool = False
    places: list[PlaceChoice] = []
    shortest: int = 15
    _all: list[PlaceChoice] = []

    @rx.event
    async def load(self):
        """Read where people work."""
        self._blank()
        found = await self._send(see(SYSTEM, registration.places))
        self._all, self.places, self.profession = found or [], [], ""
        self.licensed = False
        self.shortest, self.loading = settings().password_length, False

    @rx.event
    async def choose(self, profession: str):
        """Offer the organisations where this profession works."""
        known = profession in set(Profession)
        self.profession = profession if known else ""
        role = Role(profession) if known else None
        kinds = WORKPLACES[role] if role else frozenset()
        self.licensed = role in LICENSED
        self.places = [one for one in self._all if one.kind in kinds]

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Send the application; a second press finds it sent."""
        if self.done:
            return
        self.busy = True
        yield
        claim = self._given(form, *APPLY)

        async def enter() -> bool:
            await registration.apply(parse(Application, claim), self._address)
            return True

        if await self._send(enter(), *APPLY):
            self.done = str(claim.get("email", ""))
        self.busy = False


class ConfirmState(FormState, rx.State):
    """The page behind the mailed link: nothing happens until its button is pressed."""

    AUDIENCE: ClassVar = PUBLIC

    upload: str = ""
    resent: str = ""

    @rx.event
    async def load(self):
        """Begin anew."""
        self._blank()
        self.upload, self.resent, self.loading = "", "", False

    @rx.event
    async def confirm(self, form: dict[str, Any]):
        """Confirm the address with the link's secret and the password that was chosen."""
        if self.done:
            return
        self.busy = True
        yield
        claim = self._given(form, "token", "password")

        async def prove() -> Any:
            return await registration.prove(parse(Proof, claim), self._address)

        outcome = await self._send(prove(), "password")
        if outcome is not None:
            self.done, self.upload = outcome.outcome, outcome.upload
        elif "token" in self.fields:
            self.problem = self.fields["token"]
        self.busy = False

    @rx.event
    async def resend(self, form: dict[str, Any]):
        """Ask for the letter again; the answer is the same for every address."""
        claim = self._given(form, "email")

        async def ask() -> bool:
            await registration.ask_again(parse(AddressOnly, claim), self._address)
            return True

        if await self._send(ask(), "email"):
            self.resent = str(claim.get("email", ""))
