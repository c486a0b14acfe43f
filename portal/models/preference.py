"""What people want to be told, and how."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from portal.domain.notification import NotificationGroup
from portal.models.base import Record, one_of


class NotificationPreference(Record, table=True):
    """How one person wants to hear of one kind of news; without a row the defaults hold."""

    __tablename__ = "notification_preferences"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("user_id", "kind"),
        CheckConstraint("in_portal OR by_email", name="told_somehow"),
    )

    user_id: UUID = Field(foreign_key="users.id")
    kind: NotificationGroup = Field(sa_type=one_of(NotificationGroup, "notification_group"))
    in_portal: bool = Field(default=True)
    by_email: bool = Field(default=False)
