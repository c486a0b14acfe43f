"""Whose turn it is, in every status: the word on the row and the list it stands in agree."""

import pytest
from services.test_consultation_steps import STAGES
from services.verbs import QUESTION, say

from portal.domain.consultation import OPEN
from portal.models import Consultation
from portal.services import consultation, message, work_list
from portal.services.work import look, perform

GONE = (None, None)
CAROL, ANNA, PRACTICE = "Dr Carol Cedar’s turn", "Anna Ash’s turn", "The practice’s turn"

# what the patient reads; then where the GP, a colleague and the lead find it, and what they read
TURNS = {
    "requested": (PRACTICE, ("mine", "Your turn"), ("mine", "Your turn"), ("mine", "Your turn")),
    "requested of the GP": (CAROL, ("mine", "Your turn"), GONE, ("others", CAROL)),
    "emergency of the GP": (
        CAROL, ("mine", "Your turn"), ("mine", "Your turn"), ("mine", "Your turn"),
    ),
    "info_needed": ("Your turn", ("others", ANNA), ("others", ANNA), ("others", ANNA)),
    "info_needed of the GP": ("Your turn", ("others", ANNA), GONE, ("others", ANNA)),
    "accepted": (CAROL, ("mine", "Your turn"), GONE, ("others", CAROL)),
    "in_progress": (CAROL, ("mine", "Your turn"), GONE, ("others", CAROL)),
    **dict.fromkeys(
        ("completed", "declined", "cancelled", "expired", "no_show", "missed"),
        ("", GONE, GONE, GONE),
    ),
}  # fmt: skip


def found(who, asked):
    """In which of the two lists somebody finds it, and what the row says."""
    for show in ("mine", "others"):
        for row in look(who, work_list.dashboard, show).rows:
            if row.id == str(asked):
                return show, row.turn_words
    return GONE


@pytest.mark.parametrize("name", TURNS)
def test_the_row_and_the_list_agree_on_whose_turn_it_is(world, clock, name):
    patients, gp, gp2, lead = TURNS[name]
    asked = STAGES[name](world, clock)

    assert look(world.patient, consultation.get, asked).turn_words == patients
    assert [found(who, asked) for who in (world.gp, world.gp2, world.lead)] == [gp, gp2, lead]


@pytest.mark.parametrize("name", TURNS)
def test_the_counts_are_those_of_the_lists(world, clock, name):
    STAGES[name](world, clock)

    for who in (world.gp, world.gp2, world.lead):
        counts = look(who, work_list.dashboard).counts
        listed = {show: look(who, work_list.dashboard, show).rows for show in work_list.FILTERS}
        assert counts == {show: len(rows) for show, rows in listed.items()}
        assert look(who, work_list.waiting) == counts["mine"]


@pytest.mark.parametrize("name", TURNS)
def test_a_patient_finds_it_among_the_open_ones_until_it_is_over(world, clock, one, name):
    asked = STAGES[name](world, clock)

    status = one(Consultation, asked).status
    listed = look(world.patient, work_list.patient_page, active=True).items
    assert [row.id for row in listed] == ([str(asked)] if status in OPEN else [])


def test_after_a_word_of_the_clinicians_it_is_the_patients_turn(world):
    asked = world.started()
    perform(world.gp, message.send, asked, say("Where does it hurt?"))
    assert found(world.gp, asked) == ("others", ANNA)

    perform(world.patient, message.send, asked, say("Here."))

    assert found(world.gp, asked) == ("mine", "Your turn")


def test_a_question_is_unread_for_the_patient_and_its_answer_for_who_asked(world):
    asked = world.request(clinician_id=world.gp.id)
    perform(world.gp, consultation.ask, asked, QUESTION)

    assert look(world.patient, consultation.get, asked).unread == 1
    assert look(world.gp, consultation.get, asked).unread == 0
