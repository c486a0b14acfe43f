"""The end of a pharmacy's day: everything that is open stands in it, and nothing of others."""

import csv
import io

import pytest
from dispensing import WHY, items_of, scanned
from sqlalchemy import update

from portal.domain.errors import Invalid, NotAllowed
from portal.models import Organization, User
from portal.schemas.dispense_register import LineCorrection
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    PharmacyQuery,
    Receipt,
)
from portal.services import (
    dispense,
    dispense_day,
    dispense_day_paper,
    dispense_day_table,
    dispense_due,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_register,
    dispense_register_correction,
    prescription,
)
from portal.services.work import SYSTEM, look, perform

QUERY = PharmacyQuery(query="Is the dose meant?")


def sections(who, day=""):
    sheet = look(who, dispense_day.view, day)
    return {one.name: [line.prescription_id for line in one.lines] for one in sheet.sections}, sheet


def table_of(who, day=""):
    return look(who, dispense_day_table.take, day).content.decode()


def details(who, name, day=""):
    sheet = look(who, dispense_day.view, day)
    return [one.detail for part in sheet.sections if part.name == name for one in part.lines]


def test_each_stands_where_it_waits(desk, clock):
    desk.receives()
    new, claimed, begun, ready = (
        desk.prescribed(), desk.claimed(), desk.prepared(), desk.ready()
    )  # fmt: skip
    out, done, held = desk.sent(), desk.collected(desk.morphine), desk.claimed()
    owing = desk.prepared(quantity=14)
    perform(desk.phil, dispense_query.hold, held, QUERY)

    found, sheet = sections(desk.petra)

    waiting = {one.name for one in sheet.sections if one.open}
    assert {name: set(ids) for name, ids in found.items() if name in waiting} == {
        "unclaimed": {str(new)},
        "hold": {str(held)},
        "preparing": {str(claimed), str(begun), str(owing)},
        "owing": {str(owing)},
        "ready": {str(ready)},
        "uncollected": set(),
        "delivery": {str(out)},
    }
    assert found["supplied"] == [str(done)]
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

    text = table_of(desk.phil)

    assert text.startswith("\ufeffSection,")
    table = list(csv.reader(io.StringIO(text[1:])))
    assert [row[0] for row in table[1:]] == [
        "Being prepared (open)", "Owing (open)", "Came in", "Came in", "Started", "Started",
        "Prepared", "Prepared", "Handed over", "Left owing",
    ]  # fmt: skip
    assert {len(row) for row in table} == {8}
    said = next(" ".join(row) for row in table if row[0] == "Handed over")
    assert "handed over by Phil" in said, "who works here collects nothing"


def test_the_table_says_what_the_cabinet_must_hold_on_a_quiet_day_too(desk, clock):
    desk.receives(56)
    clock.advance(days=1)

    table = list(csv.reader(io.StringIO(table_of(desk.phil)[1:])))

    assert [(row[0], row[5], row[6], row[7]) for row in table[1:]] == [
        ("What the cabinet must hold", desk.morphine.name, "2026-09-15 10:00", "56 tablets")
    ]


@pytest.mark.parametrize("name", ["=1+1", "+44", "-Ann", "@SUM(A1)", "\tAnn", " =1", "＝1"])
def test_s8_no_cell_is_a_formula(desk, write, name):
    write(update(User).where(User.id == desk.world.patient.id).values(name=name))
    desk.prescribed()

    text = table_of(desk.phil)

    table = list(csv.reader(io.StringIO(text[1:])))
    assert table[1][2] == f"'{name}"


def test_s8_a_cell_stays_one_where_semicolons_separate(desk, write):
    write(update(User).where(User.id == desk.world.patient.id).values(name="Ann;=1+1"))
    desk.prescribed()

    text = table_of(desk.phil)

    table = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert not any(cell.startswith("=") for row in table for cell in row)


def test_s8_no_line_of_a_note_begins_a_formula(desk):
    said = Receipt(
        medicine_id=desk.morphine.id, quantity=28, supplier="Alder", note="Late\n=1+1\n\n; @SUM(A1)"
    )
    perform(desk.phil, dispense_register.receive, said)

    text = table_of(desk.phil)

    table = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert not any(cell.lstrip().startswith(("=", "@")) for row in table for cell in row)


def test_nobody_is_said_to_have_checked_what_was_handed_over_unchecked(desk):
    script = desk.prepared()
    perform(desk.world.gp, prescription.request_stop, script, CancelPrescription(reason="A rash."))
    late = AlreadyHanded(identifiers=["name", "birth_date"])
    perform(desk.petra, dispense_query.already_handed_over, script, late)

    assert details(desk.phil, "prepared") == [f"Supply 1, prepared by {desk.phil.name}"]


def test_a_past_day_says_what_happened_with_the_persons_and_nothing_of_what_is_open(desk, clock):
    desk.receives()
    done = desk.collected(desk.morphine)
    owing = desk.prepared(quantity=14)
    back, refused = desk.ready(), desk.prescribed()
    perform(desk.petra, dispense_hand.return_to_stock, back, 1, WHY)
    (item,) = items_of(refused)
    perform(desk.petra, dispense_item.refuse, refused, item.id, WHY)
    struck = desk.collected()
    perform(desk.petra, dispense_hand.correct, struck, 1, WHY)
    paper = desk.prescribed(pharmacy_id=None)
    perform(desk.petra, dispense.scan_token, scanned(paper))
    monday = str(look(desk.phil, dispense_day.view).day)
    clock.advance(days=3)
    desk.receives(5)

    found, sheet = sections(desk.petra, monday)

    everything = {str(one) for one in (done, owing, back, refused, struck, paper)}
    assert {name: set(ids) for name, ids in found.items()} == {
        "received": everything,
        "claimed": everything,
        "prepared": everything - {str(refused), str(paper)},
        "supplied": {str(done)},
        "owed": {str(owing)},
        "returned": {str(back)},
        "struck": {str(struck)},
        "refused": {str(refused)},
    }
    phil, petra = desk.phil.name, desk.petra.name
    assert details(desk.petra, "owed", monday) == [
        f"14 tablets of Paracetamol 500 mg tablets: supply 1, {phil}"
    ]
    assert details(desk.petra, "refused", monday) == [f"By {petra}: {WHY.reason}"]
    assert details(desk.petra, "returned", monday) == [
        f"Supply 1, returned by {petra}: {WHY.reason}"
    ]
    assert details(desk.petra, "struck", monday) == [f"Supply 1, by {petra}: {WHY.reason}"]
    assert f"On paper, scanned by {petra}" in details(desk.petra, "received", monday)
    assert f"Scanned by {petra}" in details(desk.petra, "claimed", monday)
    assert f"Supply 1, prepared by {phil}, checked by {petra}" in details(
        desk.petra, "prepared", monday
    )
    assert [one.kind for one in sheet.controlled] == ["received", "supplied"]
    assert sheet.balances[0].balance == 72
    assert (sheet.today, sheet.before, sheet.after) == (False, "2026-09-13", "2026-09-15")


def test_what_happened_stands_on_its_own_day_only(desk, clock):
    first = desk.prescribed()
    waits = desk.prescribed()
    clock.advance(days=1)
    perform(desk.phil, dispense.claim, first)
    tuesday = str(look(desk.phil, dispense_day.view).day)
    clock.advance(days=1)

    found = {day: sections(desk.petra, day)[0] for day in ("2026-09-14", tuesday, "")}

    assert set(found["2026-09-14"]["received"]) == {str(first), str(waits)}
    assert found["2026-09-14"]["claimed"] == []
    assert (found[tuesday]["received"], found[tuesday]["claimed"]) == ([], [str(first)])
    assert (found[""]["received"], found[""]["claimed"]) == ([], [])
    assert found[""]["unclaimed"] == [str(waits)]


def test_who_chose_the_pharmacy_is_who_sent_it_there_and_when(desk, clock):
    script = desk.prescribed(pharmacy_id=desk.east)
    clock.advance(days=1)
    said = ChoosePharmacy(pharmacy_id=desk.west)
    perform(desk.world.patient, prescription.choose_pharmacy, script, said)
    clock.advance(days=1)
    perform(desk.phil, dispense.claim, script)
    perform(desk.phil, dispense.release, script, WHY)
    clock.advance(days=1)
    back = ChoosePharmacy(pharmacy_id=desk.east)
    perform(desk.world.patient, prescription.choose_pharmacy, script, back)

    assert details(desk.phil, "received", "2026-09-14") == []
    assert details(desk.phil, "received", "2026-09-15") == [f"Sent by {desk.world.patient.name}"]
    assert details(desk.other, "received", "2026-09-14") == []


def test_a_correction_of_the_register_stands_on_the_day_on_which_it_was_entered(desk, clock):
    desk.receives(1000)
    clock.advance(days=1)
    (wrong,) = look(desk.petra, dispense_day.view, "2026-09-14").controlled
    said = LineCorrection(quantity=100, reason="A nought too many.")
    perform(desk.petra, dispense_register_correction.correct, wrong.id, said)

    before, today = (look(desk.phil, dispense_day.view, d) for d in ("2026-09-14", ""))

    assert [(one.kind, one.corrected_by_line) for one in before.controlled] == [("received", 2)]
    assert before.balances[0].balance == 1000
    assert [(one.kind, one.corrects_line) for one in today.controlled] == [("corrected", 1)]
    assert today.balances[0].balance == 100


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-09-15", "not come yet"), ("yesterday", "Choose a day"),
     ("1999-12-31", "Nothing is kept"), ("0001-01-01", "Nothing is kept")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_in_words(desk, day, sentence):
    with pytest.raises(Invalid) as refusal:
        look(desk.phil, dispense_day.view, day)

    assert sentence in refusal.value.fields["day"]


def test_the_day_is_the_pharmacys_where_it_is_tomorrow_already(desk, clock, write):
    write(update(Organization).where(Organization.id == desk.west).values(zone="Asia/Tokyo"))
    clock.advance(hours=8)  # 18:00 in London, 02:00 in Tokyo

    assert str(look(desk.phil, dispense_day.view).day) == "2026-09-15"
    assert look(desk.phil, dispense_day.view, "2026-09-15").today is True
    assert str(look(desk.other, dispense_day.view).day) == "2026-09-14"


def test_csv_and_pdf_are_of_the_day_that_was_asked_for(desk, clock):
    desk.collected()
    clock.advance(days=2)

    then, now = table_of(desk.phil, "2026-09-14"), table_of(desk.phil)
    paper = look(desk.phil, dispense_day_paper.take, "2026-09-14")

    assert "Handed over" in then
    assert "(open)" not in then
    assert len(now.splitlines()) == 1
    assert paper.name == "end-of-day-2026-09-14.pdf"
    assert look(desk.phil, dispense_day_table.take, "2026-09-14").name == (
        "end-of-day-2026-09-14.csv"
    )


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "admin", "manager"])
def test_nobody_but_a_pharmacist_reads_it(desk, who):
    for verb in (dispense_day.view, dispense_day_table.take):
        with pytest.raises(NotAllowed):
            look(getattr(desk.world, who), verb)
