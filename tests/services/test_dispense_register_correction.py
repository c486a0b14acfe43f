"""The controlled drugs register put right by further lines, and held against the cabinet."""

from itertools import pairwise

import prescriptions
import pytest
from dispensing import KNOWN, WHY
from factories import saved
from sqlalchemy.exc import DBAPIError

from portal.domain.errors import Invalid, NotAllowed, NotFound, PortalError, StepNotPossible
from portal.domain.medicine import Schedule
from portal.infra.db import Clash
from portal.models import AuditEntry, RegisterEntry, RegisterKind
from portal.schemas.dispense_register import LineCorrection, StockCount
from portal.services import dispense_hand, dispense_register
from portal.services import dispense_register_correction as book
from portal.services.work import look, perform

SLIP = "A nought too many."


def to(quantity):
    """What was meant instead."""
    return LineCorrection(quantity=quantity, reason=SLIP)


NEVER = LineCorrection(never_happened=True, reason="It came to another pharmacy.")


def written(rows):
    return [
        (e.line, str(e.kind), e.quantity, e.balance)
        for e in sorted(rows(RegisterEntry), key=lambda e: e.line)
    ]


def line(rows, number):
    return next(one for one in rows(RegisterEntry) if one.line == number)


def shown(who, number):
    page = look(who, dispense_register.page)
    return next(one for one in page.items if one.line == number)


def count(who, drug, counted, reason=""):
    said = StockCount(medicine_id=drug.id, counted=counted, reason=reason)
    return perform(who, book.count, said)


def test_a_mistyped_delivery_is_put_right_by_a_line_that_names_it(desk, rows):
    desk.receives(1000)

    perform(desk.petra, book.correct, line(rows, 1).id, to(100))

    assert written(rows) == [(1, "received", 1000, 1000), (2, "corrected", -900, 100)]
    wrong, right = shown(desk.phil, 1), shown(desk.phil, 2)
    assert (wrong.corrected_by_line, wrong.corrected_by_id) == (2, right.id)
    assert (right.corrects_line, right.corrects_id) == (1, wrong.id)
    assert (right.counterparty, right.note, right.by) == (
        "Line 1: 100 tablets came in", SLIP, desk.petra.name,
    )  # fmt: skip


def test_what_never_came_is_taken_out_of_the_balance(desk, rows):
    desk.receives(100)
    desk.receives(28)

    perform(desk.petra, book.correct, line(rows, 2).id, NEVER)

    assert written(rows)[-1] == (3, "corrected", -28, 100)
    assert shown(desk.petra, 3).counterparty == "Line 2 never happened"


def test_s11_a_correction_stands_in_the_audit_with_its_reason(desk, rows):
    desk.receives()

    perform(desk.petra, book.correct, line(rows, 1).id, to(10))

    entry = next(e for e in rows(AuditEntry) if e.action == "register:corrected")
    assert (entry.actor_id, entry.subject_id, entry.reason) == (
        desk.petra.id, line(rows, 2).id, SLIP,
    )  # fmt: skip


def test_nobody_corrects_their_own_line(desk, rows):
    desk.receives()

    with pytest.raises(NotAllowed, match="a colleague corrects it"):
        perform(desk.phil, book.correct, line(rows, 1).id, to(10))

    assert len(rows(RegisterEntry)) == 1
    mine, theirs = shown(desk.phil, 1), shown(desk.petra, 1)
    assert (mine.own, mine.correctable) == (True, False)
    assert (theirs.own, theirs.correctable) == (False, True)


def test_a_line_is_corrected_once_and_then_its_correction_is(desk, rows):
    desk.receives(1000)
    perform(desk.petra, book.correct, line(rows, 1).id, to(10))

    with pytest.raises(StepNotPossible, match=r"Line 1 was corrected by line 2: correct that"):
        perform(desk.petra, book.correct, line(rows, 1).id, to(100))
    perform(desk.phil, book.correct, line(rows, 2).id, to(100))

    assert written(rows) == [
        (1, "received", 1000, 1000), (2, "corrected", -990, 10), (3, "corrected", 90, 100),
    ]  # fmt: skip
    assert [shown(desk.phil, n).corrected_by_line for n in (1, 2, 3)] == [2, 3, 0]
    assert shown(desk.phil, 3).counterparty == "Line 1: 100 tablets came in"


def test_the_database_itself_lets_a_line_be_corrected_once_and_with_a_reason(desk, rows):
    desk.receives(100)
    perform(desk.petra, book.correct, line(rows, 1).id, to(90))
    facts = line(rows, 2).model_dump(exclude={"id", "line"})

    for wrong in ({**facts, "line": 3}, {**facts, "line": 3, "corrects_id": line(rows, 2).id,
                                         "note": ""}):  # fmt: skip
        with pytest.raises((DBAPIError, Clash)):
            saved(RegisterEntry(**wrong))
    assert len(rows(RegisterEntry)) == 2


def test_nothing_is_corrected_to_less_than_nothing(desk, rows):
    desk.receives(100)
    desk.collected(desk.morphine)

    with pytest.raises(StepNotPossible, match=r"72 tablets .*: 90 tablets cannot be taken out"):
        perform(desk.petra, book.correct, line(rows, 1).id, to(10))
    perform(desk.petra, book.correct, line(rows, 1).id, to(28))

    assert written(rows)[-1] == (3, "corrected", -72, 0)


def test_what_was_handed_over_is_put_right_where_it_was_handed_over(desk, rows):
    desk.receives()
    script = desk.collected(desk.morphine)

    with pytest.raises(StepNotPossible, match="strike that out there"):
        perform(desk.petra, book.correct, line(rows, 2).id, to(30))
    perform(desk.petra, dispense_hand.correct, script, 1, WHY)

    assert (shown(desk.phil, 2).corrected_by_line, shown(desk.phil, 3).corrects_line) == (3, 2)
    with pytest.raises(StepNotPossible, match="strike that out there"):
        perform(desk.phil, book.correct, line(rows, 3).id, to(30))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (to(100), "stands there already"),
        (LineCorrection(quantity=0, reason=SLIP), "say that it never happened"),
        (LineCorrection(reason=SLIP), "not both"),
        (LineCorrection(quantity=5, never_happened=True, reason=SLIP), "not both"),
        (to("2.5"), "whole tablets"),
    ],
)
def test_a_correction_says_what_is_right(desk, rows, said, sentence):
    desk.receives(100)

    with pytest.raises(Invalid) as refusal:
        perform(desk.petra, book.correct, line(rows, 1).id, said)

    assert sentence in refusal.value.fields["quantity"]
    assert len(rows(RegisterEntry)) == 1


def test_what_was_struck_out_already_is_not_struck_out_again(desk, rows):
    desk.receives(100)
    perform(desk.petra, book.correct, line(rows, 1).id, NEVER)

    with pytest.raises(Invalid):
        perform(desk.phil, book.correct, line(rows, 2).id, NEVER)


def test_s2_the_lines_of_another_pharmacy_are_not_there(desk, rows):
    desk.receives()

    for who, refusal in (
        (desk.other, NotFound), (desk.world.gp, NotAllowed), (desk.world.patient, NotAllowed),
        (desk.world.admin, NotAllowed), (desk.world.manager, NotAllowed),
    ):  # fmt: skip
        with pytest.raises(refusal):
            perform(who, book.correct, line(rows, 1).id, to(10))
        if who is not desk.other:
            with pytest.raises(refusal):
                count(who, desk.morphine, 5)
    assert len(rows(RegisterEntry)) == 1


def test_r2_two_who_correct_at_once_write_one_line(desk, at_once, rows):
    desk.receives(1000)
    wrong = line(rows, 1).id

    answers = at_once([lambda: perform(desk.petra, book.correct, wrong, to(100))] * 4)

    assert len([a for a in answers if isinstance(a, PortalError)]) == 3
    assert written(rows) == [(1, "received", 1000, 1000), (2, "corrected", -900, 100)]


def test_a_count_that_agrees_says_so_and_moves_nothing(desk, rows):
    desk.receives(100)

    count(desk.petra, desk.morphine, 100)

    assert written(rows)[-1] == (2, "counted", 0, 100)
    assert shown(desk.phil, 2).counterparty == "Counted 100 tablets, as the register says"


def test_a_count_that_differs_needs_a_reason_and_is_the_balance_from_then_on(desk, rows):
    desk.receives(100)

    with pytest.raises(Invalid) as refusal:
        count(desk.petra, desk.morphine, 98)
    assert refusal.value.fields == {"reason": "The register says 100 tablets: say why it differs."}
    count(desk.petra, desk.morphine, 98, "Two fell on the floor, destroyed.")
    count(desk.phil, desk.morphine, 99, "One was behind the box.")

    assert written(rows)[1:] == [(2, "counted", -2, 98), (3, "counted", 1, 99)]
    assert shown(desk.phil, 2).counterparty == "Counted 98 tablets: 2 tablets missing"
    assert shown(desk.phil, 3).counterparty == "Counted 99 tablets: 1 tablet too many"


def test_a_wrong_count_is_corrected_by_a_colleague_whatever_came_in_since(desk, rows):
    desk.receives(100)
    count(desk.petra, desk.morphine, 89, "I cannot say.")
    desk.receives(10)

    with pytest.raises(NotAllowed):
        perform(desk.petra, book.correct, line(rows, 2).id, to(98))
    perform(desk.phil, book.correct, line(rows, 2).id, to(98))
    perform(desk.petra, book.correct, line(rows, 4).id, NEVER)

    assert written(rows)[3:] == [(4, "corrected", 9, 108), (5, "corrected", 2, 110)]
    assert shown(desk.phil, 4).counterparty == "Line 2: 98 tablets were counted"


def test_a_count_of_what_is_not_of_schedule_two_or_in_halves_is_refused(desk):
    other = prescriptions.medicine("tramadol", schedule=Schedule.CD3)
    saved(other)

    for drug, counted, field in ((other, 5, "medicine_id"), (desk.morphine, "1.5", "counted")):
        with pytest.raises(Invalid) as refusal:
            count(desk.phil, drug, counted)
        assert list(refusal.value.fields) == [field]


def test_the_sum_of_every_chain_is_the_balance(desk, rows):
    desk.receives(300)
    perform(desk.petra, book.correct, line(rows, 1).id, to(30))
    script = desk.ready(desk.morphine)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    count(desk.phil, desk.morphine, 1, "One broke, one was found.")

    entries = sorted(rows(RegisterEntry), key=lambda e: e.line)

    assert [e.kind for e in entries][-1] is RegisterKind.COUNTED
    assert sum(e.quantity for e in entries) == entries[-1].balance == 1
    assert all(b.balance == a.balance + b.quantity for a, b in pairwise(entries))


def test_what_was_put_right_twice_is_counted_and_corrected_no_more(desk, rows):
    desk.receives(1000)
    perform(desk.petra, book.correct, line(rows, 1).id, to(100))
    with pytest.raises(NotAllowed):
        perform(desk.petra, book.correct, line(rows, 2).id, to(10))
    perform(desk.phil, book.correct, line(rows, 2).id, to(112))

    with pytest.raises(StepNotPossible, match="Line 1 was put right twice already: count"):
        perform(desk.petra, book.correct, line(rows, 3).id, to(100))

    assert [e[3] for e in written(rows)] == [1000, 100, 112]
    for who in (desk.phil, desk.petra):
        assert (shown(who, 3).correctable, shown(who, 3).own) == (False, False)


def test_a_count_that_differs_stays_marked_until_a_second_person_counts(desk):
    desk.receives(100)
    count(desk.phil, desk.morphine, 90, "One strip was broken.")
    marked = [shown(desk.petra, 2).recount]
    count(desk.phil, desk.morphine, 90)
    marked.append(shown(desk.petra, 2).recount)

    count(desk.petra, desk.morphine, 90)

    assert [*marked, shown(desk.phil, 2).recount] == [True, True, False]
    assert [shown(desk.phil, n).recount for n in (1, 3, 4)] == [False, False, False]


def test_a_count_of_another_drug_or_that_is_put_right_says_nothing_about_it(desk, rows):
    other = prescriptions.medicine("oxycodone", schedule=Schedule.CD2)
    saved(other)
    desk.receives(100)
    count(desk.phil, desk.morphine, 90, "One strip was broken.")
    count(desk.petra, other, 5, "Found behind the shelf.")

    assert (shown(desk.petra, 2).recount, shown(desk.phil, 2).correctable) == (True, False)
    perform(desk.petra, book.correct, line_of(rows, desk.morphine, 2).id, to(100))

    marked = [e.drug for e in look(desk.phil, dispense_register.page).items if e.recount]
    assert marked == [other.name]


def line_of(rows, drug, number):
    return next(e for e in rows(RegisterEntry) if (e.medicine_id, e.line) == (drug.id, number))
