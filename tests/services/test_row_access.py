"""Everyone against everyone's objects (S2), and no foreign word in any view (S6)."""

import pytest
from factories import actor as acting
from factories import person, saved
from services.verbs import ADDITION, ANSWER, CANCEL, COMPLETE, OTHERS, QUESTION, STEPS, VERBS, say

from portal.domain.errors import NotAllowed, NotFound, PortalError, Taken
from portal.domain.permission import Role
from portal.models import Consultation, ConsultationMessage, Notification
from portal.services import (
    consultation,
    consultation_turn,
    figures,
    message,
    notification,
    work_list,
)
from portal.services.work import look, perform

ALL = VERBS | STEPS | OTHERS
WORKS = [
    pytest.param("request", {}, id="waiting for a named clinician"),
    pytest.param("accepted", {}, id="accepted"),
    pytest.param("started", {}, id="in progress"),
]


@pytest.fixture
def cast(world):
    """Two of every role on each side that may not meet: name, practice, actor."""
    second_admin = person("Adam Aspen", Role.ADMIN, None)
    second_patient = person("Oscar Olive", Role.PATIENT, world.south)
    second_gp = person("Dr Petra Poplar", Role.GP, world.south)
    saved(second_admin, second_patient, second_gp)
    return {
        **world.everybody,
        "admin2": acting(second_admin),
        "other_patient2": acting(second_patient),
        "other_gp2": acting(second_gp),
    }


def everything(rows):
    return {
        table.__name__: sorted(str(row.model_dump()) for row in rows(table))
        for table in (Consultation, ConsultationMessage, Notification)
    }


@pytest.mark.parametrize(("stage", "facts"), WORKS)
def test_s2_nobody_reaches_anybody_elses_consultation_by_any_verb(world, cast, rows, stage, facts):
    named = {"clinician_id": world.gp.id}
    theirs = getattr(world, stage)(**facts | named)
    concerned = {"patient", "gp", "lead"}
    before = everything(rows)

    for name, who in cast.items():
        if name in concerned:
            continue
        for verb, service in ALL.items():
            with pytest.raises((NotFound, NotAllowed, Taken)) as refused:
                perform(who, service, theirs)
            offered = name == "lead" and refused.type is Taken
            assert offered or refused.type is not Taken, (name, verb)
    assert everything(rows) == before


def test_s2_what_may_be_done_at_all_is_not_found_on_a_foreign_row(world, cast):
    theirs = world.accepted(clinician_id=world.gp.id)
    asks, provides = {"answer", "miss"}, set(ALL) - {"answer", "miss"}
    mine = {
        Role.PATIENT: {"read", "open", "cancel", "send", "after", "before", "seen", "typing",
                       "propose", "agree", "keep"} | asks,
        Role.GP: provides,
        Role.SPECIALIST: provides,
    }  # fmt: skip
    for name, who in cast.items():
        if name in ("patient", "gp", "lead"):
            continue
        for verb in mine.get(who.role, ()):
            with pytest.raises(NotFound):
                perform(who, ALL[verb], theirs)


def test_s2_lists_hold_only_ones_own(world, cast):
    north = {world.request(), world.accepted(), world.request(by=world.patient2)}
    south = {world.request(by=world.other_patient)}

    def shown(who):
        lister = work_list.patient_page if who.role is Role.PATIENT else work_list.provider_page
        return {row.id for row in look(who, lister).items}

    assert shown(world.patient2) < {str(one) for one in north}
    assert len(shown(world.patient2)) == 1
    assert shown(cast["other_patient2"]) == set()
    assert shown(world.other_gp) == shown(cast["other_gp2"]) == {str(one) for one in south}
    assert len(shown(world.gp)) == 3
    assert len(shown(world.gp2)) == 2


def test_s2_somebody_elses_notification_stays_unread(world, cast, rows):
    world.request()
    for row in rows(Notification):
        for who in cast.values():
            if who.id != row.recipient_id:
                with pytest.raises(NotFound):
                    perform(who, notification.mark_read, row.id)
    assert all(n.read_at is None for n in rows(Notification))


def test_s2_a_parent_cannot_be_swapped(world):
    mine, theirs = world.accepted(), world.started()
    perform(world.gp, message.send, theirs, say("only here"))

    assert look(world.patient, message.after, mine).items == []


def test_s2_the_administrator_has_no_way_to_a_consultation(world):
    theirs = world.started()
    for service in ALL.values():
        with pytest.raises(NotAllowed):
            perform(world.admin, service, theirs)


class TestCanary:
    """A word of the patient's never shows in a view of somebody it is not for."""

    WORDS = (
        "CANARY-SYMPTOM", "CANARY-MESSAGE", "CANARY-HISTORY", "CANARY-ASSESSMENT", "CANARY-PLAN",
        "CANARY-ADVICE", "CANARY-WHY", "CANARY-QUESTION", "CANARY-ANSWER", "CANARY-ADDENDUM",
    )  # fmt: skip
    FINDINGS = ("CANARY-HISTORY", "CANARY-ASSESSMENT", "CANARY-PLAN")

    @pytest.fixture
    def told(self, world):
        """Three consultations full of marked words, held by the GP: two over, one accepted."""
        facts = {"symptoms": "CANARY-SYMPTOM in my throat"}
        question = QUESTION.model_copy(update={"question": "CANARY-QUESTION?"})
        answer = ANSWER.model_copy(update={"answer": "CANARY-ANSWER"})
        done, off, on = (world.request(**facts) for _ in range(3))
        for one in (done, off, on):
            perform(world.gp, consultation.ask, one, question)
            perform(world.patient, consultation.answer, one, answer)
            perform(world.gp, consultation.accept, one)
            perform(world.patient, message.send, one, say("CANARY-MESSAGE"))
        for one in (done, off):
            perform(world.gp, consultation.start, one)
        kept = {"history": "CANARY-HISTORY", "assessment": "CANARY-ASSESSMENT",
                "plan": "CANARY-PLAN", "watch_for": "CANARY-ADVICE"}  # fmt: skip
        perform(world.gp, consultation.complete, done, COMPLETE.model_copy(update=kept))
        more = ADDITION.model_copy(update={"addendum": "CANARY-ADDENDUM"})
        perform(world.gp, consultation_turn.add, done, more)
        perform(
            world.gp, consultation.cancel, off, CANCEL.model_copy(update={"reason": "CANARY-WHY"})
        )
        return [done, off, on]

    def everything_seen(self, who, ids):
        views = [
            (figures.overview, ()),
            (work_list.provider_page, ()),
            (work_list.patient_page, ()),
            *((work_list.dashboard, (show,)) for show in work_list.FILTERS),
            (work_list.waiting, ()),
            (work_list.taken, ([str(one) for one in ids],)),
            (notification.list_mine, ()),
            *((service, (one,)) for service in ALL.values() for one in ids),
        ]
        for service, args in views:
            try:
                yield repr(perform(who, service, *args))
            except PortalError as refusal:
                yield f"{refusal.message} {refusal.fields}"

    @pytest.mark.parametrize(
        "name",
        ["gp2", "admin", "patient2", "other_gp", "other_patient", "specialist", "hospital_lead",
         "pharmacist", "diagnostics", "manager"],
    )  # fmt: skip
    def test_s6_nobody_else_sees_one(self, world, told, name):
        seen = list(self.everything_seen(getattr(world, name), told))

        assert [view for view in seen if "CANARY" in view] == []

    def test_s6_the_two_concerned_do_see_theirs(self, world, told):
        mine = " ".join(self.everything_seen(world.patient, told))
        theirs = " ".join(self.everything_seen(world.gp, told))

        assert [word for word in self.WORDS if word not in theirs] == []
        assert [word for word in self.WORDS if word not in mine] == list(self.FINDINGS)

    def test_s6_the_lead_reads_what_is_open_and_nothing_that_is_over(self, world, told):
        over, still_open = told[:2], told[2]

        for one in over:
            with pytest.raises(Taken):
                look(world.lead, consultation.get, one)
        assert "CANARY" in look(world.lead, consultation.get, still_open).symptoms
        listed = look(world.lead, work_list.provider_page).items
        assert [row.id for row in listed] == [str(still_open)]

    def test_s6_the_slower_one_is_told_a_name_and_nothing_else(self, world, told):
        taken = look(world.gp2, work_list.taken, [str(one) for one in told])

        assert set(taken.values()) == {"Dr Carol Cedar"}

    def test_s2_another_practice_does_not_learn_who_took_it(self, world, told):
        assert look(world.other_gp, work_list.taken, [str(one) for one in told]) == {}
