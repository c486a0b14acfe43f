"""State behind the controlled drugs register of a pharmacy."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.base import parse
from portal.schemas.consultation import Choice
from portal.schemas.dispense_register import RegisterPage
from portal.schemas.prescription_claim import Receipt
from portal.services import dispense_register
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState, Topics
from portal.state.dispense import PHARMACISTS
from portal.state.dispense_step import key_of


class DispenseRegisterState(PortalState, rx.State):
    """The register, newest line first, and what must be in the cabinet."""

    AUDIENCE: ClassVar = PHARMACISTS

    page: RegisterPage = RegisterPage.blank()
    drug: str = ""
    dialog: bool = False
    drugs: list[Choice] = []

    @rx.event
    async def load(self):
        """Read the lines of the drug in the address, or of all."""
        self._clear()
        self.drug = str(self.router.url.query_parameters.get("drug", ""))[:36]
        await self._read()
        self.loading = False

    @rx.event
    async def more(self):
        """Add older lines below."""
        page = await self._see(
            dispense_register.page, self.page.next_cursor, medicine_id=self.drug or None
        )
        if page is not None:
            items = [*self.page.items, *page.items]
            self.page = page.model_copy(update={"items": items})

    @rx.event
    async def open(self):
        """Ask what came in."""
        self._clear()
        found = await self._see(dispense_register.drugs)
        self.drugs, self.dialog = found or [], True

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = False
            self._clear()

    @rx.event
    async def receive(self, form: dict[str, Any]):
        """Enter a delivery."""
        claim = self._given(form, "medicine_id", "quantity", "supplier", "note")
        key = key_of(form)
        service = dispense_register.receive

        def taken(work):
            return once(work, service, key, fingerprint("receive", key), parse(Receipt, claim))

        taken.__module__, taken.__name__ = service.__module__, service.__name__
        if await self._act(taken) is not None:
            self.dialog = False
            await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("register", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        page = await self._see(dispense_register.page, medicine_id=self.drug or None)
        if page is not None:
            self.page = page
