"""Where people work, and in which field of medicine."""

from enum import StrEnum

from portal.domain.permission import Role


class OrganizationKind(StrEnum):
    """What an organisation is (FHIR: Organization.type)."""

    PRACTICE = "practice"
    HOSPITAL = "hospital"
    PHARMACY = "pharmacy"
    DIAGNOSTICS_CENTRE = "diagnostics_centre"

    @property
    def label(self) -> str:
        """The word that people read."""
        return {
            "practice": "Practice",
            "hospital": "Hospital",
            "pharmacy": "Pharmacy",
            "diagnostics_centre": "Diagnostics centre",
        }[self.value]


WORKPLACES: dict[Role, frozenset[OrganizationKind]] = {
    Role.PATIENT: frozenset({OrganizationKind.PRACTICE}),
    Role.GP: frozenset({OrganizationKind.PRACTICE}),
    Role.SPECIALIST: frozenset({OrganizationKind.HOSPITAL}),
    Role.PHARMACIST: frozenset({OrganizationKind.PHARMACY}),
    Role.DIAGNOSTICS: frozenset({OrganizationKind.DIAGNOSTICS_CENTRE}),
    Role.PRACTICE_MANAGER: frozenset(OrganizationKind),
}
"""Where a role works; a patient is registered with a practice."""


class Specialty(StrEnum):
    """A field of medicine (FHIR: PractitionerRole.specialty)."""

    CARDIOLOGY = "cardiology"
    DERMATOLOGY = "dermatology"
    ENDOCRINOLOGY = "endocrinology"
    GASTROENTEROLOGY = "gastroenterology"
    GYNAECOLOGY = "gynaecology"
    NEUROLOGY = "neurology"
    OPHTHALMOLOGY = "ophthalmology"
    ORTHOPAEDICS = "orthopaedics"
    PAEDIATRICS = "paediatrics"
    PSYCHIATRY = "psychiatry"
    RESPIRATORY = "respiratory"
    UROLOGY = "urology"

    @property
    def label(self) -> str:
        """The word that people read."""
        return "Respiratory medicine" if self is Specialty.RESPIRATORY else self.value.capitalize()
