"""State behind the controlled drugs register of a pharmacy."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.base import Claim, parse
from portal.schemas.consultation import Choice
from portal.schemas.dispense_register import (
    LineCorrection,
    RegisterLine,
    RegisterPage,
    StockCount,
)
from portal.schemas.prescription_claim import Receipt
from portal.services import dispense_register, dispense_register_correction
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState, Topics
from portal.state.dispense import PHARMACISTS
from portal.state.dispense_step import key_of


class DispenseRegisterState(PortalState, rx.State):
    """The register, newest line first, and what must be in the cabinet."""

    AUDIENCE: ClassVar = PHARMACISTS

    page: RegisterPage = RegisterPage.blank()
    drug: str = ""
    dialog: str = ""
    line: RegisterLine = RegisterLine.blank()
    drugs: list[Choice] = []

    @rx.event
    async def load(self):
        """Read the lines of the drug in the address, or of all."""
        self._clear()
        self.drug = str(self.router.url.query_parameters.get("drug", ""))[:36]
        self.page = self.page.model_copy(update={"items": []})
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
    async def open(self, dialog: str):
        """Ask what came in, or what was counted."""
        if dialog not in ("receive", "count"):
            return
        self._clear()
        found = await self._see(dispense_register.drugs)
        self.drugs, self.dialog = found or [], dialog

    @rx.event
    async def doubt(self, line_id: str):
        """Ask what is right instead of a line."""
        line = next((one for one in self.page.items if one.id == line_id), None)
        if line is not None and line.correctable:
            self._clear()
            self.line, self.dialog = line, "correct"

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def receive(self, form: dict[str, Any]):
        """Enter a delivery."""
        claim = self._given(form, "medicine_id", "quantity", "supplier", "note")
        await self._write(dispense_register.receive, Receipt, claim, form)

    @rx.event
    async def count(self, form: dict[str, Any]):
        """Enter what was counted."""
        claim = self._given(form, "medicine_id", "counted", "reason")
        await self._write(dispense_register_correction.count, StockCount, claim, form)

    @rx.event
    async def correct(self, form: dict[str, Any]):
        """Put the line right that was asked about."""
        claim: dict[str, Any] = self._given(form, "quantity", "reason")
        claim["never_happened"] = bool(self._given(form, "never_happened").get("never_happened"))
        service = dispense_register_correction.correct
        await self._write(service, LineCorrection, claim, form, self.line.id)

    async def _write(
        self, service: Any, schema: type[Claim], claim: dict[str, Any], form: Any, *rest: Any
    ) -> None:
        """Write a line, once for each time that its form was opened."""
        key = key_of(form)
        mark = fingerprint(f"{service.__name__}:{rest}", key)

        def taken(work):
            return once(work, service, key, mark, *rest, parse(schema, claim))

        taken.__module__, taken.__name__ = service.__module__, service.__name__
        if await self._act(taken) is not None:
            self.dialog = ""
            await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("register", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        """Read anew, as far down as it was shown."""
        wanted, page, items = len(self.page.items), None, []
        while page is None or (page.next_cursor and len(items) < wanted):
            page = await self._see(
                dispense_register.page,
                page.next_cursor if page else None,
                medicine_id=self.drug or None,
            )
            if page is None:
                return
            items += page.items
        self.page = page.model_copy(update={"items": items})
