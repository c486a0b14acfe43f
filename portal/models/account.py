"""People, how they prove who they are, and where they are signed in."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Index

from portal.domain.permission import Role
from portal.models.base import Moment, Record, one_of


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

    email: str = Field(max_length=254, unique=True, description="Lower case.")
    name: str = Field(max_length=120)
    role: Role = Field(sa_type=one_of(Role, "user_role"))
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    is_lead: bool = Field(default=False, description="The practice's lead clinician.")
    birth_date: date | None = None
    sex: Sex = Field(default=Sex.UNKNOWN, sa_type=one_of(Sex, "administrative_sex"))
    phone: str = Field(default="", max_length=40)
    suspended_at: datetime | None = Field(default=None, sa_type=Moment)


class Credential(Record, table=True):
    """The password of one account, as an argon2id hash and nothing else."""

    __tablename__ = "credentials"  # pyright: ignore[reportAssignmentType]

    user_id: UUID = Field(foreign_key="users.id", unique=True)
    password_hash: str = Field(max_length=255)


class SignIn(Record, table=True):
    """One place where somebody is signed in; only the hash of its secret is kept."""

    __tablename__ = "sign_ins"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_sign_ins_user_open", "user_id", "revoked_at"),)

    user_id: UUID = Field(foreign_key="users.id")
    kind: SessionKind = Field(sa_type=one_of(SessionKind, "session_kind"))
    token_hash: str = Field(max_length=64, unique=True)
    scopes: str = Field(default="", max_length=200, description="Space-separated permissions.")
    last_used_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
