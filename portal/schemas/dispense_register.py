"""The controlled drugs register, as a pharmacy reads it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StrictBool

from portal.schemas.base import BlankIsMissing, Claim, Prose, View
from portal.schemas.prescription import NEVER

Amount = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=3)]


class LineCorrection(Claim):
    """What is right instead of a line: how much it truly was, or that it never happened."""

    SAY: ClassVar[Mapping[str, str]] = {
        "quantity": "Enter what is right, for example 28.",
        "reason": "Say what went wrong, in a sentence (5 to 300 characters).",
    }

    quantity: Annotated[Amount | None, BlankIsMissing] = None
    never_happened: StrictBool = False
    reason: Annotated[Prose, Field(min_length=5, max_length=300)]


class StockCount(Claim):
    """How much of a drug was counted in the cabinet; a difference needs a reason."""

    SAY: ClassVar[Mapping[str, str]] = {
        "medicine_id": "Choose the drug.",
        "counted": "Enter how much is there; 0 for nothing.",
        "reason": "Keep it under 300 characters.",
    }

    medicine_id: UUID
    counted: Amount
    reason: Annotated[Prose, Field(max_length=300)] = ""


class RegisterLine(View):
    """One movement of one drug."""

    id: str
    at: datetime
    line: int = Field(description="1, 2, 3 … of this drug at this pharmacy.")
    kind: str = Field(description="received, supplied, corrected or counted.")
    medicine_id: str
    drug: str
    unit: str
    quantity: float = Field(description="What came in, or left (negative).")
    quantity_words: str
    balance: float = Field(description="What is there afterwards.")
    balance_words: str
    by: str
    counterparty: str = Field(
        description="The supplier, patient and prescriber, or what a correction or count says."
    )
    collector: str
    proof: str
    note: str
    prescription_id: str = Field(description="Empty unless it was handed over.")
    corrects_id: str = Field(description="The line that this one puts right, or nothing.")
    corrects_line: int = Field(description="Its number; 0 for none.")
    corrected_by_id: str = Field(description="The line that puts this one right, or nothing.")
    corrected_by_line: int = Field(description="Its number; 0 for none.")
    correctable: bool = Field(description="Whether the reader may correct it.")
    own: bool = Field(description="The reader wrote it, so a colleague corrects it.")
    recount: bool = Field(
        description="A count by one person that differs: a second person has to count again."
    )

    @classmethod
    def blank(cls) -> "RegisterLine":
        """Return what a dialog holds before it is opened."""
        return cls(
            id="", at=NEVER, line=0, kind="", medicine_id="", drug="", unit="", quantity=0,
            quantity_words="", balance=0, balance_words="", by="", counterparty="", collector="",
            proof="", note="", prescription_id="", corrects_id="", corrects_line=0,
            corrected_by_id="", corrected_by_line=0, correctable=False, own=False,
            recount=False,
        )  # fmt: skip


class RegisterBalance(View):
    """How much of one drug must be in the cabinet."""

    medicine_id: str
    drug: str
    balance: float
    balance_words: str
    last_at: datetime


class RegisterPage(View):
    """A page of the register, newest first, and what is there of each drug."""

    items: list[RegisterLine]
    balances: list[RegisterBalance]
    total: int
    next_cursor: str | None

    @classmethod
    def blank(cls) -> "RegisterPage":
        """Return what a page holds before it has read."""
        return cls(items=[], balances=[], total=0, next_cursor=None)
