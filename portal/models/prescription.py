"""A prescription, its medicines, what spoke against them, and who was asked."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from portal.domain.dispensing import CLAIM, ITEM
from portal.domain.medicine import DoseForm, Route, Schedule
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import (
    ClaimStatus,
    ItemStatus,
    MessageKind,
    PrescriptionStatus,
    WarningKind,
    WarningSeverity,
)
from portal.domain.workflow import Step
from portal.models.base import Moment, Record, one_of
from portal.models.formulary import AMOUNT

SIGNED = (
    "(code <> '' AND nonce <> '' AND key_id <> '' AND signed_at IS NOT NULL "
    "AND expires_at IS NOT NULL) OR status IN ('draft', 'discarded')"
)
HELD = "status <> 'on_hold' OR held_at IS NOT NULL"
CANCELLED = "status <> 'cancelled' OR reason <> ''"
ISSUES = "issue >= 1 AND issues >= issue"
CLAIMED = "claim_status <> 'claimed' OR pharmacy_id IS NOT NULL"
HAS_CODE = "code <> ''"
SUPPLIED = "supplied >= 0 AND committed >= supplied AND committed <= quantity AND quantity > 0"
REFUSED = "status <> 'not_dispensed' OR reason <> ''"


class Prescription(Record, table=True):
    """Medicines for one patient under one signature (FHIR: group of MedicationRequest)."""

    __tablename__ = "prescriptions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint(SIGNED, name="signed_with_code"),
        CheckConstraint(HELD, name="held_since"),
        CheckConstraint(CANCELLED, name="cancelled_with_reason"),
        CheckConstraint(ISSUES, name="issue_counts"),
        CheckConstraint(CLAIMED, name="claimed_by_somebody"),
        UniqueConstraint("original_id", "issue"),
        Index(
            "uq_prescriptions_code", "code", unique=True,
            postgresql_where=text(HAS_CODE), sqlite_where=text(HAS_CODE),
        ),
        Index("ix_prescriptions_patient", "patient_id", "status", "created_at", "id"),
        Index("ix_prescriptions_prescriber", "prescriber_id", "status", "created_at", "id"),
        Index("ix_prescriptions_pharmacy", "pharmacy_id", "status", "created_at", "id"),
        Index("ix_prescriptions_consultation", "consultation_id"),
        Index("ix_prescriptions_due", "status", "due_at"),
    )  # fmt: skip

    patient_id: UUID = Field(foreign_key="users.id")
    prescriber_id: UUID = Field(foreign_key="users.id")
    practice_id: UUID = Field(foreign_key="organizations.id", description="Where it was written.")
    consultation_id: UUID | None = Field(default=None, foreign_key="consultations.id")
    status: PrescriptionStatus = Field(
        default=PrescriptionStatus.DRAFT, sa_type=one_of(PrescriptionStatus, "prescription_status")
    )
    status_since: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment, description="End of this turn.")
    draft: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, description="What is being written, until it is signed."
    )
    drafted_at: datetime | None = Field(default=None, sa_type=Moment, description="Last kept.")
    note: str = Field(default="", sa_type=Text, description="For the pharmacist.")
    code: str = Field(default="", max_length=8, description="Printed; Crockford's base 32.")
    nonce: str = Field(default="", max_length=32, description="Makes the signed code its own.")
    key_id: str = Field(default="", max_length=40, description="Which key signed the code.")
    signed_at: datetime | None = Field(default=None, sa_type=Moment)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    remind_at: datetime | None = Field(default=None, sa_type=Moment, description="Before expiry.")
    pharmacy_id: UUID | None = Field(
        default=None, foreign_key="organizations.id", description="Chosen by patient or scan."
    )
    claim_status: ClaimStatus = Field(
        default=ClaimStatus.OFFERED, sa_type=one_of(ClaimStatus, "claim_status")
    )
    claim_since: datetime | None = Field(default=None, sa_type=Moment)
    held_at: datetime | None = Field(default=None, sa_type=Moment)
    held_by: UUID | None = Field(default=None, foreign_key="users.id")
    escalate_at: datetime | None = Field(default=None, sa_type=Moment)
    escalated_at: datetime | None = Field(default=None, sa_type=Moment)
    stop_requested_at: datetime | None = Field(default=None, sa_type=Moment)
    stop_requested_by: UUID | None = Field(default=None, foreign_key="users.id")
    reason: str = Field(default="", sa_type=Text, description="Why it was cancelled or stopped.")
    original_id: UUID | None = Field(
        default=None, foreign_key="prescriptions.id", description="The first issue of a repeat."
    )
    issue: int = Field(default=1, description="1 for the first, 2 for its first repeat.")
    issues: int = Field(default=1, description="How many there may be in all.")
    interval_days: int | None = Field(default=None, ge=1, description="From one issue to the next.")
    next_issue_at: datetime | None = Field(default=None, sa_type=Moment)

    def take(self, step: Step, at: datetime) -> None:
        """Move along the workflow; the only place `status` is ever assigned.

        Raises StepNotPossible when `step` does not leave the present status.
        """
        if not step.begins:
            WORKFLOW.step(step.name, self.status, step.by, self.status.word)
        if step.target is None:
            return
        if step.begins or PrescriptionStatus(step.target) is not self.status:
            self.status_since = at
        self.status = PrescriptionStatus(step.target)

    def take_claim(self, step: Step, at: datetime) -> None:
        """Move along the workflow of the claim; the only place `claim_status` is assigned."""
        if not step.begins:
            CLAIM.step(step.name, self.claim_status, step.by, self.claim_status.word)
        if step.target is not None:
            self.claim_status, self.claim_since = ClaimStatus(step.target), at


class PrescriptionItem(Record, table=True):
    """One medicine as it was signed (FHIR: MedicationRequest). Its facts never change again."""

    __tablename__ = "prescription_items"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("prescription_id", "position"),
        CheckConstraint(SUPPLIED, name="never_more_than_prescribed"),
        CheckConstraint(REFUSED, name="refused_with_reason"),
        Index("ix_prescription_items_medicine", "medicine_id"),
    )

    prescription_id: UUID = Field(foreign_key="prescriptions.id")
    position: int = Field(ge=1)
    medicine_id: UUID = Field(foreign_key="medicines.id")
    name: str = Field(max_length=340, description="Substance, strength and form as signed.")
    substance: str = Field(max_length=200)
    strength: str = Field(max_length=80)
    form: DoseForm = Field(sa_type=one_of(DoseForm, "dose_form"))
    atc: str = Field(default="", max_length=7)
    schedule: Schedule | None = Field(default=None, sa_type=one_of(Schedule, "controlled_schedule"))
    route: Route = Field(sa_type=one_of(Route, "medicine_route"))
    dose: Decimal = Field(sa_type=AMOUNT, description="Dose units each time.")
    dose_unit: str = Field(max_length=20)
    frequency: str = Field(max_length=40, description="How often; `domain.dosage.Frequency`.")
    every_hours: int | None = None
    as_needed: bool = Field(default=False)
    as_needed_for: str = Field(default="", max_length=120)
    max_per_day: Decimal | None = Field(
        default=None, sa_type=AMOUNT, description="Most dose units in 24 hours, when as needed."
    )
    duration_days: int | None = None
    instruction: str = Field(default="", max_length=300, description="With food, until finished.")
    sentence: str = Field(sa_type=Text, description="What the patient reads.")
    quantity: Decimal = Field(sa_type=AMOUNT, description="Pack units prescribed.")
    quantity_unit: str = Field(max_length=20)
    status: ItemStatus = Field(
        default=ItemStatus.TO_BE_DISPENSED, sa_type=one_of(ItemStatus, "item_status")
    )
    committed: Decimal = Field(
        default=Decimal(0), sa_type=AMOUNT,
        description="In hand-overs that are neither returned nor in error.",
    )  # fmt: skip
    supplied: Decimal = Field(default=Decimal(0), sa_type=AMOUNT, description="Handed over.")
    reason: str = Field(default="", sa_type=Text, description="Why it is not supplied.")
    owed_until: datetime | None = Field(
        default=None, sa_type=Moment, description="When the rest is expected."
    )
    record_entry_id: UUID | None = Field(
        default=None, foreign_key="medications.id", description="The record's entry it follows."
    )

    def take(self, step: Step) -> None:
        """Move along the workflow of items; the only place `status` is assigned.

        Raises StepNotPossible when `step` does not leave the present status.
        """
        if not step.begins:
            ITEM.step(step.name, self.status, step.by, self.status.word)
        if step.target is not None:
            self.status = ItemStatus(step.target)


class PrescriptionWarning(Record, table=True):
    """What spoke against an item, and why it was prescribed all the same (FHIR: DetectedIssue)."""

    __tablename__ = "prescription_warnings"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_prescription_warnings_prescription", "prescription_id"),)

    prescription_id: UUID = Field(foreign_key="prescriptions.id")
    item_id: UUID = Field(foreign_key="prescription_items.id")
    kind: WarningKind = Field(sa_type=one_of(WarningKind, "warning_kind"))
    severity: WarningSeverity = Field(sa_type=one_of(WarningSeverity, "warning_severity"))
    key: str = Field(max_length=160, description="The same for the same finding.")
    sentence: str = Field(sa_type=Text)
    source: str = Field(default="", max_length=200, description="Where the rule comes from.")
    override_reason: str = Field(default="", sa_type=Text)
    override_by: UUID | None = Field(default=None, foreign_key="users.id")
    after_signing: bool = Field(default=False, description="Found by a later check.")


class PrescriptionMessage(Record, table=True):
    """One line between pharmacy and prescriber (FHIR: Communication). Never changed."""

    __tablename__ = "prescription_messages"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_prescription_messages", "prescription_id", "created_at"),)

    prescription_id: UUID = Field(foreign_key="prescriptions.id")
    author_id: UUID = Field(foreign_key="users.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="users.id")
    kind: MessageKind = Field(sa_type=one_of(MessageKind, "prescription_message_kind"))
    body: str = Field(sa_type=Text)


class FavouriteItem(Record, table=True):
    """A medicine with its dosage, as somebody likes to prescribe it."""

    __tablename__ = "favourite_items"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("owner_id", "name"),)

    owner_id: UUID = Field(foreign_key="users.id")
    name: str = Field(max_length=120)
    medicine_id: UUID = Field(foreign_key="medicines.id")
    dosage: dict[str, Any] = Field(sa_type=JSON)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
