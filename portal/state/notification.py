"""State behind the notifications page."""

from typing import ClassVar

import reflex as rx

from portal.schemas.notification import NotificationView
from portal.services import notification
from portal.state.base import EVERYBODY, PortalState, Topics


class NotificationsState(PortalState, rx.State):
    """Everything a person was told, newest first."""

    AUDIENCE: ClassVar = EVERYBODY

    items: list[NotificationView] = []
    total: int = 0
    cursor: str = ""
    only_unread: bool = False

    @rx.event
    async def load(self):
        """Read the first page; the address says whether only unread ones are wanted."""
        self._clear()
        self.only_unread = self.router.url.query_parameters.get("show", "") == "unread"
        await self._read()
        self.loading = False

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
