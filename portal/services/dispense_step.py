"""What every step of a pharmacy shares: under the row lock, who may, and how the counts follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import CLAIM, ITEM, SUPPLY, item_status
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible, Taken
from portal.domain.medicine import Schedule
from portal.domain.permission import Permission
from portal.domain.prescription_word import SUPPLIABLE, ClaimStatus, ItemStatus, PrescriptionStatus
from portal.domain.workflow import Party, Step
from portal.models import (
    ClaimedBy,
    Dispense,
    DispenseLine,
    Medicine,
    Organization,
    Prescription,
    PrescriptionClaim,
    PrescriptionItem,
    User,
)
from portal.services import prescription_step
from portal.services.prescription_step import announce
from portal.services.prescription_token import refuse_spent
from portal.services.work import Work, number

S, C, I, P = PrescriptionStatus, ClaimStatus, ItemStatus, Party  # noqa: E741
NO_SUPPLY = "This prescription has no such supply."
NOT_HERE = (
    "Your pharmacy does not hold this prescription: scan the code on the paper, or ask the "
    "patient to choose your pharmacy in the portal."
)
STOPPED = "The prescriber asked to stop this prescription: say first whether it is still here."
WAITS = "The prescription is on hold, because of a question: wait for the answer, or withdraw it."
HORIZON = timedelta(days=60)
"""How far ahead a supply may be promised."""

CHECK = "Please check what you entered."


@dataclass(frozen=True)
class Part:
    """How much of one item goes with a supply, and which product it is."""

    line: DispenseLine
    item: PrescriptionItem
    substitute: Medicine | None

    @property
    def schedules(self) -> frozenset[Schedule | None]:
        """How strictly it is kept: as signed, and as the product that is given instead."""
        given = {self.substitute.schedule} if self.substitute else set[Schedule | None]()
        return frozenset({self.item.schedule} | given)

    @property
    def product_id(self) -> UUID:
        """The product that leaves the shelf."""
        return self.line.substitute_id or self.item.medicine_id


def mine(work: Work) -> tuple[UUID, UUID]:
    """Return the acting pharmacist and their pharmacy. Raises NotAllowed for anybody else."""
    work.require(Permission.PRESCRIPTION_DISPENSE)
    if work.actor.id is None or work.actor.organization_id is None:
        raise NotAllowed("Your account belongs to no pharmacy.")
    return work.actor.id, work.actor.organization_id


def find(work: Work, prescription_id: UUID | str, *, registers: bool = False) -> Prescription:
    """Return a prescription of the pharmacist's, under its lock. Raises NotFound, NotAllowed.

    A step that may write into the register `registers`: it locks the register first.
    """
    mine(work)
    if registers:
        lock_register(work)
    return prescription_step.find(work, prescription_id, lock=True)


def lock_register(work: Work) -> UUID:
    """Let pharmacists of one pharmacy write one after the other; return the pharmacy.

    It is the lock of the pharmacy itself, and so it comes before that of any prescription: whoever
    suspends a pharmacy locks in the same order, and neither waits for the other for ever.
    """
    _, place = mine(work)
    query = select(Organization.id).where(Organization.id == place)
    work.session.exec(query.with_for_update(key_share=True)).one()
    return place


def supply_of(work: Work, row: Prescription, which: object) -> Dispense:
    """Return the pharmacy's own supply of that number, read anew under the prescription's lock.

    Raises NotFound, and NotAllowed when it is another pharmacy's.
    """
    query = select(Dispense).where(
        Dispense.prescription_id == row.id, Dispense.number == number(which, "number", least=1)
    )
    found = work.session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(NO_SUPPLY)
    if found.pharmacy_id != work.actor.organization_id:
        raise NotAllowed("This supply belongs to another pharmacy.")
    return found


def supply_step(supply: Dispense, name: str) -> Step:
    """Return a pharmacy's step of its own supply. Raises StepNotPossible."""
    return SUPPLY.step(name, supply.status, [P.PHARMACY], supply.status.word)


def refuse_standing(work: Work, row: Prescription) -> None:
    """Raise StepNotPossible when nothing may be prepared, checked or handed over now."""
    refuse_spent(row, work.at)
    if row.stop_requested_at is not None:
        raise StepNotPossible(STOPPED)
    if row.status is S.ON_HOLD:
        raise StepNotPossible(WAITS)
    if row.status not in SUPPLIABLE:
        raise StepNotPossible(f"This is not possible any more: it is {row.status.word}.")


def refuse_stranger(work: Work, row: Prescription) -> None:
    """Raise NotAllowed unless the prescription is with the actor's pharmacy."""
    if row.pharmacy_id != work.actor.organization_id:
        raise NotAllowed(NOT_HERE)


def open_claim(work: Work, row: Prescription) -> PrescriptionClaim | None:
    """Return who holds it now."""
    query = select(PrescriptionClaim).where(
        PrescriptionClaim.prescription_id == row.id, col(PrescriptionClaim.released_at).is_(None)
    )
    return work.session.exec(query).one_or_none()


def claimed(work: Work, row: Prescription, how: ClaimedBy) -> None:
    """Let the actor's pharmacy hold it; a constraint lets only one.

    Raises NotAllowed when it is somebody else's, and StepNotPossible when it is held already.
    """
    person, place = mine(work)
    step = CLAIM.step(
        "claim", row.claim_status, prescription_step.parties(work, row), row.claim_status.word
    )
    row.take_claim(step, work.at)
    claim = PrescriptionClaim(
        prescription_id=row.id, pharmacy_id=place, claimed_by=person, how=how, created_at=work.at
    )
    work.session.add(claim)
    work.session.flush()
    announce(work, row, step)


def held(work: Work, row: Prescription) -> None:
    """See that the actor's pharmacy holds it; what was only offered to it, it takes now."""
    refuse_stranger(work, row)
    if row.claim_status is not C.CLAIMED:
        claimed(work, row, ClaimedBy.START)


def refuse_taken(work: Work, row: Prescription) -> None:
    """Raise Taken when another pharmacy holds it: named, with nothing about the patient."""
    claim = open_claim(work, row)
    if claim is None or claim.pharmacy_id == work.actor.organization_id:
        return
    place = work.session.get_one(Organization, claim.pharmacy_id)
    raise Taken(f"{place.name} ({place.phone}) has this prescription now: call them to release it.")


def faster(work: Work, claim: PrescriptionClaim) -> StepNotPossible:
    """Return what somebody is told who starts what is started."""
    if claim.claimed_by == work.actor.id:
        return StepNotPossible("You have started this prescription already.")
    name = work.session.get_one(User, claim.claimed_by).name
    return Taken(f"{name} was faster, and has started this prescription.")


def parts(work: Work, supply: Dispense) -> list[Part]:
    """Return what is in a supply; the items as they are now."""
    query = (
        select(DispenseLine, PrescriptionItem, Medicine)
        .join(PrescriptionItem, col(PrescriptionItem.id) == DispenseLine.item_id)
        .outerjoin(Medicine, col(Medicine.id) == DispenseLine.substitute_id)
        .where(DispenseLine.dispense_id == supply.id)
        .order_by(col(PrescriptionItem.position))
        .execution_options(populate_existing=True)
    )
    return [Part(line, item, other) for line, item, other in work.session.exec(query)]


def count(
    work: Work, row: Prescription, moved: Sequence[Part], *, committed: int = 0, supplied: int = 0
) -> None:
    """Count what a supply holds in (1) or out (-1), and let items and prescription follow."""
    for part in moved:
        part.item.committed += committed * part.line.quantity
        part.item.supplied += supplied * part.line.quantity
        if committed < 0 and part.item.committed == 0:
            part.item.owed_until = None
        followed(work, part.item)
    work.session.flush()
    prescription_step.settle(work, row)


def followed(work: Work, item: PrescriptionItem) -> None:
    """Let an item's status follow from how much was handed over; a refused one stays refused."""
    wanted = item_status(item.quantity, item.supplied)
    if item.status not in (I.NOT_DISPENSED, wanted):
        own = (s for s in ITEM.steps if P.SYSTEM in s.by and item.status in s.sources)
        item.take(next(s for s in own if s.target and I(s.target.value) is wanted))
    work.session.add(item)


def tell(
    work: Work, row: Prescription, supply: Dispense, step: Step, reason: str = "", **words: str
) -> None:
    """Announce a step of a supply; its own pharmacy is named, whoever holds the prescription."""
    work.session.add(supply)
    place = work.session.get_one(Organization, supply.pharmacy_id)
    announce(work, row, step, reason, words={"pharmacy": place.name, **words})


def remaining(item: PrescriptionItem) -> Decimal:
    """Return how much of an item may still be supplied."""
    return Decimal(0) if item.status is I.NOT_DISPENSED else item.quantity - item.committed


def day_of(text: str, field: str, sentence: str) -> date | None:
    """Read a day as a browser sends it; None for none. Raises Invalid with the sentence."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(CHECK, {field: sentence}) from None


def moment_of(work: Work, place: Organization, text: str, sentence: str) -> datetime | None:
    """Read a moment by the pharmacy's clock; one with a zone is taken as it is. Raises Invalid."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=place.hours.zone) if at.tzinfo is None else at
    except (ValueError, OverflowError):
        at = work.at - HORIZON
    if not work.at <= at <= work.at + HORIZON:
        raise Invalid(CHECK, {"ready_by": sentence})
    return at
