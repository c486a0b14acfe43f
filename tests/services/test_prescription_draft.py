"""A prescription while it is written: its author's alone, kept, looked through, signed or not."""

from uuid import UUID

import prescribing
import pytest
from factories import saved
from prescribing import REASON
from prescriptions import medicine
from services.verbs import COMPLETE

from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible, Unsigned
from portal.models import Medication, Prescription, PrescriptionItem, PrescriptionWarning
from portal.schemas.consultation_claim import Cancel
from portal.schemas.prescription_draft import DraftItem, FavouriteSave
from portal.services import (
    consultation,
    prescription,
    prescription_draft,
    prescription_favourite,
    timer,
)
from portal.services.work import look, perform


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


def review(desk, one):
    return perform(desk.gp, prescription_draft.review, one)


def test_a_draft_is_found_again_by_its_author(desk, announced):
    one = desk.draft(desk.counter.tablets, note="With food, please.")

    found = desk.opened()

    assert (found.id, found.fields.note) == (str(one), "With food, please.")
    assert announced.audiences("draft") == {f"user:{desk.gp.id}"}


def test_a_consultation_has_a_draft_of_its_own(desk):
    assert desk.opened().id != desk.opened(desk.consultation).id
    assert desk.opened(desk.consultation).id == desk.opened(desk.consultation).id


def test_two_tabs_that_open_at_once_share_one_draft(desk, at_once, rows):
    found = at_once([desk.opened] * 4)

    assert len({one.id for one in found}) == 1
    assert len(rows(Prescription)) == 1


def test_nobody_begins_a_draft_for_a_patient_they_do_not_treat(desk, rows):
    for name, who in desk.world.everybody.items():
        if name in ("gp", "patient"):
            continue
        with pytest.raises((NotFound, NotAllowed)):
            perform(who, prescription_draft.open_draft, desk.patient.id)
    assert rows(Prescription) == []


def test_nobody_begins_a_draft_in_a_consultation_they_do_not_hold(desk, world):
    mine = world.started(by=world.gp2, clinician_id=world.gp2.id)

    with pytest.raises(NotFound):
        perform(world.gp, prescription_draft.open_draft, world.patient.id, mine)
    with pytest.raises((NotFound, Invalid)):
        perform(world.gp, prescription_draft.open_draft, world.patient2.id, desk.consultation)


def test_who_treats_the_patient_too_does_not_prescribe_in_a_colleagues_consultation(desk, world):
    world.started(by=world.lead, clinician_id=world.lead.id)

    with pytest.raises(NotAllowed, match="do not hold"):
        perform(world.lead, prescription_draft.open_draft, desk.patient.id, desk.consultation)


def test_no_draft_is_begun_in_a_consultation_that_is_over(desk):
    perform(desk.gp, consultation.complete, desk.consultation, COMPLETE)

    with pytest.raises(StepNotPossible):
        desk.opened(desk.consultation)


def test_s2_a_draft_is_its_authors_alone(desk):
    one = desk.draft(note="CANARY")
    mark = desk.opened().mark
    desk.covered(desk.world.gp2)

    verbs = (
        prescription_draft.get,
        prescription_draft.review,
        prescription.get,
        prescription.open_record,
        prescription.sign,
        prescription.discard,
        lambda work, i: prescription_draft.keep(work, i, desk.typed(mark)),
    )
    for name, who in desk.world.everybody.items():
        for verb in verbs if name != "gp" else ():
            with pytest.raises((NotFound, NotAllowed)):
                perform(who, verb, one)


def test_a_second_tab_does_not_overwrite_what_it_has_not_seen(desk):
    begun = desk.opened()
    keep = prescription_draft.keep
    first = perform(desk.gp, keep, begun.id, desk.typed(begun.mark, note="one"))
    perform(desk.gp, keep, begun.id, desk.typed(first.mark, note="two"))

    with pytest.raises(StepNotPossible, match="another tab"):
        perform(desk.gp, keep, begun.id, desk.typed(first.mark, note="old"))
    assert desk.opened().fields.note == "two"


def test_what_is_only_half_typed_is_kept_as_it_is(desk):
    one = desk.draft(item={"dose": "1,", "frequency": "", "duration_days": "x"}, repeats="many")

    found = look(desk.gp, prescription_draft.get, one).fields

    assert (found.items[0].dose, found.items[0].duration_days, found.repeats) == ("1,", "x", "many")


def test_the_review_says_what_it_will_say(desk):
    one = desk.draft(desk.counter.tablets, item={"duration_days": 7})

    found = review(desk, one)

    (item,) = found.items
    assert item.sentence == "Take 1 tablet by mouth twice a day for 7 days."
    assert (item.quantity, item.unit, item.computed) == (14, "tablet", True)
    assert (found.ready, found.pharmacy, found.unanswered) == (True, "West Pharmacy", 0)
    assert found.not_checked


def test_the_review_says_by_field_what_cannot_be_accepted(desk):
    one = desk.draft(item={"dose": "", "quantity": "-1"}, repeats="99")

    found = review(desk, one)

    assert set(found.items[0].problems) == {"dose", "quantity"}
    assert "repeats" in found.problems
    assert not found.ready


def test_an_empty_draft_cannot_be_signed(desk):
    begun = desk.opened()

    assert review(desk, begun.id).problems == {"items": "Add at least one medicine, at most 20."}
    with pytest.raises(Invalid) as refused:
        perform(desk.gp, prescription.sign, begun.id)
    assert "items" in refused.value.fields


def test_a_controlled_drug_is_valid_for_28_days_and_not_repeated(desk, clock):
    one = desk.draft(desk.counter.morphine, item={"duration_days": 40}, repeats=2, interval_days=28)

    found = review(desk, one)

    assert (found.valid_until - clock.now).days == 28
    assert found.controlled
    assert "controlled drug" in found.problems["repeats"]
    assert "30 days" in found.items[0].notes[0]
    with pytest.raises(Invalid):
        perform(desk.gp, prescription.sign, one)


def test_repeats_need_an_interval(desk):
    one = desk.draft(repeats=2)

    assert "interval_days" in review(desk, one).problems


LONG, WEEK, MONTH = "", "7", "28"


@pytest.mark.parametrize(
    ("courses", "every", "named"),
    [
        ([LONG, WEEK], 28, ["capsules"]),
        ([WEEK, LONG], 28, ["tablets"]),
        ([MONTH, WEEK], 28, ["capsules"]),
        ([LONG, WEEK], 7, ["capsules"]),
        ([LONG, MONTH], 28, []),
        ([LONG, LONG], 28, []),
        ([WEEK, WEEK], 28, []),
        ([WEEK, WEEK], 7, []),
    ],
)
def test_a_short_course_that_is_repeated_with_what_goes_on_is_named(desk, courses, every, named):
    begun = desk.opened()
    said = desk.typed(
        desk.counter.tablets, desk.counter.capsules, begun.mark, repeats=2, interval_days=every
    )
    for one, course in zip(said.fields.items, courses, strict=True):
        one.duration_days = course
    perform(desk.gp, prescription_draft.keep, begun.id, said)

    found = review(desk, begun.id)

    assert found.ready
    assert len(found.notes) == len(named)
    for form, note in zip(named, found.notes, strict=True):
        medicine = getattr(desk.counter, form)
        assert note.casefold().startswith(f"{medicine.name} is for 7 days only".casefold())
        assert f"repeated too: 2 more times, every {every} days" in note
        assert "a prescription of its own" in note


def test_nothing_is_said_of_a_short_course_that_is_issued_once(desk):
    one = desk.draft(desk.counter.tablets, desk.counter.capsules, item={"duration_days": 7})

    assert review(desk, one).notes == []


def test_a_medicine_that_is_no_longer_offered_is_refused(desk, clock):
    gone = medicine("trimethoprim", withdrawn_at=clock.now)
    saved(gone)

    found = review(desk, desk.draft(gone))

    assert "no longer offered" in found.items[0].problems["medicine_id"]


def test_a_pharmacy_that_takes_none_is_refused(desk):
    found = review(desk, desk.draft(pharmacy_id=str(desk.world.north)))

    assert "pharmacy_id" in found.problems


def test_what_speaks_against_it_needs_a_reason(desk, rows):
    desk.allergic()
    one = desk.reviewed(desk.counter.capsules)

    (item,) = review(desk, one).items
    (finding,) = [f for f in item.findings if f.kind == "allergy"]
    assert (finding.needs_reason, finding.answered) == (True, False)
    assert not review(desk, one).ready
    with pytest.raises(Invalid, match="amoxicillin") as refused:
        perform(desk.gp, prescription.sign, one)
    assert f"items.0.overrides.{finding.key}" in refused.value.fields
    assert rows(PrescriptionItem) == []


@pytest.mark.parametrize(("reason", "signed"), [("abcd", False), ("abcde", True)])
def test_a_reason_has_at_least_five_characters(desk, reason, signed):
    desk.allergic()
    one = desk.draft(desk.counter.capsules)
    key = review(desk, one).items[0].findings[0].key
    begun = desk.opened()
    answers = desk.typed(desk.counter.capsules, begun.mark, item={"overrides": {key: reason}})
    perform(desk.gp, prescription_draft.keep, one, answers)

    assert review(desk, one).ready is signed


def test_s8_a_reason_is_kept_with_the_finding_and_by_whom(desk, rows):
    desk.allergic()
    one = desk.draft(desk.counter.capsules)
    keys = {f.key: REASON for f in review(desk, one).items[0].findings}
    answers = desk.typed(desk.counter.capsules, desk.opened().mark, item={"overrides": keys})
    perform(desk.gp, prescription_draft.keep, one, answers)

    perform(desk.gp, prescription.sign, one)

    found = [w for w in rows(PrescriptionWarning) if w.kind == "allergy"]
    assert found
    assert {(w.override_reason, w.override_by) for w in found} == {(REASON, desk.gp.id)}


def test_a_finding_that_appears_between_review_and_signing_refuses_and_says_so(desk, one):
    draft = desk.reviewed(desk.counter.capsules)
    desk.allergic()

    with pytest.raises(Invalid, match="appeared since you looked"):
        perform(desk.gp, prescription.sign, draft)
    assert one(Prescription, draft).status == "draft"


def test_even_a_caution_that_appears_is_shown_before_it_is_signed(desk):
    draft = desk.reviewed(desk.counter.capsules)
    desk.allergic(severity="mild", sure="unconfirmed")

    with pytest.raises(Invalid, match="appeared since you looked"):
        perform(desk.gp, prescription.sign, draft)


def test_what_changed_since_it_was_looked_through_is_not_signed(desk):
    draft = desk.draft()
    seen = review(desk, draft)
    perform(desk.gp, prescription_draft.keep, draft, desk.typed(seen.mark, note="another tab"))

    with pytest.raises(StepNotPossible, match="changed since"):
        perform(desk.gp, prescription.sign, draft, seen.mark)


def test_a_draft_whose_consultation_is_over_is_not_signed(desk):
    draft = desk.reviewed(consultation=desk.consultation)
    perform(desk.gp, consultation.cancel, desk.consultation, Cancel(reason="It went away."))

    with pytest.raises((StepNotPossible, NotAllowed)):
        perform(desk.gp, prescription.sign, draft)


def test_signing_needs_that_the_author_still_treats_the_patient(desk):
    draft = desk.reviewed()
    perform(desk.gp, consultation.cancel, desk.consultation, Cancel(reason="It went away."))

    with pytest.raises(NotAllowed, match="do not treat this patient any more"):
        perform(desk.gp, prescription.sign, draft)


def test_completing_waits_for_the_signature(desk, one):
    draft = desk.draft(consultation=desk.consultation)

    with pytest.raises(Unsigned, match="not signed yet"):
        perform(desk.gp, consultation.complete, desk.consultation, COMPLETE)

    perform(desk.gp, prescription.discard, draft)
    perform(desk.gp, consultation.complete, desk.consultation, COMPLETE)


def test_completing_drops_a_draft_with_nothing_in_it(desk, one):
    begun = desk.opened(desk.consultation)

    perform(desk.gp, consultation.complete, desk.consultation, COMPLETE)

    assert one(Prescription, UUID(begun.id)).status == "discarded"


def test_a_draft_nobody_goes_on_with_is_discarded_after_14_days(desk, one, clock):
    draft = desk.draft(note="secret")
    clock.advance(days=13, hours=23)
    timer.run_due()
    assert one(Prescription, draft).status == "draft"

    clock.advance(hours=1, seconds=1)
    timer.run_due()

    found = one(Prescription, draft)
    assert (found.status, found.draft, found.due_at) == ("discarded", {}, None)


def test_keeping_a_draft_begins_its_14_days_anew(desk, one, clock):
    draft = desk.draft()
    clock.advance(days=13)
    perform(desk.gp, prescription_draft.keep, draft, desk.typed(desk.opened().mark))
    clock.advance(days=13)

    timer.run_due()

    assert one(Prescription, draft).status == "draft"


def test_one_medicine_is_shown_while_it_is_typed_beside_the_others(desk):
    typed = DraftItem(medicine_id=desk.counter.tablets.id, dose="2", frequency="four_daily")

    found = look(desk.gp, prescription_draft.preview, desk.patient.id, typed, [typed])

    assert found.sentence == "Take 2 tablets by mouth four times a day."
    assert found.quantity == 28


def test_half_of_a_dosage_says_what_is_missing(desk):
    typed = DraftItem(medicine_id=desk.counter.tablets.id)

    found = look(desk.gp, prescription_draft.preview, desk.patient.id, typed)

    assert {"dose", "frequency"} <= set(found.problems)
    assert (found.name, found.sentence) == (desk.counter.tablets.name, "")


def test_nothing_is_kept_of_a_whole_prescription_that_is_refused(desk, rows):
    desk.allergic()
    asked = desk.written(desk.counter.tablets, desk.counter.capsules)

    with pytest.raises(Invalid, match="amoxicillin"):
        perform(desk.gp, prescription.create, asked)
    assert rows(Prescription) == rows(PrescriptionItem) == rows(Medication) == []


def favourite(desk, name="Paracetamol for pain"):
    said = {
        "name": name,
        "medicine_id": desk.counter.tablets.id,
        "dosage": {"dose": 2, "frequency": "four_daily", "duration_days": 3},
    }
    return perform(desk.gp, prescription_favourite.save, FavouriteSave.model_validate(said))


def test_favourites_are_mine_and_the_one_used_last_stands_first(desk, clock):
    first = favourite(desk)
    clock.advance(hours=1)
    second = favourite(desk, "Another")
    clock.advance(hours=1)
    perform(desk.gp, prescription_favourite.used, first.id)

    found = look(desk.gp, prescription_favourite.mine).items
    assert [one.id for one in found] == [first.id, second.id]
    assert found[0].sentence == "Take 2 tablets by mouth four times a day for 3 days."
    assert look(desk.world.gp2, prescription_favourite.mine).items == []
    with pytest.raises(NotFound):
        perform(desk.world.gp2, prescription_favourite.remove, first.id)
    perform(desk.gp, prescription_favourite.remove, first.id)
    assert [one.id for one in look(desk.gp, prescription_favourite.mine).items] == [second.id]


def test_the_same_name_again_replaces_what_it_stood_for(desk):
    assert favourite(desk).id == favourite(desk).id


def test_a_favourite_that_cannot_be_meant_is_refused(desk):
    said = {
        "name": "x",
        "medicine_id": desk.counter.tablets.id,
        "dosage": {"dose": 1, "frequency": "whenever"},
    }
    with pytest.raises(Invalid) as refused:
        perform(desk.gp, prescription_favourite.save, FavouriteSave.model_validate(said))
    assert "frequency" in refused.value.fields


def test_as_last_time_takes_over_the_newest_dosage_of_the_medicine(desk, clock):
    desk.signed(item={"dose": 1})
    clock.advance(days=1)
    desk.signed(item={"dose": 2, "duration_days": 5})

    (found,) = look(
        desk.gp, prescription_favourite.last_time, desk.patient.id, desk.counter.tablets.id
    ).items
    assert (found.fields.dose, found.fields.duration_days, found.fields.quantity) == (
        "2",
        "5",
        "20",
    )
    assert (found.by, found.at) == (desk.gp.name, clock.now)


def test_as_last_time_knows_another_product_of_the_same_substance(desk):
    desk.signed()
    strong = medicine("paracetamol", strength="1 g")
    saved(strong)

    found = look(desk.gp, prescription_favourite.last_time, desk.patient.id, strong.id).items

    assert [one.medicine for one in found] == [desk.counter.tablets.name]


def test_the_usual_medicines_stand_once_each_the_newest_first(desk, clock):
    desk.signed()
    clock.advance(days=1)
    desk.signed(desk.counter.capsules)
    clock.advance(days=1)
    desk.signed()

    found = look(desk.gp, prescription_favourite.usual, desk.patient.id).items

    assert [one.medicine for one in found] == [
        desk.counter.tablets.name,
        desk.counter.capsules.name,
    ]


def test_s2_nobody_learns_what_a_patient_was_prescribed(desk):
    desk.signed()
    for name, who in desk.world.everybody.items():
        if name in ("gp", "patient"):
            continue
        with pytest.raises((NotFound, NotAllowed)):
            look(who, prescription_favourite.usual, desk.patient.id)
