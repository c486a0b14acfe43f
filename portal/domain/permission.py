"""Who may do what: the one table of roles and permissions.

A permission says what a role may do at all. Whether this person may do it to this record is
decided by the access clauses and by the parties of its workflow.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to the portal. FHIR: Patient, or PractitionerRole.code."""

    PATIENT = "patient"
    GP = "gp"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The word that people read beside a name."""
        return {"patient": "Patient", "gp": "GP", "admin": "Administrator"}[self.value]

    @property
    def home(self) -> str:
        """The page a person of this role starts from."""
        return f"/{self.value}"


class Permission(StrEnum):
    """An act that a role may be allowed."""

    CONSULTATION_REQUEST = "consultation:request"
    CONSULTATION_READ = "consultation:read"
    CONSULTATION_PROVIDE = "consultation:provide"
    MESSAGE_WRITE = "message:write"
    NOTIFICATION_READ = "notification:read"
    FIGURES_READ = "figures:read"
    AUDIT_READ = "audit:read"


P = Permission

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PATIENT: frozenset(
        {P.CONSULTATION_REQUEST, P.CONSULTATION_READ, P.MESSAGE_WRITE, P.NOTIFICATION_READ}
    ),
    Role.GP: frozenset(
        {P.CONSULTATION_PROVIDE, P.CONSULTATION_READ, P.MESSAGE_WRITE, P.NOTIFICATION_READ}
    ),
    Role.ADMIN: frozenset({P.NOTIFICATION_READ, P.FIGURES_READ, P.AUDIT_READ}),
}
