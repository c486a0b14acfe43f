"""A note: its author's alone while it is written, written once, and whole (S2)."""

import pytest

from portal.domain.errors import Invalid, PortalError, StepNotPossible
from portal.models import Consultation, ConsultationNote, NoteDraft
from portal.schemas.base import parse
from portal.schemas.consultation_claim import Addition, Cancel, Complete, Reassign
from portal.schemas.note import DraftSave
from portal.services import consultation, consultation_note, consultation_turn, note, timer
from portal.services.work import look, perform

WHOLE = {
    "history": "Sore throat for two days.",
    "assessment": "Viral pharyngitis.",
    "codes": [{"code": "J02.9", "label": "whatever the browser says"}],
    "plan": "Fluids and paracetamol.",
    "outcome": "advice",
    "watch_for": "Trouble swallowing.",
    "act_by": "within a week",
    "call_whom": "North Practice, 020 7946 0000",
}


def whole(**facts):
    return parse(Complete, WHOLE | facts)


def typed(base="", **fields):
    return parse(DraftSave, {"fields": fields, "base": base})


def consultation_given(world, asked, to):
    """The lead sees it has stalled, and gives it to a colleague."""

    def stalled(work):
        work.session.get_one(Consultation, asked).escalated_at = work.at

    perform(world.lead, stalled)
    given = parse(Reassign, {"clinician_id": str(to.id), "reason": "On holiday."})
    perform(world.lead, consultation_turn.reassign, asked, given)


def test_what_is_typed_is_found_again_by_its_author(world):
    asked = world.started()

    kept = perform(world.gp, note.keep, asked, typed(history="Two days.", codes=WHOLE["codes"]))

    found = look(world.gp, note.editor, asked)
    assert found.draft == kept == look(world.gp, note.draft, asked)
    assert (found.draft.fields.history, found.completes) == ("Two days.", True)


def test_s2_a_draft_is_its_authors_alone(world, rows):
    asked = world.started()
    perform(world.gp, note.keep, asked, typed(history="CANARY"))

    for name, who in world.everybody.items():
        if name == "gp":
            continue
        writes = lambda w, i: note.keep(w, i, typed(plan="x"))  # noqa: E731 - one of the three
        if name == "lead":  # who may read along, but finds no draft there
            assert "CANARY" not in str(look(who, note.editor, asked))
            assert "CANARY" not in str(look(who, note.draft, asked))
        for service in (writes,) if name == "lead" else (note.editor, note.draft, writes):
            with pytest.raises(PortalError) as refused:
                perform(who, service, asked)
            assert "CANARY" not in str(refused.value)
    (kept,) = rows(NoteDraft)
    assert (kept.author_id, kept.fields["history"]) == (world.gp.id, "CANARY")
    assert "CANARY" not in str(look(world.patient, consultation.get, asked))


def test_s2_a_colleague_who_goes_on_begins_with_an_empty_note(world):
    asked = world.started(clinician_id=world.gp.id)
    perform(world.gp, note.keep, asked, typed(history="CANARY"))
    consultation_given(world, asked, world.gp2)

    found = look(world.gp2, note.editor, asked)

    assert (found.writes, found.draft) == (True, None)


def test_a_second_tab_does_not_overwrite_what_it_has_not_seen(world, rows):
    asked = world.started()
    first = perform(world.gp, note.keep, asked, typed(history="one"))
    second = perform(world.gp, note.keep, asked, typed(first.mark, history="one and two"))

    with pytest.raises(StepNotPossible, match="another tab"):
        perform(world.gp, note.keep, asked, typed(first.mark, history="old"))
    assert second.mark > first.mark
    assert [d.fields["history"] for d in rows(NoteDraft)] == ["one and two"]


def test_my_other_tabs_are_woken_and_nobody_elses(world, announced):
    asked = world.started()

    perform(world.gp, note.keep, asked, typed(history="x"))

    assert announced.audiences("draft") == {f"user:{world.gp.id}"}


@pytest.mark.parametrize("stage", ["request", "completed", "cancelled"])
def test_no_draft_is_kept_before_or_after_it_is_my_turn(world, stage, rows):
    asked = world.request(clinician_id=world.gp.id) if stage == "request" else world.started()
    if stage == "completed":
        perform(world.gp, consultation.complete, asked, whole())
    if stage == "cancelled":
        perform(world.gp, consultation.cancel, asked, Cancel(reason="It went away."))

    with pytest.raises(StepNotPossible):
        perform(world.gp, note.keep, asked, typed(history="late"))
    assert rows(NoteDraft) == []


def test_completing_clears_the_authors_draft_and_keeps_the_colleagues(world, rows):
    asked = world.started(clinician_id=world.gp.id)
    perform(world.gp, note.keep, asked, typed(history="mine"))
    consultation_given(world, asked, world.gp2)
    perform(world.gp2, note.keep, asked, typed(history="theirs"))

    perform(world.gp2, consultation.complete, asked, whole())

    assert [(d.author_id, d.fields["history"]) for d in rows(NoteDraft)] == [(world.gp.id, "mine")]


def test_what_was_never_sent_goes_after_thirty_days(world, clock, rows):
    asked = world.started(clinician_id=world.gp.id)
    perform(world.gp, note.keep, asked, typed(history="mine"))
    consultation_given(world, asked, world.gp2)
    perform(world.gp2, consultation.complete, asked, whole())
    clock.advance(days=29)
    timer.run_due()
    assert len(rows(NoteDraft)) == 1

    clock.advance(days=1)
    timer.run_due()

    assert rows(NoteDraft) == []


def test_a_diagnosis_is_kept_once_under_its_own_name(world, rows):
    asked = world.started()

    perform(world.gp, consultation.complete, asked, whole(codes=WHOLE["codes"] * 3))

    (kept,) = rows(ConsultationNote)
    assert kept.codes == [{"code": "J02.9", "label": "Acute pharyngitis, unspecified"}]


def test_an_unknown_diagnosis_is_refused_and_the_draft_stays(world, rows):
    asked = world.started()
    perform(world.gp, note.keep, asked, typed(history="x"))

    with pytest.raises(Invalid) as refused:
        perform(
            world.gp, consultation.complete, asked, whole(codes=[{"code": "J99.99", "label": "x"}])
        )

    assert "J99.99" in refused.value.fields["codes"]
    assert (len(rows(NoteDraft)), rows(ConsultationNote)) == (1, [])


def test_two_who_complete_at_once_write_one_note(world, at_once, rows):
    asked = world.started()

    said = at_once(
        [
            lambda n=n: perform(world.gp, consultation.complete, asked, whole(plan=f"Plan {n}."))
            for n in range(4)
        ]
    )

    won = [one for one in said if not isinstance(one, PortalError)]
    assert len(won) == 1
    assert [n.plan for n in rows(ConsultationNote)] == [won[0].note.plan]


def test_keeping_a_draft_while_completing_leaves_none_behind(world, at_once, rows):
    asked = world.started()
    kept = perform(world.gp, note.keep, asked, typed(history="x"))

    at_once(
        [
            lambda: perform(world.gp, consultation.complete, asked, whole()),
            lambda: perform(world.gp, note.keep, asked, typed(kept.mark, history="y")),
        ]
    )

    assert (len(rows(ConsultationNote)), rows(NoteDraft)) == (1, [])


def test_the_note_is_never_changed_only_added_to(world, rows):
    asked = world.started()
    perform(world.gp, consultation.complete, asked, whole())
    (before,) = rows(ConsultationNote)

    perform(world.gp, consultation_turn.add, asked, parse(Addition, {"addendum": "Swab negative."}))

    (after,) = rows(ConsultationNote)
    assert after.model_dump() == before.model_dump()
    with pytest.raises(StepNotPossible):
        perform(world.gp, consultation.complete, asked, whole(plan="Other."))


def test_the_next_patient_is_the_first_of_the_work_list(world):
    done = world.started()
    assert look(world.gp, note.next_up, str(done)).rows == []
    waits = world.request(by=world.patient2)

    (row,) = look(world.gp, note.next_up, str(done)).rows

    assert (row.id, row.patient) == (str(waits), "Ben Birch")


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("North Practice, 020 7946 0000", ["02079460000"]),
        ("Us (01632 960900), at night 111; in an emergency 999.", ["01632960900", "111", "999"]),
        ("+44 20 7946 0000 within 24 hours", ["+442079460000"]),
        ("Your pharmacist", []),
        ("Ward B12 or 4th floor", []),
    ],
)
def test_every_number_to_call_can_be_dialled_and_no_word_is_lost(sentence, numbers):
    parts = consultation_note.calls(sentence)

    assert [one.tel for one in parts if one.tel] == numbers
    assert "".join(one.text for one in parts) == sentence
