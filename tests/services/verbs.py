"""Every verb that takes a consultation's id, with arguments it accepts."""

from uuid import uuid4

from portal.schemas.consultation_claim import (
    Addition,
    Answer,
    Cancel,
    Complete,
    Decline,
    Interrupt,
    MessageCreate,
    Propose,
    Question,
    Reason,
    Reassign,
)
from portal.services import consultation, consultation_time, consultation_turn, message

DECLINE = Decline(reason="Not for video.", advice="Please see a dentist.")
COMPLETE = Complete(
    history="Sore for two days.",
    examination="Not seen.",
    assessment="Viral sore throat.",
    codes=[{"code": "J02.9", "label": "Acute pharyngitis, unspecified"}],
    plan="Rest and fluids.",
    outcome="advice",
    watch_for="That you cannot swallow.",
    act_by="By Friday.",
    call_whom="Us, or 111 at night.",
)
QUESTION = Question(question="Can you swallow fluids?")
ANSWER = Answer(answer="Yes, with some pain.")
REASON = Reason(reason="Called away to a visit.")
ADDITION = Addition(addendum="The swab was negative.")
LATER = "2026-09-15T11:30"
"""Tuesday, half past eleven in London."""

PROPOSAL = Propose(scheduled_for=LATER)
PAUSE = Interrupt(reason="An emergency comes between.", scheduled_for=LATER)
CANCEL = Cancel(reason="Feeling better.")


def say(body="Hello", mark=None):
    """A message with an id of its own."""
    return MessageCreate(body=body, client_message_id=mark or uuid4())


def to(colleague):
    """The words with which the lead gives a consultation to a colleague."""
    return Reassign(clinician_id=colleague.id, reason="Somebody is ill today.")


VERBS = {
    "read": consultation.get,
    "accept": consultation.accept,
    "pass": consultation.pass_on,
    "decline": lambda w, i: consultation.decline(w, i, DECLINE),
    "start": consultation.start,
    "complete": lambda w, i: consultation.complete(w, i, COMPLETE),
    "cancel": lambda w, i: consultation.cancel(w, i, CANCEL),
    "send": lambda w, i: message.send(w, i, say()),
}
STEPS = {
    "ask": lambda w, i: consultation.ask(w, i, QUESTION),
    "answer": lambda w, i: consultation.answer(w, i, ANSWER),
    "hand_back": lambda w, i: consultation_turn.hand_back(w, i, REASON),
    "reassign": lambda w, i: consultation_turn.reassign(w, i, to(w.actor)),
    "no_show": consultation_turn.no_show,
    "miss": consultation_turn.miss,
    "propose": lambda w, i: consultation_time.propose(w, i, PROPOSAL),
    "agree": consultation_time.agree,
    "keep": consultation_time.keep,
    "interrupt": lambda w, i: consultation_turn.interrupt(w, i, PAUSE),
    "add": lambda w, i: consultation_turn.add(w, i, ADDITION),
}
"""The steps that a question, another time or other hands bring; `reassign` is to oneself."""

OTHERS = {
    "open": consultation.open_record,
    "after": message.after,
    "before": message.before,
    "seen": lambda w, i: message.seen(w, i, 1),
    "typing": message.typing,
    "colleagues": consultation_turn.colleagues,
}
