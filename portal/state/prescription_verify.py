"""State behind the page that says whether a prescription is genuine."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.base import parse
from portal.schemas.prescription_verify import Verified, VerifyClaim
from portal.services import prescription_verify
from portal.state.base import PUBLIC, FormState


class VerifyState(FormState, rx.State):
    """Asks where the prescription of a code stands, for anybody."""

    AUDIENCE: ClassVar = PUBLIC

    found: Verified = Verified.blank()

    @rx.event
    async def load(self):
        """Begin anew."""
        self._blank()
        self.found, self.loading = Verified.blank(), False

    @rx.event
    async def check(self, form: dict[str, Any]):
        """Check a typed or pasted code."""
        self.busy = True
        yield
        await self._check(self._given(form, "code"))

    @rx.event
    async def check_scanned(self, code: str):
        """Check what the camera or a picture said."""
        self.busy = True
        yield
        await self._check({"code": code})

    async def _check(self, claim: dict[str, Any]) -> None:
        self.found = Verified.blank()

        async def ask() -> Verified:
            return await prescription_verify.ask(parse(VerifyClaim, claim), self._address)

        said = await self._send(ask(), "code")
        if said is not None:
            self.found = said
        self.busy = False
