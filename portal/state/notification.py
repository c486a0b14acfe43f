"""State behind the notifications page."""

from typing import ClassVar

import reflex as rx

from portal.schemas.notification import NotificationView
from portal.services import notification
from portal.state.base import EVERYBODY, PortalState, Topics
from portal.state.preference import PreferencesState


class NotificationsState(PortalState, rx.State):
    """Everything a person was told, newest first."""

    AUDIENCE: ClassVar = EVERYBODY

    items: list[NotificationView] = []
    total: int = 0
    cursor: str = ""
    only_unread: bool = False
    choosing: bool = False

    @rx.event
    async def load(self):
        """Read the first page; the address says whether all, unread ones or choices are wanted."""
        self._clear()
        show = self.router.url.query_parameters.get("show", "")
        self.only_unread, self.choosing = show == "unread", show == "told"
        await self._read()
        self.loading = False
        return PreferencesState.load if self.choosing else None

    @rx.event
    async def more(self):
        """Add the next page below."""
        page = await self._see(
            notification.list_mine, self.cursor or None, only_unread=self.only_unread
        )
        if page is not None:
            self.items = [*self.items, *page.items]
            self.cursor = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("notification", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        page = await self._see(notification.list_mine, only_unread=self.only_unread)
        if page is not None:
            self.items, self.total, self.cursor = page.items, page.total, page.next_cursor or ""
