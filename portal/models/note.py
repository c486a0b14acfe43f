"""What a clinician writes down: note, draft, addenda, and texts to use again."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from portal.domain.consultation_word import Outcome
from portal.infra.clock import now
from portal.models.base import Moment, Record, one_of

OF_ONE = "(owner_id IS NULL) <> (organization_id IS NULL)"


class SavedKind(StrEnum):
    """What a saved text is for."""

    REPLY = "reply"
    NOTE = "note"


class ConsultationNote(Record, table=True):
    """The note of a completed consultation (FHIR: Composition). Written once."""

    __tablename__ = "consultation_notes"  # pyright: ignore[reportAssignmentType]

    consultation_id: UUID = Field(foreign_key="consultations.id", unique=True)
    author_id: UUID = Field(foreign_key="users.id")
    history: str = Field(default="", sa_type=Text)
    examination: str = Field(default="", sa_type=Text)
    assessment: str = Field(sa_type=Text)
    codes: list[dict[str, str]] = Field(
        default_factory=list[dict[str, str]], sa_type=JSON, description="ICD-10 `code`, `label`."
    )
    plan: str = Field(sa_type=Text)
    outcome: Outcome = Field(sa_type=one_of(Outcome, "consultation_outcome"))
    watch_for: str = Field(sa_type=Text, description="For the patient.")
    act_by: str = Field(max_length=200, description="For the patient: until when.")
    call_whom: str = Field(max_length=200, description="For the patient: whom to call.")


class NoteDraft(Record, table=True):
    """What is typed before it is sent, one per person and subject; never anybody else's."""

    __tablename__ = "note_drafts"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("consultation_id", "author_id"),)

    consultation_id: UUID = Field(foreign_key="consultations.id")
    author_id: UUID = Field(foreign_key="users.id")
    fields: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime = Field(default_factory=now, sa_type=Moment)


class Addendum(Record, table=True):
    """Something added to a completed consultation; the note itself is never changed."""

    __tablename__ = "consultation_addenda"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_consultation_addenda", "consultation_id", "created_at"),)

    consultation_id: UUID = Field(foreign_key="consultations.id")
    author_id: UUID = Field(foreign_key="users.id")
    body: str = Field(sa_type=Text)


class SavedText(Record, table=True):
    """A reply or a note's skeleton that a clinician uses again; of one person, or the practice."""

    __tablename__ = "saved_texts"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint(OF_ONE, name="of_a_person_or_a_practice"),
        Index("ix_saved_texts_owner", "owner_id", "kind"),
    )

    owner_id: UUID | None = Field(default=None, foreign_key="users.id")
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id")
    kind: SavedKind = Field(sa_type=one_of(SavedKind, "saved_kind"))
    title: str = Field(max_length=80)
    fields: dict[str, str] = Field(sa_type=JSON, description="`body`, or the fields of a note.")
