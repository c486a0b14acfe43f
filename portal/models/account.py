"""People, how they prove who they are, and where they are signed in."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, text
from sqlmodel import Field, Index

from portal.domain.account import WORKFLOW, AccountStatus, TokenKind
from portal.domain.organization import Specialty
from portal.domain.permission import Role
from portal.domain.workflow import Step
from portal.infra.clock import now
from portal.models.base import Moment, Record, one_of

OPEN_ACCOUNT = "status NOT IN ('rejected', 'expired', 'closed')"


class Sex(StrEnum):
    """Administrative sex (FHIR AdministrativeGender)."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class SessionKind(StrEnum):
    """How a session's secret travels."""

    COOKIE = "cookie"
    BEARER = "bearer"


class User(Record, table=True):
    """A person with an account (FHIR: Patient or Practitioner)."""

    __tablename__ = "users"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_users_status", "status", "role"),
        Index(
            "uq_users_email", "email", unique=True,
            postgresql_where=text(OPEN_ACCOUNT), sqlite_where=text(OPEN_ACCOUNT),
        ),
    )  # fmt: skip

    email: str = Field(
        max_length=254, description="Lower case; belongs to at most one account that is not over."
    )
    name: str = Field(max_length=120)
    role: Role = Field(sa_type=one_of(Role, "user_role"))
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    is_lead: bool = Field(default=False, description="The practice's lead clinician.")
    birth_date: date | None = None
    sex: Sex = Field(default=Sex.UNKNOWN, sa_type=one_of(Sex, "administrative_sex"))
    phone: str = Field(default="", max_length=40)
    status: AccountStatus = Field(
        default=AccountStatus.ACTIVE, sa_type=one_of(AccountStatus, "account_status")
    )
    status_since: datetime = Field(default_factory=now, sa_type=Moment)
    status_until: datetime | None = Field(
        default=None, sa_type=Moment, description="When an invitation or confirmation runs out."
    )
    status_reason: str = Field(default="", max_length=600)
    cover_id: UUID | None = Field(
        default=None, foreign_key="users.id", description="Who acts in this person's absence."
    )

    def take(self, step: Step, at: datetime) -> None:
        """Move along the workflow of accounts; the only place `status` is assigned.

        Raises StepNotPossible when `step` does not leave the present status.
        """
        if not step.begins:
            WORKFLOW.step(step.name, self.status, step.by, self.status.word)
        if step.target is not None:
            self.status, self.status_since = AccountStatus(step.target), at
            self.status_until = None


class Practitioner(Record, table=True):
    """What makes somebody a professional (FHIR: Practitioner.qualification, PractitionerRole)."""

    __tablename__ = "practitioners"  # pyright: ignore[reportAssignmentType]

    user_id: UUID = Field(foreign_key="users.id", unique=True)
    licence_body: str = Field(max_length=80, description="Who issued the licence.")
    licence_number: str = Field(max_length=40)
    licence_until: date | None = Field(default=None, description="The last day it is valid.")
    specialty: Specialty | None = Field(default=None, sa_type=one_of(Specialty, "specialty"))
    direct_requests: bool = Field(
        default=False, description="Whether patients may ask without a referral."
    )
    statement: str = Field(default="", sa_type=Text, description="What the applicant wrote.")
    verified_at: datetime | None = Field(default=None, sa_type=Moment)
    verified_by: UUID | None = Field(default=None, foreign_key="users.id")


class Credential(Record, table=True):
    """The password of one account, as an argon2id hash and nothing else."""

    __tablename__ = "credentials"  # pyright: ignore[reportAssignmentType]

    user_id: UUID = Field(foreign_key="users.id", unique=True)
    password_hash: str = Field(max_length=255)
    changed_at: datetime = Field(default_factory=now, sa_type=Moment)


class AccountToken(Record, table=True):
    """The secret of one mailed link, kept as a hash. It works once, for a limited time."""

    __tablename__ = "account_tokens"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_account_tokens_user", "user_id", "kind"),)

    user_id: UUID = Field(foreign_key="users.id")
    kind: TokenKind = Field(sa_type=one_of(TokenKind, "token_kind"))
    token_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class SignIn(Record, table=True):
    """One place where somebody is signed in; only the hash of its secret is kept."""

    __tablename__ = "sign_ins"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_sign_ins_user_open", "user_id", "revoked_at"),)

    user_id: UUID = Field(foreign_key="users.id")
    kind: SessionKind = Field(sa_type=one_of(SessionKind, "session_kind"))
    token_hash: str = Field(max_length=64, unique=True)
    scopes: str = Field(default="", max_length=600, description="Space-separated permissions.")
    device: str = Field(default="", max_length=80, description="For example `Firefox on Windows`.")
    device_hash: str = Field(default="", max_length=64, description="Tells a new device from old.")
    address: str = Field(default="", max_length=60, description="Network address, at sign-in.")
    last_used_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class Failure(Record, table=True):
    """A failed sign-in, kept so that guessing slows down without locking anybody out."""

    __tablename__ = "sign_in_failures"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_sign_in_failures_account", "account_hash", "created_at"),
        CheckConstraint("account_hash <> ''", name="of_an_account"),
    )

    account_hash: str = Field(max_length=64, description="Digest of the address that was typed.")
    address: str = Field(max_length=60)
