"""A supply is put together in whole or in part, looked at twice, and made ready."""

from datetime import UTC, datetime, timedelta

import prescriptions
import pytest
from dispensing import CHECKED, WHY, items_of, lines, supplies_of
from factories import saved
from sqlalchemy import update

from portal.domain.account import AccountStatus
from portal.domain.errors import Invalid, NotAllowed, NotFound, PortalError, StepNotPossible
from portal.domain.medicine import DoseForm, Route
from portal.domain.prescription_word import ItemStatus, PrescriptionStatus, SupplyStatus
from portal.models import DispenseLine, Notification, Prescription, PrescriptionClaim, User
from portal.schemas.base import parse
from portal.schemas.prescription_claim import SecondCheck, Supply
from portal.services import dispense, dispense_item, dispense_paper, dispense_supply
from portal.services.prescription_step import find
from portal.services.work import perform

S, I, U = PrescriptionStatus, ItemStatus, SupplyStatus  # noqa: E741
TUESDAY_EVENING = datetime(2026, 9, 15, 17, tzinfo=UTC)
"""Closing time of the next working day, 18:00 in London."""


def prepare(who, script, said):
    return perform(who, dispense_supply.prepare, script, said)


def slip_of(who, script):
    return perform(who, lambda work: dispense_paper.owing_facts(work, find(work, script)))


def test_all_of_it_is_prepared_and_the_patient_is_told_once(desk, told, one):
    script = desk.claimed()

    view = prepare(desk.phil, script, lines(script))

    (supply,), (item,) = view.supplies, view.items
    assert (supply.number, supply.status, supply.prepared_by) == (1, "preparing", desk.phil.name)
    assert (item.committed, item.supplied, item.remaining) == (28, 0, 0)
    assert (item.status, view.status, item.owed_until) == ("to_be_dispensed", "active", None)
    assert told(script) == {(desk.world.patient.id, "dispense:preparing")}


def test_what_was_only_offered_is_claimed_with_it(desk, rows):
    script = desk.prescribed()

    view = prepare(desk.phil, script, lines(script))

    assert view.claim_status == "claimed"
    assert [c.how for c in rows(PrescriptionClaim)] == ["start"]


def test_without_a_time_it_is_expected_in_half_an_hour_of_opening_time(desk, clock):
    clock.set(datetime(2026, 9, 14, 16, 50, tzinfo=UTC))  # ten minutes before closing
    script = desk.prescribed()

    view = prepare(desk.phil, script, lines(script))

    assert view.supplies[0].ready_by == datetime(2026, 9, 15, 7, 20, tzinfo=UTC)


@pytest.mark.parametrize("said", ["2026-09-14T15:00", "2026-09-14T14:00:00Z"])
def test_when_it_will_be_ready_is_read_by_the_pharmacys_clock(desk, said):
    script = desk.prescribed()

    view = prepare(desk.phil, script, Supply(lines=lines(script).lines, ready_by=said))

    assert view.supplies[0].ready_by == datetime(2026, 9, 14, 14, tzinfo=UTC)
    assert "15:00" in view.lane.words


@pytest.mark.parametrize("said", ["soon", "2026-09-14T08:00", "9999-12-31T23:59", "2026-13-01"])
def test_a_time_that_is_no_time_past_or_far_is_refused(desk, said):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, Supply(lines=lines(script).lines, ready_by=said))
    assert list(refusal.value.fields) == ["ready_by"]


def test_a_part_leaves_the_rest_owed_until_the_next_working_day_and_tells_it_once(desk, rows):
    script = desk.claimed(desk.tablets, desk.capsules)

    view = prepare(desk.phil, script, lines(script, 14))

    assert [i.owed_until for i in view.items] == [TUESDAY_EVENING] * 2
    (said,) = rows(Notification, Notification.kind == "dispense:owing")
    assert said.recipient_id == desk.world.patient.id
    assert said.sentence == (
        "West Pharmacy owes you 14 tablets of Paracetamol 500 mg tablets and 1 more, "
        "expected Tue 15 Sept"
    )


def test_what_is_left_out_is_owed_as_well(desk):
    script = desk.claimed(desk.tablets, desk.capsules)
    first = lines(script).lines[:1]

    view = prepare(desk.phil, script, Supply(lines=first))

    assert [i.owed_until for i in view.items] == [None, TUESDAY_EVENING]
    slip = slip_of(desk.phil, script)
    assert [(one.name, one.owed, one.of) for one in slip.items] == [
        (view.items[1].name, "28", "28 capsules")
    ]


def test_before_anything_is_supplied_nothing_is_owed(desk):
    script = desk.claimed(desk.tablets, desk.capsules)

    with pytest.raises(StepNotPossible, match="Nothing is owed"):
        slip_of(desk.phil, script)


def test_on_a_friday_the_next_working_day_is_monday(desk, clock):
    clock.advance(days=4)
    script = desk.prescribed()

    view = prepare(desk.phil, script, lines(script, 14))

    assert view.items[0].owed_until == TUESDAY_EVENING + timedelta(days=6)


def test_a_named_day_is_kept_and_said(desk, rows):
    script = desk.prescribed()

    view = prepare(desk.phil, script, lines(script, 14, owed_until="2026-09-18"))

    assert view.items[0].owed_until == datetime(2026, 9, 18, 17, tzinfo=UTC)
    assert rows(Notification, Notification.kind == "dispense:owing")[0].sentence.endswith(
        "Fri 18 Sept"
    )


def test_the_rest_ends_the_debt(desk, rows):
    script = desk.prepared(quantity=14)

    view = prepare(desk.phil, script, lines(script))

    assert (view.items[0].committed, view.items[0].owed_until) == (28, None)
    assert len(rows(Notification, Notification.kind == "dispense:owing")) == 1


@pytest.mark.parametrize("quantity", [29, 1000])
def test_more_than_is_left_is_refused_with_how_much_is(desk, quantity):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, quantity))

    assert "Only 28 tablets" in refusal.value.fields["quantity"]
    assert items_of(script)[0].committed == 0


def test_when_nothing_is_left_that_is_said(desk):
    script = desk.prescribed()
    all_of_it = lines(script)
    prepare(desk.phil, script, all_of_it)

    with pytest.raises(StepNotPossible, match="Nothing is left to supply"):
        prepare(desk.phil, script, all_of_it)
    assert len(supplies_of(script)) == 1


def test_what_was_refused_is_not_supplied_until_it_is_supplied_after_all(desk):
    script = desk.claimed(desk.tablets, desk.capsules)
    said = lines(script)
    perform(desk.phil, dispense_item.refuse, script, items_of(script)[0].id, WHY)

    with pytest.raises(StepNotPossible, match="Nothing is left to supply of Paracetamol"):
        prepare(desk.phil, script, said)

    assert [one.committed for one in items_of(script)] == [0, 0]


@pytest.mark.parametrize("quantity", [0, -1, "-0.5", "NaN", "Infinity", ""])
def test_nothing_and_less_than_nothing_is_no_quantity(desk, quantity):
    said = {"lines": [{"item_id": str(desk.tablets.id), "quantity": quantity}]}

    with pytest.raises(Invalid) as refusal:
        parse(Supply, said)

    assert list(refusal.value.fields) == ["lines"]


def test_half_a_tablet_is_refused(desk):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, "13.5"))

    assert "whole tablets" in refusal.value.fields["quantity"]


def test_half_a_millilitre_is_supplied(desk):
    syrup = prescriptions.medicine("simeticone", pack_unit="ml", dose_unit="ml", pack_size=100)
    saved(syrup)
    script = desk.prescribed(syrup)

    assert prepare(desk.phil, script, lines(script, "2.5")).items[0].committed == 2.5


def test_a_medicine_is_named_once_and_is_one_of_this_prescription(desk):
    script, another = desk.prescribed(), desk.prescribed()
    twice, foreign = lines(script, 1).lines * 2, lines(another).lines

    for wrong in (twice, foreign):
        with pytest.raises(Invalid) as refusal:
            prepare(desk.phil, script, Supply(lines=wrong))
        assert list(refusal.value.fields) == ["lines"]


def test_another_brand_of_the_same_is_given_with_a_note(desk, rows):
    same = prescriptions.medicine("Paracetamol", strength="500mg", form=DoseForm.CAPSULE)
    saved(same)
    script = desk.prescribed()

    view = prepare(
        desk.phil, script,
        lines(script, substitute_id=same.id, substitution_note="Out of stock until Friday."),
    )  # fmt: skip

    line = view.supplies[0].lines[0]
    assert line.substitute == same.name
    assert line.substitution_note == "Out of stock until Friday."


@pytest.mark.parametrize(
    ("substance", "facts", "note", "field"),
    [
        ("ibuprofen", {}, "Out of stock.", "substitute_id"),
        ("paracetamol", {"route": Route.RECTAL}, "Out of stock.", "substitute_id"),
        ("paracetamol", {"strength": "250 mg"}, "Out of stock.", "substitute_id"),
        (
            "paracetamol",
            {"form": DoseForm.MODIFIED_RELEASE_TABLET},
            "Out of stock.",
            "substitute_id",
        ),
        ("paracetamol + codeine phosphate", {}, "Out of stock.", "substitute_id"),
        ("paracetamol", {"withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}, "Why", "substitute_id"),
        ("paracetamol", {}, "", "substitution_note"),
        ("paracetamol", {}, "ok", "substitution_note"),
    ],
)
def test_something_else_or_without_a_note_is_not_given(desk, substance, facts, note, field):
    other = prescriptions.medicine(substance, **facts)
    saved(other)
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, substitute_id=other.id, substitution_note=note))
    assert list(refusal.value.fields) == [field]


def test_the_order_of_two_substances_says_nothing(desk):
    cocodamol = prescriptions.medicine("codeine phosphate + paracetamol", strength="8 mg/500 mg")
    other = prescriptions.medicine("Paracetamol + Codeine phosphate", strength="8 mg/500 mg")
    saved(cocodamol, other)
    script = desk.prescribed(cocodamol)

    said = lines(script, substitute_id=other.id, substitution_note="The same, reversed.")
    assert prepare(desk.phil, script, said).supplies[0].lines[0].substitute == other.name


def test_the_same_product_is_no_substitute(desk, rows):
    script = desk.prescribed()

    prepare(desk.phil, script, lines(script, substitute_id=desk.tablets.id))

    assert rows(DispenseLine)[0].substitute_id is None


def test_batch_and_expiry_are_kept_and_an_expired_pack_is_refused(desk):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, expires_on="2026-09-13"))
    view = prepare(desk.phil, script, lines(script, batch="A7", expires_on="2026-09-14"))

    assert list(refusal.value.fields) == ["expires_on"]
    assert (view.supplies[0].lines[0].batch, str(view.supplies[0].lines[0].expires_on)) == (
        "A7", "2026-09-14",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["expires_on", "owed_until"])
@pytest.mark.parametrize("said", ["tomorrow", "2026-02-30"])
def test_a_day_that_is_no_day_is_refused(desk, field, said):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, 14, **{field: said}))
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("said", ["2026-09-13", "2026-12-14", "9999-12-31"])
def test_a_debt_is_not_promised_for_the_past_or_far_away(desk, said):
    script = desk.prescribed()

    with pytest.raises(Invalid) as refusal:
        prepare(desk.phil, script, lines(script, 14, owed_until=said))
    assert list(refusal.value.fields) == ["owed_until"]


CLOSED = {
    S.CANCELLED: "cancelled", S.EXPIRED: "expired", S.DISPENSED: "in full",
    S.NOT_DISPENSED: "without a supply", S.ON_HOLD: "because of a question",
}  # fmt: skip


@pytest.mark.parametrize("status", CLOSED)
def test_nothing_is_prepared_or_checked_of_what_does_not_stand(desk, write, status, clock):
    script = desk.prepared(quantity=14)
    write(
        update(Prescription)
        .where(Prescription.id == script)
        .values({"status": status, "reason": "why", "held_at": clock.now})
    )

    for verb, said in [
        (dispense_supply.prepare, (lines(script),)),
        (dispense_supply.check, (1, CHECKED)),
        (dispense_supply.finish, (1,)),
    ]:
        with pytest.raises(StepNotPossible, match=CLOSED[status]):
            perform(desk.petra, verb, script, *said)


def test_nothing_is_prepared_or_checked_once_a_stop_is_requested(desk, write, clock):
    script = desk.prepared(quantity=14)
    write(
        update(Prescription)
        .where(Prescription.id == script)
        .values(stop_requested_at=clock.now, stop_requested_by=desk.world.gp.id, reason="Rash.")
    )

    for verb, said in [
        (dispense_supply.prepare, (lines(script),)),
        (dispense_supply.check, (1, CHECKED)),
        (dispense_supply.finish, (1,)),
    ]:
        with pytest.raises(StepNotPossible, match="asked to stop"):
            perform(desk.petra, verb, script, *said)


def test_nothing_is_prepared_from_the_moment_it_expires(desk, clock):
    script = desk.prepared(quantity=14)
    clock.advance(days=183)

    with pytest.raises(StepNotPossible, match="expired"):
        prepare(desk.phil, script, lines(script))


def test_a_second_person_checks_and_it_is_ready_until_it_is_collected(desk, told, clock, one):
    script = desk.prepared()
    clock.advance(minutes=10)

    checked = perform(desk.petra, dispense_supply.check, script, 1, CHECKED)
    ready = perform(desk.phil, dispense_supply.finish, script, 1)

    assert (checked.supplies[0].status, checked.supplies[0].checked_by) == (
        "checked", desk.petra.name,
    )  # fmt: skip
    assert (ready.supplies[0].status, ready.supplies[0].ready_at) == ("ready", clock.now)
    assert supplies_of(script)[0].due_at == clock.now + timedelta(days=14)
    assert (desk.world.patient.id, "dispense:ready") in told(script)
    assert (desk.world.patient.id, "dispense:checked") not in told(script)


def test_check_and_ready_is_one_click(desk):
    script = desk.prepared()

    view = perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)

    assert (view.supplies[0].status, view.supplies[0].checked_by) == ("ready", desk.petra.name)


def test_who_prepared_it_does_not_check_it_while_a_colleague_could(desk):
    script = desk.prepared()
    alone = SecondCheck(note="Nobody else is here today.")

    for verb in (dispense_supply.check, dispense_supply.check_and_finish):
        with pytest.raises(NotAllowed, match=desk.petra.name):
            perform(desk.phil, verb, script, 1, alone)


def test_who_works_alone_checks_with_a_note(desk, write):
    script = desk.prepared()
    write(update(User).where(User.id == desk.petra.id).values({"status": AccountStatus.SUSPENDED}))

    for note in ("", "ok"):
        with pytest.raises(Invalid) as refusal:
            perform(desk.phil, dispense_supply.check, script, 1, SecondCheck(note=note))
        assert list(refusal.value.fields) == ["note"]
    note = SecondCheck(note="I am alone today.")
    view = perform(desk.phil, dispense_supply.check, script, 1, note)

    assert (view.supplies[0].check_note, view.supplies[0].checked_by) == (
        note.note, desk.phil.name,
    )  # fmt: skip


def test_a_second_click_is_told_where_it_stands(desk):
    script = desk.ready()

    with pytest.raises(StepNotPossible, match="ready to collect"):
        perform(desk.petra, dispense_supply.check, script, 1, CHECKED)
    with pytest.raises(StepNotPossible):
        perform(desk.petra, dispense_supply.finish, script, 1)


@pytest.mark.parametrize("number", [0, 2, -1, True, "1", 2**40])
def test_a_supply_that_is_not_there_is_not_found(desk, number):
    script = desk.prepared()

    with pytest.raises((NotFound, Invalid)):
        perform(desk.petra, dispense_supply.check, script, number, CHECKED)


def test_another_pharmacy_neither_finds_nor_prepares_nor_checks(desk):
    script = desk.prepared(quantity=14)

    for verb, said in [
        (dispense_supply.prepare, (lines(script),)),
        (dispense_supply.check, (1, CHECKED)),
    ]:
        with pytest.raises(NotFound):
            perform(desk.other, verb, script, *said)


def test_a_pharmacy_that_gave_it_back_sees_it_and_prepares_nothing(desk):
    script = desk.claimed()
    perform(desk.phil, dispense.release, script, WHY)

    with pytest.raises(NotAllowed, match="does not hold"):
        prepare(desk.phil, script, lines(script))


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager", "diagnostics"])
def test_nobody_but_a_pharmacist_takes_a_step(desk, who):
    script = desk.prepared(quantity=14)
    person = getattr(desk.world, who)

    for verb, said in [
        (dispense_supply.prepare, (lines(script),)),
        (dispense_supply.check, (1, CHECKED)),
        (dispense_supply.finish, (1,)),
        (dispense_supply.check_and_finish, (1, CHECKED)),
    ]:
        with pytest.raises(NotAllowed):
            perform(person, verb, script, *said)


def test_everybody_concerned_reads_again(desk, announced):
    script = desk.claimed()
    announced.clear()

    prepare(desk.phil, script, lines(script))

    world = desk.world
    assert announced.audiences("prescription") == {
        f"user:{world.patient.id}", f"user:{world.gp.id}", f"org:{world.north}",
        f"org:{desk.west}",
    }  # fmt: skip


def test_a_refused_supply_leaves_no_trace(desk, rows):
    script = desk.prescribed(desk.tablets, desk.capsules)
    good, bad = lines(script).lines
    claim = Supply(lines=[good, bad.model_copy(update={"quantity": bad.quantity + 1})])

    with pytest.raises(PortalError):
        prepare(desk.phil, script, claim)

    assert [i.committed for i in items_of(script)] == [0, 0]
    assert rows(DispenseLine) == rows(PrescriptionClaim) == supplies_of(script) == []
