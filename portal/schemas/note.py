"""A note while it is written: what is typed, where it was kept, and what helps to write it."""

from typing import Annotated

from pydantic import ConfigDict, Field

from portal.schemas.base import Claim, Prose, View
from portal.schemas.consultation import ConsultationRow
from portal.schemas.consultation_claim import LONG, Code

SECTIONS = ("history", "examination", "assessment", "plan")
ADVICE = ("watch_for", "act_by", "call_whom")
TEXTS = (*SECTIONS, *ADVICE)
"""The texts of a note, in the order in which they are written and read."""

MARK = 40


class Draft(Claim):
    """What is typed so far; anything may still be missing."""

    history: Annotated[Prose, Field(max_length=LONG)] = ""
    examination: Annotated[Prose, Field(max_length=LONG)] = ""
    assessment: Annotated[Prose, Field(max_length=LONG)] = ""
    codes: list[Code] = Field(default_factory=list[Code], max_length=10)
    plan: Annotated[Prose, Field(max_length=LONG)] = ""
    outcome: Annotated[Prose, Field(max_length=40)] = ""
    watch_for: Annotated[Prose, Field(max_length=LONG)] = ""
    act_by: Annotated[Prose, Field(max_length=200)] = ""
    call_whom: Annotated[Prose, Field(max_length=200)] = ""


class DraftSave(Claim):
    """A draft to keep, and the mark of the one it was written on."""

    fields: Draft
    base: Annotated[Prose, Field(max_length=MARK)] = Field(
        default="", description="The mark of the draft it builds on; empty for the first."
    )


class DraftView(View):
    """A draft as its author finds it again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "fields": {"history": "Sore throat since Saturday, no cough."},
                    "mark": "2026-09-14T08:12:03.000000+00:00",
                }
            ]
        }
    )

    fields: Draft
    mark: str = Field(description="When it was kept, UTC; later drafts have greater marks.")


class NoteEditorView(View):
    """What the author of a note needs to write it."""

    consultation_id: str
    writes: bool = Field(description="A draft can be kept now.")
    completes: bool = Field(description="The consultation can be completed now.")
    draft: DraftView | None
    suggestions: dict[str, list[str]]

    @classmethod
    def blank(cls) -> "NoteEditorView":
        """Return what a page holds before it has read anything."""
        return cls(consultation_id="", writes=False, completes=False, draft=None, suggestions={})


class NextView(View):
    """What waits next on the work list: one row, or none."""

    rows: list[ConsultationRow]
