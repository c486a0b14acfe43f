"""State behind the end of a pharmacy's day."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.dispense_day import EndOfDay
from portal.services import dispense_day
from portal.state.base import PortalState, Topics
from portal.state.dispense import PHARMACISTS

LENGTH = 10
"""How long a day is in the address: 2026-11-20."""


class DispenseDayState(PortalState, rx.State):
    """What is open now, and what happened on the day in the address."""

    AUDIENCE: ClassVar = PHARMACISTS

    sheet: EndOfDay = EndOfDay.blank()
    asked: str = ""

    @rx.event
    async def load(self):
        """Read the day of the address; one that cannot be is said, and today's is shown."""
        self._clear()
        self.asked = str(self.router.url.query_parameters.get("day", ""))[:LENGTH]
        await self._read()
        if self.fields and self.asked:
            said, self.asked = next(iter(self.fields.values())), ""
            self._clear()
            await self._read()
            self.problem = said
        self.loading = False

    @rx.event
    async def choose(self, form: dict[str, Any]):
        """Go to the address of a day."""
        day = str(self._given(form, "day").get("day", ""))[:LENGTH]
        return rx.redirect(f"{Role.PHARMACIST.home}/day" + (f"?day={day}" if day else ""))

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("prescription", "register", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        sheet = await self._see(dispense_day.view, self.asked)
        if sheet is not None:
            self.sheet = sheet
