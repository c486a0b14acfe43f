"""What this person was told."""

import reflex as rx

from portal.domain.permission import Role
from portal.pages.notification import TITLE, notifications
from portal.pages.shell import page
from portal.state.notification import NotificationsState


@page(
    "/patient/notifications",
    title=TITLE,
    role=Role.PATIENT,
    place="Notifications",
    state=NotificationsState,
)
def notes() -> rx.Component:
    """Show the notifications of this role."""
    return notifications(Role.PATIENT.home)
