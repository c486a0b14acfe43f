"""Every verb, tried by every party, on a consultation in every status: one table."""

import pytest
from services.verbs import CANCEL, COMPLETE, DECLINE, VERBS

from portal.domain.consultation import ConsultationStatus
from portal.domain.errors import NotAllowed, NotFound, PortalError, StepNotPossible, Taken
from portal.infra.db import transaction
from portal.models import Consultation
from portal.services import consultation, timer
from portal.services.work import Work, perform

ANSWERS = {"+": None, "A": NotAllowed, "F": NotFound, "S": StepNotPossible, "T": Taken}
LETTERS = {kind: letter for letter, kind in ANSWERS.items()}
ORDER = ("read", "accept", "pass", "decline", "start", "complete", "cancel", "send")
STRANGERS = {
    "patient2": "F AAAAA F F",
    "other_patient": "F AAAAA F F",
    "other_gp": "F FFFFF F F",
    "admin": "A AAAAA A A",
}
SLOWER = "T TTTTT T T"

# read, then accept pass decline start complete, then cancel, then send
TABLE = {
    "requested": {
        "patient": "+ AAAAA + S",
        "gp": "+ ++ASS A A",
        "gp2": "+ ++ASS A A",
        "lead": "+ +++SS A A",
    },
    "requested of the GP": {
        "patient": "+ AAAAA + S",
        "gp": "+ +A+SS A S",
        "gp2": "F FFFFF F F",
        "lead": "+ AA+SS A A",
    },
    "emergency of the GP": {
        "patient": "+ AAAAA + S",
        "gp": "+ ++ASS A S",
        "gp2": "+ ++ASS A A",
        "lead": "+ +++SS A A",
    },
    "accepted": {
        "patient": "+ AAAAA + +",
        "gp": "+ SSS+S + +",
        "gp2": SLOWER,
        "lead": SLOWER,
    },
    "in_progress": {
        "patient": "+ AAAAA A +",
        "gp": "+ SSSS+ + +",
        "gp2": SLOWER,
        "lead": SLOWER,
    },
    "completed": {
        "patient": "+ AAAAA S S",
        "gp": "+ SSSSS S S",
        "gp2": SLOWER,
        "lead": SLOWER,
    },
    "declined": {"patient": "+ AAAAA S S", "gp": SLOWER, "gp2": SLOWER, "lead": "+ SSSSS S S"},
    "cancelled": {"patient": "+ AAAAA S S", "gp": SLOWER, "gp2": SLOWER, "lead": SLOWER},
    "expired": {"patient": "+ AAAAA S S", "gp": SLOWER, "gp2": SLOWER, "lead": "+ SSSSS S A"},
}


def left_to_expire(world, clock):
    one = world.request()
    clock.advance(hours=3)
    timer.run_due()
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
    "accepted": lambda world, clock: world.accepted(),
    "in_progress": lambda world, clock: world.started(),
    "completed": after("started", "gp", consultation.complete, COMPLETE),
    "declined": after("request", "lead", consultation.decline, DECLINE),
    "cancelled": after("request", "patient", consultation.cancel, CANCEL),
    "expired": left_to_expire,
}


def answer(actor, verb, one):
    """The letter of what happens; nothing of it is kept."""
    with transaction(write=True) as session:
        try:
            VERBS[verb](Work(session, actor), one)
            session.flush()
        except PortalError as refusal:
            return LETTERS[type(refusal)]
        finally:
            session.rollback()
    return "+"


def tried(world, one):
    table = {
        name: "".join(answer(who, verb, one) for verb in ORDER)
        for name, who in world.everybody.items()
    }
    return {name: f"{a[0]} {a[1:6]} {a[6]} {a[7]}" for name, a in table.items()}


@pytest.mark.parametrize("name", TABLE)
def test_each_party_may_do_exactly_what_the_table_says(world, clock, one, name):
    asked = STAGES[name](world, clock)

    assert tried(world, asked) == TABLE[name] | STRANGERS
    assert one(Consultation, asked).status == name.split()[0].replace("emergency", "requested")


def test_the_table_has_every_status():
    assert {status.value for status in ConsultationStatus} <= set(TABLE)


def test_an_id_that_is_none_is_not_found(world):
    for verb in ("read", "cancel", "send"):
        assert answer(world.patient, verb, "not-an-id") == "F"
