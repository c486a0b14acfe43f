"""A pharmacy comes to hold a prescription: by scan, by code, by starting; and gives it back."""

import pytest
from dispensing import WHY, items_of, scanned
from sqlalchemy import update

from portal.domain.errors import Forged, NotAllowed, NotFound, StepNotPossible, Taken, TooMany
from portal.domain.prescription_word import ClaimStatus, PrescriptionStatus
from portal.models import Organization, Prescription, PrescriptionClaim
from portal.schemas.prescription_claim import CancelPrescription, Scan
from portal.services import dispense, prescription
from portal.services.work import SYSTEM, perform

S, C = PrescriptionStatus, ClaimStatus
CANCEL = CancelPrescription(reason="A rash came up.")


def holder(rows, one):
    found = rows(PrescriptionClaim, PrescriptionClaim.prescription_id == one)
    return [c.pharmacy_id for c in found if c.released_at is None]


def test_scanning_the_paper_opens_and_claims_it(desk, one, rows):
    script = desk.prescribed(pharmacy_id=None)

    view = perform(desk.phil, dispense.scan, script, scanned(script))

    assert (view.id, view.claim_status, view.pharmacy) == (str(script), "claimed", "West Pharmacy")
    assert view.patient == desk.world.patient.name
    assert holder(rows, script) == [desk.west]
    assert rows(PrescriptionClaim)[0].how == "scan"


def test_scanning_ones_own_again_just_opens_it(desk, rows):
    script = desk.prescribed()
    perform(desk.phil, dispense.scan, script, scanned(script))

    view = perform(desk.petra, dispense.scan_token, scanned(script))

    assert view.id == str(script)
    assert len(rows(PrescriptionClaim)) == 1


def test_what_was_sent_elsewhere_moves_to_who_scans_it_and_the_former_is_told(desk, rows, told):
    script = desk.prescribed()

    view = perform(desk.other, dispense.scan_token, scanned(script))

    assert view.pharmacy == "East Pharmacy"
    changed = {who for who, kind in told(script) if kind == "prescription:pharmacy_changed"}
    assert changed == {desk.phil.id, desk.petra.id, desk.world.gp.id}
    assert holder(rows, script) == [desk.east]


def test_what_another_pharmacy_holds_is_taken_and_says_nothing_about_the_patient(desk):
    script = desk.claimed()

    with pytest.raises(Taken) as refusal:
        perform(desk.other, dispense.scan_token, scanned(script))

    assert "West Pharmacy" in refusal.value.message
    assert desk.world.patient.name not in refusal.value.message


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.CANCELLED, "cancelled on 14 September 2026"),
        (S.EXPIRED, "expired on"),
        (S.DISPENSED, "supplied in full on 14 September 2026"),
        (S.NOT_DISPENSED, "closed without a supply on 14 September 2026"),
    ],
)
def test_a_code_that_is_spent_is_refused_in_words_with_the_day(desk, status, words):
    script = desk.prescribed(status=status, reason="why")

    with pytest.raises(StepNotPossible, match=words):
        perform(desk.phil, dispense.scan_token, scanned(script))


def test_a_code_is_spent_at_the_moment_it_expires_before_any_timer_ran(desk, clock):
    script = desk.prescribed()
    clock.advance(days=183)

    with pytest.raises(StepNotPossible, match="expired"):
        perform(desk.phil, dispense.scan_token, scanned(script))


def test_the_code_must_be_of_the_prescription_that_is_named(desk):
    script, another = desk.prescribed(), desk.prescribed()

    with pytest.raises(Forged, match="another prescription"):
        perform(desk.phil, dispense.scan, another, scanned(script))


def test_the_printed_code_names_it_as_well(desk, one):
    script = desk.prescribed()
    code = one(Prescription, script).code

    assert perform(desk.phil, dispense.scan, code, scanned(script)).id == str(script)


def test_an_altered_code_is_refused(desk):
    script = desk.prescribed()
    token = scanned(script).token
    altered = token[:40] + ("A" if token[40] != "A" else "B") + token[41:]

    with pytest.raises(Forged):
        perform(desk.phil, dispense.scan_token, Scan(token=altered))


def test_a_suspended_pharmacy_scans_nothing(desk, write, clock):
    script = desk.prescribed()
    write(update(Organization).where(Organization.id == desk.west).values(suspended_at=clock.now))

    with pytest.raises(NotAllowed, match="suspended"):
        perform(desk.phil, dispense.scan_token, scanned(script))


@pytest.mark.parametrize("who", ["patient", "gp", "admin", "manager", "diagnostics"])
def test_nobody_but_a_pharmacist_scans_finds_or_claims(desk, who):
    script = desk.prescribed()
    person = getattr(desk.world, who)

    for verb, said in [
        (dispense.scan_token, (scanned(script),)),
        (dispense.find_code, ("ABCD-1234",)),
        (dispense.claim, (script,)),
        (dispense.release, (script, WHY)),
    ]:
        with pytest.raises(NotAllowed):
            perform(person, verb, *said)


@pytest.mark.parametrize(
    "typed", ["7qk4-m2xd", "7QK4 M2XD", " 7QK4M2XD ", "7QK4–M2XD".replace("–", "-")]
)
def test_a_typed_code_is_read_forgivingly(desk, typed):
    script = desk.prescribed(code="7QK4M2XD")

    assert perform(desk.phil, dispense.find_code, typed).id == str(script)


def test_letters_that_are_no_letters_of_a_code_are_read_as_figures(desk):
    script = desk.prescribed(code="1011M2XD")

    assert perform(desk.phil, dispense.find_code, "lOi1-m2xd").id == str(script)


@pytest.mark.parametrize(
    "typed", ["", "7QK4", "7QK4M2XDA", "UUUUUUUU", "'; drop", "００００００００"]
)
def test_what_is_no_code_is_not_found_and_says_what_to_do(desk, typed):
    with pytest.raises(NotFound, match="Scan the code on the paper"):
        perform(desk.phil, dispense.find_code, typed)


def test_a_code_of_another_pharmacys_is_not_found(desk):
    desk.prescribed(code="7QK4M2XD", pharmacy_id=desk.east)

    with pytest.raises(NotFound):
        perform(desk.phil, dispense.find_code, "7QK4M2XD")


def test_guessing_codes_is_slowed_down_and_right_ones_do_not_count(desk):
    desk.prescribed(code="7QK4M2XD")
    for _ in range(30):
        perform(desk.phil, dispense.find_code, "7QK4M2XD")
    for number in range(10):
        with pytest.raises(NotFound):
            perform(desk.phil, dispense.find_code, f"0000000{number}")

    with pytest.raises(TooMany):
        perform(desk.phil, dispense.find_code, "7QK4M2XD")
    assert perform(desk.petra, dispense.find_code, "7QK4M2XD").code == "7QK4-M2XD"


def test_starting_what_was_sent_here_claims_it(desk, rows, one):
    script = desk.prescribed()

    view = perform(desk.phil, dispense.claim, script)

    assert (view.claim_status, view.turn) == ("claimed", "mine")
    assert rows(PrescriptionClaim)[0].how == "start"


def test_a_colleague_who_is_slower_is_told_who_was_faster(desk):
    script = desk.claimed()

    with pytest.raises(Taken, match=f"{desk.phil.name} was faster"):
        perform(desk.petra, dispense.claim, script)
    with pytest.raises(StepNotPossible, match="You have started"):
        perform(desk.phil, dispense.claim, script)


def test_what_was_sent_elsewhere_is_not_there_to_claim(desk):
    script = desk.prescribed()

    with pytest.raises(NotFound):
        perform(desk.other, dispense.claim, script)


def test_given_back_it_waits_for_the_patients_choice(desk, one, rows, told):
    script = desk.claimed()

    view = perform(desk.petra, dispense.release, script, WHY)

    row = one(Prescription, script)
    assert (view.claim_status, row.pharmacy_id) == ("released", None)
    assert holder(rows, script) == []
    assert rows(PrescriptionClaim)[0].release_reason == WHY.reason
    assert told(script) == {(desk.world.patient.id, "prescription:released")}


def test_given_back_it_is_claimed_again_by_scan_only(desk):
    script = desk.claimed()
    perform(desk.phil, dispense.release, script, WHY)

    with pytest.raises(NotAllowed, match="scan the code"):
        perform(desk.phil, dispense.claim, script)
    assert perform(desk.other, dispense.scan_token, scanned(script)).claim_status == "claimed"


@pytest.mark.parametrize("state", ["prepared", "ready", "sent", "failed"])
def test_nothing_is_given_back_while_a_supply_is_under_way(desk, state):
    script = getattr(desk, state)()

    with pytest.raises(StepNotPossible, match="under way"):
        perform(desk.phil, dispense.release, script, WHY)


def test_what_was_only_offered_is_not_given_back(desk):
    script = desk.prescribed()

    with pytest.raises((StepNotPossible, NotAllowed)):
        perform(desk.phil, dispense.release, script, WHY)


@pytest.mark.parametrize("state", ["prescribed", "claimed", "prepared", "ready", "failed", "sent"])
def test_a_suspended_pharmacy_loses_everything_that_is_open(desk, one, rows, told, state):
    script, done = getattr(desk, state)(), desk.collected()

    assert perform(SYSTEM, dispense.release_all, desk.west) == 1

    row = one(Prescription, script)
    assert (row.claim_status, row.pharmacy_id, row.status) == (C.RELEASED, None, S.ACTIVE)
    assert holder(rows, script) == []
    assert (desk.world.patient.id, "prescription:released") in told(script)
    assert one(Prescription, done).pharmacy_id == desk.west
    assert items_of(script)[0].committed == (28 if state == "sent" else 0)


def test_the_patient_of_a_lost_pharmacy_goes_to_another(desk):
    script = desk.ready()
    perform(SYSTEM, dispense.release_all, desk.west)

    view = perform(desk.other, dispense.scan_token, scanned(script))

    assert (view.pharmacy, view.items[0].remaining) == ("East Pharmacy", 28)


def test_a_stop_that_was_asked_of_a_lost_pharmacy_is_in_time_or_stays_its_own(desk, one, told):
    here, out = desk.ready(), desk.sent()
    for script in (here, out):
        perform(desk.world.gp, prescription.request_stop, script, CANCEL)

    assert perform(SYSTEM, dispense.release_all, desk.west) == 1

    assert one(Prescription, here).status == S.CANCELLED
    assert (desk.world.gp.id, "prescription:stopped") in told(here)
    row = one(Prescription, out)
    assert (row.status, row.pharmacy_id) == (S.ACTIVE, desk.west)
    assert row.stop_requested_at is not None
