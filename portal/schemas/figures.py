"""Live figures for the administrator."""

from portal.schemas.account import AuditLine
from portal.schemas.base import View


class Figure(View):
    """One counted thing."""

    name: str
    label: str
    count: int


class Figures(View):
    """What the portal holds, counted now."""

    people: list[Figure]
    consultations: list[Figure]
    this_week: int
    unanswered: int
    median_answer_minutes: int | None
    audit: list[AuditLine]

    @classmethod
    def blank(cls) -> "Figures":
        """Return what the page holds before it has counted."""
        return cls(
            people=[], consultations=[], this_week=0, unanswered=0, median_answer_minutes=None,
            audit=[],
        )  # fmt: skip
