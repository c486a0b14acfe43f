"""What happened (audit), who was told (notification), and which answers were already given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from portal.domain.notification import NotificationType
from portal.infra.clock import now
from portal.models.base import Moment, Record, one_of

UNREAD_MESSAGE = "read_at IS NULL AND kind = 'consultation:messaged'"


class AuditEntry(SQLModel, table=True):
    """Who did what about whom, when and why. Append-only, by trigger."""

    __tablename__ = "audit_entries"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_id", "seq"),
        Index("ix_audit_entries_patient", "patient_id", "seq"),
        Index("ix_audit_entries_reads", "actor_id", "subject_id", "action", "created_at"),
    )

    seq: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger().with_variant(Integer, "sqlite")
    )
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    actor_id: UUID | None = Field(default=None, foreign_key="users.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="users.id")
    action: str = Field(max_length=60, description="`noun:past`.")
    outcome: str = Field(
        default="done", max_length=20, description="`done`, or why it was refused."
    )
    subject_kind: str = Field(max_length=40)
    subject_id: UUID | None = None
    patient_id: UUID | None = Field(default=None, foreign_key="users.id")
    reason: str = Field(default="", sa_type=Text)


class Notification(Record, table=True):
    """One person is told of one event, once."""

    __tablename__ = "notifications"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("recipient_id", "event_id"),
        Index("ix_notifications_subject", "subject_id"),
        Index("ix_notifications_recipient", "recipient_id", "updated_at", "id"),
        Index(
            "ix_notifications_unread", "recipient_id",
            postgresql_where=text("read_at IS NULL"), sqlite_where=text("read_at IS NULL"),
        ),
        Index(
            "uq_notifications_unread_message", "recipient_id", "subject_id", unique=True,
            postgresql_where=text(UNREAD_MESSAGE), sqlite_where=text(UNREAD_MESSAGE),
        ),
    )  # fmt: skip

    recipient_id: UUID = Field(foreign_key="users.id")
    event_id: UUID = Field(description="The same for everybody who is told of one event.")
    kind: NotificationType = Field(sa_type=one_of(NotificationType, "notification_types"))
    sentence: str = Field(max_length=200, description="Filled in when it happened.")
    subject_id: UUID
    times: int = Field(default=1, description="How many messages the one unread row stands for.")
    updated_at: datetime = Field(default_factory=now, sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
    in_portal: bool = Field(default=True, description="Off: the person wants an e-mail only.")


class GivenAnswer(Record, table=True):
    """The answer to a write that carried an `Idempotency-Key`, to be given again."""

    __tablename__ = "given_answers"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    user_id: UUID = Field(foreign_key="users.id")
    key: str = Field(max_length=100)
    fingerprint: str = Field(max_length=64, description="SHA-256 of route and body.")
    answer: dict[str, Any] = Field(sa_type=JSON)
