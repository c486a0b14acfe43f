"""Every verb that takes a consultation's id, with arguments it accepts."""

from uuid import uuid4

from portal.schemas.consultation_claim import Cancel, Complete, Decline, MessageCreate
from portal.services import consultation, message

DECLINE = Decline(reason="Not for video.", advice="Please see a dentist.")
COMPLETE = Complete(
    assessment="Viral sore throat.",
    plan="Rest and fluids.",
    outcome="advice",
    watch_for="You cannot swallow.",
    act_by="At once.",
    call_whom="The practice.",
)
CANCEL = Cancel(reason="Feeling better.")


def say(body="Hello", mark=None):
    """A message with an id of its own."""
    return MessageCreate(body=body, client_message_id=mark or uuid4())


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
OTHERS = {
    "open": consultation.open_record,
    "after": message.after,
    "before": message.before,
    "seen": lambda w, i: message.seen(w, i, 1),
    "typing": message.typing,
}
