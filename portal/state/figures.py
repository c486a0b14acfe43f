"""State behind the administrator's home page."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.figures import Figures
from portal.services import figures, letter_fault
from portal.state.base import PortalState, Topics


class AdminFiguresState(PortalState, rx.State):
    """Live counts and the latest of the audit trail; no clinical text."""

    AUDIENCE: ClassVar = frozenset({Role.ADMIN})

    view: Figures = Figures.blank()

    @rx.event
    async def load(self):
        """Count now."""
        self._clear()
        await self._read()
        self.loading = False

    @rx.event
    async def try_again(self, letter_id: str):
        """Send a letter that was given up once more."""
        await self._act(letter_fault.try_again, letter_id)
        await self._read()

    @rx.event
    async def drop(self, letter_id: str):
        """Take a letter that was given up off the list."""
        await self._act(letter_fault.drop, letter_id)
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("notification", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        view = await self._see(figures.overview)
        if view is not None:
            self.view = view
