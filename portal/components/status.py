"""Every status as the viewer meets it: a word, an icon, a tone. The one table behind every pill."""

from typing import Literal, NamedTuple

from portal.domain.account import AccountStatus
from portal.domain.consultation import ConsultationStatus, Urgency
from portal.domain.notification import NotificationType as T
from portal.domain.prescription_stage import Stage
from portal.domain.prescription_word import (
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
    WarningSeverity,
)

Tone = Literal["live", "done", "wait", "idle", "alarm", "crit"]


class Status(NamedTuple):
    """A word, the name of a Lucide icon, and a tone of the palette."""

    word: str
    icon: str
    tone: Tone


CONSULTATION: dict[str, Status] = {
    ConsultationStatus.REQUESTED: Status("Requested", "inbox", "wait"),
    ConsultationStatus.INFO_NEEDED: Status("Waiting for an answer", "circle-help", "wait"),
    ConsultationStatus.ACCEPTED: Status("Accepted", "calendar-check", "live"),
    ConsultationStatus.IN_PROGRESS: Status("In progress", "messages-square", "live"),
    ConsultationStatus.COMPLETED: Status("Completed", "check", "done"),
    ConsultationStatus.DECLINED: Status("Declined", "ban", "idle"),
    ConsultationStatus.CANCELLED: Status("Cancelled", "x", "idle"),
    ConsultationStatus.EXPIRED: Status("Expired", "timer-off", "idle"),
    ConsultationStatus.NO_SHOW: Status("Did not come", "user-x", "idle"),
    ConsultationStatus.MISSED: Status("Missed", "calendar-x", "alarm"),
}
PRESCRIPTION: dict[str, Status] = {
    PrescriptionStatus.DRAFT: Status("Draft", "pencil-line", "idle"),
    PrescriptionStatus.ACTIVE: Status("Active", "pill", "live"),
    PrescriptionStatus.ON_HOLD: Status("On hold", "circle-help", "wait"),
    PrescriptionStatus.PARTLY_DISPENSED: Status("Partly supplied", "package-open", "wait"),
    PrescriptionStatus.DISPENSED: Status("Supplied", "check", "done"),
    PrescriptionStatus.NOT_DISPENSED: Status("Not supplied", "ban", "idle"),
    PrescriptionStatus.CANCELLED: Status("Cancelled", "x", "alarm"),
    PrescriptionStatus.EXPIRED: Status("Expired", "timer-off", "idle"),
    PrescriptionStatus.DISCARDED: Status("Discarded", "trash-2", "idle"),
}
STAGE: dict[str, Status] = {
    Stage.CHOOSE: Status("Choose a pharmacy", "store", "wait"),
    Stage.SENT: Status("Sent", "send", "live"),
    Stage.TAKEN_ON: Status("At the pharmacy", "store", "live"),
    Stage.PREPARING: Status("Being prepared", "package-open", "live"),
    Stage.READY: Status("Ready to collect", "package-check", "done"),
    Stage.ON_ITS_WAY: Status("On its way", "truck", "live"),
    Stage.NOT_DELIVERED: Status("Not delivered", "triangle-alert", "alarm"),
    Stage.OWED: Status("The rest is owed", "clock", "wait"),
    Stage.ON_HOLD: Status("On hold", "circle-help", "wait"),
    Stage.STOPPING: Status("Stopped: ask first", "octagon-x", "alarm"),
    Stage.SUPPLIED: Status("You have it", "check", "done"),
    Stage.NOT_SUPPLIED: Status("Not supplied", "ban", "idle"),
    Stage.CANCELLED: Status("Cancelled", "x", "alarm"),
    Stage.EXPIRED: Status("Expired", "timer-off", "idle"),
}
"""Where a prescription is, as its patient reads it."""
CLAIM: dict[str, Status] = {
    ClaimStatus.OFFERED: Status("Sent", "send", "live"),
    ClaimStatus.CLAIMED: Status("At the pharmacy", "store", "live"),
    ClaimStatus.RELEASED: Status("Given back", "undo-2", "wait"),
}
ITEM: dict[str, Status] = {
    ItemStatus.TO_BE_DISPENSED: Status("To be supplied", "circle", "live"),
    ItemStatus.PARTLY_DISPENSED: Status("Partly supplied", "package-open", "wait"),
    ItemStatus.DISPENSED: Status("Supplied", "check", "done"),
    ItemStatus.NOT_DISPENSED: Status("Not supplied", "ban", "idle"),
}
SUPPLY: dict[str, Status] = {
    SupplyStatus.PREPARING: Status("To check", "clipboard-check", "live"),
    SupplyStatus.CHECKED: Status("Checked", "clipboard-check", "live"),
    SupplyStatus.READY: Status("Ready to collect", "package-check", "done"),
    SupplyStatus.COLLECTED: Status("Collected", "check", "done"),
    SupplyStatus.DISPATCHED: Status("On its way", "truck", "live"),
    SupplyStatus.DELIVERED: Status("Delivered", "check", "done"),
    SupplyStatus.DELIVERY_FAILED: Status("Not delivered", "triangle-alert", "alarm"),
    SupplyStatus.RETURNED: Status("Back in stock", "undo-2", "idle"),
    SupplyStatus.IN_ERROR: Status("Struck out", "eraser", "idle"),
}
WARNING: dict[str, Status] = {
    WarningSeverity.CONTRAINDICATED: Status("Contraindicated", "shield-alert", "crit"),
    WarningSeverity.SERIOUS: Status("Serious", "triangle-alert", "alarm"),
    WarningSeverity.CAUTION: Status("Caution", "info", "wait"),
}
ACCOUNT: dict[str, Status] = {
    AccountStatus.INVITED: Status("Invited", "mail", "idle"),
    AccountStatus.PENDING: Status("Pending", "clock", "wait"),
    AccountStatus.ACTIVE: Status("Active", "check", "done"),
    AccountStatus.SUSPENDED: Status("Suspended", "ban", "alarm"),
    AccountStatus.REJECTED: Status("Rejected", "x", "idle"),
    AccountStatus.EXPIRED: Status("Expired", "timer-off", "idle"),
    AccountStatus.CLOSED: Status("Closed", "archive", "idle"),
}
URGENCY: dict[str, Status] = {
    Urgency.EMERGENCY: Status("Emergency", "siren", "crit"),
    Urgency.URGENT: Status("Urgent", "chevrons-up", "alarm"),
    Urgency.SOON: Status("Soon", "chevron-up", "wait"),
    Urgency.ROUTINE: Status("Routine", "minus", "idle"),
}
NOTICE: dict[str, Status] = {
    T.CONSULTATION_REQUESTED: Status("New request", "message-square-plus", "wait"),
    T.CONSULTATION_ASKED: Status("Question for you", "circle-help", "wait"),
    T.CONSULTATION_ANSWERED: Status("Answered", "message-square-reply", "live"),
    T.CONSULTATION_ACCEPTED: Status("Accepted", "calendar-check", "live"),
    T.CONSULTATION_ALL_PASSED: Status("Passed by all", "users", "alarm"),
    T.CONSULTATION_DECLINED: Status("Declined", "ban", "idle"),
    T.CONSULTATION_CANCELLED: Status("Cancelled", "x", "idle"),
    T.CONSULTATION_ESCALATED: Status("Still waiting", "clock-alert", "alarm"),
    T.CONSULTATION_EXPIRED: Status("Expired", "timer-off", "alarm"),
    T.CONSULTATION_STARTED: Status("Started", "circle-play", "live"),
    T.CONSULTATION_HANDED_BACK: Status("Handed back", "undo-2", "wait"),
    T.CONSULTATION_REASSIGNED: Status("Given to a colleague", "arrow-right-left", "wait"),
    T.CONSULTATION_APPROACHING: Status("Begins soon", "alarm-clock", "wait"),
    T.CONSULTATION_REMINDED: Status("Reminder", "bell-ring", "wait"),
    T.CONSULTATION_NO_SHOW: Status("Did not come", "user-x", "idle"),
    T.CONSULTATION_MISSED: Status("Missed", "calendar-x", "alarm"),
    T.CONSULTATION_PROPOSED: Status("New time proposed", "calendar-clock", "wait"),
    T.CONSULTATION_RESCHEDULED: Status("New time", "calendar-check", "live"),
    T.CONSULTATION_KEPT: Status("Time kept", "calendar", "live"),
    T.CONSULTATION_INTERRUPTED: Status("Interrupted", "circle-pause", "wait"),
    T.CONSULTATION_SILENT: Status("Silent", "message-square-off", "alarm"),
    T.CONSULTATION_COMPLETED: Status("Completed", "check", "done"),
    T.CONSULTATION_ADDED: Status("Note added", "file-plus", "done"),
    T.CONSULTATION_MESSAGED: Status("Message", "messages-square", "live"),
    T.PRESCRIPTION_SIGNED: Status("New prescription", "pill", "live"),
    T.PRESCRIPTION_ISSUED: Status("Repeat is due", "repeat", "live"),
    T.PRESCRIPTION_HELD: Status("Question", "circle-help", "wait"),
    T.PRESCRIPTION_ANSWERED: Status("Answered", "message-square-reply", "live"),
    T.PRESCRIPTION_WITHDRAWN: Status("Question taken back", "undo-2", "idle"),
    T.PRESCRIPTION_ESCALATED: Status("Still waiting", "clock-alert", "alarm"),
    T.PRESCRIPTION_CANCELLED: Status("Cancelled", "x", "alarm"),
    T.PRESCRIPTION_STOP_REQUESTED: Status("Stop", "octagon-x", "crit"),
    T.PRESCRIPTION_STOPPED: Status("Stopped", "octagon-x", "done"),
    T.PRESCRIPTION_ALREADY_HANDED_OVER: Status("Too late to stop", "triangle-alert", "crit"),
    T.PRESCRIPTION_EXPIRED: Status("Expired", "timer-off", "idle"),
    T.PRESCRIPTION_EXPIRING: Status("Expires soon", "timer", "wait"),
    T.PRESCRIPTION_PHARMACY_CHANGED: Status("Other pharmacy", "store", "idle"),
    T.PRESCRIPTION_ALERTED: Status("New warning", "shield-alert", "crit"),
    T.PRESCRIPTION_NOT_ISSUED: Status("Not issued", "shield-alert", "crit"),
    T.PRESCRIPTION_RELEASED: Status("Given back", "undo-2", "wait"),
    T.PRESCRIPTION_ITEM_NOT_DISPENSED: Status("Not supplied", "ban", "alarm"),
    T.PRESCRIPTION_ITEM_REOPENED: Status("Supplied after all", "rotate-ccw", "live"),
    T.DISPENSE_PREPARING: Status("Preparing", "package-open", "live"),
    T.DISPENSE_OWING: Status("Part is owed", "clock", "wait"),
    T.DISPENSE_READY: Status("Ready to collect", "package-check", "done"),
    T.DISPENSE_COLLECTED: Status("Handed over", "check", "done"),
    T.DISPENSE_DISPATCHED: Status("On its way", "truck", "live"),
    T.DISPENSE_DELIVERED: Status("Delivered", "check", "done"),
    T.DISPENSE_DELIVERY_FAILED: Status("Not delivered", "triangle-alert", "alarm"),
    T.DISPENSE_RETURNED: Status("Back in stock", "undo-2", "idle"),
    T.DISPENSE_CORRECTED: Status("Struck out", "eraser", "idle"),
    T.DISPENSE_LINGERING: Status("Still open", "clock-alert", "wait"),
    T.DISPENSE_UNCOLLECTED: Status("Not collected", "clock-alert", "wait"),
    T.ACCOUNT_APPLIED: Status("To be verified", "user-plus", "wait"),
    T.ACCOUNT_JOINED: Status("To be verified", "user-plus", "wait"),
    T.ACCOUNT_VERIFIED: Status("Verified", "badge-check", "done"),
    T.ACCOUNT_REJECTED: Status("Not accepted", "ban", "idle"),
    T.ACCOUNT_SUSPENDED: Status("Suspended", "user-x", "alarm"),
    T.ACCOUNT_REINSTATED: Status("Active again", "user-check", "done"),
    T.ACCOUNT_NEW_DEVICE: Status("New device", "monitor-smartphone", "alarm"),
    T.ACCOUNT_PASSWORD_CHANGED: Status("Password changed", "key-round", "alarm"),
}
