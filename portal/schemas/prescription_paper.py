"""What stands on paper: a prescription, a label, a slip for what is owed."""

from datetime import datetime

from portal.schemas.base import View


class PaperItem(View):
    """One medicine as it is printed."""

    name: str
    sentence: str
    quantity: str
    schedule: str


class PrescriptionPaper(View):
    """A signed prescription as it is printed. `token` is empty when nothing may be supplied."""

    code: str
    token: str
    over: str
    verify_at: str
    practice: str
    practice_lines: list[str]
    prescriber: str
    licence: str
    patient: str
    born: str
    address: str
    phone: str
    pharmacy: str
    signed_on: str
    signed_with: str
    valid_until: str
    issue: str
    allergies: str
    items: list[PaperItem]
    printed_on: str
    at: datetime


class Label(View):
    """What is stuck on one box (Human Medicines Regulations 2012, schedule 26)."""

    medicine: str
    quantity: str
    sentence: str
    patient: str
    day: str
    pharmacy: str
    pharmacy_line: str
    remark: str


class OwedItem(View):
    """What a pharmacy still owes of one medicine."""

    name: str
    owed: str
    of: str
    until: str


class OwingSlip(View):
    """What a patient takes along when a part is missing."""

    code: str
    patient: str
    pharmacy: str
    pharmacy_lines: list[str]
    items: list[OwedItem]
    valid_until: str
    printed_on: str
    at: datetime
