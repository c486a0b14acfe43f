"""Which events tell somebody, and in which words people choose what they are told."""

from enum import StrEnum

from portal.domain import account, consultation


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
    flows = (consultation.WORKFLOW, account.WORKFLOW)
    return {step.tag for flow in flows for step in flow.steps if step.tells}
