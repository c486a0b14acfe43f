"""One winner (R2) when a pharmacy is suspended, repeats end, or a stop comes, at that moment."""

import pytest
from dispensing import KNOWN, WHY, items_of, lines, scanned, supplies_of
from services.deeds import CANCEL, TOLD
from services.test_dispense_counts import holds_true
from services.test_dispense_races import does, holders, race

from portal.domain.errors import NotAllowed, NotFound, StepNotPossible
from portal.models import Prescription, RegisterEntry
from portal.schemas.prescription_claim import ChoosePharmacy
from portal.services import (
    dispense,
    dispense_hand,
    dispense_query,
    dispense_supply,
    organization_edit,
    prescription,
    prescription_due,
    work,
)
from portal.services.work import SYSTEM, perform

ROUNDS = 20


@pytest.fixture
def suspends(desk):
    """Return the deed of suspending West Pharmacy."""
    return does(desk.world.admin, organization_edit.suspend, desk.west)


@pytest.fixture
def opens(desk):
    """Let West Pharmacy take prescriptions again."""
    return does(desk.world.admin, organization_edit.resume, desk.west)


@pytest.fixture
def one_of(desk, one):
    """Return a prescription as it is now, after seeing that its counts are true."""

    def read(script):
        holds_true(script)
        return one(Prescription, script)

    return read


def is_taken_away(row, rows):
    """Nobody holds it, and the patient may choose."""
    return (row.pharmacy_id, row.claim_status, holders(rows, row.id)) == (None, "released", [])


def test_r2_suspending_a_pharmacy_against_a_controlled_hand_over(
    desk, at_once, rows, one_of, suspends, opens
):
    desk.receives(28 * ROUNDS)
    for _ in range(ROUNDS):
        script = desk.ready(desk.morphine)

        won, refusals = race(
            at_once, suspends, does(desk.phil, dispense_hand.collect, script, 1, KNOWN)
        )

        row = one_of(script)
        written = rows(RegisterEntry, RegisterEntry.dispense_id == supplies_of(script)[0].id)
        assert won[0], "an administrator is never kept from it"
        if won[1]:
            assert (row.status, len(written)) == ("dispensed", 1)
        else:
            assert is_plain(refusals)
            assert (row.status, written) == ("active", [])
            assert is_taken_away(row, rows)
        opens()


def test_r2_suspending_a_pharmacy_against_striking_out_a_controlled_hand_over(
    desk, at_once, rows, one_of, suspends, opens
):
    desk.receives(28 * ROUNDS)
    for _ in range(ROUNDS):
        script = desk.ready(desk.morphine, quantity=14)
        perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)

        won, refusals = race(
            at_once, suspends, does(desk.petra, dispense_hand.correct, script, 1, WHY)
        )

        row = one_of(script)
        assert won[0], refusals
        assert is_taken_away(row, rows)
        assert won[1] or is_plain(refusals)
        assert [one.supplied for one in items_of(script)] == [0 if won[1] else 14]
        opens()


def test_r2_suspending_a_pharmacy_against_the_answer_that_it_is_too_late(
    desk, at_once, rows, one_of, suspends, opens
):
    desk.receives(28 * ROUNDS)
    for _ in range(ROUNDS):
        script = desk.ready(desk.morphine)
        perform(desk.world.gp, prescription.request_stop, script, CANCEL)

        won, refusals = race(
            at_once, suspends, does(desk.phil, dispense_query.already_handed_over, script, TOLD)
        )

        row = one_of(script)
        assert won[0], refusals
        assert row.status == "cancelled"
        assert won[1] or is_plain(refusals)
        assert [one.supplied for one in items_of(script)] == [28 if won[1] else 0]
        opens()


def test_r2_suspending_a_pharmacy_against_starting_and_preparing_there(
    desk, at_once, rows, one_of, suspends, opens
):
    for turn in range(ROUNDS):
        script = desk.prescribed()
        verb, *said = [(dispense.claim,), (dispense_supply.prepare, lines(script))][turn % 2]

        won, refusals = race(at_once, suspends, does(desk.phil, verb, script, *said))

        assert won[0], refusals
        assert won[1] or is_plain(refusals)
        assert is_taken_away(one_of(script), rows)
        assert all(one.status == "returned" for one in supplies_of(script))
        opens()


@pytest.mark.parametrize("whose", ["here", "nowhere"])
def test_r2_suspending_a_pharmacy_against_a_scan_there(
    desk, at_once, rows, one_of, suspends, opens, whose
):
    for _ in range(ROUNDS):
        script = desk.prescribed(pharmacy_id=desk.west if whose == "here" else None)
        said = scanned(script)

        won, refusals = race(at_once, suspends, does(desk.phil, dispense.scan_token, said))

        row = one_of(script)
        assert won[0], refusals
        assert won[1] or "suspended" in refusals[0].message
        assert row.pharmacy_id is None
        assert holders(rows, script) == []
        opens()


@pytest.mark.parametrize("before", ["west", "east"])
def test_r2_suspending_a_pharmacy_against_choosing_it(
    desk, at_once, rows, one_of, suspends, opens, before
):
    to_west = ChoosePharmacy(pharmacy_id=desk.west)
    for _ in range(ROUNDS):
        script = desk.prescribed(pharmacy_id=getattr(desk, before))

        won, refusals = race(
            at_once,
            suspends,
            does(desk.world.patient, prescription.choose_pharmacy, script, to_west),
        )

        row = one_of(script)
        assert won[0], refusals
        assert won[1] or "does not take prescriptions" in refusals[0].message
        assert row.pharmacy_id != desk.west
        opens()


def test_r2_suspending_a_pharmacy_against_the_next_issue_for_it(
    desk, clock, at_once, rows, one_of, suspends, opens
):
    for _ in range(ROUNDS):
        script = repeated(desk, clock)

        won, refusals = race(at_once, suspends, lambda one=script: issues(one))

        assert (won, refusals) == ([True, True], [])
        issues(script)
        (again,) = rows(Prescription, Prescription.original_id == script)
        assert again.pharmacy_id is None
        opens()


def test_r2_ending_the_repeats_against_the_next_issue(desk, clock, at_once, rows, one_of):
    for _ in range(ROUNDS):
        script = repeated(desk, clock)

        won, refusals = race(
            at_once,
            does(desk.world.gp, prescription.end_repeats, script, CANCEL),
            lambda one=script: issues(one),
        )

        issues(script)
        row, again = one_of(script), rows(Prescription, Prescription.original_id == script)
        assert row.next_issue_at is None
        assert len(again) == (0 if won[0] else 1)
        assert won[0] or "No repeat follows this issue any more" in refusals[0].message


def test_r2_a_stop_asked_for_against_another_answer_to_it(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.prepared()
        perform(desk.world.gp, prescription.request_stop, script, CANCEL)

        won, refusals = race(
            at_once,
            does(desk.petra, dispense_query.stop, script),
            does(desk.phil, dispense_query.already_handed_over, script, TOLD),
        )

        assert sorted(won) == [False, True]
        assert refusals[0].message
        assert one_of(script).status == "cancelled"
        assert [one.supplied for one in items_of(script)] == [28 if won[1] else 0]


def test_r2_cancelling_against_the_late_hand_over(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.prepared()
        perform(desk.world.gp, prescription.request_stop, script, CANCEL)

        won, refusals = race(
            at_once,
            does(desk.world.gp, prescription.cancel, script, CANCEL),
            does(desk.phil, dispense_query.already_handed_over, script, TOLD),
        )

        assert won == [False, True]
        assert "asked to stop" in refusals[0].message or "cancelled" in refusals[0].message
        assert (one_of(script).status, items_of(script)[0].supplied) == ("cancelled", 28)


def is_plain(refusals):
    """One person is told what became of it, and not that the portal was in the way."""
    (refusal,) = refusals
    return isinstance(refusal, NotAllowed | NotFound | StepNotPossible) and refusal.message not in (
        work.FASTER,
        work.CROSSED,
    )


def repeated(desk, clock):
    """One whose next issue is due now."""
    return desk.prescribed(issues=3, interval_days=28, next_issue_at=clock.now)


def issues(script):
    return perform(SYSTEM, prescription_due.take_due, script)
