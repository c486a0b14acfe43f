"""A supply leaves the pharmacy, comes back, or turns out to be a mistake."""

from uuid import UUID

from portal.domain.dispensing import SUPPLY
from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.medicine import IDENTIFIED
from portal.domain.prescription_word import LIVE, SupplyStatus
from portal.domain.workflow import Party
from portal.models import Dispense, Prescription
from portal.schemas.base import parse
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import Delivery, Dispatch, HandOver, ReasonClaim
from portal.services import dispense_register, prescription_view
from portal.services.dispense_step import (
    CHECK,
    STOPPED,
    count,
    find,
    mine,
    parts,
    refuse_standing,
    supply_of,
    supply_step,
    tell,
)
from portal.services.prescription_step import announce, deadlines
from portal.services.work import Work

U = SupplyStatus
TWO = 2
OWN = "You handed this over yourself: somebody else strikes it out."
LATE = "Recorded when the prescriber asked to stop it."
UNCHECKED = "It was handed over before anybody recorded a second check."


def collect(
    work: Work, prescription_id: UUID | str, number: int, said: HandOver
) -> PrescriptionView:
    """Hand a ready supply over, to somebody who gave two identifiers.

    A controlled drug needs proof of identity. Raises Invalid for what was not asked for.
    """
    row = find(work, prescription_id, registers=True)
    supply = supply_of(work, row, number)
    refuse_standing(work, row)
    hand(work, row, supply, "collect", said)
    return prescription_view.detail(work, row)


def dispatch(
    work: Work, prescription_id: UUID | str, number: int, said: Dispatch
) -> PrescriptionView:
    """Send a ready supply out, or once more after it could not be delivered."""
    row = find(work, prescription_id)
    supply = supply_of(work, row, number)
    refuse_standing(work, row)
    step = supply_step(supply, "dispatch")
    supply.take(step, work.at)
    supply.delivery_to, supply.courier, supply.reason = said.delivery_to, said.courier, ""
    supply.due_at = deadlines().delivered_by(work.at)
    tell(work, row, supply, step)
    return prescription_view.detail(work, row)


def deliver(
    work: Work, prescription_id: UUID | str, number: int, said: HandOver
) -> PrescriptionView:
    """Record that a supply was handed over at the door; raises as `collect`.

    What was sent out is handed over even if the prescription is over by now: it is a fact.
    """
    row = find(work, prescription_id, registers=True)
    supply = supply_of(work, row, number)
    if row.stop_requested_at is not None and row.status in LIVE:
        raise StepNotPossible(STOPPED)
    hand(work, row, supply, "deliver", said)
    return prescription_view.detail(work, row)


def fail(
    work: Work, prescription_id: UUID | str, number: int, said: ReasonClaim
) -> PrescriptionView:
    """Record that a supply could not be delivered; it is sent again, or returned to stock."""
    row = find(work, prescription_id)
    supply = supply_of(work, row, number)
    step = supply_step(supply, "fail")
    supply.reason = said.reason
    supply.take(step, work.at)
    supply.due_at = deadlines().delivered_by(work.at)
    tell(work, row, supply, step, said.reason)
    return prescription_view.detail(work, row)


def delivery(work: Work, prescription_id: UUID | str, said: Delivery) -> PrescriptionView:
    """Take one step of a delivery. Raises Invalid for what that step asks for, and as each."""
    if said.step == "dispatch":
        out = parse(Dispatch, said.model_dump(include={"delivery_to", "courier"}))
        return dispatch(work, prescription_id, said.number, out)
    if said.step == "deliver":
        to = parse(HandOver, said.model_dump(include={"identifiers", "collector", "proof"}))
        return deliver(work, prescription_id, said.number, to)
    why = parse(ReasonClaim, said.model_dump(include={"reason"}))
    return fail(work, prescription_id, said.number, why)


def return_to_stock(
    work: Work, prescription_id: UUID | str, number: int, said: ReasonClaim
) -> PrescriptionView:
    """Put a supply that nobody has got back onto the shelf; its quantities are open again."""
    row = find(work, prescription_id)
    supply = supply_of(work, row, number)
    step = supply_step(supply, "return")
    supply.reason = said.reason
    supply.take(step, work.at)
    supply.due_at = None
    count(work, row, parts(work, supply), committed=-1)
    tell(work, row, supply, step, said.reason)
    return prescription_view.detail(work, row)


def take_back(work: Work, supply: Dispense, reason: str) -> bool:
    """Return a supply to stock because a stop, an expiry or a suspension wants it.

    The prescription is locked already. Return whether it was still there: what has left the
    pharmacy stays as it is.
    """
    if not any(s.name == "return" and supply.status in s.sources for s in SUPPLY.steps):
        return False
    row = work.session.get_one(Prescription, supply.prescription_id)
    step = SUPPLY.step("return", supply.status, [Party.SYSTEM], supply.status.word)
    supply.reason = reason
    supply.take(step, work.at)
    supply.due_at = None
    work.session.add(supply)
    count(work, row, parts(work, supply), committed=-1)
    announce(work, row, step, reason)
    return True


def correct(
    work: Work, prescription_id: UUID | str, number: int, said: ReasonClaim
) -> PrescriptionView:
    """Strike out a hand-over that never was; another person than who recorded it does.

    Its quantities are open again, and a drug of the register is written back.
    """
    person, _ = mine(work)
    row = find(work, prescription_id, registers=True)
    supply = supply_of(work, row, number)
    step = supply_step(supply, "correct")
    if supply.handed_by == person:
        raise NotAllowed(OWN)
    supply.reason, supply.corrected_by = said.reason, person
    supply.take(step, work.at)
    held = parts(work, supply)
    count(work, row, held, committed=-1, supplied=-1)
    dispense_register.written_back(work, row, supply, held)
    tell(work, row, supply, step, said.reason)
    return prescription_view.detail(work, row)


def hand_late(work: Work, row: Prescription, supply: Dispense, said: HandOver) -> None:
    """Record that the patient has a supply already, however far it had been recorded.

    Steps that nobody recorded are not made up: where nobody looked a second time, whoever records
    the hand-over answers for it, and it says so. Raises Invalid as `collect`.
    """
    if supply.checked_by is None:
        person, _ = mine(work)
        supply.checked_by, supply.checked_at, supply.check_note = person, None, UNCHECKED
    name = {U.READY: "collect", U.DISPATCHED: "deliver"}.get(supply.status, "collect_late")
    hand(work, row, supply, name, said, LATE)


def hand(
    work: Work, row: Prescription, supply: Dispense, name: str, said: HandOver, reason: str = ""
) -> None:
    """Count a supply as handed over, with who took it, and write what the register asks for."""
    person, _ = mine(work)
    step = supply_step(supply, name)
    held = parts(work, supply)
    asked = list(dict.fromkeys(said.identifiers))
    if len(asked) < TWO:
        raise Invalid(CHECK, {"identifiers": HandOver.SAY["identifiers"]})
    if not said.proof and any(one.schedules & IDENTIFIED for one in held):
        raise Invalid(CHECK, {"proof": HandOver.SAY["proof"]})
    supply.identifiers = ", ".join(one.replace("_", " ") for one in asked)
    supply.collector, supply.proof = said.collector, said.proof
    supply.handed_by, supply.handed_at = person, work.at
    supply.take(step, work.at)
    supply.due_at = supply.uncollected_at = None
    count(work, row, held, supplied=1)
    dispense_register.supplied(work, row, supply, held)
    tell(work, row, supply, step, reason)
