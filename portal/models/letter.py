"""Letters that wait to be sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from portal.infra.clock import now
from portal.models.base import Moment, Record


class Letter(Record, table=True):
    """One e-mail, written in the transaction of its event and sent by the relay."""

    __tablename__ = "letters"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "ix_letters_waiting", "next_try_at",
            postgresql_where=text("sent_at IS NULL AND given_up_at IS NULL"),
            sqlite_where=text("sent_at IS NULL AND given_up_at IS NULL"),
        ),
    )  # fmt: skip

    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_type=Text, description="Plain text, without clinical content.")
    notification_id: UUID | None = Field(default=None, foreign_key="notifications.id", unique=True)
    tries: int = Field(default=0)
    next_try_at: datetime = Field(default_factory=now, sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    given_up_at: datetime | None = Field(default=None, sa_type=Moment)
    failure: str = Field(default="", max_length=200, description="Why the last try failed.")
