"""What a summary of a consultation says, before it is put on paper."""

from datetime import datetime

from portal.schemas.base import View
from portal.schemas.consultation import NoteView


class SummaryView(View):
    """A completed consultation as its reader may take it away."""

    consultation_id: str
    patient_id: str
    practice: str
    practice_lines: list[str]
    patient: str
    born: str
    asked_on: str
    completed_on: str
    completed_day: str
    printed_on: str
    at: datetime
    symptoms: str
    note: NoteView
    added: list[str]
    clinical: bool


class Paper(View):
    """A file to take away."""

    name: str
    content: bytes
