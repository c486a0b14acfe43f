"""Prescription: what a clinician signs and a pharmacy supplies (FHIR: group of MedicationRequest).

Who holds it, each medicine on it and each hand-over have tables of their own, in `dispensing`.
"""

from portal.domain.prescription_word import LIVE, SIGNED, PrescriptionStatus
from portal.domain.workflow import Duty, Party, Step, Workflow, begins, leaves, tells, who

S, P = PrescriptionStatus, Party
FOLLOWS = "It follows from the items; what was done to them has told everybody."

WORKFLOW = Workflow(
    "prescription",
    (
        Step(
            "draft", "prescription:drafted", begins(), S.DRAFT, who(P.PRESCRIBER),
            "Prescribe", "Begun", quiet="Nobody but its author sees a draft.",
        ),
        Step(
            "sign", "prescription:signed", leaves(S.DRAFT), S.ACTIVE, who(P.PRESCRIBER),
            "Sign…", "Signed",
            tells=tells(
                patient="{actor} prescribed {medicines} for you",
                pharmacy="{actor} sent a prescription for {patient}",
            ),
        ),
        Step(
            "discard", "prescription:discarded", leaves(S.DRAFT), S.DISCARDED,
            who(P.PRESCRIBER, P.SYSTEM), "Discard…", "Discarded",
            quiet="Nobody but its author has seen it.",
        ),
        Step(
            "issue", "prescription:issued", begins(), S.ACTIVE, who(P.SYSTEM),
            "", "Issued again",
            tells=tells(
                patient="Your next {medicines} can be supplied now",
                pharmacy="A repeat prescription for {patient} has come in",
            ),
        ),
        Step(
            "hold", "prescription:held", leaves(S.ACTIVE, S.PARTLY_DISPENSED), S.ON_HOLD,
            who(P.PHARMACY), "Ask the prescriber…", "On hold: asked the prescriber",
            asks=("query",),
            tells=tells(
                prescriber="{actor} asks about the prescription for {patient}",
                cover="{actor} asks about a prescription of {prescriber} for {patient}",
                patient="{pharmacy} has a question for {prescriber} about your prescription",
            ),
        ),
        Step(
            "answer", "prescription:answered", leaves(S.ON_HOLD), S.ACTIVE,
            who(P.PRESCRIBER, P.COVER, P.LEAD), "Answer…", "Answered the pharmacy",
            asks=("answer",),
            tells=tells(
                pharmacy="{actor} answered about the prescription for {patient}",
                patient="{actor} answered the pharmacy about your prescription",
                prescriber="{actor} answered the pharmacy about {patient} in your place",
            ),
        ),
        Step(
            "withdraw", "prescription:withdrawn", leaves(S.ON_HOLD), S.ACTIVE,
            who(P.PHARMACY), "Take the question back", "Took the question back",
            tells=tells(
                prescriber="{actor} took back the question about {patient}",
                cover="{actor} took back the question about {patient}",
                patient="{pharmacy} goes on with your prescription",
            ),
        ),
        Step(
            "escalate", "prescription:escalated", leaves(S.ON_HOLD), None, who(P.SYSTEM),
            "", "Escalated: the question was not answered",
            tells=tells(
                prescriber="The pharmacy still waits for your answer about {patient}",
                cover="The pharmacy still waits for an answer about {patient}",
                lead="A pharmacy waits for {prescriber} to answer about {patient}",
            ),
        ),
        Step(
            "cancel", "prescription:cancelled", leaves(*LIVE), S.CANCELLED,
            who(P.PRESCRIBER, P.COVER), "Cancel…", "Cancelled", asks=("reason",),
            tells=tells(
                patient="{actor} cancelled your prescription: ask before you take any of it",
                pharmacy="{actor} cancelled the prescription for {patient}: supply no more",
                prescriber="{actor} cancelled your prescription for {patient}",
            ),
        ),
        Step(
            "request_stop", "prescription:stop_requested", leaves(*LIVE), None,
            who(P.PRESCRIBER, P.COVER), "Stop the supply…", "Asked the pharmacy to stop",
            asks=("reason",),
            tells=tells(
                pharmacy="STOP: {actor} cancels the prescription for {patient}. Is it still there?",
                patient="{actor} asked the pharmacy to stop your prescription",
                prescriber="{actor} asked the pharmacy to stop your prescription for {patient}",
            ),
        ),
        Step(
            "stop", "prescription:stopped", leaves(*LIVE), S.CANCELLED,
            who(P.PHARMACY, P.SYSTEM), "Stopped: it is still here",
            "Stopped by the pharmacy in time",
            tells=tells(
                prescriber="{pharmacy} stopped the supply for {patient} in time",
                cover="{pharmacy} stopped the supply for {patient} in time",
                patient="{pharmacy} stopped your prescription",
            ),
        ),
        Step(
            "already_handed_over", "prescription:already_handed_over", leaves(*LIVE), S.CANCELLED,
            who(P.PHARMACY), "Already handed over", "Too late: it was handed over already",
            tells=tells(
                prescriber="TOO LATE: {patient} already has the medicine. Please call them",
                cover="TOO LATE: {patient} already has the medicine. Please call them",
                patient="Your prescription was cancelled after you got it: {prescriber} calls you",
            ),
        ),
        Step(
            "expire", "prescription:expired", leaves(*LIVE), S.EXPIRED, who(P.SYSTEM),
            "", "Expired",
            tells=tells(
                patient="Your prescription of {medicines} has expired",
                prescriber="A prescription for {patient} expired before all was supplied",
                pharmacy="The prescription for {patient} has expired: supply no more",
            ),
        ),
        Step(
            "remind", "prescription:expiring", leaves(*LIVE), None, who(P.SYSTEM),
            "", "Reminded: it expires soon",
            tells=tells(patient="Your prescription of {medicines} expires on {expires}"),
        ),
        Step(
            "choose_pharmacy", "prescription:pharmacy_changed",
            leaves(S.ACTIVE, S.PARTLY_DISPENSED), None,
            who(P.PATIENT), "Change the pharmacy…", "Chose the pharmacy",
            tells=tells(
                pharmacy="{patient} sent a prescription to you",
                former="{patient} took a prescription to another pharmacy",
                prescriber="{patient} chose the pharmacy for your prescription",
            ),
        ),
        Step(
            "alert", "prescription:alerted", leaves(*LIVE), None, who(P.SYSTEM),
            "", "Something new speaks against it",
            tells=tells(
                prescriber="{finding}: it speaks against your prescription for {patient}",
                cover="{finding}: it speaks against a prescription for {patient}",
                pharmacy="{finding}: it speaks against the prescription for {patient}",
                patient="{news} speaks against your prescription: ask before you take it",
            ),
        ),
        Step(
            "withhold", "prescription:not_issued", leaves(*SIGNED - {S.CANCELLED}), None,
            who(P.SYSTEM), "", "Not issued again: something new speaks against it",
            tells=tells(
                prescriber="NOT ISSUED: something speaks against the next {medicines} for "
                "{patient}",
                cover="NOT ISSUED: something speaks against the next {medicines} for {patient}",
                patient="Your next {medicines} is not issued: please ask {prescriber}",
            ),
        ),
        Step(
            "end_repeats", "prescription:not_issued", leaves(*SIGNED - {S.CANCELLED}), None,
            who(P.PRESCRIBER, P.COVER), "End the repeats…", "Ended the repeats",
            asks=("reason",),
            tells=tells(
                patient="{actor} ended the repeats of your {medicines}: this supply is the last",
                pharmacy="{actor} ended the repeats for {patient}: this issue is the last",
                prescriber="{actor} ended the repeats of {medicines} for {patient}",
            ),
        ),
        Step(
            "part", "prescription:partly_dispensed", leaves(S.ACTIVE), S.PARTLY_DISPENSED,
            who(P.SYSTEM), "", "Supplied in part", quiet=FOLLOWS,
        ),
        Step(
            "fulfil", "prescription:dispensed", leaves(S.ACTIVE, S.PARTLY_DISPENSED), S.DISPENSED,
            who(P.SYSTEM), "", "Supplied in full", quiet=FOLLOWS,
        ),
        Step(
            "close", "prescription:not_dispensed", leaves(S.ACTIVE, S.PARTLY_DISPENSED),
            S.NOT_DISPENSED, who(P.SYSTEM), "", "Closed without a supply", quiet=FOLLOWS,
        ),
        Step(
            "reopen", "prescription:reopened", leaves(S.PARTLY_DISPENSED), S.ACTIVE,
            who(P.SYSTEM), "", "Open again", quiet=FOLLOWS,
        ),
        *(
            Step(
                f"reopen_{target.value}", "prescription:reopened",
                leaves(S.DISPENSED, S.NOT_DISPENSED) - {target}, target,
                who(P.SYSTEM), "", "Open again", quiet=FOLLOWS, corrects=True,
            )
            for target in (S.ACTIVE, S.PARTLY_DISPENSED, S.DISPENSED, S.NOT_DISPENSED)
        ),
    ),
    (
        Duty(S.DRAFT, P.PRESCRIBER, "draft_until", "discard"),
        Duty(S.ACTIVE, P.PHARMACY, "valid_until", "expire", "remind"),
        Duty(S.ON_HOLD, P.PRESCRIBER, "valid_until", "expire", "escalate"),
        Duty(S.PARTLY_DISPENSED, P.PHARMACY, "valid_until", "expire", "remind"),
    ),
)  # fmt: skip
