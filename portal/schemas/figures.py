"""Live figures for the administrator."""

from portal.domain.consultation import ConsultationStatus
from portal.schemas.account import AuditLine
from portal.schemas.base import View
from portal.schemas.letter import LetterFigures

LABELS = {
    ConsultationStatus.INFO_NEEDED: "Waiting for an answer",
    ConsultationStatus.NO_SHOW: "Did not come",
}
"""Statuses whose name is no word for people."""


class Figure(View):
    """One counted thing."""

    name: str
    label: str
    count: int

    @classmethod
    def of(cls, status: ConsultationStatus, count: int) -> "Figure":
        """Count the consultations of one status."""
        label = LABELS.get(status, status.value.replace("_", " ").capitalize())
        return cls(name=status, label=label, count=count)


class RoleFigures(View):
    """The accounts of one role, by where they stand."""

    role: str
    label: str
    active: int
    pending: int
    invited: int
    suspended: int


class Figures(View):
    """What the portal holds, counted now."""

    people: list[RoleFigures]
    consultations: list[Figure]
    this_week: int
    unanswered: int
    median_answer_minutes: int | None
    letters: LetterFigures
    audit: list[AuditLine]

    @classmethod
    def blank(cls) -> "Figures":
        """Return what the page holds before it has counted."""
        return cls(
            people=[], consultations=[], this_week=0, unanswered=0, median_answer_minutes=None,
            letters=LetterFigures.blank(), audit=[],
        )  # fmt: skip
