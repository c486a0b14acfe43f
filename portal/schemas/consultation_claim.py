"""What people and programs say about a consultation: every text that a step asks for."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StrictBool, model_validator

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began, Outcome
from portal.schemas.base import BlankIsMissing, Claim, Prose, ZonedTime

LONG = 4000
SHORT = 600


class ConsultationRequest(Claim):
    """A patient's request. Both ends of a preferred window are given, or neither."""

    SAY: ClassVar[Mapping[str, str]] = {
        "symptoms": "Say what is wrong, in a sentence or two (10 to 4,000 characters).",
        "began": "Choose since when you have had it.",
        "urgency": "Choose how soon you need an answer.",
        "attachments": "At most ten files can be sent along.",
        "clinician_id": "Choose a clinician from the list, or the first available.",
        "preferred_from": "Choose a time from the list, or as soon as possible.",
        "preferred_until": "Choose a time from the list, or as soon as possible.",
        "form": "Choose a time from the list, or as soon as possible.",
    }

    symptoms: Annotated[Prose, Field(min_length=10, max_length=LONG)]
    began: Began
    urgency: Urgency
    clinician_id: Annotated[UUID | None, BlankIsMissing] = None
    preferred_from: Annotated[ZonedTime | None, BlankIsMissing] = None
    preferred_until: Annotated[ZonedTime | None, BlankIsMissing] = None
    attachments: list[UUID] = Field(
        default_factory=list[UUID], max_length=10, description="Files that were sent beforehand."
    )
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


class Question(Claim):
    """What a clinician wants to know before accepting."""

    SAY: ClassVar[Mapping[str, str]] = {"question": "Ask in a sentence or two."}

    question: Annotated[Prose, Field(min_length=5, max_length=LONG)]


class Answer(Claim):
    """What the patient answers."""

    SAY: ClassVar[Mapping[str, str]] = {"answer": "Write your answer."}

    answer: Annotated[Prose, Field(min_length=1, max_length=LONG)]


class Reason(Claim):
    """Why a step is taken; the other party reads it."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": "Say why, in a sentence that others will read."}

    reason: Annotated[Prose, Field(min_length=5, max_length=SHORT)]


class Reassign(Reason):
    """To which colleague a consultation is given, and why."""

    SAY: ClassVar[Mapping[str, str]] = {
        "reason": "Say why, in a sentence that others will read.",
        "clinician_id": "Choose a colleague from the list.",
    }

    clinician_id: UUID


class Propose(Claim):
    """Another time, as the practice's clock shows it, or with a zone."""

    SAY: ClassVar[Mapping[str, str]] = {"scheduled_for": "Choose a day and a time."}

    scheduled_for: Annotated[Prose, Field(min_length=16, max_length=40)] = Field(
        examples=["2026-03-16T11:30"]
    )


class Agree(Claim):
    """Which proposed time is agreed to, so that nobody agrees to one they have not read."""

    SAY: ClassVar[Mapping[str, str]] = {"scheduled_for": "Give the time that was proposed."}

    scheduled_for: ZonedTime


class Interrupt(Reason):
    """Why a consultation stops, and when it goes on."""

    SAY: ClassVar[Mapping[str, str]] = {
        "reason": "Say why, in a sentence that the patient will read.",
        "scheduled_for": "Choose a day and a time.",
    }

    scheduled_for: Annotated[Prose, Field(min_length=16, max_length=40)] = Field(
        examples=["2026-03-16T11:30"]
    )


class Addition(Claim):
    """What is added to the note of a completed consultation."""

    SAY: ClassVar[Mapping[str, str]] = {"addendum": "Write what you want to add."}

    addendum: Annotated[Prose, Field(min_length=3, max_length=LONG)]


class Code(Claim):
    """A diagnosis of the classification ICD-10."""

    code: Annotated[Prose, Field(pattern=r"^[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?$")]
    label: Annotated[Prose, Field(min_length=1, max_length=300)]


class Complete(Claim):
    """What is kept of a consultation. The last three are what the patient reads."""

    SAY: ClassVar[Mapping[str, str]] = {
        "assessment": "Write what you think it is.",
        "plan": "Write what was agreed.",
        "outcome": "Choose how it ended.",
        "watch_for": "Tell the patient what to watch for.",
        "act_by": "Tell the patient until when it should be better.",
        "call_whom": "Tell the patient whom to call.",
        "codes": "Choose diagnoses from the list, at most ten.",
    }

    history: Annotated[Prose, Field(max_length=LONG)] = ""
    examination: Annotated[Prose, Field(max_length=LONG)] = ""
    assessment: Annotated[Prose, Field(min_length=3, max_length=LONG)]
    codes: list[Code] = Field(default_factory=list[Code], max_length=10)
    plan: Annotated[Prose, Field(min_length=3, max_length=LONG)]
    outcome: Outcome
    watch_for: Annotated[Prose, Field(min_length=5, max_length=LONG)]
    act_by: Annotated[Prose, Field(min_length=3, max_length=200)]
    call_whom: Annotated[Prose, Field(min_length=3, max_length=200)]


class Cancel(Claim):
    """Why a consultation is cancelled: needed once it is accepted."""

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
