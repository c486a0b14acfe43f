"""A consultation as its viewers see it: in pages, and as the answers of the API."""

from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from portal.domain.consultation import Urgency
from portal.schemas.attachment import AttachmentView
from portal.schemas.base import View


class StepView(View):
    """A step that the viewer may take now."""

    name: str
    label: str
    asks: list[str]


class TimelineEntry(View):
    """What happened, by whom, when."""

    what: str
    who: str
    at: datetime
    reason: str


class AddendumView(View):
    """What was added to a note, by whom, when."""

    author: str
    at: datetime
    body: str


class CallPart(View):
    """A piece of the sentence that says whom to call; a number is also a link."""

    text: str
    tel: str = Field(default="", description="What to dial; empty for plain words.")


class NoteView(View):
    """The note of a consultation; a patient reads outcome, advice and what was added."""

    author: str
    at: datetime | None
    history: str
    examination: str
    assessment: str
    codes: list[str]
    plan: str
    outcome: str
    watch_for: str
    act_by: str
    call_whom: str
    calls: list[CallPart] = Field(description="Whom to call, with every number apart.")
    addenda: list[AddendumView]

    @classmethod
    def blank(cls) -> "NoteView":
        """Return what a page holds before it has read a note."""
        words: dict[str, Any] = dict.fromkeys(cls.model_fields, "")
        return cls.model_validate({**words, "at": None, "codes": [], "calls": [], "addenda": []})


class MessageView(View):
    """One message as its reader sees it."""

    seq: int
    client_message_id: str
    author: str
    role: str
    mine: bool
    body: str
    sent_at: datetime
    date: str = Field(description="The day it was sent, in the practice's zone.")
    day: str = Field(description="The same day in words.")
    attachments: list[AttachmentView] = Field(default_factory=list[AttachmentView])


class ConsultationRow(View):
    """One line of a list: what, for whom, how urgent, whose turn, since when, due when."""

    id: str
    status: str
    urgency: str
    patient: str
    born: str = Field(default="", description="The patient’s day of birth in words.")
    age: int | None
    sex: str
    namesake: str = Field(
        default="", description="Another patient of the reader’s with the same or a like name."
    )
    clinician: str
    symptoms: str
    created_at: datetime
    since: datetime = Field(description="When this turn began.")
    due_at: datetime | None
    scheduled_for: datetime | None
    proposed_for: datetime | None = Field(description="Another time that waits for a yes.")
    proposed_by_me: bool
    question: str = Field(description="What the patient was asked; empty once it is answered.")
    turn: str = Field(description="`mine`, `theirs` or `nobody`.")
    turn_words: str
    unread: int
    step: str = Field(description="The one next step; empty when there is none.")
    step_label: str
    can_pass: bool
    look: str = ""
    taken_by: str = ""


class ConsultationView(ConsultationRow):
    """A whole consultation, for somebody concerned."""

    began: str
    preferred_from: datetime | None
    preferred_until: datetime | None
    pool: bool
    practice: str
    practice_phone: str
    reason: str
    advice: str
    patient_id: str
    proposed_until: datetime | None
    asker: str
    attachments: list[AttachmentView] = Field(description="What was sent with the request.")
    note: NoteView | None
    partner: str
    chat_open: bool
    upload_megabytes: int
    last_seq: int
    seen_by_me: int
    seen_by_partner: int
    partner_seen_at: datetime | None
    steps: list[StepView]
    timeline: list[TimelineEntry]

    @classmethod
    def blank(cls) -> "ConsultationView":
        """Return the view of nothing: what a page holds before it has read anything."""
        nobody = datetime.fromtimestamp(0, UTC)
        known: dict[str, Any] = dict.fromkeys(cls.model_fields, "")
        known |= dict.fromkeys(("created_at", "since"), nobody)
        known |= dict.fromkeys(
            (
                "age",
                "due_at",
                "scheduled_for",
                "preferred_from",
                "preferred_until",
                "partner_seen_at",
                "proposed_for",
                "proposed_until",
                "note",
            )
        )
        known |= dict.fromkeys(
            ("unread", "last_seq", "seen_by_me", "seen_by_partner", "upload_megabytes"), 0
        )
        known |= dict.fromkeys(("can_pass", "pool", "chat_open", "proposed_by_me"), False)
        return cls.model_validate({**known, "steps": [], "timeline": [], "attachments": []})


class ConsultationPage(View):
    """One page of a list."""

    items: list[ConsultationRow]
    total: int
    next_cursor: str | None


class MessagePage(View):
    """Messages after a number, oldest first."""

    items: list[MessageView]
    more: bool


class ThreadView(MessagePage):
    """New messages, and where the conversation stands."""

    turn: str
    turn_words: str
    since: datetime
    seen_at: datetime | None = Field(
        description="When the other side saw my latest message; None when it has not."
    )


class WorkList(View):
    """What a clinician sees on the dashboard."""

    rows: list[ConsultationRow]
    total: int
    counts: dict[str, int]
    oldest: datetime | None


class Choice(View):
    """One entry of a list to choose from."""

    value: str
    label: str


class Colleagues(View):
    """To whom a consultation may be given."""

    items: list[Choice]


class BookingOptions(View):
    """What a patient is told and can choose before asking."""

    practice: str
    practice_phone: str
    open_now: bool
    read_by: str
    clinicians: list[Choice]
    specialists: list[Choice]
    windows: list[Choice]
    emergency_number: str
    advice_number: str
    promises: dict[str, str]
    upload_megabytes: int

    @classmethod
    def blank(cls) -> "BookingOptions":
        """Return what a page holds before it has read anything."""
        words = dict.fromkeys(cls.model_fields, "")
        promises = dict.fromkeys((urgency.value for urgency in Urgency), "")
        lists: dict[str, Any] = {
            "clinicians": [],
            "specialists": [],
            "windows": [],
            "promises": promises,
        }
        return cls.model_validate({**words, **lists, "open_now": True, "upload_megabytes": 0})
