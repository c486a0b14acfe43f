"""What this person was told."""

import reflex as rx

from portal.domain.permission import Role
from portal.pages.notification import TITLE, notifications
from portal.pages.shell import page
from portal.state.notification import NotificationsState


@page(
    "/admin/notifications",
    title=TITLE,
    role=Role.ADMIN,
    place="Notifications",
    state=NotificationsState,
)
def notes() -> rx.Component:
    """Show the notifications of this role."""
    return notifications(Role.ADMIN.home)
