"""Consultation: a patient asks, a clinician answers (FHIR: Encounter with its Communications)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from portal.domain.opening import OpeningHours
from portal.domain.workflow import Duty, Party, Step, Workflow


class ConsultationStatus(StrEnum):
    """Where a consultation stands; the words follow FHIR Encounter and Appointment."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return self.value.replace("_", " ")


class Urgency(StrEnum):
    """How soon a patient feels it is needed, the most pressing first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """Smaller comes first in a work list."""
        return list(Urgency).index(self)


class Began(StrEnum):
    """Since when the patient has had the complaint."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    LONGER = "longer"

    @property
    def words(self) -> str:
        """The answer as the patient chose it and the clinician reads it."""
        return {
            "today": "Since today",
            "days": "For a few days",
            "weeks": "For some weeks",
            "months": "For some months",
            "longer": "For longer than a year",
        }[self.value]


S, P = ConsultationStatus, Party


def _who(*parties: Party) -> frozenset[Party]:
    return frozenset(parties)


def _from(*statuses: ConsultationStatus) -> frozenset[StrEnum]:
    return frozenset(statuses)


def _tells(**sentences: str) -> MappingProxyType[Party, str]:
    return MappingProxyType({Party(party): sentence for party, sentence in sentences.items()})


WORKFLOW = Workflow(
    "consultation",
    (
        Step(
            "request", "consultation:requested", _from(), S.REQUESTED, _who(P.PATIENT),
            "Ask for a consultation", "Requested",
            tells=_tells(
                clinician="{patient} asks you for a consultation",
                pool="{patient} asks for a consultation",
            ),
        ),
        Step(
            "accept", "consultation:accepted", _from(S.REQUESTED), S.ACCEPTED,
            _who(P.CLINICIAN, P.POOL), "Accept", "Accepted",
            tells=_tells(patient="{actor} accepted your request"),
        ),
        Step(
            "pass", "consultation:passed", _from(S.REQUESTED), S.REQUESTED, _who(P.POOL),
            "Pass", "Passed",
            quiet="It stays with the pool; only the last pass tells the lead.",
        ),
        Step(
            "all_passed", "consultation:all_passed", _from(S.REQUESTED), S.REQUESTED,
            _who(P.SYSTEM), "", "Passed by the whole pool",
            tells=_tells(lead="Everyone passed the request of {patient}"),
        ),
        Step(
            "decline", "consultation:declined", _from(S.REQUESTED), S.DECLINED,
            _who(P.CLINICIAN, P.LEAD), "Decline…", "Declined", asks=("reason", "advice"),
            tells=_tells(patient="{actor} declined your request and left advice"),
        ),
        Step(
            "cancel", "consultation:cancelled", _from(S.REQUESTED, S.ACCEPTED), S.CANCELLED,
            _who(P.PATIENT), "Cancel request…", "Cancelled by the patient",
            tells=_tells(
                clinician="{patient} cancelled the consultation",
                pool="{patient} cancelled the request",
            ),
        ),
        Step(
            "cancel", "consultation:cancelled", _from(S.ACCEPTED, S.IN_PROGRESS), S.CANCELLED,
            _who(P.CLINICIAN), "Cancel…", "Cancelled by the clinician", asks=("reason",),
            tells=_tells(patient="{actor} cancelled your consultation"),
        ),
        Step(
            "escalate", "consultation:escalated", _from(S.REQUESTED), S.REQUESTED, _who(P.SYSTEM),
            "", "Escalated: half of the time is gone",
            tells=_tells(
                clinician="The request of {patient} still waits for you",
                lead="The request of {patient} still waits",
            ),
        ),
        Step(
            "expire", "consultation:expired", _from(S.REQUESTED), S.EXPIRED, _who(P.SYSTEM),
            "", "Expired without an answer",
            tells=_tells(
                patient="Nobody could answer your request in time",
                lead="The request of {patient} expired unanswered",
            ),
        ),
        Step(
            "start", "consultation:started", _from(S.ACCEPTED), S.IN_PROGRESS,
            _who(P.CLINICIAN), "Start", "Started",
            tells=_tells(patient="{actor} started your consultation"),
        ),
        Step(
            "remind", "consultation:reminded", _from(S.ACCEPTED), S.ACCEPTED, _who(P.SYSTEM),
            "", "Reminded: the agreed time has passed",
            tells=_tells(
                clinician="{patient} is waiting for you to start",
                lead="{patient} is waiting past the agreed time",
            ),
        ),
        Step(
            "remind", "consultation:reminded", _from(S.IN_PROGRESS), S.IN_PROGRESS,
            _who(P.SYSTEM), "", "Reminded: silent for a long time",
            tells=_tells(
                clinician="The consultation with {patient} has been silent",
                lead="The consultation with {patient} has been silent",
            ),
        ),
        Step(
            "complete", "consultation:completed", _from(S.IN_PROGRESS), S.COMPLETED,
            _who(P.CLINICIAN), "Complete…", "Completed", asks=("note", "safety_net"),
            tells=_tells(patient="{actor} completed your consultation and left advice"),
        ),
    ),
    (
        Duty(S.REQUESTED, P.POOL, "answer_by", "expire"),
        Duty(S.ACCEPTED, P.CLINICIAN, "start_by", "remind"),
        Duty(S.IN_PROGRESS, P.CLINICIAN, "quiet_by", "remind"),
    ),
)  # fmt: skip

CHAT_OPEN = frozenset({S.ACCEPTED, S.IN_PROGRESS})
"""Where messages may be written; they stay readable ever after."""


@dataclass(frozen=True)
class Deadlines:
    """How long each turn may take. All are durations; `*_working` counts opening time only."""

    emergency: timedelta
    urgent: timedelta
    soon_working: timedelta
    routine_working: timedelta
    start_grace: timedelta
    quiet: timedelta

    def answer_by(
        self,
        urgency: Urgency,
        asked: datetime,
        hours: OpeningHours,
        preferred_until: datetime | None = None,
    ) -> datetime:
        """Return when a request expires: at the end of the preferred window, or by urgency.

        Nobody reads while the practice is closed, so that an urgent one counts from the opening.
        An emergency does not wait: it soon says that nobody answered, and whom to call.
        """
        if preferred_until is not None:
            return preferred_until
        if urgency is Urgency.EMERGENCY:
            return asked + self.emergency
        if urgency is Urgency.URGENT:
            return hours.next_open(asked) + self.urgent
        working = self.soon_working if urgency is Urgency.SOON else self.routine_working
        return hours.add(asked, working)

    def start_by(self, scheduled: datetime) -> datetime:
        """Return when a consultation that has not started is late."""
        return scheduled + self.start_grace

    def quiet_by(self, last_said: datetime) -> datetime:
        """Return when a started consultation has been silent for too long."""
        return last_said + self.quiet
