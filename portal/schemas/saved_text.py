"""Texts to use again: replies in the chat, and skeletons of a note."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from portal.schemas.base import Claim, Prose, View
from portal.schemas.consultation_claim import LONG
from portal.schemas.note import TEXTS

BODY = "body"
Text = Annotated[Prose, Field(max_length=LONG)]


class SavedTextClaim(Claim):
    """A text to keep: a reply has a `body`, a note's template some of the note's texts."""

    SAY: ClassVar[Mapping[str, str]] = {
        "title": "Give it a short name (up to 80 characters).",
        "fields": "There is nothing to keep yet: write something first.",
        "form": "There is nothing to keep yet: write something first.",
    }

    kind: Literal["reply", "note"]
    title: Annotated[Prose, Field(min_length=1, max_length=80)]
    fields: dict[str, Text]
    practice: StrictBool = Field(default=False, description="For everybody in the practice.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        allowed = {BODY} if self.kind == "reply" else set(TEXTS)
        if not set(self.fields) <= allowed or not any(self.fields.values()):
            raise ValueError("There is nothing to keep yet: write something first.")
        self.fields = {name: text for name, text in self.fields.items() if text}
        return self


class SavedTextChange(Claim):
    """A new name, and new words, of a text that is kept."""

    SAY: ClassVar[Mapping[str, str]] = SavedTextClaim.SAY

    title: Annotated[Prose, Field(min_length=1, max_length=80)]
    fields: dict[str, Text]


class SavedTextView(View):
    """A text as its users see it."""

    id: str
    kind: str
    title: str
    fields: dict[str, str]
    mine: bool = Field(description="Of this person; else the practice's.")
    editable: bool
    words: str = Field(description="How it begins.")


class SavedTexts(View):
    """Everything a clinician may use, the own ones first, by name."""

    items: list[SavedTextView]
