"""Other hands: handed back, given to a colleague, left by somebody who is not there any more."""

from datetime import UTC, datetime, timedelta

import pytest
from factories import actor as acting
from factories import person, saved, suspended
from services.verbs import (
    ADDITION,
    ANSWER,
    CANCEL,
    COMPLETE,
    DECLINE,
    PAUSE,
    QUESTION,
    REASON,
    say,
    to,
)
from sqlmodel import select

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible, Taken
from portal.domain.permission import Role
from portal.infra.db import transaction
from portal.models import AuditEntry, Consultation, ConsultationClaim, ConsultationPass, User
from portal.services import (
    access,
    consultation,
    consultation_turn,
    message,
    notification,
    timer,
    work_list,
)
from portal.services.work import SYSTEM, look, perform


@pytest.fixture
def knows():
    """Whether an actor may open the record of a patient."""

    def ask(who, patient):
        with transaction(write=False) as session:
            query = select(User.id).where(User.id == patient.id, access.patients(who))
            return session.exec(query).first() is not None

    return ask


def shown(who, show="mine"):
    return [row.id for row in look(who, work_list.dashboard, show).rows]


def leaves(who, cover=None, reason="The licence has run out."):
    return perform(SYSTEM, consultation_turn.leave, who.id, cover.id if cover else None, reason)


class TestHandBack:
    def test_a_colleague_takes_what_was_handed_back(self, world, rows, one):
        asked = world.accepted()
        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        perform(world.gp2, consultation.accept, asked)

        assert one(Consultation, asked).clinician_id == world.gp2.id
        claims = rows(ConsultationClaim, ConsultationClaim.consultation_id == asked)
        assert {c.clinician_id: c.released_at is None for c in claims} == {
            world.gp.id: False, world.gp2.id: True,
        }  # fmt: skip

    def test_it_waits_anew_with_the_whole_time(self, world, clock, one):
        asked = world.accepted()
        clock.advance(minutes=12)
        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        row = one(Consultation, asked)
        assert (row.status, row.pool, row.clinician_id) == ("requested", True, None)
        assert row.due_at == clock.now + timedelta(hours=2)
        assert row.escalate_at == clock.now + timedelta(hours=1)
        assert row.scheduled_for is row.remind_at is None

    def test_it_leaves_the_list_of_who_handed_it_back_and_comes_to_the_colleagues(self, world):
        asked = world.accepted()
        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        assert shown(world.gp) == []
        assert shown(world.gp2) == shown(world.lead) == [str(asked)]

    def test_who_passed_before_is_asked_again(self, world, rows):
        asked = world.request()
        perform(world.gp2, consultation.pass_on, asked)
        perform(world.gp, consultation.accept, asked)

        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        assert [p.clinician_id for p in rows(ConsultationPass)] == [world.gp.id]
        assert shown(world.gp2) == [str(asked)]

    def test_the_former_holder_knows_the_patient_no_longer_than_the_pool_does(self, world, knows):
        asked = world.accepted()
        assert knows(world.gp, world.patient)
        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        perform(world.gp2, consultation.accept, asked)

        assert knows(world.gp2, world.patient)
        assert not knows(world.gp, world.patient)
        with pytest.raises(Taken, match="Dr David Dogwood has taken"):
            look(world.gp, consultation.get, asked)

    def test_what_was_said_is_new_to_the_next_one(self, world, one):
        asked = world.accepted()
        perform(world.patient, message.send, asked, say("Hello"))
        perform(world.gp, message.send, asked, say("Good morning"))
        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        taken = perform(world.gp2, consultation.accept, asked)

        assert (taken.unread, taken.seen_by_me) == (2, 0)
        assert look(world.patient, consultation.get, asked).seen_by_partner == 0

    def test_nothing_of_it_stays_unread_with_the_former_holder(self, world):
        asked = world.accepted()
        perform(world.patient, message.send, asked, say("Hello"))
        assert look(world.gp, notification.unread_count).unread

        perform(world.gp, consultation_turn.hand_back, asked, REASON)

        assert look(world.gp, notification.unread_count).unread == 0


class TestReassign:
    def test_the_lead_asks_a_named_colleague_who_accepts(self, world, one):
        asked = world.accepted()
        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        row = one(Consultation, asked)
        assert (row.status, row.pool, row.clinician_id) == ("requested", False, world.gp2.id)
        assert shown(world.gp2) == [str(asked)]
        assert perform(world.gp2, consultation.accept, asked).status == "accepted"

    def test_the_former_holder_is_told_who_was_given_it(self, world):
        asked = world.accepted(clinician_id=world.gp.id)
        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        with pytest.raises(Taken, match="This request was given to Dr David Dogwood"):
            look(world.gp, consultation.get, asked)

    def test_a_colleague_who_passed_before_finds_it_on_the_list(self, world):
        asked = world.request()
        perform(world.gp2, consultation.pass_on, asked)
        assert shown(world.gp2) == []

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        assert shown(world.gp2) == [str(asked)]

    def test_an_emergency_stays_with_the_whole_pool(self, world):
        asked = world.request(urgency="emergency", emergency_confirmed=True)

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        assert perform(world.gp, consultation.accept, asked).status == "accepted"

    def test_an_open_question_ends_with_it(self, world, one):
        asked = world.request()
        perform(world.gp, consultation.ask, asked, QUESTION)

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        row = one(Consultation, asked)
        assert (row.status, row.question, row.asker_id) == ("requested", "", None)

    @pytest.mark.parametrize(
        "who", ["gp", "other_gp", "specialist", "patient2", "admin", "manager"]
    )
    def test_only_an_active_colleague_can_be_given_it(self, world, who, one):
        asked = world.accepted()

        with pytest.raises(Invalid) as refused:
            perform(world.lead, consultation_turn.reassign, asked, to(getattr(world, who)))
        assert set(refused.value.fields) == {"clinician_id"}
        assert one(Consultation, asked).clinician_id == world.gp.id

    def test_nobody_who_is_suspended_can_be_given_it(self, world, clock):
        asked = world.accepted()
        suspended(world.gp2, clock.now)

        with pytest.raises(Invalid):
            perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

    def test_the_list_of_colleagues_is_for_the_lead(self, world):
        asked = world.accepted()

        found = look(world.lead, consultation_turn.colleagues, asked).items
        assert [c.label for c in found] == ["Dr David Dogwood", "Dr Lena Lime"]
        with pytest.raises(NotAllowed):
            look(world.gp, consultation_turn.colleagues, asked)

    def test_at_a_hospital_only_those_of_the_specialty_can_be_given_it(self, world):
        asked = world.request(clinician_id=world.specialist.id)

        found = look(world.hospital_lead, consultation_turn.colleagues, asked).items

        assert [c.label for c in found] == ["Dr Hugo Holly", "Dr Linus Larch"]
        with pytest.raises(Invalid):
            perform(
                world.hospital_lead, consultation_turn.reassign, asked, to(world.skin_specialist)
            )


class TestTransfer:
    @pytest.fixture
    def given(self, world):
        """A started consultation that the lead gave to the second GP."""
        asked = world.started()
        perform(world.patient, message.send, asked, say("It hurts"))
        perform(world.gp, message.send, asked, say("Where?"))
        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))
        return asked

    def test_the_colleague_goes_on_where_it_stands(self, world, given):
        view = look(world.gp2, consultation.get, given)
        assert (view.status, view.chat_open, view.unread) == ("in_progress", True, 2)

        assert perform(world.gp2, message.send, given, say("I take over")).seq == 3
        assert perform(world.gp2, consultation.complete, given, COMPLETE).status == "completed"

    def test_the_next_word_is_the_colleagues(self, world, given):
        assert look(world.gp2, consultation.get, given).turn == "mine"
        assert shown(world.gp2) == [str(given)]
        assert look(world.patient, consultation.get, given).turn_words == "Dr David Dogwood’s turn"

    def test_a_word_of_the_patients_still_waits_for_an_answer(self, world):
        asked = world.started()
        perform(world.patient, message.send, asked, say("It hurts"))

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        thread = look(world.patient, message.thread, asked, 0)
        assert (thread.turn, thread.seen_at) == ("theirs", None)

    def test_the_former_holder_is_out(self, world, given, knows):
        assert not knows(world.gp, world.patient)
        for verb in (consultation.get, message.after):
            with pytest.raises(Taken):
                look(world.gp, verb, given)
        with pytest.raises(Taken):
            perform(world.gp, message.send, given, say("One more thing"))

    def test_who_asked_before_reads_anew_what_was_said_since(self, world):
        asked = world.request()
        perform(world.gp2, consultation.ask, asked, QUESTION)
        perform(world.patient, consultation.answer, asked, ANSWER)
        perform(world.gp, consultation.accept, asked)
        perform(world.gp, consultation.start, asked)
        perform(world.gp, message.send, asked, say("Where does it hurt?"))

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        assert look(world.gp2, consultation.get, asked).unread == 3

    def test_silence_counts_from_then(self, world, clock, one):
        asked = world.started()
        clock.advance(hours=48)
        timer.run_due()
        assert one(Consultation, asked).escalated_at

        perform(world.lead, consultation_turn.reassign, asked, to(world.gp2))

        row = one(Consultation, asked)
        assert (row.due_at - clock.now).total_seconds() == 48 * 3600
        assert row.escalated_at is None


class TestLeave:
    def test_what_is_accepted_or_waits_returns_to_the_pool(self, world, one, rows):
        accepted, named = world.accepted(), world.request(clinician_id=world.gp.id)

        assert leaves(world.gp) == 2

        for asked in (accepted, named):
            row = one(Consultation, asked)
            assert (row.status, row.pool, row.clinician_id) == ("requested", True, None)
        assert perform(world.gp2, consultation.accept, accepted).status == "accepted"

    def test_a_question_that_nobody_will_read_is_taken_back(self, world, one):
        asked = world.request()
        perform(world.gp, consultation.ask, asked, QUESTION)

        assert leaves(world.gp) == 1

        row = one(Consultation, asked)
        assert (row.status, row.question, row.asker_id) == ("requested", "", None)
        with pytest.raises(StepNotPossible):
            perform(world.patient, consultation.answer, asked, ANSWER)

    def test_what_has_started_goes_to_the_cover(self, world, one):
        asked = world.started()

        assert leaves(world.gp, world.gp2) == 1

        assert one(Consultation, asked).clinician_id == world.gp2.id
        assert look(world.gp2, consultation.get, asked).chat_open

    @pytest.mark.parametrize("cover", ["other_gp", "specialist", "patient2"])
    def test_a_cover_from_elsewhere_does_not_count(self, world, one, cover):
        asked = world.started()

        leaves(world.gp, getattr(world, cover))

        assert one(Consultation, asked).clinician_id == world.lead.id

    def test_the_leads_own_goes_to_a_colleague(self, world, one):
        asked = world.started(world.lead)

        assert leaves(world.lead) == 1

        assert one(Consultation, asked).clinician_id in (world.gp.id, world.gp2.id)

    def test_where_nobody_else_works_it_stays(self, world, one):
        asked = world.request(by=world.other_patient)
        perform(world.other_gp, consultation.accept, asked)
        perform(world.other_gp, consultation.start, asked)

        assert leaves(world.other_gp) == 0

        assert one(Consultation, asked).clinician_id == world.other_gp.id

    def test_what_is_over_stays_with_who_held_it(self, world, one):
        asked = world.started()
        perform(world.gp, consultation.complete, asked, COMPLETE)

        assert leaves(world.gp, world.gp2) == 0

        assert one(Consultation, asked).clinician_id == world.gp.id

    def test_why_somebody_left_is_in_the_audit_and_in_nobodys_timeline(self, world, rows):
        waits, goes_on = world.accepted(), world.started()
        leaves(world.gp, world.gp2, "A complaint is being looked into.")

        for asked in (waits, goes_on):
            (entry,) = [e for e in rows(AuditEntry, AuditEntry.subject_id == asked) if e.reason]
            assert (entry.reason, entry.patient_id) == (
                "A complaint is being looked into.", world.patient.id,
            )  # fmt: skip
            for who in (world.patient, world.gp2):
                assert "complaint" not in look(who, consultation.get, asked).model_dump_json()

    def test_one_specialists_work_goes_to_the_same_specialty(self, world, one):
        asked = world.started(world.specialist, clinician_id=world.specialist.id)

        leaves(world.specialist)

        assert one(Consultation, asked).clinician_id == world.hospital_lead.id


class TestWhoDidNotCome:
    def test_a_patient_counts_as_not_come_after_ten_minutes(self, world, clock, one):
        asked = world.accepted()
        clock.advance(minutes=9, seconds=59)
        with pytest.raises(StepNotPossible, match="possible from 10:10"):
            perform(world.gp, consultation_turn.no_show, asked)
        clock.advance(seconds=1)

        perform(world.gp, consultation_turn.no_show, asked)

        row = one(Consultation, asked)
        assert (row.status, row.due_at) == ("no_show", None)

    def test_a_patient_may_leave_after_fifteen_minutes(self, world, clock, one):
        asked = world.accepted()
        clock.advance(minutes=14, seconds=59)
        with pytest.raises(StepNotPossible, match="possible from 10:15"):
            perform(world.patient, consultation_turn.miss, asked)
        clock.advance(seconds=1)

        perform(world.patient, consultation_turn.miss, asked)

        assert one(Consultation, asked).status == "missed"

    def test_the_portal_calls_it_missed_after_an_hour(self, world, clock, one):
        asked = world.accepted()
        clock.advance(minutes=59, seconds=59)
        timer.run_due()
        assert one(Consultation, asked).status == "accepted"
        clock.advance(seconds=1)

        timer.run_due()

        assert one(Consultation, asked).status == "missed"
        assert look(world.lead, consultation.get, asked).status == "missed"


class TestInterruptAndAdd:
    def test_an_interrupted_one_goes_on_at_the_agreed_time(self, world, clock, one):
        asked = world.started()

        perform(world.gp, consultation_turn.interrupt, asked, PAUSE)

        row = one(Consultation, asked)
        assert row.status == "accepted"
        assert row.scheduled_for == datetime(2026, 9, 15, 10, 30, tzinfo=UTC)
        assert perform(world.gp, consultation.start, asked).status == "in_progress"

    def test_the_note_stays_and_what_is_added_stands_below(self, world, rows):
        asked = world.started()
        before = perform(world.gp, consultation.complete, asked, COMPLETE).note

        perform(world.gp, consultation_turn.add, asked, ADDITION)
        perform(world.gp, consultation_turn.add, asked, ADDITION)

        note = look(world.patient, consultation.get, asked).note
        assert [a.body for a in note.addenda] == [ADDITION.addendum] * 2
        whole = look(world.gp, consultation.get, asked).note
        assert whole.model_copy(update={"addenda": []}) == before

    def test_only_who_held_it_adds(self, world):
        asked = world.started()
        perform(world.gp, consultation.complete, asked, COMPLETE)

        for who in (world.gp2, world.lead):
            with pytest.raises(Taken):
                perform(who, consultation_turn.add, asked, ADDITION)
        with pytest.raises(NotAllowed):
            perform(world.patient, consultation_turn.add, asked, ADDITION)


class TestRelationship:
    @pytest.mark.parametrize(
        ("verb", "said", "who"),
        [
            (consultation.decline, DECLINE, "gp"),
            (consultation.cancel, CANCEL, "patient"),
        ],
    )
    def test_a_request_that_came_to_nothing_opens_no_record(self, world, knows, verb, said, who):
        asked = world.request(clinician_id=world.gp.id)
        assert knows(world.gp, world.patient)

        perform(getattr(world, who), verb, asked, said)

        assert not knows(world.gp, world.patient)

    def test_a_request_that_expired_opens_no_record(self, world, clock, knows):
        world.request(clinician_id=world.gp.id)
        clock.advance(hours=3)
        timer.run_due()

        assert not knows(world.gp, world.patient)
        assert not knows(world.lead, world.patient)

    def test_who_completed_it_goes_on_knowing_the_patient(self, world, knows):
        perform(world.gp, consultation.complete, world.started(), COMPLETE)

        assert knows(world.gp, world.patient)
        assert not knows(world.gp2, world.patient)
        assert not knows(world.lead, world.patient)


class TestHospital:
    def test_s2_another_specialty_sees_nothing_of_the_pool(self, world):
        asked = world.accepted(world.specialist, clinician_id=world.specialist.id)
        perform(world.specialist, consultation_turn.hand_back, asked, REASON)

        assert shown(world.specialist2) == shown(world.hospital_lead) == [str(asked)]
        assert shown(world.skin_specialist) == []
        assert look(world.skin_specialist, work_list.provider_page).items == []
        for who in (world.gp, world.lead, world.other_gp):
            assert shown(who) == []

    def test_a_patient_asks_only_specialists_who_take_direct_requests(self, world):
        offered = look(world.patient, work_list.booking).specialists
        assert [c.label for c in offered] == ["Dr Helen Hazel, Cardiology, East Hospital"]

        with pytest.raises(Invalid) as refused:
            world.request(clinician_id=world.specialist2.id)
        assert set(refused.value.fields) == {"clinician_id"}

    def test_the_last_pass_of_a_specialty_tells_the_lead_and_comes_back_to_them(self, world):
        asked = world.accepted(world.specialist, clinician_id=world.specialist.id)
        perform(world.specialist, consultation_turn.hand_back, asked, REASON)
        perform(world.hospital_lead, consultation.pass_on, asked)
        assert shown(world.hospital_lead) == []

        perform(world.specialist2, consultation.pass_on, asked)

        assert shown(world.hospital_lead) == [str(asked)]

    def test_a_specialist_without_a_specialty_sees_no_pool_of_one(self, world):
        asked = world.accepted(world.specialist, clinician_id=world.specialist.id)
        perform(world.specialist, consultation_turn.hand_back, asked, REASON)
        newcomer = person("Dr Nora Nettle", Role.SPECIALIST, world.hospital)
        saved(newcomer)

        assert shown(acting(newcomer)) == []
