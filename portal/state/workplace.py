"""State behind the homes of those who work outside the consulting room."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.workload import WorkloadView
from portal.schemas.workplace import WorkplaceView
from portal.services import workload, workplace
from portal.state.base import PortalState, Topics

PLACE = ("organization", "person", "resync")
"""News that change what a workplace shows of itself."""


class WorkplaceState(PortalState, rx.State):
    """The workplace: its hours, and who is there."""

    AUDIENCE: ClassVar = frozenset({Role.PHARMACIST, Role.DIAGNOSTICS})

    view: WorkplaceView = WorkplaceView.blank()

    @rx.event
    async def load(self):
        """Read about the workplace."""
        self._clear()
        view = await self._see(workplace.mine)
        self.view = view or self.view
        self.loading = False

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in PLACE for topic, _ in topics):
            view = await self._see(workplace.mine)
            self.view = view or self.view


class ManagerHomeState(PortalState, rx.State):
    """The workplace, and how much there is to do in it; no patient, no clinical text."""

    AUDIENCE: ClassVar = frozenset({Role.PRACTICE_MANAGER})

    view: WorkplaceView = WorkplaceView.blank()
    load_view: WorkloadView = WorkloadView.blank()

    @rx.event
    async def load(self):
        """Read about the workplace, and count."""
        self._clear()
        await self._read()
        self.loading = False

    async def _refresh(self, topics: Topics) -> None:
        if any(
            topic in ("consultation", "organization", "person", "resync") for topic, _ in topics
        ):
            await self._read()

    async def _read(self) -> None:
        view = await self._see(workplace.mine)
        counted = await self._see(workload.mine)
        self.view, self.load_view = view or self.view, counted or self.load_view
