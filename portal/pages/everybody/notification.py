"""What this person was told: the same page for every role."""

import reflex as rx

from portal.domain.permission import Role
from portal.pages.notification import TITLE, notifications
from portal.pages.shell import for_roles
from portal.state.notification import NotificationsState


@for_roles(
    "/notifications",
    Role,
    title=TITLE,
    place="Notifications",
    state=NotificationsState,
)
def notes(home: str) -> rx.Component:
    """Show the notifications of this role."""
    return notifications(home)
