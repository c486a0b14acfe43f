"""What a patient answers about a complaint, and how a clinician records its end."""

from enum import StrEnum


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
