"""Every verb, tried by every party, on a consultation in every status: one table."""

import pytest
from services.verbs import CANCEL, COMPLETE, DECLINE, PROPOSAL, QUESTION, REASON, STEPS, VERBS

from portal.domain.consultation import WORKFLOW, ConsultationStatus
from portal.domain.errors import NotAllowed, NotFound, PortalError, StepNotPossible, Taken
from portal.infra.db import transaction
from portal.models import Consultation
from portal.services import consultation, consultation_time, consultation_turn, timer
from portal.services.work import Work, look, perform

ANSWERS = {"+": None, "A": NotAllowed, "F": NotFound, "S": StepNotPossible, "T": Taken}
LETTERS = {kind: letter for letter, kind in ANSWERS.items()}
ALL = VERBS | STEPS
ORDER = (
    ("read", "accept", "pass", "decline", "start", "complete", "cancel", "send"),
    ("ask", "answer", "hand_back", "reassign", "no_show", "miss"),
    ("propose", "agree", "keep", "interrupt", "add"),
)
WITHOUT = "AAAAAAAA AAAAAA AAAAA"
FOREIGN_PATIENT = "FAAAAAFF AFAAAF FFFAA"
FOREIGN_CLINICIAN = "FFFFFFFF FAFFFA FFFFF"
STRANGERS = {
    **dict.fromkeys(("admin", "pharmacist", "diagnostics", "manager"), WITHOUT),
    **dict.fromkeys(("patient2", "other_patient"), FOREIGN_PATIENT),
    **dict.fromkeys(("gp", "gp2", "lead", "other_gp"), FOREIGN_CLINICIAN),
    **dict.fromkeys(("specialist", "specialist2", "skin_specialist"), FOREIGN_CLINICIAN),
    "hospital_lead": FOREIGN_CLINICIAN,
}
SLOWER = "TTTTTTTT TATTTA TTTTT"
OVER = "+AAAAASS ASAAAS SSSAA"
HELD = "+SSSSSSS SASSSA SSSSS"
READS = "+SSSSSSA SASSSA SSSSS"

# read accept pass decline start complete cancel send, ask answer hand_back reassign no_show miss,
# propose agree keep interrupt add
TABLE = {
    "requested": {
        "patient": "+AAAAA+S ASAAAS SSSAA",
        "gp": "+++ASSAA +ASASA SSSSS",
        "gp2": "+++ASSAA +ASASA SSSSS",
        "lead": "++++SSAA +AS+SA SSSSS",
    },
    "requested of the GP": {
        "patient": "+AAAAA+S ASAAAS SSSAA",
        "gp": "++A+SSAS +ASASA SSSSS",
        "lead": "+AA+SSAA AAS+SA SSSSS",
    },
    "emergency of the GP": {
        "patient": "+AAAAA+S ASAAAS SSSAA",
        "gp": "+++ASSAS +ASASA SSSSS",
        "gp2": "+++ASSAA +ASASA SSSSS",
        "lead": "++++SSAA +AS+SA SSSSS",
    },
    "info_needed": {
        "patient": "+AAAAA++ A+AAAS SSSAA",
        "gp": "+++ASSA+ SASASA SSSSS",
        "gp2": "+++ASSAA SASASA SSSSS",
        "lead": "++++SSAA SAS+SA SSSSS",
    },
    "info_needed of the GP": {
        "patient": "+AAAAA++ A+AAAS SSSAA",
        "gp": "++A+SSA+ SASASA SSSSS",
        "lead": "+AA+SSAA SAS+SA SSSSS",
    },
    "accepted": {
        "patient": "+AAAAA++ ASAAA+ +A+AA",
        "gp": "+SSS+S++ SA+A+A +++SS",
        "gp2": SLOWER,
        "lead": "+TTTASAA TAA+AA AAASS",
    },
    "in_progress": {
        "patient": "+AAAAAA+ ASAAAS SSSAA",
        "gp": "+SSSS+++ SASASA SSS+S",
        "gp2": SLOWER,
        "lead": "+TTTSAAA TAS+SA SSSAS",
    },
    "completed": {
        "patient": OVER, "gp": "+SSSSSSS SASSSA SSSS+", "gp2": SLOWER, "lead": SLOWER,
    },
    "declined": {"patient": OVER, "gp": SLOWER, "gp2": SLOWER, "lead": HELD},
    "cancelled": {"patient": OVER, "gp": SLOWER, "gp2": SLOWER, "lead": SLOWER},
    "expired": {"patient": OVER, "gp": SLOWER, "gp2": SLOWER, "lead": READS},
    "no_show": {"patient": OVER, "gp": HELD, "gp2": SLOWER, "lead": SLOWER},
    "missed": {"patient": OVER, "gp": HELD, "gp2": SLOWER, "lead": READS},
    "requested of the specialist": {
        "patient": "+AAAAA+S ASAAAS SSSAA",
        "specialist": "++A+SSAS +ASASA SSSSS",
        "hospital_lead": "+AA+SSAA AAS+SA SSSSS",
    },
    "requested at the hospital": {
        "patient": "+AAAAA+S ASAAAS SSSAA",
        "specialist": "+++ASSAA +ASASA SSSSS",
        "specialist2": "+++ASSAA +ASASA SSSSS",
        "hospital_lead": "++++SSAA +AS+SA SSSSS",
    },
}  # fmt: skip
DONE_BY = {"transfer": "reassign"}
"""Steps that another verb takes."""


def left_to_expire(world, clock):
    one = world.request()
    clock.advance(hours=3)
    timer.run_due()
    return one


def asked(world, clock, **facts):
    one = world.request(**facts)
    perform(world.gp, consultation.ask, one, QUESTION)
    return one


def late(world, clock):
    """Accepted, twenty minutes past the agreed time, and the patient proposes another one."""
    one = world.accepted()
    clock.advance(minutes=20)
    perform(world.patient, consultation_time.propose, one, PROPOSAL)
    return one


def after_the_time(who, verb):
    def stage(world, clock):
        one = world.accepted()
        clock.advance(minutes=20)
        perform(getattr(world, who), verb, one)
        return one

    return stage


def handed_back(world, clock):
    one = world.accepted(world.specialist, clinician_id=world.specialist.id)
    perform(world.specialist, consultation_turn.hand_back, one, REASON)
    return one


def after(start, who, verb, said):
    def stage(world, clock):
        one = getattr(world, start)()
        perform(getattr(world, who), verb, one, said)
        return one

    return stage


STAGES = {
    "requested": lambda world, clock: world.request(),
    "requested of the GP": lambda world, clock: world.request(clinician_id=world.gp.id),
    "emergency of the GP": lambda world, clock: world.request(
        clinician_id=world.gp.id, urgency="emergency", emergency_confirmed=True
    ),
    "accepted": late,
    "in_progress": lambda world, clock: world.started(),
    "completed": after("started", "gp", consultation.complete, COMPLETE),
    "declined": after("request", "lead", consultation.decline, DECLINE),
    "cancelled": after("request", "patient", consultation.cancel, CANCEL),
    "expired": left_to_expire,
    "info_needed": asked,
    "info_needed of the GP": lambda world, clock: asked(world, clock, clinician_id=world.gp.id),
    "no_show": after_the_time("gp", consultation_turn.no_show),
    "missed": after_the_time("patient", consultation_turn.miss),
    "requested of the specialist": lambda world, clock: world.request(
        clinician_id=world.specialist.id
    ),
    "requested at the hospital": handed_back,
}


def answer(actor, verb, one):
    """The letter of what happens; nothing of it is kept."""
    with transaction(write=True) as session:
        try:
            ALL[verb](Work(session, actor), one)
            session.flush()
        except PortalError as refusal:
            return LETTERS[type(refusal)]
        finally:
            session.rollback()
    return "+"


def tried(world, one):
    return {
        name: " ".join("".join(answer(who, verb, one) for verb in group) for group in ORDER)
        for name, who in world.everybody.items()
    }


@pytest.mark.parametrize("name", STAGES)
def test_each_party_may_do_exactly_what_the_table_says(world, clock, one, name):
    asked = STAGES[name](world, clock)

    assert tried(world, asked) == STRANGERS | TABLE[name]
    assert one(Consultation, asked).status == name.split()[0].replace("emergency", "requested")


@pytest.mark.parametrize("name", STAGES)
def test_the_buttons_are_the_steps_that_succeed(world, clock, name):
    asked = STAGES[name](world, clock)

    for key, who in world.everybody.items():
        if answer(who, "read", asked) != "+":
            continue
        shown = {DONE_BY.get(s.name, s.name) for s in look(who, consultation.get, asked).steps}
        done = {verb for verb in ALL if answer(who, verb, asked) == "+"} - {"read", "send"}
        assert shown == done, key


def test_the_table_has_every_status_and_every_verb():
    assert {status.value for status in ConsultationStatus} <= set(TABLE) == set(STAGES)
    assert {verb for group in ORDER for verb in group} == set(ALL)
    people = {DONE_BY.get(s.name, s.name) for s in WORKFLOW.steps if s.label} - {"request"}
    assert people == set(ALL) - {"read", "send"}


def test_an_id_that_is_none_is_not_found(world):
    for verb in ("read", "cancel", "send", "propose", "answer"):
        assert answer(world.patient, verb, "not-an-id") == "F"
