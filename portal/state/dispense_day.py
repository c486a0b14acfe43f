"""State behind the end of a pharmacy's day."""

from typing import ClassVar

import reflex as rx

from portal.schemas.dispense_day import EndOfDay
from portal.services import dispense_day
from portal.state.base import PortalState, Topics
from portal.state.dispense import PHARMACISTS


class DispenseDayState(PortalState, rx.State):
    """What is open now, and what left today."""

    AUDIENCE: ClassVar = PHARMACISTS

    sheet: EndOfDay = EndOfDay.blank()

    @rx.event
    async def load(self):
        """Read the sheet as it stands now."""
        self._clear()
        await self._read()
        self.loading = False

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("prescription", "register", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        sheet = await self._see(dispense_day.view)
        if sheet is not None:
            self.sheet = sheet
