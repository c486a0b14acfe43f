"""Every status as the viewer meets it: a word, an icon, a tone. The one table behind every pill."""

from typing import Literal, NamedTuple

from portal.domain.consultation import ConsultationStatus, Urgency

Tone = Literal["live", "done", "wait", "idle", "alarm", "crit"]


class Status(NamedTuple):
    """A word, the name of a Lucide icon, and a tone of the palette."""

    word: str
    icon: str
    tone: Tone


CONSULTATION: dict[str, Status] = {
    ConsultationStatus.REQUESTED: Status("Requested", "inbox", "wait"),
    ConsultationStatus.ACCEPTED: Status("Accepted", "calendar-check", "live"),
    ConsultationStatus.IN_PROGRESS: Status("In progress", "messages-square", "live"),
    ConsultationStatus.COMPLETED: Status("Completed", "check", "done"),
    ConsultationStatus.DECLINED: Status("Declined", "ban", "idle"),
    ConsultationStatus.CANCELLED: Status("Cancelled", "x", "idle"),
    ConsultationStatus.EXPIRED: Status("Expired", "timer-off", "idle"),
}
URGENCY: dict[str, Status] = {
    Urgency.EMERGENCY: Status("Emergency", "siren", "crit"),
    Urgency.URGENT: Status("Urgent", "chevrons-up", "alarm"),
    Urgency.SOON: Status("Soon", "chevron-up", "wait"),
    Urgency.ROUTINE: Status("Routine", "minus", "idle"),
}
NOTICE: dict[str, Status] = {
    "consultation:requested": Status("New request", "message-square-plus", "wait"),
    "consultation:accepted": Status("Accepted", "calendar-check", "live"),
    "consultation:all_passed": Status("Passed by all", "users", "alarm"),
    "consultation:declined": Status("Declined", "ban", "idle"),
    "consultation:cancelled": Status("Cancelled", "x", "idle"),
    "consultation:escalated": Status("Still waiting", "clock-alert", "alarm"),
    "consultation:expired": Status("Expired", "timer-off", "alarm"),
    "consultation:started": Status("Started", "circle-play", "live"),
    "consultation:reminded": Status("Reminder", "bell-ring", "wait"),
    "consultation:completed": Status("Completed", "check", "done"),
    "consultation:messaged": Status("Message", "messages-square", "live"),
}
