"""What a request needs, what each step fixes, and what the database itself refuses."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from factories import MONDAY, saved, suspended
from services.verbs import CANCEL, COMPLETE, DECLINE, say
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from portal.domain.consultation import ConsultationStatus as S
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible, Taken
from portal.infra.db import Clash
from portal.models import Consultation, ConsultationClaim, ConsultationPass, User
from portal.schemas.base import parse
from portal.schemas.consultation_claim import (
    Cancel,
    Complete,
    ConsultationRequest,
    Decline,
    Question,
)
from portal.services import consultation, message
from portal.services.work import look, perform

NOON = MONDAY.replace(hour=11)
WHOLE = COMPLETE.model_dump(mode="json")
NEEDED = ("assessment", "plan", "outcome", "watch_for", "act_by", "call_whom")


class TestRequest:
    def test_a_clinician_of_another_practice_is_refused(self, world, rows):
        with pytest.raises(Invalid) as refused:
            world.request(clinician_id=world.other_gp.id)

        assert set(refused.value.fields) == {"clinician_id"}
        assert rows(Consultation) == []

    @pytest.mark.parametrize("who", ["patient2", "admin"])
    def test_somebody_who_is_no_clinician_is_refused(self, world, who):
        with pytest.raises(Invalid):
            world.request(clinician_id=getattr(world, who).id)

    def test_a_suspended_clinician_is_refused(self, world, clock):
        suspended(world.gp, clock.now)

        with pytest.raises(Invalid):
            world.request(clinician_id=world.gp.id)

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (timedelta(hours=-3), timedelta(hours=-1)),
            (timedelta(hours=-3), timedelta()),
            (timedelta(hours=3), timedelta(hours=1)),
            (timedelta(hours=3), timedelta(hours=3)),
            (timedelta(days=61), timedelta(days=61, hours=1)),
        ],
    )
    def test_a_window_that_is_past_empty_backwards_or_far_away_is_refused(
        self, world, clock, start, end
    ):
        with pytest.raises(Invalid) as refused:
            world.request(preferred_from=clock.now + start, preferred_until=clock.now + end)

        assert set(refused.value.fields) == {"preferred_from"}

    def test_half_a_window_is_refused(self):
        asked = {"symptoms": "A sore throat.", "began": "today", "urgency": "soon"}

        with pytest.raises(Invalid):
            parse(ConsultationRequest, asked | {"preferred_from": NOON.isoformat()})

    @pytest.mark.parametrize(
        "extra", [{"status": "accepted"}, {"patient_id": str(uuid4())}, {"pool": True}]
    )
    def test_a_browser_cannot_set_what_is_not_asked(self, extra):
        asked = {"symptoms": "A sore throat.", "began": "today", "urgency": "soon"}

        with pytest.raises(Invalid):
            parse(ConsultationRequest, asked | extra)

    def test_an_emergency_needs_the_answer_to_the_emergency_page(self, world, rows):
        with pytest.raises(Invalid) as refused:
            world.request(urgency="emergency")

        assert set(refused.value.fields) == {"urgency"}
        assert rows(Consultation) == []

    def test_an_emergency_keeps_when_its_page_was_answered(self, world, clock, one):
        asked = world.request(urgency="emergency", emergency_confirmed=True)

        assert one(Consultation, asked).emergency_confirmed_at == clock.now

    def test_an_emergency_goes_to_the_pool_and_waits_for_no_window(self, world, clock, one):
        asked = world.request(
            urgency="emergency", emergency_confirmed=True, clinician_id=world.gp.id,
            preferred_from=NOON, preferred_until=NOON + timedelta(hours=1),
        )  # fmt: skip

        row = one(Consultation, asked)
        assert row.pool
        assert row.preferred_from is None
        assert row.due_at == clock.now + timedelta(minutes=30)

    def test_a_request_is_due_by_its_urgency_and_escalates_at_half(self, world, clock, one):
        row = one(Consultation, world.request(urgency="urgent"))

        assert row.due_at == clock.now + timedelta(hours=2)
        assert row.escalate_at == clock.now + timedelta(hours=1)

    def test_a_patient_without_a_practice_is_told_so(self, world, write):
        write(update(User).values(organization_id=None))

        with pytest.raises(NotFound, match="not registered with a practice"):
            world.request()


class TestAnswer:
    def test_what_was_written_in_the_chat_is_the_answer_in_one_tap(self, world, one, told):
        asked = world.request()
        perform(world.gp, consultation.ask, asked, Question(question="Do you smoke?"))
        with pytest.raises(Invalid) as refused:
            perform(world.patient, consultation.answer_in_chat, asked)
        assert list(refused.value.fields) == ["answer"]
        for words in ("No.", "Well, at weekends."):
            perform(world.patient, message.send, asked, say(words))

        view = perform(world.patient, consultation.answer_in_chat, asked)

        assert (view.status, one(Consultation, asked).last_seq) == ("requested", 3)
        assert (world.gp.id, "consultation:answered") in told(asked)

    def test_nobody_answers_in_the_patients_place(self, world):
        asked = world.request()
        perform(world.gp, consultation.ask, asked, Question(question="Do you smoke?"))
        perform(world.patient, message.send, asked, say("No."))

        for who, refusal in ((world.gp, NotAllowed), (world.other_patient, NotFound)):
            with pytest.raises(refusal):
                perform(who, consultation.answer_in_chat, asked)


class TestAccept:
    def test_fixes_the_time_and_the_claim(self, world, clock, rows, one):
        asked = world.request()
        clock.advance(minutes=5)

        perform(world.gp, consultation.accept, asked)

        row = one(Consultation, asked)
        assert (row.clinician_id, row.scheduled_for) == (world.gp.id, clock.now)
        assert row.due_at == clock.now + timedelta(minutes=60)
        assert row.escalate_at == clock.now + timedelta(minutes=15)
        assert [c.clinician_id for c in rows(ConsultationClaim)] == [world.gp.id]

    def test_agrees_on_the_start_of_the_window_when_that_is_ahead(self, world, clock, one):
        asked = world.accepted(preferred_from=NOON, preferred_until=NOON + timedelta(hours=2))

        assert one(Consultation, asked).scheduled_for == NOON

    @pytest.mark.parametrize(
        ("accepted", "opens"),
        [
            (datetime(2026, 9, 14, 23, 30, tzinfo=UTC), datetime(2026, 9, 15, 7, 0, tzinfo=UTC)),
            (datetime(2026, 9, 18, 17, 0, tzinfo=UTC), datetime(2026, 9, 21, 7, 0, tzinfo=UTC)),
        ],
    )
    def test_while_the_practice_is_closed_it_agrees_on_the_next_opening(
        self, world, clock, one, accepted, opens
    ):
        asked = world.request(urgency="routine")
        clock.set(accepted)

        perform(world.gp, consultation.accept, asked)

        row = one(Consultation, asked)
        assert (row.scheduled_for, row.due_at) == (opens, opens + timedelta(minutes=60))
        assert perform(world.gp, consultation.start, asked).status == "in_progress"

    def test_an_emergency_is_agreed_for_that_minute_at_night_as_well(self, world, clock, one):
        clock.set(datetime(2026, 9, 14, 23, 30, tzinfo=UTC))

        asked = world.accepted(urgency="emergency", emergency_confirmed=True)

        assert one(Consultation, asked).scheduled_for == clock.now

    @pytest.mark.parametrize("slower", ["gp2", "lead"])
    def test_the_slower_colleague_hears_who_took_it_and_no_symptom(self, world, slower):
        asked = world.accepted(symptoms="CANARY-SYMPTOM in my throat")

        with pytest.raises(Taken, match="Dr Carol Cedar has taken") as refused:
            perform(getattr(world, slower), consultation.accept, asked)
        assert "CANARY" not in str(vars(refused.value))

    def test_a_clinician_who_is_slower_than_a_decline_is_not_told_it_was_taken(self, world):
        asked = world.request(clinician_id=world.gp.id)
        perform(world.gp, consultation.decline, asked, DECLINE)

        with pytest.raises(Taken, match="it was declined"):
            look(world.lead, consultation.get, asked)

    def test_one_open_claim_by_constraint(self, world):
        asked = world.accepted()

        with pytest.raises(Clash):
            saved(ConsultationClaim(consultation_id=asked, clinician_id=world.gp2.id))


class TestPassAndDecline:
    def test_who_passed_keeps_seeing_it_and_may_still_take_it(self, world, one):
        asked = world.request()
        perform(world.gp, consultation.pass_on, asked)

        assert perform(world.gp, consultation.accept, asked).status == "accepted"

    def test_passing_twice_is_passing_once(self, world, rows):
        asked = world.request()
        perform(world.gp, consultation.pass_on, asked)
        perform(world.gp, consultation.pass_on, asked)

        assert len(rows(ConsultationPass)) == 1

    def test_a_pool_member_cannot_decline_for_everybody(self, world):
        asked = world.request()

        with pytest.raises(NotAllowed, match="Pass it on"):
            perform(world.gp, consultation.decline, asked, DECLINE)

    @pytest.mark.parametrize("who", ["gp", "lead"])
    def test_the_named_clinician_or_the_lead_declines_with_advice(self, world, one, who):
        asked = world.request(clinician_id=world.gp.id)

        perform(getattr(world, who), consultation.decline, asked, DECLINE)

        row = one(Consultation, asked)
        assert (row.status, row.reason, row.advice, row.due_at) == (
            "declined", DECLINE.reason, DECLINE.advice, None,
        )  # fmt: skip


class TestTexts:
    @pytest.mark.parametrize(
        ("schema", "said"),
        [
            *((Complete, WHOLE | {name: ""}) for name in NEEDED),
            (Complete, WHOLE | {"watch_for": "   \n  "}),
            (Complete, WHOLE | {"outcome": "cured"}),
            (Complete, WHOLE | {"codes": [{"code": "<b>", "label": "x"}]}),
            (Complete, WHOLE | {"codes": WHOLE["codes"] * 11}),
            (Decline, {"reason": "Not for video.", "advice": ""}),
            (Decline, {"reason": "", "advice": "See a dentist."}),
        ],
    )
    def test_complete_and_decline_need_their_texts(self, schema, said):
        with pytest.raises(Invalid):
            parse(schema, said)

    @pytest.mark.parametrize(
        "change",
        [
            {"status": S.COMPLETED, "clinician_id": None},
            {"status": S.INFO_NEEDED},
            {"status": S.INFO_NEEDED, "question": "What?"},
            {"proposed_for": NOON},
            {"status": S.DECLINED, "reason": "x"},
            {"status": S.DECLINED, "advice": "x"},
            {"status": S.ACCEPTED, "clinician_id": None},
            {"status": S.IN_PROGRESS, "clinician_id": None},
            {"preferred_from": NOON, "preferred_until": NOON},
        ],
    )
    def test_the_database_itself_refuses_what_must_never_be(self, world, write, change):
        world.accepted()

        with pytest.raises(Clash, match="ck_consultations"):
            write(update(Consultation).values(change))

    def test_the_database_itself_knows_the_statuses(self, world, write):
        world.accepted()

        with pytest.raises(DBAPIError):
            write(text("UPDATE consultations SET status = 'invented'"))

    def test_a_clinician_says_why_when_cancelling(self, world, one):
        asked = world.accepted()

        with pytest.raises(Invalid) as refused:
            perform(world.gp, consultation.cancel, asked, Cancel(reason=""))
        assert set(refused.value.fields) == {"reason"}
        assert one(Consultation, asked).status == "accepted"

    def test_a_patient_need_not_say_why_before_somebody_accepts(self, world, one):
        asked = world.request()

        perform(world.patient, consultation.cancel, asked, Cancel())

        assert one(Consultation, asked).status == "cancelled"

    def test_a_patient_says_why_when_cancelling_what_was_accepted(self, world, one):
        asked = world.accepted()

        with pytest.raises(Invalid) as refused:
            perform(world.patient, consultation.cancel, asked, Cancel())
        assert refused.value.fields == {"reason": "Say why, in a sentence the clinician reads."}
        assert one(Consultation, asked).status == "accepted"

    def test_the_note_is_for_clinicians_and_the_advice_for_the_patient(self, world):
        asked = world.started()
        perform(world.gp, consultation.complete, asked, COMPLETE)

        seen = look(world.patient, consultation.get, asked)

        findings = ("history", "examination", "assessment", "plan")
        advice = ("watch_for", "act_by", "call_whom")
        assert [getattr(seen.note, name) for name in findings] == [""] * 4
        assert seen.note.codes == []
        assert [getattr(seen.note, n) for n in advice] == [getattr(COMPLETE, n) for n in advice]
        whole = look(world.gp, consultation.get, asked).note
        assert [getattr(whole, n) for n in findings] == [getattr(COMPLETE, n) for n in findings]
        assert whole.codes == ["J02.9 Acute pharyngitis, unspecified"]


class TestStart:
    def test_looking_never_starts(self, world, one):
        asked = world.accepted()
        look(world.gp, consultation.get, asked)
        perform(world.gp, consultation.open_record, asked)

        assert one(Consultation, asked).status == "accepted"

    def test_a_started_consultation_is_due_after_a_day_of_silence(self, world, clock, one):
        asked = world.started()
        clock.advance(hours=5)

        perform(world.gp, message.send, asked, say())

        row = one(Consultation, asked)
        assert row.escalate_at == clock.now + timedelta(hours=24)
        assert row.due_at == clock.now + timedelta(hours=48)

    def test_after_the_end_nothing_is_possible(self, world):
        asked = world.started()
        perform(world.gp, consultation.complete, asked, COMPLETE)

        with pytest.raises(StepNotPossible, match="is completed"):
            perform(world.patient, consultation.cancel, asked, CANCEL)
