"""Who is told of each step: exactly these people, never the actor; and whose screens wake."""

import pytest
from services.verbs import CANCEL, COMPLETE, DECLINE, say

from portal.domain.errors import PortalError
from portal.models import Notification
from portal.services import consultation, message, timer
from portal.services.work import perform


@pytest.fixture
def told(world, rows):
    """Return who has been told of a kind of event, by name."""
    names = {one.id: name for name, one in world.everybody.items()}

    def find(kind):
        found = rows(Notification, Notification.kind == f"consultation:{kind}")
        people = [names[n.recipient_id] for n in found]
        assert len(people) == len(set(people)), "somebody was told twice"
        return set(people)

    return find


def test_a_request_to_the_pool_tells_every_clinician_of_the_practice(world, told):
    world.request()

    assert told("requested") == {"gp", "gp2", "lead"}


def test_a_request_to_one_clinician_tells_nobody_else(world, told):
    world.request(clinician_id=world.gp.id)

    assert told("requested") == {"gp"}


def test_an_emergency_alerts_the_pool_whoever_was_chosen(world, told, rows):
    world.request(clinician_id=world.gp.id, urgency="emergency", emergency_confirmed=True)

    assert told("requested") == {"gp", "gp2", "lead"}
    (mine,) = rows(Notification, Notification.recipient_id == world.gp.id)
    assert mine.sentence == "Anna Ash asks you for a consultation"


def test_an_accept_tells_the_patient_by_name(world, told, rows):
    world.accepted()

    assert told("accepted") == {"patient"}
    (row,) = rows(Notification, Notification.kind == "consultation:accepted")
    assert row.sentence == "Dr Carol Cedar accepted your request"


def test_a_pass_tells_nobody_and_the_last_one_tells_the_lead(world, told):
    asked = world.request()
    perform(world.lead, consultation.pass_on, asked)
    perform(world.gp, consultation.pass_on, asked)
    assert told("all_passed") == set()

    perform(world.gp2, consultation.pass_on, asked)

    assert told("all_passed") == {"lead"}


def test_the_lead_is_told_once_even_if_somebody_passes_again(world, told):
    asked = world.request()
    for who in (world.lead, world.gp, world.gp2, world.gp):
        perform(who, consultation.pass_on, asked)

    assert told("all_passed") == {"lead"}


def test_nobody_is_told_of_their_own_deed(world, told):
    asked = world.request()
    for who in (world.gp, world.gp2, world.lead):
        perform(who, consultation.pass_on, asked)

    assert told("all_passed") == set()


def test_a_decline_tells_the_patient(world, told):
    perform(world.lead, consultation.decline, world.request(), DECLINE)

    assert told("declined") == {"patient"}


def test_a_cancelled_request_tells_the_pool_but_not_who_passed(world, told):
    asked = world.request()
    perform(world.gp2, consultation.pass_on, asked)

    perform(world.patient, consultation.cancel, asked, CANCEL)

    assert told("cancelled") == {"gp", "lead"}


def test_a_cancelled_appointment_tells_its_clinician_only(world, told):
    perform(world.patient, consultation.cancel, world.accepted(), CANCEL)

    assert told("cancelled") == {"gp"}


def test_a_clinicians_cancel_tells_the_patient_only(world, told):
    perform(world.gp, consultation.cancel, world.started(), CANCEL)

    assert told("cancelled") == {"patient"}


def test_start_and_end_tell_the_patient(world, told):
    perform(world.gp, consultation.complete, world.started(), COMPLETE)

    assert told("started") == {"patient"}
    assert told("completed") == {"patient"}


def test_time_running_out_tells_clinician_patient_and_lead(world, clock, told):
    world.request(clinician_id=world.gp.id)
    clock.advance(hours=1)
    timer.run_due()
    clock.advance(hours=1)
    timer.run_due()

    assert told("escalated") == {"gp", "lead"}
    assert told("expired") == {"patient", "lead"}


def test_a_late_start_reminds_the_clinician_and_tells_the_lead(world, clock, told):
    world.accepted()
    clock.advance(minutes=15)
    timer.run_due()

    assert told("reminded") == {"gp", "lead"}


def test_a_message_tells_the_other_party(world, told):
    asked = world.accepted()
    perform(world.gp, message.send, asked, say())
    assert told("messaged") == {"patient"}

    perform(world.patient, message.send, asked, say())

    assert told("messaged") == {"patient", "gp"}


def test_no_sentence_carries_what_the_patient_wrote(world, rows):
    asked = world.started(symptoms="CANARY-SYMPTOM in my throat")
    perform(world.patient, message.send, asked, say("CANARY-MESSAGE"))
    perform(world.gp, consultation.complete, asked, COMPLETE)

    assert [n for n in rows(Notification) if "CANARY" in n.sentence] == []


def test_a_step_wakes_the_patient_and_the_whole_practice(world, announced):
    asked = world.request()
    announced.clear()

    perform(world.gp, consultation.accept, asked)

    assert announced.audiences("consultation") == {
        f"user:{world.patient.id}", f"org:{world.north}",
    }  # fmt: skip
    told = {f"user:{one.id}" for one in (world.patient, world.gp, world.gp2, world.lead)}
    assert announced.audiences("notification") == told


def test_a_message_wakes_the_two_who_talk_and_the_lead_who_may_read_along(world, announced):
    asked = world.accepted()
    announced.clear()

    perform(world.patient, message.send, asked, say("CANARY-MESSAGE"))

    two = {f"user:{world.patient.id}", f"user:{world.gp.id}"}
    assert announced.audiences("message") == two | {f"user:{world.lead.id}"}
    assert announced.audiences("notification") <= two
    assert "CANARY" not in str(announced)


def test_typing_wakes_only_the_other_party(world, announced):
    asked = world.accepted()
    announced.clear()

    perform(world.gp, message.typing, asked)

    assert [(a.audience, a.topic) for a in announced] == [(f"user:{world.patient.id}", "typing")]


def test_typing_into_a_closed_conversation_wakes_nobody(world, announced):
    asked = world.request()
    announced.clear()

    perform(world.patient, message.typing, asked)

    assert announced == []


def test_nothing_is_announced_when_the_step_was_refused(world, announced):
    asked = world.accepted()
    announced.clear()

    with pytest.raises(PortalError):
        perform(world.gp2, consultation.accept, asked)

    assert announced == []


def test_nothing_is_announced_when_the_transaction_is_lost(world, announced):
    def lost(work, one):
        consultation.accept(work, one)
        raise RuntimeError("the power went")

    asked = world.request()
    announced.clear()

    with pytest.raises(RuntimeError):
        perform(world.gp, lost, asked)

    assert announced == []
