"""SQLModel tables, one file per aggregate. All are imported here so that Alembic sees them."""

from portal.models.account import (
    AccountToken,
    Credential,
    Failure,
    Practitioner,
    SessionKind,
    Sex,
    SignIn,
    User,
)
from portal.models.attachment import Attachment, AttachmentViewer
from portal.models.consultation import (
    Consultation,
    ConsultationClaim,
    ConsultationMessage,
    ConsultationPass,
)
from portal.models.dispense import (
    ClaimedBy,
    Dispense,
    DispenseLine,
    PrescriptionClaim,
    RegisterEntry,
    RegisterKind,
)
from portal.models.formulary import Medicine
from portal.models.letter import Letter
from portal.models.note import (
    Addendum,
    ConsultationNote,
    NoteDraft,
    SavedKind,
    SavedText,
)
from portal.models.organization import Organization
from portal.models.preference import NotificationPreference
from portal.models.prescription import (
    FavouriteItem,
    Prescription,
    PrescriptionItem,
    PrescriptionMessage,
    PrescriptionWarning,
)
from portal.models.record import (
    Allergy,
    Condition,
    Measurement,
    Medication,
    PatientProfile,
)
from portal.models.trail import AuditEntry, GivenAnswer, Notification

__all__ = [
    "AccountToken",
    "Addendum",
    "Allergy",
    "Attachment",
    "AttachmentViewer",
    "AuditEntry",
    "ClaimedBy",
    "Condition",
    "Consultation",
    "ConsultationClaim",
    "ConsultationMessage",
    "ConsultationNote",
    "ConsultationPass",
    "Credential",
    "Dispense",
    "DispenseLine",
    "Failure",
    "FavouriteItem",
    "GivenAnswer",
    "Letter",
    "Measurement",
    "Medication",
    "Medicine",
    "NoteDraft",
    "Notification",
    "NotificationPreference",
    "Organization",
    "PatientProfile",
    "Practitioner",
    "Prescription",
    "PrescriptionClaim",
    "PrescriptionItem",
    "PrescriptionMessage",
    "PrescriptionWarning",
    "RegisterEntry",
    "RegisterKind",
    "SavedKind",
    "SavedText",
    "SessionKind",
    "Sex",
    "SignIn",
    "User",
]
