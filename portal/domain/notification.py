"""Which events tell somebody, and in which words people choose what they are told."""

from enum import StrEnum
from typing import NamedTuple

from portal.domain import account, consultation, dispensing, prescription
from portal.domain.permission import CLINICIANS, Role


class NotificationType(StrEnum):
    """The tag of the event that a person is told about (`noun:past`)."""

    CONSULTATION_REQUESTED = "consultation:requested"
    CONSULTATION_ASKED = "consultation:asked"
    CONSULTATION_ANSWERED = "consultation:answered"
    CONSULTATION_ACCEPTED = "consultation:accepted"
    CONSULTATION_ALL_PASSED = "consultation:all_passed"
    CONSULTATION_DECLINED = "consultation:declined"
    CONSULTATION_CANCELLED = "consultation:cancelled"
    CONSULTATION_ESCALATED = "consultation:escalated"
    CONSULTATION_EXPIRED = "consultation:expired"
    CONSULTATION_STARTED = "consultation:started"
    CONSULTATION_HANDED_BACK = "consultation:handed_back"
    CONSULTATION_REASSIGNED = "consultation:reassigned"
    CONSULTATION_APPROACHING = "consultation:approaching"
    CONSULTATION_REMINDED = "consultation:reminded"
    CONSULTATION_NO_SHOW = "consultation:no_show"
    CONSULTATION_MISSED = "consultation:missed"
    CONSULTATION_PROPOSED = "consultation:proposed"
    CONSULTATION_RESCHEDULED = "consultation:rescheduled"
    CONSULTATION_KEPT = "consultation:kept"
    CONSULTATION_INTERRUPTED = "consultation:interrupted"
    CONSULTATION_SILENT = "consultation:silent"
    CONSULTATION_COMPLETED = "consultation:completed"
    CONSULTATION_ADDED = "consultation:added"
    CONSULTATION_MESSAGED = "consultation:messaged"
    PRESCRIPTION_SIGNED = "prescription:signed"
    PRESCRIPTION_ISSUED = "prescription:issued"
    PRESCRIPTION_HELD = "prescription:held"
    PRESCRIPTION_ANSWERED = "prescription:answered"
    PRESCRIPTION_WITHDRAWN = "prescription:withdrawn"
    PRESCRIPTION_ESCALATED = "prescription:escalated"
    PRESCRIPTION_CANCELLED = "prescription:cancelled"
    PRESCRIPTION_STOP_REQUESTED = "prescription:stop_requested"
    PRESCRIPTION_STOPPED = "prescription:stopped"
    PRESCRIPTION_ALREADY_HANDED_OVER = "prescription:already_handed_over"
    PRESCRIPTION_EXPIRED = "prescription:expired"
    PRESCRIPTION_EXPIRING = "prescription:expiring"
    PRESCRIPTION_PHARMACY_CHANGED = "prescription:pharmacy_changed"
    PRESCRIPTION_ALERTED = "prescription:alerted"
    PRESCRIPTION_NOT_ISSUED = "prescription:not_issued"
    PRESCRIPTION_RELEASED = "prescription:released"
    PRESCRIPTION_ITEM_NOT_DISPENSED = "prescription_item:not_dispensed"
    PRESCRIPTION_ITEM_REOPENED = "prescription_item:reopened"
    DISPENSE_PREPARING = "dispense:preparing"
    DISPENSE_OWING = "dispense:owing"
    DISPENSE_READY = "dispense:ready"
    DISPENSE_COLLECTED = "dispense:collected"
    DISPENSE_DISPATCHED = "dispense:dispatched"
    DISPENSE_DELIVERED = "dispense:delivered"
    DISPENSE_DELIVERY_FAILED = "dispense:delivery_failed"
    DISPENSE_RETURNED = "dispense:returned"
    DISPENSE_CORRECTED = "dispense:corrected"
    DISPENSE_LINGERING = "dispense:lingering"
    DISPENSE_UNCOLLECTED = "dispense:uncollected"
    ACCOUNT_APPLIED = "account:applied"
    ACCOUNT_JOINED = "account:joined"
    ACCOUNT_VERIFIED = "account:verified"
    ACCOUNT_REJECTED = "account:rejected"
    ACCOUNT_SUSPENDED = "account:suspended"
    ACCOUNT_REINSTATED = "account:reinstated"
    ACCOUNT_NEW_DEVICE = "account:new_device"
    ACCOUNT_PASSWORD_CHANGED = "account:password_changed"  # noqa: S105 - a tag


MESSAGED = NotificationType.CONSULTATION_MESSAGED
"""The one unread notification of a conversation is updated, not repeated."""

TOLD_BY_SERVICES = frozenset(
    {MESSAGED, NotificationType.ACCOUNT_NEW_DEVICE, NotificationType.ACCOUNT_PASSWORD_CHANGED}
)
"""Tags of events that are no step of a workflow."""


def told_by_workflows() -> set[str]:
    """Return the tags of every workflow step that tells somebody."""
    flows = (consultation.WORKFLOW, prescription.WORKFLOW, *dispensing.FLOWS, account.WORKFLOW)
    return {step.tag for flow in flows for step in flow.steps if step.tells}


class NotificationGroup(StrEnum):
    """What people choose: kinds of news that belong together."""

    REQUESTS = "requests"
    WAITING = "waiting"
    TIMES = "times"
    REMINDERS = "reminders"
    COURSE = "course"
    MESSAGES = "messages"
    PRESCRIPTIONS = "prescriptions"
    QUERIES = "queries"
    SUPPLIES = "supplies"
    SAFETY = "safety"
    PEOPLE = "people"
    ACCOUNT = "account"


T, G = NotificationType, NotificationGroup

MEMBERS: dict[NotificationGroup, frozenset[NotificationType]] = {
    G.REQUESTS: frozenset(
        {
            T.CONSULTATION_REQUESTED,
            T.CONSULTATION_ASKED,
            T.CONSULTATION_ANSWERED,
            T.CONSULTATION_ACCEPTED,
            T.CONSULTATION_DECLINED,
            T.CONSULTATION_ALL_PASSED,
            T.CONSULTATION_HANDED_BACK,
            T.CONSULTATION_REASSIGNED,
        }
    ),
    G.WAITING: frozenset({T.CONSULTATION_ESCALATED, T.CONSULTATION_EXPIRED}),
    G.TIMES: frozenset(
        {
            T.CONSULTATION_PROPOSED,
            T.CONSULTATION_RESCHEDULED,
            T.CONSULTATION_KEPT,
            T.CONSULTATION_CANCELLED,
            T.CONSULTATION_NO_SHOW,
            T.CONSULTATION_MISSED,
            T.CONSULTATION_INTERRUPTED,
        }
    ),
    G.REMINDERS: frozenset(
        {T.CONSULTATION_APPROACHING, T.CONSULTATION_REMINDED, T.CONSULTATION_SILENT}
    ),
    G.COURSE: frozenset({T.CONSULTATION_STARTED, T.CONSULTATION_COMPLETED, T.CONSULTATION_ADDED}),
    G.MESSAGES: frozenset({MESSAGED}),
    G.PRESCRIPTIONS: frozenset(
        {
            T.PRESCRIPTION_SIGNED,
            T.PRESCRIPTION_ISSUED,
            T.PRESCRIPTION_EXPIRED,
            T.PRESCRIPTION_EXPIRING,
            T.PRESCRIPTION_PHARMACY_CHANGED,
            T.PRESCRIPTION_RELEASED,
            T.PRESCRIPTION_ITEM_NOT_DISPENSED,
            T.PRESCRIPTION_ITEM_REOPENED,
            T.DISPENSE_CORRECTED,
        }
    ),
    G.QUERIES: frozenset(
        {
            T.PRESCRIPTION_HELD,
            T.PRESCRIPTION_ANSWERED,
            T.PRESCRIPTION_WITHDRAWN,
            T.PRESCRIPTION_ESCALATED,
        }
    ),
    G.SUPPLIES: frozenset(
        {
            T.DISPENSE_PREPARING,
            T.DISPENSE_OWING,
            T.DISPENSE_READY,
            T.DISPENSE_COLLECTED,
            T.DISPENSE_DISPATCHED,
            T.DISPENSE_DELIVERED,
            T.DISPENSE_DELIVERY_FAILED,
            T.DISPENSE_RETURNED,
            T.DISPENSE_LINGERING,
            T.DISPENSE_UNCOLLECTED,
        }
    ),
    G.SAFETY: frozenset(
        {
            T.PRESCRIPTION_CANCELLED,
            T.PRESCRIPTION_STOP_REQUESTED,
            T.PRESCRIPTION_STOPPED,
            T.PRESCRIPTION_ALREADY_HANDED_OVER,
            T.PRESCRIPTION_ALERTED,
            T.PRESCRIPTION_NOT_ISSUED,
        }
    ),
    G.PEOPLE: frozenset({T.ACCOUNT_APPLIED, T.ACCOUNT_JOINED}),
    G.ACCOUNT: frozenset(
        {
            T.ACCOUNT_VERIFIED,
            T.ACCOUNT_REJECTED,
            T.ACCOUNT_SUSPENDED,
            T.ACCOUNT_REINSTATED,
            T.ACCOUNT_NEW_DEVICE,
            T.ACCOUNT_PASSWORD_CHANGED,
        }
    ),
}

GROUP_OF: dict[NotificationType, NotificationGroup] = {
    kind: group for group, kinds in MEMBERS.items() for kind in kinds
}

ALWAYS = frozenset({G.ACCOUNT, G.SAFETY})
"""What nobody can switch off: a stranger in their account, a medicine that must not be taken.

Letters about an account are written with the step itself; reading here holds none of them back.
"""

OWN_LETTER = frozenset({G.ACCOUNT})
"""What is written about by the step itself, in words of its own."""

MOOT_ONCE_ANSWERED = frozenset(
    {
        T.CONSULTATION_REQUESTED,
        T.CONSULTATION_ANSWERED,
        T.CONSULTATION_ALL_PASSED,
        T.CONSULTATION_ESCALATED,
        T.CONSULTATION_HANDED_BACK,
    }
)
"""What asks clinicians to act on a request: done with, as soon as one of them has."""


class Words(NamedTuple):
    """A group as one role reads it."""

    title: str
    hint: str


_ACCOUNT = Words(
    "My account and its security",
    "A new device, a changed password, whether the account is active. This always stays on.",
)
_SAFETY = Words(
    "Safety of medicines",
    "A prescription is cancelled or stopped, or something new speaks against one. Always on.",
)
_CLINICIAN = {
    G.REQUESTS: Words("Requests", "New ones, answers to my questions, and what is handed over."),
    G.WAITING: Words("Requests that wait too long", "Half of the time is gone, or all of it."),
    G.TIMES: Words(
        "Changes of the time", "Another time is proposed or agreed, or it is called off."
    ),
    G.REMINDERS: Words("Reminders", "Something begins soon, was not started, or has gone silent."),
    G.MESSAGES: Words("Messages", "By e-mail once for each conversation that I have not read."),
    G.QUERIES: Words("Questions of pharmacies", "About my prescriptions, until they are answered."),
    G.PRESCRIPTIONS: Words(
        "My prescriptions", "One expired, was not supplied, or went to another pharmacy."
    ),
    G.SAFETY: _SAFETY,
    G.ACCOUNT: _ACCOUNT,
}

CHOICES: dict[Role, dict[NotificationGroup, Words]] = {
    Role.PATIENT: {
        G.REQUESTS: Words(
            "Answers to my requests", "Accepted, declined, a question, or given to a colleague."
        ),
        G.WAITING: Words(
            "Requests without an answer", "My answer is missing, or nobody answered in time."
        ),
        G.TIMES: Words(
            "Changes of the time", "Another time is proposed or agreed, or it is called off."
        ),
        G.REMINDERS: Words("Reminders", "My consultation begins soon."),
        G.COURSE: Words("My consultation", "It has begun, or there is advice for me to read."),
        G.MESSAGES: Words("Messages", "By e-mail once for each conversation that I have not read."),
        G.PRESCRIPTIONS: Words(
            "My prescriptions", "A new one, one that expires soon, or one that is not supplied."
        ),
        G.QUERIES: Words(
            "Questions about my prescription", "Pharmacy and prescriber clear something up."
        ),
        G.SUPPLIES: Words("My medicines", "Being prepared, ready, owed, on the way, handed over."),
        G.SAFETY: _SAFETY,
        G.ACCOUNT: _ACCOUNT,
    },
    **dict.fromkeys(CLINICIANS, _CLINICIAN),
    Role.PHARMACIST: {
        G.PRESCRIPTIONS: Words("Prescriptions", "One came in, expired, or went elsewhere."),
        G.QUERIES: Words("Answers of prescribers", "To what we asked about a prescription."),
        G.SUPPLIES: Words(
            "Supplies that wait", "Not ready in time, not collected, or a delivery is open."
        ),
        G.SAFETY: _SAFETY,
        G.ACCOUNT: _ACCOUNT,
    },
    Role.DIAGNOSTICS: {G.ACCOUNT: _ACCOUNT},
    Role.PRACTICE_MANAGER: {G.ACCOUNT: _ACCOUNT},
    Role.ADMIN: {
        G.PEOPLE: Words("People who wait", "Somebody applied or joined and is to be verified."),
        G.ACCOUNT: _ACCOUNT,
    },
}
"""What each role is told about at all, in its own words, in the order of the page."""


def by_email_unless_changed(role: Role, group: NotificationGroup) -> bool:
    """Whether somebody who chose nothing is written to: whoever does not look in every day."""
    return group in ALWAYS or role is Role.PATIENT or group is NotificationGroup.PEOPLE
