"""What a person is told."""

from datetime import datetime

from pydantic import BaseModel


class NotificationView(BaseModel):
    """One notification of the bell and its page."""

    id: str
    kind: str
    sentence: str
    about: str
    href: str
    subject_id: str
    times: int
    at: datetime
    read: bool


class NotificationPage(BaseModel):
    """One page, newest first."""

    items: list[NotificationView]
    total: int
    unread: int
    next_cursor: str | None


class UnreadCount(BaseModel):
    """How many notifications wait."""

    unread: int
