"""What the outside sees and says of a consultation: REST bodies and State vars alike."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool, model_validator

from portal.domain.consultation import Began, Urgency
from portal.schemas.base import BlankIsMissing, Claim, Prose, View

LONG = 4000
SHORT = 600


class ConsultationRequest(Claim):
    """A patient's request. Both ends of a preferred window are given, or neither."""

    SAY: ClassVar[Mapping[str, str]] = {
        "symptoms": "Say what is wrong, in a sentence or two (10 to 4,000 characters).",
        "began": "Choose since when you have had it.",
        "urgency": "Choose how soon you need an answer.",
        "clinician_id": "Choose a clinician from the list, or the first available.",
        "preferred_from": "Choose a time from the list, or as soon as possible.",
        "preferred_until": "Choose a time from the list, or as soon as possible.",
        "form": "Choose a time from the list, or as soon as possible.",
    }

    symptoms: Annotated[Prose, Field(min_length=10, max_length=LONG)]
    began: Began
    urgency: Urgency
    clinician_id: Annotated[UUID | None, BlankIsMissing] = None
    preferred_from: Annotated[AwareDatetime | None, BlankIsMissing] = None
    preferred_until: Annotated[AwareDatetime | None, BlankIsMissing] = None
    emergency_confirmed: StrictBool = Field(
        default=False, description="The patient has read the emergency screen and goes on."
    )

    @model_validator(mode="after")
    def _whole_window(self) -> Self:
        if (self.preferred_from is None) != (self.preferred_until is None):
            raise ValueError("Give both ends of the preferred time, or neither.")
        return self


class Decline(Claim):
    """Why a request is declined, and what the patient can do instead."""

    SAY: ClassVar[Mapping[str, str]] = {
        "reason": "Say why, in a sentence that the patient will read.",
        "advice": "Say what the patient should do instead.",
    }

    reason: Annotated[Prose, Field(min_length=5, max_length=SHORT)]
    advice: Annotated[Prose, Field(min_length=5, max_length=LONG)]


class Complete(Claim):
    """What is kept of a consultation."""

    SAY: ClassVar[Mapping[str, str]] = {
        "note": "Write a short note: what you found and what was agreed.",
        "safety_net": "Tell the patient what to watch for, until when, and whom to call.",
    }

    note: Annotated[Prose, Field(min_length=5, max_length=LONG)]
    safety_net: Annotated[Prose, Field(min_length=5, max_length=LONG)]


class Cancel(Claim):
    """Why a consultation is cancelled; a clinician must say, a patient may."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": "Say why, in at most 600 characters."}

    reason: Annotated[Prose, Field(max_length=SHORT)] = ""


class MessageCreate(Claim):
    """One message; `client_message_id` makes sending it again harmless."""

    SAY: ClassVar[Mapping[str, str]] = {
        "body": "A message has 1 to 4,000 characters.",
        "client_message_id": "The message has no valid id of its own.",
    }

    body: Annotated[Prose, Field(min_length=1, max_length=LONG)]
    client_message_id: UUID


class Seen(Claim):
    """Up to which message the reader has come."""

    SAY: ClassVar[Mapping[str, str]] = {"seq": "Give the number of a message."}

    seq: Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]


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


class ConsultationRow(View):
    """One line of a list: what, for whom, how urgent, whose turn, since when, due when."""

    id: str
    status: str
    urgency: str
    patient: str
    age: int | None
    sex: str
    clinician: str
    symptoms: str
    created_at: datetime
    since: datetime = Field(description="When this turn began.")
    due_at: datetime | None
    scheduled_for: datetime | None
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
    note: str
    safety_net: str
    partner: str
    chat_open: bool
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
            )
        )
        known |= dict.fromkeys(("unread", "last_seq", "seen_by_me", "seen_by_partner"), 0)
        known |= dict.fromkeys(("can_pass", "pool", "chat_open"), False)
        return cls.model_validate({**known, "steps": [], "timeline": []})


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


class BookingOptions(View):
    """What a patient is told and can choose before asking."""

    practice: str
    practice_phone: str
    open_now: bool
    read_by: str
    clinicians: list[Choice]
    windows: list[Choice]
    emergency_number: str
    advice_number: str
    promises: dict[str, str]

    @classmethod
    def blank(cls) -> "BookingOptions":
        """Return what a page holds before it has read anything."""
        words = dict.fromkeys(cls.model_fields, "")
        promises = dict.fromkeys((urgency.value for urgency in Urgency), "")
        lists: dict[str, Any] = {"clinicians": [], "windows": [], "promises": promises}
        return cls.model_validate({**words, **lists, "open_now": True})
