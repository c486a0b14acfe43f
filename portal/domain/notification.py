"""Which events tell somebody, and how they look in the bell."""

from enum import StrEnum

from portal.domain import consultation


class NotificationType(StrEnum):
    """The tag of the event that a person is told about (`noun:past`)."""

    CONSULTATION_REQUESTED = "consultation:requested"
    CONSULTATION_ACCEPTED = "consultation:accepted"
    CONSULTATION_ALL_PASSED = "consultation:all_passed"
    CONSULTATION_DECLINED = "consultation:declined"
    CONSULTATION_CANCELLED = "consultation:cancelled"
    CONSULTATION_ESCALATED = "consultation:escalated"
    CONSULTATION_EXPIRED = "consultation:expired"
    CONSULTATION_STARTED = "consultation:started"
    CONSULTATION_REMINDED = "consultation:reminded"
    CONSULTATION_COMPLETED = "consultation:completed"
    CONSULTATION_MESSAGED = "consultation:messaged"


MESSAGED = NotificationType.CONSULTATION_MESSAGED
"""The one unread notification of a conversation is updated, not repeated."""


def told_by_workflows() -> set[str]:
    """Return the tags of every workflow step that tells somebody."""
    return {step.tag for step in consultation.WORKFLOW.steps if step.tells}
