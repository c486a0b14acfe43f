"""A consultation, who holds it, who passed it, and what was said in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from portal.domain.consultation import WORKFLOW, ConsultationStatus, Urgency
from portal.domain.consultation_word import Began
from portal.domain.organization import Specialty
from portal.domain.workflow import Step
from portal.models.base import Moment, Record, one_of

HELD = "status NOT IN ('accepted', 'in_progress', 'completed') OR clinician_id IS NOT NULL"
ASKED = "status <> 'info_needed' OR (question <> '' AND asker_id IS NOT NULL)"
PROPOSED = "proposed_for IS NULL OR (proposed_by IS NOT NULL AND proposed_until IS NOT NULL)"
REFUSED = "status <> 'declined' OR (reason <> '' AND advice <> '')"
WINDOW = "preferred_from IS NULL OR preferred_until > preferred_from"


class Consultation(Record, table=True):
    """What a patient asks and how it goes on (FHIR: Encounter)."""

    __tablename__ = "consultations"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint(HELD, name="held_by_somebody"),
        CheckConstraint(ASKED, name="asked_by_somebody"),
        CheckConstraint(PROPOSED, name="proposed_by_somebody"),
        CheckConstraint(REFUSED, name="declined_with_advice"),
        CheckConstraint(WINDOW, name="window_goes_forward"),
        Index("ix_consultations_patient", "patient_id", "created_at", "id"),
        Index("ix_consultations_clinician", "clinician_id", "status", "created_at", "id"),
        Index("ix_consultations_held", "clinician_id", "created_at", "id"),
        Index("ix_consultations_practice", "practice_id", "status", "pool"),
        Index("ix_consultations_due", "status", "due_at"),
        Index("ix_consultations_work", "practice_id", "status", "created_at", "id"),
        Index(
            "ix_consultations_escalated", "practice_id", "created_at", "id",
            postgresql_where=text("escalated_at IS NOT NULL"),
            sqlite_where=text("escalated_at IS NOT NULL"),
        ),
    )  # fmt: skip

    patient_id: UUID = Field(foreign_key="users.id")
    practice_id: UUID = Field(foreign_key="organizations.id")
    clinician_id: UUID | None = Field(
        default=None,
        foreign_key="users.id",
        description="Whom the patient chose, then who holds it.",
    )
    pool: bool = Field(description="Any clinician of the practice, or specialty, may accept it.")
    specialty: Specialty | None = Field(
        default=None, sa_type=one_of(Specialty, "specialty"), description="At a hospital: whose."
    )
    symptoms: str = Field(sa_type=Text)
    began: Began = Field(sa_type=one_of(Began, "symptoms_began"))
    urgency: Urgency = Field(sa_type=one_of(Urgency, "consultation_urgency"))
    urgency_rank: int = Field(description="Order in a work list; smaller comes first.")
    preferred_from: datetime | None = Field(default=None, sa_type=Moment)
    preferred_until: datetime | None = Field(default=None, sa_type=Moment)
    emergency_confirmed_at: datetime | None = Field(
        default=None, sa_type=Moment, description="When the patient answered the emergency screen."
    )
    status: ConsultationStatus = Field(
        default=ConsultationStatus.REQUESTED,
        sa_type=one_of(ConsultationStatus, "consultation_status"),
    )
    status_since: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment, description="End of this turn.")
    escalate_at: datetime | None = Field(default=None, sa_type=Moment)
    escalated_at: datetime | None = Field(default=None, sa_type=Moment)
    scheduled_for: datetime | None = Field(default=None, sa_type=Moment)
    reason: str = Field(default="", sa_type=Text, description="Why it was declined or cancelled.")
    advice: str = Field(default="", sa_type=Text, description="What to do instead.")
    question: str = Field(default="", sa_type=Text, description="What the patient was asked.")
    asker_id: UUID | None = Field(default=None, foreign_key="users.id")
    proposed_for: datetime | None = Field(default=None, sa_type=Moment)
    proposed_by: UUID | None = Field(default=None, foreign_key="users.id")
    proposed_until: datetime | None = Field(default=None, sa_type=Moment)
    remind_at: datetime | None = Field(
        default=None, sa_type=Moment, description="When both are reminded of the agreed time."
    )
    last_seq: int = Field(default=0, description="Number of the latest message.")
    last_author_id: UUID | None = Field(default=None, foreign_key="users.id")
    last_message_at: datetime | None = Field(default=None, sa_type=Moment)
    patient_seen: int = Field(default=0, description="Latest message the patient has seen.")
    patient_seen_at: datetime | None = Field(default=None, sa_type=Moment)
    clinician_seen: int = Field(default=0, description="Latest message the clinician has seen.")
    clinician_seen_at: datetime | None = Field(default=None, sa_type=Moment)

    def take(self, step: Step, at: datetime) -> None:
        """Move along the workflow; the only place `status` is ever assigned.

        Raises StepNotPossible when `step` does not leave the present status.
        """
        if not step.begins:
            WORKFLOW.step(step.name, self.status, step.by, self.status.word)
        if step.target is None:
            return
        if step.begins or ConsultationStatus(step.target) is not self.status:
            self.status_since = at
        self.status = ConsultationStatus(step.target)


class ConsultationClaim(Record, table=True):
    """Who holds a consultation: one open claim at a time, whatever two people click."""

    __tablename__ = "consultation_claims"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "uq_consultation_claims_open", "consultation_id", unique=True,
            postgresql_where=text("released_at IS NULL"), sqlite_where=text("released_at IS NULL"),
        ),
    )  # fmt: skip

    consultation_id: UUID = Field(foreign_key="consultations.id", index=True)
    clinician_id: UUID = Field(foreign_key="users.id")
    released_at: datetime | None = Field(default=None, sa_type=Moment)


class ConsultationPass(Record, table=True):
    """A pool member let this one go to the others."""

    __tablename__ = "consultation_passes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("consultation_id", "clinician_id"),)

    consultation_id: UUID = Field(foreign_key="consultations.id")
    clinician_id: UUID = Field(foreign_key="users.id")


class ConsultationMessage(Record, table=True):
    """One thing that was said (FHIR: Communication). Never changed, never removed."""

    __tablename__ = "consultation_messages"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("consultation_id", "seq"),
        UniqueConstraint("consultation_id", "author_id", "client_message_id"),
    )

    consultation_id: UUID = Field(foreign_key="consultations.id")
    seq: int = Field(ge=1, description="1, 2, 3 … within the consultation.")
    author_id: UUID = Field(foreign_key="users.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="users.id")
    client_message_id: UUID = Field(description="Made by the sender, so that a resend is known.")
    body: str = Field(sa_type=Text)
