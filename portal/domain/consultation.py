"""Consultation: a patient asks, a clinician answers (FHIR: Encounter with its Communications)."""

from enum import StrEnum

from portal.domain.workflow import Duty, Party, Step, Workflow, begins, leaves, tells, who


class ConsultationStatus(StrEnum):
    """Where a consultation stands; the words follow FHIR Encounter and Appointment."""

    REQUESTED = "requested"
    INFO_NEEDED = "info_needed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NO_SHOW = "no_show"
    MISSED = "missed"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return {
            "info_needed": "waiting for an answer",
            "no_show": "closed, because the patient did not come",
        }.get(self.value, self.value.replace("_", " "))


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


S, P = ConsultationStatus, Party
WAITING = frozenset({S.REQUESTED, S.INFO_NEEDED})
"""Nobody has accepted it yet."""

OPEN = WAITING | {S.ACCEPTED, S.IN_PROGRESS}
"""Somebody has a turn."""

WORKFLOW = Workflow(
    "consultation",
    (
        Step(
            "request", "consultation:requested", begins(), S.REQUESTED, who(P.PATIENT),
            "Ask for a consultation", "Requested",
            tells=tells(
                clinician="{patient} asks you for a consultation",
                pool="{patient} asks for a consultation",
            ),
        ),
        Step(
            "ask", "consultation:asked", leaves(S.REQUESTED), S.INFO_NEEDED,
            who(P.CLINICIAN, P.POOL), "Ask the patient…", "Asked the patient",
            asks=("question",),
            tells=tells(patient="{actor} has a question before accepting"),
        ),
        Step(
            "answer", "consultation:answered", leaves(S.INFO_NEEDED), S.REQUESTED,
            who(P.PATIENT), "Answer", "Answered the question", asks=("answer",),
            tells=tells(
                asker="{patient} answered your question",
                clinician="{patient} answered the question",
            ),
        ),
        Step(
            "accept", "consultation:accepted", leaves(S.REQUESTED, S.INFO_NEEDED), S.ACCEPTED,
            who(P.CLINICIAN, P.POOL), "Accept", "Accepted",
            tells=tells(patient="{actor} accepted your request"),
        ),
        Step(
            "pass", "consultation:passed", leaves(*WAITING), None, who(P.POOL), "Pass", "Passed",
            quiet="It stays with the pool; only the last pass tells the lead.",
        ),
        Step(
            "all_passed", "consultation:all_passed", leaves(S.REQUESTED, S.INFO_NEEDED), None,
            who(P.SYSTEM), "", "Passed by the whole pool",
            tells=tells(lead="Everyone passed the request of {patient}"),
        ),
        Step(
            "decline", "consultation:declined", leaves(S.REQUESTED, S.INFO_NEEDED), S.DECLINED,
            who(P.CLINICIAN, P.LEAD), "Decline…", "Declined", asks=("reason", "advice"),
            tells=tells(
                patient="{actor} declined your request and left advice",
                clinician="{actor} declined the request of {patient} in your place",
            ),
        ),
        Step(
            "cancel", "consultation:cancelled", leaves(S.REQUESTED, S.INFO_NEEDED),
            S.CANCELLED, who(P.PATIENT), "Cancel request…", "Cancelled by the patient",
            tells=tells(
                clinician="{patient} cancelled the request",
                pool="{patient} cancelled the request",
            ),
        ),
        Step(
            "cancel", "consultation:cancelled", leaves(S.ACCEPTED), S.CANCELLED,
            who(P.PATIENT), "Cancel…", "Cancelled by the patient", asks=("reason",),
            tells=tells(clinician="{patient} cancelled the consultation"),
        ),
        Step(
            "cancel", "consultation:cancelled", leaves(S.ACCEPTED, S.IN_PROGRESS), S.CANCELLED,
            who(P.CLINICIAN), "Cancel…", "Cancelled by the clinician", asks=("reason",),
            tells=tells(patient="{actor} cancelled your consultation"),
        ),
        Step(
            "escalate", "consultation:escalated", leaves(S.REQUESTED), None, who(P.SYSTEM),
            "", "Escalated: half of the time is gone",
            tells=tells(
                clinician="The request of {patient} still waits for you",
                lead="The request of {patient} still waits",
            ),
        ),
        Step(
            "escalate", "consultation:escalated", leaves(S.INFO_NEEDED), None, who(P.SYSTEM),
            "", "Reminded: the question still waits",
            tells=tells(
                patient="A question about your request still waits for your answer",
                asker="{patient} has not answered your question yet",
            ),
        ),
        Step(
            "expire", "consultation:expired", leaves(S.REQUESTED), S.EXPIRED, who(P.SYSTEM),
            "", "Expired without an answer",
            tells=tells(
                patient="Nobody could answer your request in time",
                lead="The request of {patient} expired unanswered",
            ),
        ),
        Step(
            "expire", "consultation:expired", leaves(S.INFO_NEEDED), S.EXPIRED, who(P.SYSTEM),
            "", "Expired: the question was not answered",
            tells=tells(
                patient="Your request ended, because the question was not answered",
                asker="{patient} did not answer your question in time",
                lead="The request of {patient} expired: the question was not answered",
            ),
        ),
        Step(
            "start", "consultation:started", leaves(S.ACCEPTED), S.IN_PROGRESS,
            who(P.CLINICIAN), "Start", "Started",
            tells=tells(patient="{actor} started your consultation"),
        ),
        Step(
            "hand_back", "consultation:handed_back", leaves(S.ACCEPTED), S.REQUESTED,
            who(P.CLINICIAN), "Hand back…", "Handed back", asks=("reason",),
            tells=tells(
                patient="{actor} cannot take your consultation: a colleague will",
                pool="{actor} handed the request of {patient} back",
                lead="{actor} handed the request of {patient} back",
            ),
        ),
        Step(
            "return", "consultation:handed_back", leaves(*WAITING, S.ACCEPTED), S.REQUESTED,
            who(P.SYSTEM), "", "Returned: the clinician is not available any more",
            tells=tells(
                patient="Your clinician is not available: a colleague will take over",
                pool="The request of {patient} is open again",
                lead="The request of {patient} is open again",
            ),
        ),
        Step(
            "transfer", "consultation:reassigned", leaves(S.IN_PROGRESS), None,
            who(P.SYSTEM, P.LEAD), "Reassign…", "Given to a colleague", asks=("reason",),
            tells=tells(
                clinician="You take over the consultation with {patient}",
                former="Your consultation with {patient} was given to a colleague",
                patient="{clinician} takes over your consultation",
            ),
        ),
        Step(
            "reassign", "consultation:reassigned", leaves(*WAITING, S.ACCEPTED), S.REQUESTED,
            who(P.LEAD), "Reassign…", "Given to a colleague", asks=("reason",),
            tells=tells(
                clinician="{actor} asks you to take the request of {patient}",
                former="{actor} gave the request of {patient} to a colleague",
                patient="{clinician} is asked to take your request",
            ),
        ),
        Step(
            "approach", "consultation:approaching", leaves(S.ACCEPTED), None, who(P.SYSTEM),
            "", "Reminded of the agreed time",
            tells=tells(
                patient="Your consultation with {clinician} begins soon",
                clinician="Your consultation with {patient} begins soon",
            ),
        ),
        Step(
            "remind", "consultation:reminded", leaves(S.ACCEPTED), None, who(P.SYSTEM),
            "", "Reminded: the agreed time has passed",
            tells=tells(
                clinician="{patient} is waiting for you to start",
                lead="{patient} is waiting past the agreed time",
            ),
        ),
        Step(
            "no_show", "consultation:no_show", leaves(S.ACCEPTED), S.NO_SHOW,
            who(P.CLINICIAN), "Patient did not come…", "The patient did not come",
            tells=tells(patient="{actor} was there for your consultation and did not reach you"),
        ),
        Step(
            "miss", "consultation:missed", leaves(S.ACCEPTED), S.MISSED, who(P.PATIENT),
            "Nobody came…", "Reported: the clinician did not come",
            tells=tells(
                clinician="{patient} waited for you and has left",
                lead="{patient} waited for {clinician} and has left",
            ),
        ),
        Step(
            "miss", "consultation:missed", leaves(S.ACCEPTED), S.MISSED, who(P.SYSTEM),
            "", "Missed: it was not started",
            tells=tells(
                patient="Your consultation was not started. We are sorry",
                clinician="The consultation with {patient} was missed",
                lead="The consultation with {patient} was missed",
            ),
        ),
        Step(
            "propose", "consultation:proposed", leaves(S.ACCEPTED), None,
            who(P.PATIENT, P.CLINICIAN), "Propose another time…", "Proposed another time",
            tells=tells(
                patient="{actor} proposes another time",
                clinician="{patient} proposes another time",
            ),
        ),
        Step(
            "agree", "consultation:rescheduled", leaves(S.ACCEPTED), None,
            who(P.PATIENT, P.CLINICIAN), "Agree to the new time", "Agreed to the new time",
            tells=tells(
                patient="{actor} agreed to the new time",
                clinician="{patient} agreed to the new time",
            ),
        ),
        Step(
            "keep", "consultation:kept", leaves(S.ACCEPTED), None,
            who(P.PATIENT, P.CLINICIAN), "Keep the old time", "Kept the old time",
            tells=tells(
                patient="{actor} keeps the time that was agreed",
                clinician="{patient} keeps the time that was agreed",
            ),
        ),
        Step(
            "lapse", "consultation:kept", leaves(S.ACCEPTED), None, who(P.SYSTEM),
            "", "The proposal was not answered: the old time stays",
            tells=tells(
                patient="The new time was not confirmed: the agreed time stays",
                clinician="The new time with {patient} was not confirmed: the agreed time stays",
            ),
        ),
        Step(
            "interrupt", "consultation:interrupted", leaves(S.IN_PROGRESS), S.ACCEPTED,
            who(P.CLINICIAN), "Go on later…", "Interrupted", asks=("reason",),
            tells=tells(patient="{actor} had to stop and goes on later"),
        ),
        Step(
            "remind", "consultation:reminded", leaves(S.IN_PROGRESS), None,
            who(P.SYSTEM), "", "Reminded: silent for a day",
            tells=tells(clinician="The consultation with {patient} has been silent"),
        ),
        Step(
            "alarm", "consultation:silent", leaves(S.IN_PROGRESS), None,
            who(P.SYSTEM), "", "Still silent: the lead was told",
            tells=tells(
                clinician="The consultation with {patient} is still silent",
                lead="The consultation of {clinician} with {patient} has been silent",
            ),
        ),
        Step(
            "complete", "consultation:completed", leaves(S.IN_PROGRESS), S.COMPLETED,
            who(P.CLINICIAN), "Complete…", "Completed",
            asks=("assessment", "plan", "outcome", "watch_for", "act_by", "call_whom"),
            tells=tells(patient="{actor} completed your consultation and left advice"),
        ),
        Step(
            "add", "consultation:added", leaves(S.COMPLETED), None, who(P.CLINICIAN),
            "Add to the note…", "Added to the note", asks=("addendum",),
            tells=tells(patient="{actor} added something to your consultation"),
        ),
    ),
    (
        Duty(S.REQUESTED, P.POOL, "answer_by", "expire", "escalate"),
        Duty(S.INFO_NEEDED, P.PATIENT, "info_by", "expire", "escalate"),
        Duty(S.ACCEPTED, P.CLINICIAN, "miss_by", "miss", "remind"),
        Duty(S.IN_PROGRESS, P.CLINICIAN, "quiet_by", "alarm", "remind"),
    ),
)  # fmt: skip

CHAT_OPEN = frozenset({S.INFO_NEEDED, S.ACCEPTED, S.IN_PROGRESS})
"""Where messages may be written; they stay readable ever after."""
