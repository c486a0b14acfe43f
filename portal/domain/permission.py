"""Who may do what: the one table of roles and permissions.

A permission says what a role may do at all. Whether this person may do it to this record is
decided by the access clauses and by the parties of its workflow.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to the portal. FHIR: Patient, or PractitionerRole.code."""

    PATIENT = "patient"
    GP = "gp"
    SPECIALIST = "specialist"
    PHARMACIST = "pharmacist"
    DIAGNOSTICS = "diagnostics"
    PRACTICE_MANAGER = "practice_manager"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The word that people read beside a name."""
        return {
            "patient": "Patient",
            "gp": "GP",
            "specialist": "Specialist",
            "pharmacist": "Pharmacist",
            "diagnostics": "Diagnostics technician",
            "practice_manager": "Practice manager",
            "admin": "Administrator",
        }[self.value]

    @property
    def home(self) -> str:
        """The page a person of this role starts from."""
        return {"pharmacist": "/pharmacy", "practice_manager": "/manager"}.get(
            self.value, f"/{self.value}"
        )


CLINICIANS = frozenset({Role.GP, Role.SPECIALIST})
"""Those who treat patients and hold consultations."""

LICENSED = CLINICIANS | {Role.PHARMACIST, Role.DIAGNOSTICS}
"""Professionals whose licence an administrator verifies before they see anything."""

STAFF = LICENSED | {Role.PRACTICE_MANAGER}
"""Everybody who works at an organisation."""


class Permission(StrEnum):
    """An act that a role may be allowed."""

    CONSULTATION_REQUEST = "consultation:request"
    CONSULTATION_READ = "consultation:read"
    CONSULTATION_PROVIDE = "consultation:provide"
    MESSAGE_WRITE = "message:write"
    ATTACHMENT_READ = "attachment:read"
    ATTACHMENT_ADD = "attachment:add"
    RECORD_READ = "record:read"
    RECORD_WRITE = "record:write"
    RECORD_MEASURE = "record:measure"
    PRESCRIPTION_READ = "prescription:read"
    PRESCRIPTION_WRITE = "prescription:write"
    PRESCRIPTION_CHOOSE = "prescription:choose"
    PRESCRIPTION_DISPENSE = "prescription:dispense"
    MEDICINE_READ = "medicine:read"
    NOTIFICATION_READ = "notification:read"
    ACCOUNT_MANAGE = "account:manage"
    WORKPLACE_READ = "workplace:read"
    STAFF_READ = "staff:read"
    STAFF_INVITE = "staff:invite"
    PEOPLE_MANAGE = "people:manage"
    FIGURES_READ = "figures:read"
    AUDIT_READ = "audit:read"


P = Permission

EVERYBODYS = frozenset({P.NOTIFICATION_READ, P.ACCOUNT_MANAGE})
"""Whoever has an account has a bell, and may change their own password and sessions."""

_CLINICAL = EVERYBODYS | {
    P.CONSULTATION_PROVIDE,
    P.CONSULTATION_READ,
    P.MESSAGE_WRITE,
    P.ATTACHMENT_READ,
    P.ATTACHMENT_ADD,
    P.RECORD_READ,
    P.RECORD_WRITE,
    P.PRESCRIPTION_READ,
    P.PRESCRIPTION_WRITE,
    P.MEDICINE_READ,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PATIENT: EVERYBODYS
    | {
        P.CONSULTATION_REQUEST,
        P.CONSULTATION_READ,
        P.MESSAGE_WRITE,
        P.ATTACHMENT_READ,
        P.ATTACHMENT_ADD,
        P.RECORD_READ,
        P.RECORD_MEASURE,
        P.PRESCRIPTION_READ,
        P.PRESCRIPTION_CHOOSE,
    },
    Role.GP: _CLINICAL,
    Role.SPECIALIST: _CLINICAL,
    Role.PHARMACIST: EVERYBODYS
    | {P.WORKPLACE_READ, P.PRESCRIPTION_READ, P.PRESCRIPTION_DISPENSE, P.MEDICINE_READ},
    Role.DIAGNOSTICS: EVERYBODYS | {P.WORKPLACE_READ},
    Role.PRACTICE_MANAGER: EVERYBODYS
    | {P.WORKPLACE_READ, P.STAFF_READ, P.STAFF_INVITE, P.FIGURES_READ},
    Role.ADMIN: EVERYBODYS
    | {P.FIGURES_READ, P.AUDIT_READ, P.PEOPLE_MANAGE, P.STAFF_READ, P.STAFF_INVITE},
}
