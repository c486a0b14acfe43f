"""What anybody may know of a prescription whose code they hold: nothing about the patient."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from portal.schemas.base import Claim, Prose, View
from portal.schemas.prescription import NEVER


class VerifyClaim(Claim):
    """What was scanned or typed: the whole signed code, or the eight printed characters."""

    SAY: ClassVar[Mapping[str, str]] = {"code": "Type the code on the paper, or scan it."}

    code: Annotated[Prose, Field(min_length=1, max_length=400)] = Field(
        description="The signed code, or the printed one: 7QK4-M2XD."
    )


class ReadCode(View):
    """The signed code that was in a picture."""

    token: str


class Verified(View):
    """Whether a prescription is genuine and where it stands, without patient or medicine."""

    standing: str = Field(
        description="waiting, pharmacy, part, hold, stopping, dispensed, closed, cancelled or "
        "expired."
    )
    usable: bool = Field(description="A pharmacy may still supply something.")
    title: str
    sentence: str
    proof: str = Field(description="What this answer rests on: a signature, or a typed code only.")
    code: str = Field(description="As printed, with a dash.")
    signed_at: datetime
    signed_words: str
    expires_at: datetime
    expires_words: str
    item_count: int

    @classmethod
    def blank(cls) -> "Verified":
        """Return what a page holds before anybody asked."""
        return cls(
            standing="", usable=False, title="", sentence="", proof="", code="",
            signed_at=NEVER, signed_words="", expires_at=NEVER, expires_words="", item_count=0,
        )  # fmt: skip
