"""What a pharmacy does: who holds a prescription, each hand-over, and the register."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from portal.domain.dispensing import SUPPLY
from portal.domain.prescription_word import SupplyStatus
from portal.domain.workflow import Step
from portal.models.base import Moment, Record, one_of
from portal.models.formulary import AMOUNT

OPEN = "released_at IS NULL"
IDENTIFIED = "status NOT IN ('collected', 'delivered') OR identifiers <> ''"
CHECKED = "checked_by IS NOT NULL OR status IN ('preparing', 'returned')"
SAID_WHY = "status NOT IN ('returned', 'entered_in_error', 'delivery_failed') OR reason <> ''"
ANOTHER = "corrected_by IS NULL OR corrected_by <> handed_by"
MOVED = "quantity <> 0 OR kind IN ('counted', 'corrected')"
EXPLAINED = "note <> '' OR (corrects_id IS NULL AND (kind <> 'counted' OR quantity = 0))"


class ClaimedBy(StrEnum):
    """How a pharmacy came to hold a prescription."""

    SCAN = "scan"
    START = "start"


class PrescriptionClaim(Record, table=True):
    """Which pharmacy holds it: one open claim at a time, whatever two people scan."""

    __tablename__ = "prescription_claims"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "uq_prescription_claims_open", "prescription_id", unique=True,
            postgresql_where=text(OPEN), sqlite_where=text(OPEN),
        ),
        Index("ix_prescription_claims_pharmacy", "pharmacy_id", "prescription_id"),
    )  # fmt: skip

    prescription_id: UUID = Field(foreign_key="prescriptions.id")
    pharmacy_id: UUID = Field(foreign_key="organizations.id")
    claimed_by: UUID = Field(foreign_key="users.id")
    how: ClaimedBy = Field(sa_type=one_of(ClaimedBy, "claimed_by"))
    released_at: datetime | None = Field(default=None, sa_type=Moment)
    release_reason: str = Field(default="", sa_type=Text)


class Dispense(Record, table=True):
    """One hand-over (FHIR: MedicationDispense)."""

    __tablename__ = "dispenses"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("prescription_id", "number"),
        CheckConstraint(IDENTIFIED, name="handed_to_somebody_known"),
        CheckConstraint(CHECKED, name="checked_before"),
        CheckConstraint(SAID_WHY, name="said_why"),
        CheckConstraint(ANOTHER, name="corrected_by_another"),
        Index("ix_dispenses_pharmacy", "pharmacy_id", "status", "created_at"),
        Index("ix_dispenses_due", "status", "due_at"),
    )

    prescription_id: UUID = Field(foreign_key="prescriptions.id")
    pharmacy_id: UUID = Field(foreign_key="organizations.id")
    number: int = Field(ge=1, description="1, 2, 3 … within the prescription.")
    status: SupplyStatus = Field(
        default=SupplyStatus.PREPARING, sa_type=one_of(SupplyStatus, "supply_status")
    )
    status_since: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    ready_by: datetime | None = Field(
        default=None, sa_type=Moment, description="When the patient may expect it."
    )
    prepared_by: UUID = Field(foreign_key="users.id")
    checked_by: UUID | None = Field(
        default=None, foreign_key="users.id", description="Who looked, or answers for it."
    )
    checked_at: datetime | None = Field(
        default=None, sa_type=Moment, description="Empty when nobody recorded a second look."
    )
    check_note: str = Field(
        default="", max_length=300, description="Why one person did both, or nobody looked."
    )
    ready_at: datetime | None = Field(default=None, sa_type=Moment)
    uncollected_at: datetime | None = Field(
        default=None, sa_type=Moment, description="When it had waited too long."
    )
    handed_by: UUID | None = Field(default=None, foreign_key="users.id")
    handed_at: datetime | None = Field(default=None, sa_type=Moment)
    identifiers: str = Field(default="", max_length=200, description="How they were recognised.")
    collector: str = Field(default="", max_length=120, description="Who took it, if another.")
    proof: str = Field(default="", max_length=120, description="Kind of identity document.")
    delivery_to: str = Field(default="", max_length=200)
    courier: str = Field(default="", max_length=120)
    reason: str = Field(default="", sa_type=Text, description="Failed, returned, or in error.")
    corrected_by: UUID | None = Field(default=None, foreign_key="users.id")

    def take(self, step: Step, at: datetime) -> None:
        """Move along the workflow of supplies; the only place `status` is assigned.

        Raises StepNotPossible when `step` does not leave the present status.
        """
        if not step.begins:
            SUPPLY.step(step.name, self.status, step.by, self.status.word)
        if step.target is not None:
            self.status, self.status_since = SupplyStatus(step.target), at


class DispenseLine(Record, table=True):
    """How much of one item goes with one hand-over."""

    __tablename__ = "dispense_lines"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("dispense_id", "item_id"),
        CheckConstraint("quantity > 0", name="something"),
        CheckConstraint(
            "substitute_id IS NULL OR substitution_note <> ''", name="substituted_with_note"
        ),
        Index("ix_dispense_lines_item", "item_id"),
    )

    dispense_id: UUID = Field(foreign_key="dispenses.id")
    item_id: UUID = Field(foreign_key="prescription_items.id")
    quantity: Decimal = Field(sa_type=AMOUNT, description="In the item's own unit.")
    substitute_id: UUID | None = Field(
        default=None, foreign_key="medicines.id", description="Another product of the same."
    )
    substitution_note: str = Field(default="", max_length=300)
    batch: str = Field(default="", max_length=40)
    expires_on: date | None = None


class RegisterKind(StrEnum):
    """What moved in the controlled drugs register."""

    RECEIVED = "received"
    SUPPLIED = "supplied"
    RETURNED = "returned"
    CORRECTED = "corrected"
    COUNTED = "counted"


class RegisterEntry(Record, table=True):
    """A line of the controlled drugs register (Misuse of Drugs Regulations 2001, reg. 19).

    Append-only, by trigger. A mistake is put right by a further line, which names the one it
    corrects; that one is corrected once, and its correction may be corrected in turn.
    """

    __tablename__ = "register_entries"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("pharmacy_id", "medicine_id", "line"),
        UniqueConstraint("corrects_id"),
        CheckConstraint(MOVED, name="something_moved"),
        CheckConstraint("balance >= 0", name="never_below_nothing"),
        CheckConstraint(EXPLAINED, name="explained"),
    )

    pharmacy_id: UUID = Field(foreign_key="organizations.id")
    medicine_id: UUID = Field(foreign_key="medicines.id")
    line: int = Field(ge=1, description="1, 2, 3 … of this drug at this pharmacy.")
    kind: RegisterKind = Field(sa_type=one_of(RegisterKind, "register_kind"))
    quantity: Decimal = Field(sa_type=AMOUNT, description="What came in, or left (negative).")
    balance: Decimal = Field(sa_type=AMOUNT, description="What is there afterwards.")
    by_id: UUID = Field(foreign_key="users.id")
    dispense_id: UUID | None = Field(default=None, foreign_key="dispenses.id")
    corrects_id: UUID | None = Field(default=None, foreign_key="register_entries.id")
    counterparty: str = Field(
        max_length=200,
        description="Supplier, or patient and prescriber, or what a correction or a count says.",
    )
    collector: str = Field(default="", max_length=120)
    proof: str = Field(default="", max_length=120, description="Identity asked for and shown.")
    note: str = Field(default="", max_length=300)
