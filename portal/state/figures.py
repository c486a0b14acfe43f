"""State behind the administrator's home page."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.figures import Figures
from portal.services import figures
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

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("notification", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        view = await self._see(figures.overview)
        if view is not None:
            self.view = view
