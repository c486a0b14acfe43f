"""The controlled drugs register, as a pharmacy reads it."""

from datetime import datetime

from pydantic import Field

from portal.schemas.base import View


class RegisterLine(View):
    """One movement of one drug."""

    id: str
    at: datetime
    line: int = Field(description="1, 2, 3 … of this drug at this pharmacy.")
    kind: str = Field(description="received, supplied or corrected.")
    medicine_id: str
    drug: str
    quantity: float = Field(description="What came in, or left (negative).")
    quantity_words: str
    balance: float = Field(description="What is there afterwards.")
    balance_words: str
    by: str
    counterparty: str = Field(description="The supplier, or patient and prescriber.")
    collector: str
    proof: str
    note: str
    prescription_id: str = Field(description="Empty for a delivery.")


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
