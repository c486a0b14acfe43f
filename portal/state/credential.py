"""State behind the pages for a forgotten password."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.base import parse
from portal.schemas.credential import NewPassword
from portal.schemas.registration import AddressOnly
from portal.services import credential
from portal.settings import settings
from portal.state.base import PUBLIC, FormState


class ForgotState(FormState, rx.State):
    """Asks for a link to choose a new password."""

    AUDIENCE: ClassVar = PUBLIC

    @rx.event
    async def load(self):
        """Begin anew."""
        self._blank()
        self.loading = False

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Send the link, if the address is known; the answer is the same if not."""
        if self.done:
            return
        self.busy = True
        yield
        claim = self._given(form, "email")

        async def ask() -> bool:
            await credential.forget(parse(AddressOnly, claim), self._address)
            return True

        if await self._send(ask(), "email"):
            self.done = str(claim.get("email", ""))
        self.busy = False


class ResetState(FormState, rx.State):
    """Sets a new password by the mailed link."""

    AUDIENCE: ClassVar = PUBLIC

    shortest: int = 15

    @rx.event
    async def load(self):
        """Begin anew."""
        self._blank()
        self.shortest, self.loading = settings().password_length, False

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Set the password; a second press finds it set."""
        if self.done:
            return
        self.busy = True
        yield
        claim = self._given(form, "token", "password")

        async def choose() -> bool:
            await credential.reset(parse(NewPassword, claim), self._address)
            return True

        if await self._send(choose(), "password"):
            self.done = "changed"
        elif "token" in self.fields:
            self.problem = self.fields["token"]
        self.busy = False
