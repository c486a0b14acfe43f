"""How much there is to do at a practice or hospital, in numbers: no patient, no clinical text."""

from portal.schemas.base import View
from portal.schemas.figures import Figure


class ClinicianLoad(View):
    """What one clinician has open."""

    id: str
    name: str
    waiting: int
    accepted: int
    in_progress: int
    late: int
    escalated: int
    completed: int


class WorkloadView(View):
    """Waiting times, and who has what open."""

    kept: bool
    """Whether consultations are held here at all."""
    waiting: int
    longest_wait: str
    late: int
    escalated: int
    median_answer: str
    asked: int
    month: list[Figure]
    clinicians: list[ClinicianLoad]

    @classmethod
    def blank(cls) -> "WorkloadView":
        """Return what the page holds before it has counted."""
        return cls(
            kept=False, waiting=0, longest_wait="", late=0, escalated=0,
            median_answer="", asked=0, month=[], clinicians=[],
        )  # fmt: skip
