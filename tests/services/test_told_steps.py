"""Every step tells exactly these people, in exactly these words; the timeline says the same."""

import pytest
from services.verbs import (
    ADDITION,
    ANSWER,
    CANCEL,
    COMPLETE,
    DECLINE,
    PAUSE,
    PROPOSAL,
    QUESTION,
    REASON,
    say,
    to,
)

from portal.domain.consultation import WORKFLOW
from portal.domain.errors import PortalError
from portal.models import AuditEntry, Notification
from portal.services import consultation, consultation_time, consultation_turn, message, timer
from portal.services.work import SYSTEM, look, perform

C, TURN, TIME = consultation, consultation_turn, consultation_time
CAROL, ANNA = "Dr Carol Cedar", "Anna Ash"


def does(verb, *said):
    return lambda world, one, who: perform(who, verb, one, *said)


def waits(**time):
    def pass_time(world, one, who, clock):
        clock.advance(**time)
        timer.run_due()

    pass_time.needs_clock = True
    return pass_time


def gives(world, one, who):
    perform(who, TURN.reassign, one, to(world.gp2))


def leaves(world, one, who):
    perform(SYSTEM, TURN.leave, world.gp.id, None, "Suspended.")


STARTS = {
    "pool": lambda world: world.request(),
    "named": lambda world: world.request(clinician_id=world.gp.id),
    "accepted": lambda world: world.accepted(),
    "started": lambda world: world.started(),
}
ASKS = ("gp", does(C.ask, QUESTION))
PROPOSES = ("patient", does(TIME.propose, PROPOSAL))
QUARTER = ("patient", waits(minutes=14))
DONE = ("gp", does(C.complete, COMPLETE))

# step: where it starts, what happens before, who does what, and who is told in which words
TOLD = {
    "request of a pool": ("pool", [], None, "requested", {
        "gp": f"{ANNA} asks for a consultation", "gp2": f"{ANNA} asks for a consultation",
        "lead": f"{ANNA} asks for a consultation",
    }),
    "request": ("named", [], None, "requested", {"gp": f"{ANNA} asks you for a consultation"}),
    "ask": ("pool", [], ASKS, "asked", {"patient": f"{CAROL} has a question before accepting"}),
    "answer": ("pool", [ASKS], ("patient", does(C.answer, ANSWER)), "answered",
               {"gp": f"{ANNA} answered your question"}),
    "accept": ("pool", [], ("gp", does(C.accept)), "accepted",
               {"patient": f"{CAROL} accepted your request"}),
    "pass": ("pool", [], ("gp", does(C.pass_on)), "passed", {}),
    "all_passed": ("pool", [("lead", does(C.pass_on)), ("gp", does(C.pass_on))],
                   ("gp2", does(C.pass_on)), "all_passed",
                   {"lead": f"Everyone passed the request of {ANNA}"}),
    "decline": ("named", [], ("gp", does(C.decline, DECLINE)), "declined",
                {"patient": f"{CAROL} declined your request and left advice"}),
    "decline by the lead": ("named", [], ("lead", does(C.decline, DECLINE)), "declined", {
        "patient": "Dr Lena Lime declined your request and left advice",
        "gp": f"Dr Lena Lime declined the request of {ANNA} in your place",
    }),
    "cancel a request": ("pool", [], ("patient", does(C.cancel, CANCEL)), "cancelled", {
        "gp": f"{ANNA} cancelled the request", "gp2": f"{ANNA} cancelled the request",
        "lead": f"{ANNA} cancelled the request",
    }),
    "cancel by the patient": ("accepted", [], ("patient", does(C.cancel, CANCEL)), "cancelled",
                              {"gp": f"{ANNA} cancelled the consultation"}),
    "cancel by the clinician": ("started", [], ("gp", does(C.cancel, CANCEL)), "cancelled",
                                {"patient": f"{CAROL} cancelled your consultation"}),
    "escalate": ("named", [], ("patient", waits(hours=1)), "escalated", {
        "gp": f"The request of {ANNA} still waits for you",
        "lead": f"The request of {ANNA} still waits",
    }),
    "escalate a question": ("pool", [ASKS], ("patient", waits(hours=24)), "escalated", {
        "patient": "A question about your request still waits for your answer",
        "gp": f"{ANNA} has not answered your question yet",
    }),
    "expire": ("named", [], ("patient", waits(hours=2)), "expired", {
        "patient": "Nobody could answer your request in time",
        "lead": f"The request of {ANNA} expired unanswered",
    }),
    "expire a question": ("pool", [ASKS], ("patient", waits(hours=48)), "expired", {
        "patient": "Your request ended, because the question was not answered",
        "gp": f"{ANNA} did not answer your question in time",
        "lead": f"The request of {ANNA} expired: the question was not answered",
    }),
    "start": ("accepted", [], ("gp", does(C.start)), "started",
              {"patient": f"{CAROL} started your consultation"}),
    "hand_back": ("accepted", [], ("gp", does(TURN.hand_back, REASON)), "handed_back", {
        "patient": f"{CAROL} cannot take your consultation: a colleague will",
        "gp2": f"{CAROL} handed the request of {ANNA} back",
        "lead": f"{CAROL} handed the request of {ANNA} back",
    }),
    "return": ("accepted", [], ("gp", leaves), "handed_back", {
        "patient": "Your clinician is not available: a colleague will take over",
        "gp": f"The request of {ANNA} is open again",
        "gp2": f"The request of {ANNA} is open again",
        "lead": f"The request of {ANNA} is open again",
    }),
    "transfer": ("started", [], ("lead", gives), "reassigned", {
        "gp2": f"You take over the consultation with {ANNA}",
        "gp": f"Your consultation with {ANNA} was given to a colleague",
        "patient": "Dr David Dogwood takes over your consultation",
    }),
    "reassign": ("accepted", [], ("lead", gives), "reassigned", {
        "gp2": f"Dr Lena Lime asks you to take the request of {ANNA}",
        "gp": f"Dr Lena Lime gave the request of {ANNA} to a colleague",
        "patient": "Dr David Dogwood is asked to take your request",
    }),
    "approach": ("accepted", [PROPOSES, ("gp", does(TIME.agree))],
                 ("gp", waits(hours=25)), "approaching", {
        "patient": f"Your consultation with {CAROL} begins soon",
        "gp": f"Your consultation with {ANNA} begins soon",
    }),
    "remind of a late start": ("accepted", [], ("gp", waits(minutes=15)), "reminded", {
        "gp": f"{ANNA} is waiting for you to start",
        "lead": f"{ANNA} is waiting past the agreed time",
    }),
    "no_show": ("accepted", [QUARTER], ("gp", does(TURN.no_show)), "no_show",
                {"patient": f"{CAROL} was there for your consultation and did not reach you"}),
    "miss by the patient": ("accepted", [("gp", waits(minutes=16))],
                            ("patient", does(TURN.miss)), "missed", {
        "gp": f"{ANNA} waited for you and has left",
        "lead": f"{ANNA} waited for {CAROL} and has left",
    }),
    "miss": ("accepted", [], ("patient", waits(minutes=60)), "missed", {
        "patient": "Your consultation was not started. We are sorry",
        "gp": f"The consultation with {ANNA} was missed",
        "lead": f"The consultation with {ANNA} was missed",
    }),
    "propose": ("accepted", [], PROPOSES, "proposed", {"gp": f"{ANNA} proposes another time"}),
    "agree": ("accepted", [PROPOSES], ("gp", does(TIME.agree)), "rescheduled",
              {"patient": f"{CAROL} agreed to the new time"}),
    "keep": ("accepted", [PROPOSES], ("gp", does(TIME.keep)), "kept",
             {"patient": f"{CAROL} keeps the time that was agreed"}),
    "lapse": ("accepted", [PROPOSES, ("gp", does(TIME.agree)),
                           ("gp", does(TIME.propose, PROPOSAL.model_copy(
                               update={"scheduled_for": "2026-09-16T11:30"})))],
              ("gp", waits(hours=24)), "kept", {
        "patient": "The new time was not confirmed: the agreed time stays",
        "gp": f"The new time with {ANNA} was not confirmed: the agreed time stays",
    }),
    "interrupt": ("started", [], ("gp", does(TURN.interrupt, PAUSE)), "interrupted",
                  {"patient": f"{CAROL} had to stop and goes on later"}),
    "remind of silence": ("started", [], ("gp", waits(hours=24)), "reminded",
                          {"gp": f"The consultation with {ANNA} has been silent"}),
    "alarm": ("started", [], ("gp", waits(hours=48)), "silent", {
        "gp": f"The consultation with {ANNA} is still silent",
        "lead": f"The consultation of {CAROL} with {ANNA} has been silent",
    }),
    "complete": ("started", [], DONE, "completed",
                 {"patient": f"{CAROL} completed your consultation and left advice"}),
    "add": ("started", [DONE], ("gp", does(TURN.add, ADDITION)), "added",
            {"patient": f"{CAROL} added something to your consultation"}),
}  # fmt: skip


def play(world, clock, name):
    """Let it happen; return the consultation."""
    start, before, last, *_ = TOLD[name]
    one = STARTS[start](world)
    for who, deed in [*before, *([last] if last else [])]:
        extra = [clock] if getattr(deed, "needs_clock", False) else []
        deed(world, one, getattr(world, who), *extra)
    return one


@pytest.mark.parametrize("name", TOLD)
def test_a_step_tells_these_people_in_these_words(world, clock, rows, name):
    *_, tag, told = TOLD[name]

    one = play(world, clock, name)

    names = {who.id: key for key, who in world.everybody.items()}
    about = rows(Notification, Notification.subject_id == one)
    found = [n for n in about if n.kind == f"consultation:{tag}"]
    assert {names[n.recipient_id]: n.sentence for n in found} == told
    assert len(found) == len(told), "somebody was told twice"


@pytest.mark.parametrize("name", TOLD)
def test_s11_a_step_is_on_record_with_the_patient_and_the_reason(world, clock, rows, name):
    *_, tag, _ = TOLD[name]

    one = play(world, clock, name)

    action = AuditEntry.action == f"consultation:{tag}"
    entries = rows(AuditEntry, AuditEntry.subject_id == one, action)
    assert entries
    assert {e.patient_id for e in entries} == {world.patient.id}
    asks = {s.name: "reason" in s.asks for s in WORKFLOW.steps}
    if asks.get(name):
        assert all(e.reason for e in entries)


def test_every_step_of_the_table_is_here():
    told = {(tag, sentence) for *_, tag, people in TOLD.values() for sentence in people.values()}
    fills = {"actor": CAROL, "patient": ANNA, "clinician": CAROL}
    others = {"actor": "Dr Lena Lime", "patient": ANNA, "clinician": "Dr David Dogwood"}

    for step in WORKFLOW.steps:
        tag = step.tag.removeprefix("consultation:")
        for sentence in step.tells.values():
            mutual = (
                step.name in ("propose", "agree", "keep") or "answered the question" in sentence
            )
            said = {(tag, sentence.format(**names)) for names in (fills, others)}
            assert mutual or said & told, sentence


# what everybody concerned reads in the timeline after the step: clinicians, then the patient
WORDS = {
    "ask": ("Asked the patient", True),
    "answer": ("Answered the question", True),
    "pass": (None, False),
    "all_passed": (None, False),
    "cancel by the patient": ("Cancelled by the patient", True),
    "cancel by the clinician": ("Cancelled by the clinician", True),
    "escalate": ("Escalated: half of the time is gone", False),
    "escalate a question": ("Reminded: the question still waits", False),
    "expire": ("Expired without an answer", True),
    "expire a question": ("Expired: the question was not answered", True),
    "hand_back": ("Handed back", True),
    "return": ("Returned: the clinician is not available any more", True),
    "transfer": ("Given to a colleague", True),
    "reassign": ("Given to a colleague", True),
    "approach": ("Reminded of the agreed time", True),
    "remind of a late start": ("Reminded: the agreed time has passed", False),
    "remind of silence": ("Reminded: silent for a day", False),
    "alarm": ("Still silent: the lead was told", False),
    "no_show": ("The patient did not come", True),
    "miss by the patient": ("Reported: the clinician did not come", True),
    "miss": ("Missed: it was not started", True),
    "keep": ("Kept the old time", True),
    "lapse": ("The proposal was not answered: the old time stays", True),
    "interrupt": ("Interrupted", True),
    "add": ("Added to the note", True),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_timeline_says_what_happened(world, clock, name):
    words, patients_too = WORDS[name]
    one = play(world, clock, name)

    read = [look(world.patient, consultation.get, one).timeline]
    for who in (world.gp, world.lead, world.gp2):
        try:
            read.append(look(who, consultation.get, one).timeline)
        except PortalError:
            continue  # who may read it is proved elsewhere
    mine, *theirs = [[entry.what for entry in timeline] for timeline in read]
    assert theirs or not patients_too or name.startswith(("cancel", "expire"))
    assert (words in mine) is patients_too
    assert all((words in lines) is (words is not None) for lines in theirs)
    assert "Passed" not in str(read)


def test_the_patient_reads_why_it_was_handed_back_and_given_away(world):
    back, given = world.accepted(), world.accepted()
    perform(world.gp, TURN.hand_back, back, REASON)
    perform(world.lead, TURN.reassign, given, to(world.gp2))

    for one, why in ((back, REASON.reason), (given, to(world.gp2).reason)):
        last = look(world.patient, consultation.get, one).timeline[-1]
        assert last.reason == why


def test_a_word_between_the_two_is_told_of_whoever_holds_it(world, rows):
    one = world.started()
    perform(world.lead, TURN.reassign, one, to(world.gp2))

    perform(world.patient, message.send, one, say())

    messaged = rows(Notification, Notification.kind == "consultation:messaged")
    assert [n.recipient_id for n in messaged] == [world.gp2.id]
