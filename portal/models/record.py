"""A patient's record: who they are, what they react to, have, take, and what was measured.

Entries are never overwritten: a correction is a new entry that names the one it replaces.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, Text, text
from sqlmodel import Field

from portal.domain.errors import StepNotPossible
from portal.domain.record import LEADS_TO, Certainty, EntryStatus, Severity, Source, Vital
from portal.models.base import Moment, Record, one_of

NONE_KNOWN = "none_known AND status = 'current'"
SAID_WHY = "status NOT IN ('corrected', 'entered_in_error') OR status_reason <> ''"


class PatientProfile(Record, table=True):
    """Demographics and needs (FHIR: Patient.contact, .communication, accessibility)."""

    __tablename__ = "patient_profiles"  # pyright: ignore[reportAssignmentType]

    user_id: UUID = Field(foreign_key="users.id", unique=True)
    address: str = Field(default="", max_length=200)
    language: str = Field(default="", max_length=60, description="Interpreter needed: language.")
    large_print: bool = Field(default=False)
    needs: str = Field(default="", max_length=600, description="Hearing, mobility, anything else.")
    contact_preference: str = Field(default="", max_length=120)
    emergency_contact: str = Field(default="", max_length=120)
    emergency_phone: str = Field(default="", max_length=40)
    emergency_relation: str = Field(default="", max_length=60)
    updated_at: datetime | None = Field(default=None, sa_type=Moment)


class Entry(Record):
    """What every entry of the record says about itself."""

    patient_id: UUID = Field(foreign_key="users.id")
    recorded_by: UUID = Field(foreign_key="users.id")
    source: Source = Field(default=Source.CLINICIAN, sa_type=one_of(Source, "entry_source"))
    consultation_id: UUID | None = Field(default=None, foreign_key="consultations.id")
    status: EntryStatus = Field(
        default=EntryStatus.CURRENT, sa_type=one_of(EntryStatus, "entry_status")
    )
    status_reason: str = Field(default="", max_length=600)
    status_by: UUID | None = Field(default=None, foreign_key="users.id")
    status_at: datetime | None = Field(default=None, sa_type=Moment)

    def take(self, status: EntryStatus, by: UUID, at: datetime, reason: str = "") -> None:
        """Let the entry no longer speak; the only place where its status is assigned.

        Raises StepNotPossible when it was corrected or withdrawn before.
        """
        if status not in LEADS_TO[self.status]:
            raise StepNotPossible("This entry was changed meanwhile. Please look at it again.")
        self.status, self.status_reason = status, reason
        self.status_by, self.status_at = by, at


class Allergy(Entry, table=True):
    """FHIR: AllergyIntolerance. Somebody who was asked and has none has one that says so."""

    __tablename__ = "allergies"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_allergies_patient", "patient_id", "status"),
        Index(
            "uq_allergies_none_known", "patient_id", unique=True,
            postgresql_where=text(NONE_KNOWN), sqlite_where=text(NONE_KNOWN),
        ),
        CheckConstraint(SAID_WHY, name="said_why"),
        CheckConstraint("none_known OR severity IS NOT NULL", name="how_bad"),
    )  # fmt: skip

    replaces_id: UUID | None = Field(default=None, foreign_key="allergies.id", unique=True)
    none_known: bool = Field(default=False, description="They were asked, and have none.")
    substance: str = Field(default="", max_length=120)
    reaction: str = Field(default="", max_length=200)
    severity: Severity | None = Field(default=None, sa_type=one_of(Severity, "reaction_severity"))
    certainty: Certainty = Field(sa_type=one_of(Certainty, "allergy_certainty"))


class Condition(Entry, table=True):
    """FHIR: Condition. `code` is ICD-10."""

    __tablename__ = "conditions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_conditions_patient", "patient_id", "status"),
        CheckConstraint(SAID_WHY, name="said_why"),
    )

    replaces_id: UUID | None = Field(default=None, foreign_key="conditions.id", unique=True)
    code: str = Field(max_length=10)
    label: str = Field(max_length=300)
    since: date | None = None
    until: date | None = None
    note: str = Field(default="", sa_type=Text)


class Medication(Entry, table=True):
    """What the patient takes (FHIR: MedicationStatement)."""

    __tablename__ = "medications"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_medications_patient", "patient_id", "status"),
        CheckConstraint(SAID_WHY, name="said_why"),
    )

    replaces_id: UUID | None = Field(default=None, foreign_key="medications.id", unique=True)
    substance: str = Field(max_length=120)
    strength: str = Field(default="", max_length=60)
    form: str = Field(default="", max_length=60)
    dosage: str = Field(max_length=200, description="How it is taken, in words.")
    since: date | None = None
    until: date | None = None


class Measurement(Entry, table=True):
    """FHIR: Observation. Blood pressure has two values: systolic and diastolic."""

    __tablename__ = "measurements"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_measurements_patient", "patient_id", "vital", "taken_at"),
        Index("ix_measurements_timeline", "patient_id", "taken_at", "id"),
        CheckConstraint(SAID_WHY, name="said_why"),
    )

    replaces_id: UUID | None = Field(default=None, foreign_key="measurements.id", unique=True)
    vital: Vital = Field(sa_type=one_of(Vital, "vital"))
    value: Decimal = Field(sa_type=Numeric(9, 3))
    value_second: Decimal | None = Field(default=None, sa_type=Numeric(9, 3))
    unit: str = Field(max_length=20, description="UCUM.")
    taken_at: datetime = Field(sa_type=Moment)
    note: str = Field(default="", max_length=200)
