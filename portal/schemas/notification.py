"""What a person is told."""

from datetime import datetime

from pydantic import Field

from portal.schemas.base import View


class NotificationView(View):
    """One notification of the bell and its page."""

    id: str
    kind: str
    sentence: str
    about: str
    href: str
    subject_id: str
    times: int
    more: int = Field(default=0, description="How many others are about the same; in the bell.")
    at: datetime
    read: bool


class NotificationPage(View):
    """One page, newest first."""

    items: list[NotificationView]
    total: int
    unread: int
    next_cursor: str | None


class UnreadCount(View):
    """How many notifications wait."""

    unread: int
