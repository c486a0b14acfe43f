"""Files that people send. Their content lies encrypted in the store, under a random name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from portal.domain.attachment import MediaType, Purpose
from portal.models.base import Moment, Record, one_of


class Attachment(Record, table=True):
    """One picture or PDF (FHIR: DocumentReference)."""

    __tablename__ = "attachments"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_attachments_patient", "patient_id", "created_at"),
        Index("ix_attachments_consultation", "consultation_id", "created_at"),
        Index("ix_attachments_uploader", "uploader_id", "created_at"),
        UniqueConstraint("uploader_id", "client_id"),
        CheckConstraint("size > 0", name="not_empty"),
        CheckConstraint("removed_at IS NULL OR removed_reason <> ''", name="removed_with_reason"),
    )

    uploader_id: UUID = Field(foreign_key="users.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="users.id")
    patient_id: UUID | None = Field(
        default=None, foreign_key="users.id", description="Whose record; None for a licence."
    )
    consultation_id: UUID | None = Field(default=None, foreign_key="consultations.id")
    message_id: UUID | None = Field(default=None, foreign_key="consultation_messages.id")
    client_id: UUID = Field(description="Made by the sender, so that a resend is known.")
    purpose: Purpose = Field(sa_type=one_of(Purpose, "attachment_purpose"))
    name: str = Field(max_length=120, description="As the sender called it; only ever shown.")
    media_type: MediaType = Field(sa_type=one_of(MediaType, "media_type"))
    size: int = Field(description="Bytes, as kept.")
    width: int | None = None
    height: int | None = None
    sha256: str = Field(max_length=64, description="Of the content as kept.")
    stored_as: str = Field(max_length=80, unique=True)
    thumbnail: str = Field(default="", max_length=80)
    key_id: str = Field(max_length=40, description="Which master key wraps the file's own.")
    wrapped_key: str = Field(max_length=200)
    not_intimate: bool = Field(default=False, description="The sender confirmed it.")
    sensitive_at: datetime | None = Field(default=None, sa_type=Moment)
    sensitive_by: UUID | None = Field(default=None, foreign_key="users.id")
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_by: UUID | None = Field(default=None, foreign_key="users.id")
    removed_reason: str = Field(default="", max_length=600)


class AttachmentViewer(Record, table=True):
    """Somebody who may see a sensitive picture, besides its patient and who marked it."""

    __tablename__ = "attachment_viewers"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("attachment_id", "user_id"),)

    attachment_id: UUID = Field(foreign_key="attachments.id")
    user_id: UUID = Field(foreign_key="users.id")
    named_by: UUID = Field(foreign_key="users.id")
