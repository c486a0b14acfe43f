"""What this person was told."""

import reflex as rx

from portal.domain.permission import Role
from portal.pages.notification import TITLE, notifications
from portal.pages.shell import page
from portal.state.notification import NotificationsState


@page(
    "/gp/notifications",
    title=TITLE,
    role=Role.GP,
    place="Notifications",
    state=NotificationsState,
)
def notes() -> rx.Component:
    """Show the notifications of this role."""
    return notifications(Role.GP.home)
