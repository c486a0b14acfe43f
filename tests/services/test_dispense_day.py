"""The end of a pharmacy's day: everything that is open stands in it, and nothing of others."""

import csv
import io
from datetime import timedelta

import pytest
from dispensing import SEEN, WHY
from sqlalchemy import update

from portal.domain.errors import NotAllowed
from portal.models import Dispense, User
from portal.schemas.prescription_claim import PharmacyQuery
from portal.services import dispense_day, dispense_due, dispense_hand, dispense_query
from portal.services.work import SYSTEM, look, perform

QUERY = PharmacyQuery(query="Is the dose meant?")


def sections(who):
    sheet = look(who, dispense_day.view)
    return {one.name: [line.prescription_id for line in one.lines] for one in sheet.sections}, sheet


def test_each_stands_where_it_waits(desk, clock):
    desk.receives()
    new, claimed, begun, ready = (
        desk.prescribed(), desk.claimed(), desk.prepared(), desk.ready()
    )  # fmt: skip
    out, done, held = desk.sent(), desk.collected(desk.morphine), desk.claimed()
    owing = desk.prepared(quantity=14)
    perform(desk.phil, dispense_query.hold, held, QUERY)

    found, sheet = sections(desk.petra)

    assert {name: set(ids) for name, ids in found.items()} == {
        "unclaimed": {str(new)},
        "hold": {str(held)},
        "preparing": {str(claimed), str(begun), str(owing)},
        "owing": {str(owing)},
        "ready": {str(ready)},
        "uncollected": set(),
        "delivery": {str(out)},
        "supplied": {str(done)},
    }
    assert [(one.kind, one.quantity) for one in sheet.controlled] == [
        ("received", 100), ("supplied", -28)
    ]  # fmt: skip
    assert sheet.balances[0].balance == 72
    assert (sheet.pharmacy, sheet.day_words, sheet.made_by) == (
        "West Pharmacy", "Monday 14 September 2026", desk.petra.name,
    )  # fmt: skip


def test_what_is_owed_says_how_much_and_until_when(desk):
    script = desk.prepared(quantity=14)

    _, sheet = sections(desk.phil)

    (line,) = next(one.lines for one in sheet.sections if one.name == "owing")
    assert line.prescription_id == str(script)
    assert line.detail == "14 tablets of Paracetamol 500 mg tablets until Tue 15 Sept"
    assert line.patient == desk.world.patient.name


def test_what_nobody_collected_is_listed_there(desk, clock):
    script = desk.ready()
    (supply,) = look(SYSTEM, dispense_due.due, clock.advance(days=14), 9)
    perform(SYSTEM, dispense_due.take_due, supply)

    found, _ = sections(desk.phil)

    assert (found["ready"], found["uncollected"]) == ([], [str(script)])


def test_yesterdays_are_not_todays_and_midnight_is_the_pharmacys(desk, clock):
    desk.receives()
    clock.advance(hours=13, minutes=50)  # 23:50 in London
    desk.collected(desk.morphine)
    _, tonight = sections(desk.phil)
    clock.advance(minutes=15)

    found, sheet = sections(desk.phil)

    assert len(tonight.controlled) == 2
    assert (found["supplied"], sheet.controlled, str(sheet.day)) == ([], [], "2026-09-15")


def test_a_hand_over_that_was_struck_out_was_none(desk):
    script = desk.collected()
    perform(desk.petra, dispense_hand.correct, script, 1, WHY)

    assert sections(desk.phil)[0]["supplied"] == []


def test_another_pharmacy_sees_its_own_only(desk):
    desk.receives()
    desk.collected(desk.morphine)
    desk.prepared(quantity=14)

    found, sheet = sections(desk.other)

    assert not any(found.values())
    assert (sheet.controlled, sheet.balances) == ([], [])


def test_the_sheet_as_csv_says_the_same(desk):
    desk.prepared(quantity=14)
    desk.collected()

    text = look(desk.phil, dispense_day.csv_text)

    assert text.startswith("\ufeffSection,")
    table = list(csv.reader(io.StringIO(text[1:])))
    assert [row[0] for row in table[1:]] == ["Being prepared", "Owing", "Supplied today"]
    assert {len(row) for row in table} == {8}


@pytest.mark.parametrize("name", ["=1+1", "+44", "-Ann", "@SUM(A1)", "\tAnn", " =1", "＝1"])
def test_s8_no_cell_is_a_formula(desk, write, name):
    write(update(User).where(User.id == desk.world.patient.id).values(name=name))
    desk.prescribed()

    text = look(desk.phil, dispense_day.csv_text)

    table = list(csv.reader(io.StringIO(text[1:])))
    assert table[1][2] == f"'{name}"


def test_s8_a_cell_stays_one_where_semicolons_separate(desk, write):
    write(update(User).where(User.id == desk.world.patient.id).values(name="Ann;=1+1"))
    desk.prescribed()

    text = look(desk.phil, dispense_day.csv_text)

    table = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert not any(cell.startswith("=") for row in table for cell in row)


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager"])
def test_nobody_but_a_pharmacist_reads_it(desk, who):
    for verb in (dispense_day.view, dispense_day.csv_text):
        with pytest.raises(NotAllowed):
            look(getattr(desk.world, who), verb)


def test_a_supply_that_lingers_is_reminded_of_once(desk, clock, rows, told):
    script = desk.prepared()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=1), 9)

    assert perform(SYSTEM, dispense_due.take_due, due) is True
    assert perform(SYSTEM, dispense_due.take_due, due) is False
    assert look(SYSTEM, dispense_due.due, clock.now, 9) == []
    lingering = {who for who, kind in told(script) if kind == "dispense:lingering"}
    assert lingering == {desk.phil.id, desk.petra.id}


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_an_open_delivery_is_reminded_of(desk, clock, told, state):
    script = getattr(desk, state)()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=3), 9)

    assert perform(SYSTEM, dispense_due.take_due, due) is True
    assert (desk.petra.id, "dispense:lingering") in told(script)


def test_what_nobody_collects_stays_ready_and_patient_and_pharmacy_are_told(desk, clock, told, one):
    script = desk.ready()
    (due,) = look(SYSTEM, dispense_due.due, clock.advance(days=14), 9)

    perform(SYSTEM, dispense_due.take_due, due)

    supply = one(Dispense, due)
    assert (supply.status, supply.uncollected_at) == ("ready", clock.now)
    kinds = {who for who, kind in told(script) if kind == "dispense:uncollected"}
    assert kinds == {desk.world.patient.id, desk.phil.id, desk.petra.id}
    perform(desk.phil, dispense_hand.collect, script, 1, SEEN)
    assert one(Dispense, due).uncollected_at is None


def test_nothing_is_due_a_moment_before_or_after_it_is_over(desk, clock):
    desk.ready()
    desk.collected()

    assert look(SYSTEM, dispense_due.due, clock.now + timedelta(days=13, hours=23), 9) == []
    assert len(look(SYSTEM, dispense_due.due, clock.now + timedelta(days=365), 9)) == 1
