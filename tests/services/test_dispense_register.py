"""The controlled drugs register: every movement a line, never below nothing, never changed."""

import prescriptions
import pytest
from dispensing import KNOWN, WHY, items_of, lines
from factories import saved
from sqlalchemy import update

from portal.domain.errors import Invalid, NotAllowed, PortalError, StepNotPossible
from portal.domain.medicine import Schedule
from portal.models import RegisterEntry
from portal.schemas.prescription_claim import Receipt
from portal.services import dispense_hand, dispense_register, dispense_supply, paging
from portal.services.work import look, perform


def receive(who, drug, quantity=100):
    said = Receipt(medicine_id=drug.id, quantity=quantity, supplier="Alder Wholesale")
    return perform(who, dispense_register.receive, said)


def written(rows):
    return [
        (e.line, str(e.kind), e.quantity, e.balance)
        for e in sorted(rows(RegisterEntry), key=lambda e: e.line)
    ]


def test_what_came_in_left_and_was_struck_out_stands_line_by_line(desk, rows):
    receive(desk.phil, desk.morphine)
    script = desk.collected(desk.morphine)

    perform(desk.petra, dispense_hand.correct, script, 1, WHY)

    assert written(rows) == [
        (1, "received", 100, 100), (2, "supplied", -28, 72), (3, "corrected", 28, 100)
    ]  # fmt: skip


def test_a_line_says_who_got_it_who_prescribed_it_and_what_was_shown(desk):
    receive(desk.phil, desk.morphine)
    script = desk.collected(desk.morphine)

    page = look(desk.petra, dispense_register.page)

    newest = next(one for one in page.items if one.kind == "supplied")
    world = desk.world
    assert newest.counterparty == f"{world.patient.name}; prescribed by {world.gp.name}"
    assert (newest.proof, newest.by, newest.prescription_id) == (
        "passport", desk.phil.name, str(script),
    )  # fmt: skip
    assert [(b.drug, b.balance_words) for b in page.balances] == [
        (desk.morphine.name, "72 tablets")
    ]


def test_nothing_leaves_that_is_not_there_and_nothing_is_changed(desk, rows):
    receive(desk.phil, desk.morphine, 27)
    script = desk.ready(desk.morphine)

    with pytest.raises(StepNotPossible, match=r"holds 27 tablets .* enter the delivery first"):
        perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)

    assert items_of(script)[0].supplied == 0
    receive(desk.petra, desk.morphine, 1)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    assert written(rows)[-1] == (3, "supplied", -28, 0)


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_what_never_left_is_returned_without_a_line(desk, rows, state):
    receive(desk.phil, desk.morphine)
    script = getattr(desk, state)(desk.morphine)

    perform(desk.petra, dispense_hand.return_to_stock, script, 1, WHY)

    assert len(rows(RegisterEntry)) == 1


def test_a_delivery_to_the_door_is_a_line_when_it_is_handed_over(desk, rows):
    receive(desk.phil, desk.morphine)
    script = desk.sent(desk.morphine)
    assert len(rows(RegisterEntry)) == 1

    perform(desk.phil, dispense_hand.deliver, script, 1, KNOWN)

    assert written(rows)[-1] == (2, "supplied", -28, 72)


def test_drugs_of_other_schedules_stand_in_no_register(desk, rows):
    for schedule in (Schedule.CD3, Schedule.CD4, Schedule.CD5, Schedule.NONE, None):
        drug = prescriptions.medicine("tramadol", schedule=schedule)
        saved(drug)
        desk.collected(drug)
        with pytest.raises(Invalid) as refusal:
            receive(desk.phil, drug)
        assert list(refusal.value.fields) == ["medicine_id"]

    assert rows(RegisterEntry) == []


def test_schedule_three_is_handed_over_against_identity_without_a_line(desk):
    drug = prescriptions.medicine("tramadol", schedule=Schedule.CD3)
    saved(drug)
    script = desk.ready(drug)

    with pytest.raises(Invalid) as refusal:
        perform(desk.phil, dispense_hand.collect, script, 1, KNOWN.model_copy(update={"proof": ""}))
    assert list(refusal.value.fields) == ["proof"]


def test_the_product_that_was_given_instead_is_the_one_that_leaves(desk, rows):
    other = prescriptions.medicine("Morphine sulfate", strength="10 mg", schedule=Schedule.CD2)
    saved(other)
    receive(desk.phil, other)
    script = desk.prescribed(desk.morphine)
    said = lines(script, substitute_id=other.id, substitution_note="Out of stock.")
    perform(desk.phil, dispense_supply.prepare, script, said)
    perform(desk.petra, dispense_supply.check, script, 1, dispense_supply.SecondCheck())
    perform(desk.petra, dispense_supply.finish, script, 1)

    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)

    assert {e.medicine_id for e in rows(RegisterEntry)} == {other.id}


def test_each_drug_and_each_pharmacy_counts_for_itself(desk, rows):
    other = prescriptions.medicine("oxycodone", schedule=Schedule.CD2)
    saved(other)
    for who, drug in [(desk.phil, desk.morphine), (desk.phil, other), (desk.other, desk.morphine)]:
        receive(who, drug)

    assert [e.line for e in rows(RegisterEntry)] == [1, 1, 1]
    assert look(desk.other, dispense_register.page).total == 1
    one_drug = look(desk.phil, dispense_register.page, None, 50, str(other.id))
    assert [one.drug for one in one_drug.items] == [other.name]


@pytest.mark.parametrize("change", [{"quantity": 1}, {"balance": 1}, {"note": "x"}])
def test_a_line_is_never_changed_whatever_a_program_tries(desk, write, rows, change):
    receive(desk.phil, desk.morphine)

    with pytest.raises(Exception, match=r"never|append|changed"):
        write(update(RegisterEntry).values(**change))
    assert written(rows) == [(1, "received", 100, 100)]


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager"])
def test_nobody_but_a_pharmacist_reads_or_writes_it(desk, who):
    person = getattr(desk.world, who)

    with pytest.raises(NotAllowed):
        receive(person, desk.morphine)
    for read in (dispense_register.page, dispense_register.balances):
        with pytest.raises(NotAllowed):
            look(person, read)


def test_r2_two_at_once_write_two_lines_and_the_sum_is_right(desk, at_once, rows):
    answers = at_once([lambda: receive(desk.phil, desk.morphine, 5)] * 4)

    assert not [a for a in answers if isinstance(a, PortalError)]
    assert [(line, balance) for line, _, _, balance in written(rows)] == [
        (1, 5), (2, 10), (3, 15), (4, 20)
    ]  # fmt: skip


def test_no_cabinet_holds_a_million(desk, rows):
    desk.receives(999_999)

    with pytest.raises(Invalid) as refusal:
        desk.receives(2)

    assert "No cabinet holds that much" in refusal.value.fields["quantity"]
    assert len(rows(RegisterEntry)) == 1


def test_no_page_of_the_register_is_longer_than_fifty(desk):
    for _ in range(paging.PAGE + 1):
        desk.receives(1)

    page = look(desk.phil, dispense_register.page, None, 1000)

    assert (len(page.items), page.total) == (paging.PAGE, paging.PAGE + 1)
    assert page.next_cursor
