"""One winner (R2) at the counter: whoever races, one outcome, and the other is told in words."""

import pytest
from dispensing import CHECKED, KNOWN, WHY, items_of, lines, scanned, supplies_of
from services.deeds import CANCEL
from services.test_dispense_counts import holds_true

from portal.domain.errors import Invalid, PortalError, StepNotPossible, Taken
from portal.models import Prescription, PrescriptionClaim
from portal.schemas.prescription_claim import ChoosePharmacy
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_supply,
    prescription,
)
from portal.services.work import perform

ROUNDS = 50


def does(who, verb, *said):
    return lambda: perform(who, verb, *said)


def race(at_once, *calls):
    """All at once; return who succeeded, and the refusals of those who did not."""
    answers = at_once(calls)
    return [not isinstance(a, PortalError) for a in answers], [
        a for a in answers if isinstance(a, PortalError)
    ]


def holders(rows, script):
    found = rows(PrescriptionClaim, PrescriptionClaim.prescription_id == script)
    return [c.pharmacy_id for c in found if c.released_at is None]


@pytest.fixture
def one_of(desk, one):
    """Return a prescription as it is now, after seeing that its counts are true."""

    def read(script):
        holds_true(script)
        return one(Prescription, script)

    return read


def test_r2_of_two_colleagues_who_start_one_does_and_the_other_hears_who(
    desk, at_once, rows, one_of
):
    for _ in range(ROUNDS):
        script = desk.prescribed()

        won, refusals = race(
            at_once,
            does(desk.phil, dispense.claim, script),
            does(desk.petra, dispense.claim, script),
        )

        (loser,) = refusals
        name = (desk.phil, desk.petra)[won.index(True)].name
        assert isinstance(loser, Taken)
        assert loser.message == f"{name} was faster, and has started this prescription."
        assert holders(rows, script) == [desk.west]
        assert one_of(script).claim_status == "claimed"


def test_r2_of_two_pharmacies_that_scan_one_holds_it_and_the_other_hears_which(
    desk, at_once, rows, one_of
):
    for _ in range(ROUNDS):
        script = desk.prescribed(pharmacy_id=None)
        said = scanned(script)

        won, refusals = race(
            at_once,
            does(desk.phil, dispense.scan_token, said),
            does(desk.other, dispense.scan_token, said),
        )

        (loser,) = refusals
        place, name = ((desk.west, "West"), (desk.east, "East"))[won.index(True)]
        assert isinstance(loser, Taken)
        assert loser.message.startswith(f"{name} Pharmacy")
        assert desk.world.patient.name not in loser.message
        assert holders(rows, script) == [place]
        assert one_of(script).pharmacy_id == place


def test_r2_scan_elsewhere_against_start_here_has_one_holder(desk, at_once, rows, one_of):
    for _ in range(ROUNDS):
        script = desk.prescribed()
        said = scanned(script)

        won, refusals = race(
            at_once,
            does(desk.phil, dispense.claim, script),
            does(desk.other, dispense.scan_token, said),
        )

        (loser,) = refusals
        assert loser.message
        assert holders(rows, script) == [(desk.west, desk.east)[won.index(True)]]
        assert one_of(script).pharmacy_id == holders(rows, script)[0]


def test_r2_the_last_tablets_are_supplied_once(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.claimed()
        said = lines(script)

        won, refusals = race(
            at_once,
            does(desk.phil, dispense_supply.prepare, script, said),
            does(desk.petra, dispense_supply.prepare, script, said),
        )

        assert sorted(won) == [False, True]
        assert isinstance(refusals[0], StepNotPossible)
        assert "Nothing is left to supply of Paracetamol" in refusals[0].message
        assert [one.committed for one in items_of(script)] == [28]
        assert len(supplies_of(script)) == 1
        one_of(script)


def test_r2_two_halves_and_a_bit_never_make_more_than_the_whole(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.claimed()
        said = lines(script, 15)

        won, refusals = race(
            at_once,
            does(desk.phil, dispense_supply.prepare, script, said),
            does(desk.petra, dispense_supply.prepare, script, said),
        )

        assert sorted(won) == [False, True]
        assert isinstance(refusals[0], Invalid)
        assert "Only 13 tablets" in refusals[0].fields["quantity"]
        assert [one.committed for one in items_of(script)] == [15]
        one_of(script)


def test_r2_scan_against_change_of_pharmacy_ends_with_one_and_says_so(desk, at_once, rows, one_of):
    to_east = ChoosePharmacy(pharmacy_id=desk.east)
    for _ in range(ROUNDS):
        script = desk.prescribed()

        won, refusals = race(
            at_once,
            does(desk.phil, dispense.scan_token, scanned(script)),
            does(desk.world.patient, prescription.choose_pharmacy, script, to_east),
        )

        row = one_of(script)
        assert won[0], "whoever has the paper in hand supplies it"
        assert (row.pharmacy_id, row.claim_status) == (desk.west, "claimed")
        assert holders(rows, script) == [desk.west]
        assert won[1] or "West Pharmacy" in refusals[0].message


def test_r2_start_against_change_of_pharmacy_has_one_outcome(desk, at_once, rows, one_of):
    to_east = ChoosePharmacy(pharmacy_id=desk.east)
    for _ in range(ROUNDS):
        script = desk.prescribed()

        won, refusals = race(
            at_once,
            does(desk.phil, dispense.claim, script),
            does(desk.world.patient, prescription.choose_pharmacy, script, to_east),
        )

        row = one_of(script)
        assert sorted(won) == [False, True]
        assert refusals[0].message
        assert row.pharmacy_id == (desk.west if won[0] else desk.east)
        assert holders(rows, script) == ([desk.west] if won[0] else [])


def test_r2_a_stop_against_a_hand_over_has_one_outcome(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.ready()

        won, refusals = race(
            at_once,
            does(desk.world.gp, prescription.request_stop, script, CANCEL),
            does(desk.phil, dispense_hand.collect, script, 1, KNOWN),
        )

        row = one_of(script)
        assert sorted(won) == [False, True]
        assert isinstance(refusals[0], StepNotPossible)
        if won[0]:
            assert "asked to stop" in refusals[0].message
            assert (row.status, items_of(script)[0].supplied) == ("active", 0)
        else:
            assert "supplied" in refusals[0].message
            assert (row.status, row.stop_requested_at) == ("dispensed", None)


def test_r2_cancel_against_preparing_has_one_outcome(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.claimed()
        said = lines(script)

        won, refusals = race(
            at_once,
            does(desk.world.gp, prescription.cancel, script, CANCEL),
            does(desk.phil, dispense_supply.prepare, script, said),
        )

        row = one_of(script)
        assert sorted(won) == [False, True]
        assert isinstance(refusals[0], StepNotPossible)
        if won[0]:
            assert "cancelled" in refusals[0].message
            assert (row.status, items_of(script)[0].committed) == ("cancelled", 0)
        else:
            assert (row.status, items_of(script)[0].committed) == ("active", 28)


def test_r2_two_who_hand_over_the_same_hand_it_over_once(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.ready()

        won, refusals = race(
            at_once,
            does(desk.phil, dispense_hand.collect, script, 1, KNOWN),
            does(desk.petra, dispense_hand.collect, script, 1, KNOWN),
        )

        assert sorted(won) == [False, True]
        assert "supplied in full" in refusals[0].message
        assert [one.supplied for one in items_of(script)] == [28]
        one_of(script)


def test_r2_return_against_hand_over_has_one_outcome(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.ready()

        won, _ = race(
            at_once,
            does(desk.petra, dispense_hand.return_to_stock, script, 1, WHY),
            does(desk.phil, dispense_hand.collect, script, 1, KNOWN),
        )

        assert sorted(won) == [False, True]
        (item,) = items_of(script)
        assert (item.committed, item.supplied) == ((0, 0) if won[0] else (28, 28))
        one_of(script)


def test_r2_refusing_a_medicine_against_preparing_it_has_one_outcome(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.claimed()
        said, item = lines(script), items_of(script)[0].id

        won, refusals = race(
            at_once,
            does(desk.petra, dispense_item.refuse, script, item, WHY),
            does(desk.phil, dispense_supply.prepare, script, said),
        )

        assert sorted(won) == [False, True]
        assert refusals[0].message
        assert one_of(script).status == ("not_dispensed" if won[0] else "active")


def test_r2_two_who_check_the_same_check_it_once(desk, at_once, one_of):
    for _ in range(ROUNDS):
        script = desk.prepared()

        won, _ = race(
            at_once,
            does(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED),
            does(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED),
        )

        assert sorted(won) == [False, True]
        one_of(script)


def test_r2_giving_back_against_preparing_leaves_no_supply_without_a_holder(
    desk, at_once, rows, one_of
):
    for _ in range(ROUNDS):
        script = desk.claimed()
        said = lines(script)

        won, _ = race(
            at_once,
            does(desk.petra, dispense.release, script, WHY),
            does(desk.phil, dispense_supply.prepare, script, said),
        )

        assert sorted(won) == [False, True]
        assert (len(supplies_of(script)), holders(rows, script)) == (
            (0, []) if won[0] else (1, [desk.west])
        )
        one_of(script)
