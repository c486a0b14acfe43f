"""SQLModel tables, one file per aggregate. All are imported here so that Alembic sees them."""

from portal.models.account import Credential, SessionKind, Sex, SignIn, User
from portal.models.consultation import (
    Consultation,
    ConsultationClaim,
    ConsultationMessage,
    ConsultationPass,
)
from portal.models.organization import Organization
from portal.models.trail import AuditEntry, GivenAnswer, Notification

__all__ = [
    "AuditEntry",
    "Consultation",
    "ConsultationClaim",
    "ConsultationMessage",
    "ConsultationPass",
    "Credential",
    "GivenAnswer",
    "Notification",
    "Organization",
    "SessionKind",
    "Sex",
    "SignIn",
    "User",
]
