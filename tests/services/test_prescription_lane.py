"""The lane in words: every standing of a prescription has one true, calm sentence."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import factories
import pytest
from dispensing import CHECKED, KNOWN, WHY, items_of, lines

from portal.domain import when
from portal.domain.prescription_stage import Stage, stops
from portal.infra.clock import now
from portal.models import Notification
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    PharmacyQuery,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription,
    prescription_due,
    prescription_mine,
)
from portal.services.work import SYSTEM, look, perform

LONDON = ZoneInfo("Europe/London")
QUERY = PharmacyQuery(query="Is twice a day meant?")
PART = {"quantity": 14}


def at_once(desk, clock):
    return desk.prescribed()


def nowhere(desk, clock):
    return desk.prescribed(pharmacy_id=None)


def claimed(desk, clock):
    return desk.claimed()


def on_hold(desk, clock):
    one = desk.claimed()
    perform(desk.phil, dispense_query.hold, one, QUERY)
    return one


def preparing(desk, clock):
    return desk.prepared()


def preparing_late(desk, clock):
    one = desk.prepared()
    clock.advance(hours=5)
    return one


def checked(desk, clock):
    one = desk.prepared()
    perform(desk.petra, dispense_supply.check, one, 1, CHECKED)
    return one


def ready(desk, clock):
    return desk.ready()


def uncollected(desk, clock):
    one = desk.ready()
    clock.advance(days=20)
    return one


def part_ready(desk, clock):
    return desk.ready(**PART)


def part_handed(desk, clock):
    return desk.collected(**PART)


def part_overdue(desk, clock):
    one = desk.collected(**PART)
    clock.advance(days=4)
    return one


def part_of_two(desk, clock):
    one = desk.prescribed(desk.tablets, desk.capsules)
    first = items_of(one)[0]
    said = lines(one)
    said.lines[:] = [line for line in said.lines if line.item_id == first.id]
    perform(desk.phil, dispense_supply.prepare, one, said)
    perform(desk.petra, dispense_supply.check_and_finish, one, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, one, 1, KNOWN)
    return one


def rest_preparing(desk, clock):
    one = desk.collected(**PART)
    perform(desk.phil, dispense_supply.prepare, one, lines(one))
    return one


def rest_ready(desk, clock):
    one = rest_preparing(desk, clock)
    perform(desk.petra, dispense_supply.check_and_finish, one, 2, CHECKED)
    return one


def ready_while_preparing(desk, clock):
    one = desk.ready(**PART)
    perform(desk.phil, dispense_supply.prepare, one, lines(one))
    return one


def sent(desk, clock):
    return desk.sent()


def failed(desk, clock):
    return desk.failed()


def part_delivered(desk, clock):
    return desk.delivered(**PART)


def given_back(desk, clock):
    one = desk.claimed()
    perform(desk.phil, dispense.release, one, WHY)
    return one


def given_back_in_part(desk, clock):
    one = desk.collected(**PART)
    perform(desk.phil, dispense.release, one, WHY)
    return one


def sent_on(desk, clock):
    one = given_back_in_part(desk, clock)
    there = ChoosePharmacy(pharmacy_id=desk.east)
    perform(desk.world.patient, prescription.choose_pharmacy, one, there)
    return one


def taken_on_elsewhere(desk, clock):
    one = sent_on(desk, clock)
    perform(desk.other, dispense.claim, one)
    return one


def suspended(desk, clock):
    one = desk.prepared()
    perform(SYSTEM, dispense.release_all, desk.west)
    return one


def suspended_on_its_way(desk, clock):
    one = desk.sent(**PART)
    perform(SYSTEM, dispense.release_all, desk.west)
    return one


def returned(desk, clock):
    one = desk.ready()
    perform(desk.phil, dispense_hand.return_to_stock, one, 1, WHY)
    return one


def corrected(desk, clock):
    one = desk.collected()
    perform(desk.petra, dispense_hand.correct, one, 1, WHY)
    return one


def stopping(desk, clock):
    one = desk.ready()
    perform(desk.world.gp, prescription.request_stop, one, CancelPrescription(reason="A rash."))
    return one


def stopped(desk, clock):
    one = stopping(desk, clock)
    perform(desk.phil, dispense_query.stop, one)
    return one


def too_late(desk, clock):
    one = stopping(desk, clock)
    said = AlreadyHanded(identifiers=["name", "birth_date"])
    perform(desk.phil, dispense_query.already_handed_over, one, said)
    return one


def cancelled(desk, clock):
    one = desk.prescribed()
    perform(desk.world.gp, prescription.cancel, one, CancelPrescription(reason="Wrong drug"))
    return one


def expired(desk, clock):
    one = desk.prescribed()
    clock.advance(days=200)
    perform(SYSTEM, prescription_due.take_due, one)
    return one


def expired_in_part(desk, clock):
    one = desk.collected(**PART)
    clock.advance(days=200)
    perform(SYSTEM, prescription_due.take_due, one)
    return one


def supplied(desk, clock):
    return desk.collected()


def supplied_with_more_to_come(desk, clock):
    return desk.collected(issue=2, issues=6, interval_days=28, next_issue_at=now() + WEEKS)


def supplied_short(desk, clock):
    one = part_of_two(desk, clock)
    perform(desk.phil, dispense_item.refuse, one, items_of(one)[1].id, WHY)
    return one


def not_supplied(desk, clock):
    one = desk.claimed()
    perform(desk.phil, dispense_item.refuse, one, items_of(one)[0].id, WHY)
    return one


WEEKS = timedelta(days=28)
OWED = "14 owed until Tue 15 Sept."
SENTENCES = [
    (nowhere, "Choose a pharmacy, or show the code at any counter."),
    (at_once, "Sent to West Pharmacy today, 10:00, not started yet."),
    (claimed, "At West Pharmacy since today, 10:00, not in preparation yet."),
    (on_hold, "On hold: West Pharmacy asked Gp Grey a question, today, 10:00."),
    (preparing, "West Pharmacy is preparing it, ready today about 10:30."),
    (preparing_late, "West Pharmacy is preparing it, was to be ready today about 10:30."),
    (checked, "It is prepared and checked at West Pharmacy, ready today about 10:30."),
    (ready, "Ready at West Pharmacy since today, 10:00, kept until Mon 28 Sept."),
    (
        uncollected,
        "Ready at West Pharmacy since Mon 14 Sept, 10:00, it was to be collected by Mon 28 Sept.",
    ),
    (
        part_ready,
        "A part is ready at West Pharmacy since today, 10:00, kept until Mon 28 Sept; "
        "14 tablets owed until Tue 15 Sept.",
    ),
    (part_handed, f"West Pharmacy handed over 14 of 28 tablets today, 10:00; {OWED}"),
    (
        part_overdue,
        "West Pharmacy handed over 14 of 28 tablets on Mon 14 Sept, 10:00; "
        "14 owed, it was due Tue 15 Sept.",
    ),
    (
        part_of_two,
        "West Pharmacy handed over a part today, 10:00; 1 of 2 medicines owed until Tue 15 Sept.",
    ),
    (rest_preparing, "West Pharmacy is preparing the rest, ready today about 10:30."),
    (rest_ready, "The rest is ready at West Pharmacy since today, 10:00, kept until Mon 28 Sept."),
    (
        ready_while_preparing,
        "A part is ready at West Pharmacy since today, 10:00, kept until Mon 28 Sept; "
        "another part is being prepared.",
    ),
    (sent, "On its way from West Pharmacy since today, 10:00."),
    (failed, "West Pharmacy could not deliver it today, 10:00 and will be in touch."),
    (part_delivered, f"West Pharmacy delivered 14 of 28 tablets today, 10:00; {OWED}"),
    (
        given_back,
        "The pharmacy no longer has it: choose another one, or show the code at any counter.",
    ),
    (
        given_back_in_part,
        "The pharmacy no longer has it: choose another one, or show the code at any counter. "
        "Handed over before: 14 of 28 tablets.",
    ),
    (
        sent_on,
        "Sent to East Pharmacy today, 10:00, not started yet. "
        "Handed over before: 14 of 28 tablets.",
    ),
    (
        taken_on_elsewhere,
        "At East Pharmacy since today, 10:00, not in preparation yet. "
        "Handed over before: 14 of 28 tablets.",
    ),
    (
        suspended,
        "The pharmacy no longer has it: choose another one, or show the code at any counter.",
    ),
    (suspended_on_its_way, "A part is on its way from West Pharmacy since today, 10:00."),
    (
        returned,
        "West Pharmacy put it back into stock today, 10:00; it is not in preparation now.",
    ),
    (
        corrected,
        "West Pharmacy struck out a hand-over that was a mistake, today, 10:00; "
        "it is not in preparation now.",
    ),
    (stopping, "Gp Grey asked West Pharmacy to stop it. Ask before you take any."),
    (stopped, "Cancelled today: A rash."),
    (too_late, "Cancelled today: A rash. Handed over before: all of it."),
    (cancelled, "Cancelled today: Wrong drug."),
    (expired, "Expired today. Ask for a new one if you still need it."),
    (
        expired_in_part,
        "Expired today. Ask for a new one if you still need it. "
        "Handed over before: 14 of 28 tablets.",
    ),
    (supplied, "Supplied by West Pharmacy, today."),
    (
        supplied_with_more_to_come,
        "Supplied by West Pharmacy, today. The next issue is due on Mon 12 Oct.",
    ),
    (
        supplied_short,
        "Supplied by West Pharmacy, today; 1 of 2 medicines not supplied in full.",
    ),
    (not_supplied, "Closed without a supply by West Pharmacy, today."),
]


NAMED = [one.__name__ for one, _ in SENTENCES]


@pytest.mark.parametrize(("stands", "sentence"), SENTENCES, ids=NAMED)
def test_where_it_is_is_one_true_sentence(desk, clock, stands, sentence):
    one = stands(desk, clock)

    shown = look(desk.world.patient, prescription_mine.get, one)

    assert shown.words.replace(shown.prescriber, "Gp Grey") == sentence


@pytest.mark.parametrize("stands", [one for one, _ in SENTENCES], ids=NAMED)
def test_whoever_works_for_the_patient_is_not_spoken_to_as_the_patient(desk, clock, stands):
    one = stands(desk, clock)

    lane = look(desk.world.gp, prescription.get, one).lane

    for said in (lane.words, *(f"{stop.word} {stop.detail}" for stop in lane.steps)):
        assert not set(said.lower().split()) & {"you", "your", "ask", "choose"}, said
    assert lane.words.endswith(".")


@pytest.mark.parametrize("stands", [one for one, _ in SENTENCES], ids=NAMED)
def test_line_and_stations_say_the_same_as_the_sentence(desk, clock, stands):
    one = stands(desk, clock)

    shown = look(desk.world.patient, prescription_mine.get, one)

    here = [stop.word for stop in stops(Stage(shown.stage)) if stop.state in ("now", "failed")]
    stations = [one.word for one in shown.stations if one.state in ("now", "failed")]
    over = shown.stage in (Stage.SUPPLIED, Stage.STOPPING, *ENDED)
    assert len(here) == int(not over)
    assert shown.stage != Stage.OWED or here == ["Rest owed"]
    assert len(stations) == int(shown.stage != Stage.SUPPLIED)
    prepares = "preparing" in shown.words.replace("not in", "") or "is prepared" in shown.words
    assert ("Preparing" in here) is prepares
    assert any("is preparing" in word for word in stations) is ("is preparing" in shown.words)
    assert ("The rest is owed" in stations) is (
        stands in (part_handed, part_overdue, part_of_two, part_delivered)
    )


ENDED = (Stage.NOT_SUPPLIED, Stage.CANCELLED, Stage.EXPIRED)


def test_what_another_pharmacy_handed_over_is_not_owed_by_the_new_one(desk, clock):
    one = taken_on_elsewhere(desk, clock)

    (medicine,) = look(desk.world.patient, prescription_mine.get, one).medicines

    assert medicine.words == "14 of 28 tablets"


def test_a_promise_that_is_kept_in_a_letter_names_the_day_for_good(desk, rows):
    one = desk.prescribed()

    perform(desk.phil, dispense_supply.prepare, one, lines(one, 14, owed_until="2026-09-14"))

    (told,) = rows(Notification, Notification.kind == "dispense:owing")
    assert told.sentence.endswith("expected Mon 14 Sept")


@pytest.mark.parametrize(
    ("at", "said", "kept"),
    [
        (datetime(2026, 9, 14, 9, 40, tzinfo=UTC), "today, 10:40", "Mon 14 Sept"),
        (datetime(2026, 9, 13, 23, 30, tzinfo=UTC), "today, 00:30", "Mon 14 Sept"),
        (datetime(2026, 9, 15, 15, 20, tzinfo=UTC), "Tue 15 Sept, 16:20", "Tue 15 Sept"),
        (datetime(2026, 9, 13, 12, tzinfo=UTC), "Sun 13 Sept, 13:00", "Sun 13 Sept"),
        (datetime(2027, 6, 3, 12, tzinfo=UTC), "Thu 3 Jun 2027, 13:00", "Thu 3 Jun 2027"),
    ],
)
def test_a_moment_is_written_as_rows_write_it(at, said, kept):
    assert when.moment(at, factories.MONDAY, LONDON) == said
    assert when.date(at, factories.MONDAY, LONDON) == kept
