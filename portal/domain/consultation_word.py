"""The words of a consultation: where it stands, how pressing it is, how it ended."""

from enum import StrEnum


class ConsultationStatus(StrEnum):
    """Where a consultation stands; the words follow FHIR Encounter and Appointment."""

    REQUESTED = "requested"
    INFO_NEEDED = "info_needed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NO_SHOW = "no_show"
    MISSED = "missed"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return {
            "info_needed": "waiting for an answer",
            "no_show": "closed, because the patient did not come",
        }.get(self.value, self.value.replace("_", " "))


class Urgency(StrEnum):
    """How soon a patient feels it is needed, the most pressing first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """Smaller comes first in a work list."""
        return list(Urgency).index(self)


class Outcome(StrEnum):
    """How a consultation ended for the patient, as the clinician records it."""

    ADVICE = "advice"
    TREATED = "treated"
    FOLLOW_UP = "follow_up"
    REFERRED = "referred"
    TESTS = "tests"
    EMERGENCY = "emergency"

    @property
    def words(self) -> str:
        """The outcome as the patient reads it."""
        return {
            "advice": "Advice given",
            "treated": "Treatment started or changed",
            "follow_up": "To be seen again",
            "referred": "Sent on to somebody else",
            "tests": "Tests needed",
            "emergency": "Sent to emergency care",
        }[self.value]


class Began(StrEnum):
    """Since when the patient has had the complaint."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    LONGER = "longer"

    @property
    def words(self) -> str:
        """The answer as the patient chose it and the clinician reads it."""
        return {
            "today": "Since today",
            "days": "For a few days",
            "weeks": "For some weeks",
            "months": "For some months",
            "longer": "For longer than a year",
        }[self.value]
