"""A pharmacy comes to hold a prescription: scanned, found by its code, started, given back."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import CLAIM
from portal.domain.errors import Forged, NotAllowed, NotFound, StepNotPossible, TooMany
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import (
    LIVE,
    UNDER_WAY,
    ClaimStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.workflow import Party, Step
from portal.infra import throttle
from portal.models import ClaimedBy, Organization, Prescription
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import ReasonClaim, Scan
from portal.services import (
    access_prescription,
    dispense_query,
    pharmacy,
    prescription_step,
    prescription_view,
    record_reading,
)
from portal.services import prescription_token as paper
from portal.services.dispense_hand import take_back
from portal.services.dispense_step import (
    STOPPED,
    claimed,
    faster,
    find,
    mine,
    open_claim,
    refuse_standing,
    refuse_stranger,
    refuse_taken,
)
from portal.services.prescription_step import announce, supplies
from portal.services.work import Work
from portal.settings import settings

S, C, U, P = PrescriptionStatus, ClaimStatus, SupplyStatus, Party
CODE = 8
ALPHABET = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"} | dict.fromkeys("-\u2010\u2011\u2013\u2014"))
ANOTHER = "This code belongs to another prescription: scan the one on this paper."
UNKNOWN = (
    "No prescription of yours has this code. Scan the code on the paper, or ask the patient to "
    "choose your pharmacy in the portal."
)
SLOWLY = "Too many codes that do not exist. Wait a minute, or scan the code on the paper."
GONE = "The pharmacy is not available."
NO_PHARMACY = "Your pharmacy is suspended: it supplies nothing at the moment."
CHANGED = next(one for one in WORKFLOW.steps if one.name == "choose_pharmacy")
MOVED = replace(CHANGED, tells={p: s for p, s in CHANGED.tells.items() if p is not P.PHARMACY})
"""What is told when a patient comes to another pharmacy with the paper."""


def scan(work: Work, ref: UUID | str, said: Scan) -> PrescriptionView:
    """Open a prescription by the signed code on its paper, and hold it from now on.

    `ref` is its id or printed code, and must be what was scanned. Raises Forged, Taken when
    another pharmacy holds it, and StepNotPossible when it is over.
    """
    _refuse_suspended(work)
    row = _read(work, said)
    if str(ref) not in (str(row.id), said.token) and meant(str(ref)) != row.code:
        raise Forged(ANOTHER)
    return _scanned(work, row)


def scan_token(work: Work, said: Scan) -> PrescriptionView:
    """Open whichever prescription the scanned code is of. Raises as `scan`."""
    _refuse_suspended(work)
    return _scanned(work, _read(work, said))


def find_code(work: Work, typed: str) -> PrescriptionView:
    """Open a prescription of the pharmacy's by its printed code, however it was typed.

    What the pharmacy may not see is not found, and guessing is slowed down (TooMany).
    """
    person, _ = mine(work)
    tries = settings().code_tries
    if not throttle.may("prescription-code", str(person), tries):
        raise TooMany(SLOWLY)
    code = meant(typed)
    query = select(Prescription).where(
        Prescription.code == code, access_prescription.prescriptions(work.actor)
    )
    row = work.session.exec(query).one_or_none() if code else None
    if row is None:
        throttle.hit("prescription-code", str(person), tries)
        raise NotFound(UNKNOWN)
    looked(work, row)
    return prescription_view.detail(work, row)


def looked(work: Work, row: Prescription) -> None:
    """Keep in the patient's audit that the pharmacy opened a prescription by its code."""
    place = work.session.get_one(Organization, work.actor.organization_id)
    why = f"Your prescription came to {place.name}"
    record_reading.note(work, "prescription:read", "prescription", row.id, row.patient_id, why)


def meant(typed: str) -> str:
    """Return the printed code that was meant; empty when it cannot be one."""
    code = "".join(typed.split()).upper().translate(MEANT)
    return code if len(code) == CODE and set(code) <= ALPHABET else ""


def claim(work: Work, prescription_id: UUID | str) -> PrescriptionView:
    """Start on a prescription that was sent here: one pharmacist does. Raises Taken."""
    row = find(work, prescription_id)
    refuse_standing(work, row)
    refuse_taken(work, row)
    if (holder := open_claim(work, row)) is not None:
        raise faster(work, holder)
    refuse_stranger(work, row)
    claimed(work, row, ClaimedBy.START)
    return prescription_view.detail(work, row)


def release(work: Work, prescription_id: UUID | str, said: ReasonClaim) -> PrescriptionView:
    """Give a prescription back, so that the patient chooses where it goes.

    Raises StepNotPossible while something of it is prepared, on its way, asked or to be stopped.
    """
    row = find(work, prescription_id)
    refuse_stranger(work, row)
    word = row.claim_status.word
    step = CLAIM.step("release", row.claim_status, prescription_step.parties(work, row), word)
    if row.status not in LIVE:
        raise StepNotPossible(f"This is not possible any more: it is {row.status.word}.")
    if row.stop_requested_at is not None:
        raise StepNotPossible(STOPPED)
    if row.status is S.ON_HOLD:
        raise StepNotPossible("Your question is open: withdraw it first, or wait for the answer.")
    if any(one.status in UNDER_WAY for one in supplies(work, row)):
        raise StepNotPossible("A supply is under way: hand it over, or return it to stock, first.")
    _released(work, row, step, said.reason)
    return prescription_view.detail(work, row)


def release_all(work: Work, pharmacy_id: UUID) -> int:
    """Take every open prescription from a pharmacy that was suspended; return how many.

    What it has put together goes back to its stock first, which is in time for a stop that was
    asked for.
    """
    query = select(Prescription.id).where(
        Prescription.pharmacy_id == pharmacy_id,
        col(Prescription.status).in_(LIVE),
        col(Prescription.claim_status).in_((C.OFFERED, C.CLAIMED)),
    )
    found = list(work.session.exec(query.order_by(col(Prescription.id))))
    return sum(_taken_away(work, one, pharmacy_id) for one in found)


def _taken_away(work: Work, prescription_id: UUID, pharmacy_id: UUID) -> bool:
    row = work.session.get_one(
        Prescription, prescription_id, with_for_update=True, populate_existing=True
    )
    if row.pharmacy_id != pharmacy_id or row.status not in LIVE or row.claim_status is C.RELEASED:
        return False
    found = supplies(work, row)
    if row.stop_requested_at is not None and any(one.status is U.DISPATCHED for one in found):
        return False  # only that pharmacy can say whether it was in time
    for one in found:
        take_back(work, one, GONE)
    if row.stop_requested_at is not None:
        dispense_query.stopped(work, row, WORKFLOW.step("stop", row.status, [P.SYSTEM]))
    step = CLAIM.step("release", row.claim_status, [P.SYSTEM], row.claim_status.word)
    _released(work, row, step, GONE)
    return True


def _released(work: Work, row: Prescription, step: Step, reason: str) -> None:
    holder = open_claim(work, row)
    if holder is not None:
        holder.released_at, holder.release_reason = work.at, reason
        work.session.add(holder)
    row.take_claim(step, work.at)
    announce(work, row, step, reason)
    row.pharmacy_id = None
    for item in prescription_step.items(work, row):
        item.owed_until = None
        work.session.add(item)
    work.session.flush()


def _read(work: Work, said: Scan) -> Prescription:
    """Return the prescription of a genuine code, under its lock."""
    return paper.match(work, paper.verify(said.token), lock=True)


def _scanned(work: Work, row: Prescription) -> PrescriptionView:
    _, place = mine(work)
    paper.refuse_spent(row, work.at)
    refuse_taken(work, row)
    if row.claim_status is C.CLAIMED and row.pharmacy_id == place:
        looked(work, row)
        return prescription_view.detail(work, row)
    former, row.pharmacy_id = row.pharmacy_id, place
    claimed(work, row, ClaimedBy.SCAN)
    if former not in (None, place):
        announce(work, row, MOVED, former=former)
    return prescription_view.detail(work, row)


def _refuse_suspended(work: Work) -> None:
    _, place = mine(work)
    if not pharmacy.stays_open(work, place):
        raise NotAllowed(NO_PHARMACY)
