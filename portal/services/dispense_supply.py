"""A supply is put together, checked by a second person, and made ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from portal.domain.dispensing import SUPPLY, Product, is_whole, same_product
from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.quantity import counted
from portal.domain.when import date as date_words
from portal.domain.workflow import Party
from portal.models import (
    Dispense,
    DispenseLine,
    Medicine,
    Organization,
    Prescription,
    PrescriptionItem,
    User,
)
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import LineClaim, SecondCheck, Supply
from portal.services import prescription_view
from portal.services.dispense_step import (
    CHECK,
    HORIZON,
    Part,
    count,
    day_of,
    find,
    held,
    mine,
    moment_of,
    refuse_standing,
    remaining,
    supply_of,
    supply_step,
    tell,
)
from portal.services.prescription_step import deadlines, items, staff, supplies
from portal.services.work import Work
from portal.settings import settings

NOTE = 5
"""Letters of a reason why one person does both."""

WEEK = 7
PAST = "Enter a day within the next 60 days, or leave it empty."
EXPIRED = "This pack has expired: take another one, or correct the day."


@dataclass(frozen=True)
class Wanted:
    """One line of a supply, once it is seen to be possible."""

    part: Part
    owed_on: date | None


def prepare(work: Work, prescription_id: UUID | str, said: Supply) -> PrescriptionView:
    """Put a supply together: all that is left, or a part of it, item by item.

    What was only offered to the pharmacy is claimed. The patient is told, and what is owed, and
    until when. Raises StepNotPossible when nothing may be supplied, Invalid for a line.
    """
    person, place_id = mine(work)
    row = find(work, prescription_id)
    refuse_standing(work, row)
    held(work, row)
    place = work.session.get_one(Organization, place_id)
    ready = moment_of(work, place, said.ready_by, Supply.SAY["ready_by"])
    usual = timedelta(minutes=settings().ready_working_minutes)
    supply = Dispense(
        prescription_id=row.id,
        pharmacy_id=place_id,
        number=len(supplies(work, row)) + 1,
        created_at=work.at,
        status_since=work.at,
        due_at=deadlines().prepared_by(work.at, place.hours),
        ready_by=ready or place.hours.add(work.at, usual),
        prepared_by=person,
    )
    wanted = _wanted(work, row, place, supply, said.lines)
    step = SUPPLY.first()
    supply.take(step, work.at)
    work.session.add(supply)
    work.session.flush()
    work.session.add_all([one.part.line for one in wanted])
    count(work, row, [one.part for one in wanted], committed=1)
    tell(work, row, supply, step)
    _owe(work, row, supply, place, {one.part.item.id: one.owed_on for one in wanted})
    return prescription_view.detail(work, row)


def check(
    work: Work, prescription_id: UUID | str, number: int, said: SecondCheck
) -> PrescriptionView:
    """Look a second time, as another person than who prepared it.

    Somebody who works there alone says why. Raises NotAllowed while a colleague could do it.
    """
    row, supply = _standing(work, prescription_id, number)
    _checked(work, row, supply, said)
    return prescription_view.detail(work, row)


def finish(work: Work, prescription_id: UUID | str, number: int) -> PrescriptionView:
    """Say that a checked supply is ready to collect; the patient is told."""
    row, supply = _standing(work, prescription_id, number)
    _ready(work, row, supply)
    return prescription_view.detail(work, row)


def check_and_finish(
    work: Work, prescription_id: UUID | str, number: int, said: SecondCheck
) -> PrescriptionView:
    """Check a supply and say that it is ready, in one step of the hand. Raises as `check`."""
    row, supply = _standing(work, prescription_id, number)
    _checked(work, row, supply, said)
    _ready(work, row, supply)
    return prescription_view.detail(work, row)


def _standing(
    work: Work, prescription_id: UUID | str, number: int
) -> tuple[Prescription, Dispense]:
    row = find(work, prescription_id)
    supply = supply_of(work, row, number)
    refuse_standing(work, row)
    return row, supply


def _checked(work: Work, row: Prescription, supply: Dispense, said: SecondCheck) -> None:
    person, place = mine(work)
    step = supply_step(supply, "check")
    if supply.prepared_by == person:
        others = [one for one in staff(work, place) if one != person]
        if others:
            name = work.session.get_one(User, others[0]).name
            raise NotAllowed(f"You prepared this yourself: {name} can check it.")
        if len(said.note) < NOTE:
            raise Invalid(CHECK, {"note": SecondCheck.SAY["note"]})
    supply.take(step, work.at)
    supply.checked_by, supply.checked_at, supply.check_note = person, work.at, said.note
    tell(work, row, supply, step)


def _ready(work: Work, row: Prescription, supply: Dispense) -> None:
    step = supply_step(supply, "finish")
    supply.take(step, work.at)
    supply.ready_at, supply.due_at = work.at, deadlines().collected_by(work.at)
    tell(work, row, supply, step)


def _wanted(
    work: Work,
    row: Prescription,
    place: Organization,
    supply: Dispense,
    lines: Sequence[LineClaim],
) -> list[Wanted]:
    known = {one.id: one for one in items(work, row)}
    if len({one.item_id for one in lines}) != len(lines):
        raise Invalid(CHECK, {"lines": "Name each medicine once."})
    if not {one.item_id for one in lines} <= set(known):
        raise Invalid(CHECK, {"lines": "Choose medicines of this prescription."})
    return [line_of(work, place, supply.id, known[one.item_id], one) for one in lines]


def line_of(
    work: Work, place: Organization, supply_id: UUID, item: PrescriptionItem, said: LineClaim
) -> Wanted:
    """Return what goes into a supply, once it is seen to be possible; it is not written yet.

    Raises StepNotPossible when nothing of it is left, Invalid for what does not fit.
    """
    refuse_too_much(item, said.quantity)
    if not is_whole(said.quantity, item.quantity_unit):
        raise Invalid(
            CHECK, {"quantity": f"{item.name} is counted in whole {item.quantity_unit}s."}
        )
    today = work.at.astimezone(place.hours.zone).date()
    expires = day_of(said.expires_on, "expires_on", "Enter the day on the pack, or leave it empty.")
    owed = day_of(said.owed_until, "owed_until", PAST)
    if expires is not None and expires < today:
        raise Invalid(CHECK, {"expires_on": EXPIRED})
    if owed is not None and not today <= owed <= today + HORIZON:
        raise Invalid(CHECK, {"owed_until": PAST})
    other = _substitute(work, item, said)
    line = DispenseLine(
        dispense_id=supply_id,
        item_id=item.id,
        quantity=said.quantity,
        substitute_id=other.id if other else None,
        substitution_note=said.substitution_note if other else "",
        batch=said.batch,
        expires_on=expires,
        created_at=work.at,
    )
    return Wanted(Part(line, item, other), owed)


def refuse_too_much(item: PrescriptionItem, quantity: Decimal) -> None:
    """Raise StepNotPossible when nothing is left to supply, Invalid when less than that is."""
    left = remaining(item)
    if left <= 0:
        raise StepNotPossible(
            f"Nothing is left to supply of {item.name}: all of it was handed over, is being "
            "prepared, or is not supplied."
        )
    if quantity > left:
        say = f"Only {counted(left, item.quantity_unit)} of {item.name} are left to supply."
        raise Invalid(CHECK, {"quantity": say})


def _substitute(work: Work, item: PrescriptionItem, said: LineClaim) -> Medicine | None:
    if said.substitute_id is None or said.substitute_id == item.medicine_id:
        return None
    given = work.session.get(Medicine, said.substitute_id)
    if given is None or given.withdrawn_at is not None:
        raise Invalid(CHECK, {"substitute_id": "Choose a product from the list."})
    if not same_product(_product(item), _product(given)):
        say = (
            f"Give a product with the substance, strength and route of {item.name}, released "
            "alike. For anything else ask the prescriber."
        )
        raise Invalid(CHECK, {"substitute_id": say})
    if len(said.substitution_note) < NOTE:
        raise Invalid(CHECK, {"substitution_note": LineClaim.SAY["substitution_note"]})
    return given


def _product(one: PrescriptionItem | Medicine) -> Product:
    return Product(one.substance, one.strength, one.route, one.form)


def _owe(
    work: Work,
    row: Prescription,
    supply: Dispense,
    place: Organization,
    promised: Mapping[UUID, date | None],
) -> None:
    """Note what is left to supply as owed, until when, and tell the patient once."""
    owed: list[tuple[PrescriptionItem, datetime]] = []
    for item in items(work, row):
        if remaining(item) <= 0:
            item.owed_until = None
        else:
            due = _until(work, place, promised.get(item.id))
            if promised.get(item.id) is None and item.owed_until and item.owed_until > work.at:
                due = item.owed_until
            item.owed_until = due
            owed.append((item, due))
        work.session.add(item)
    if not owed:
        return
    first = owed[0][0]
    words = f"{counted(remaining(first), first.quantity_unit)} of {first.name}"
    if len(owed) > 1:
        words += f" and {len(owed) - 1} more"
    expected = date_words(min(due for _, due in owed), work.at, place.hours.zone)
    step = SUPPLY.step("owe", supply.status, [Party.SYSTEM])
    tell(work, row, supply, step, owed=words, expected=expected)


def _until(work: Work, place: Organization, chosen: date | None) -> datetime:
    """Return the end of the day on which the rest is there: the next working day, unless named."""
    zone = place.hours.zone
    if chosen is not None:
        return datetime.combine(chosen, place.closes_at, zone)
    today = work.at.astimezone(zone).date()
    ahead = (place.hours.on(today + timedelta(days=n)) for n in range(1, WEEK + 1))
    return next(hours for hours in ahead if hours is not None)[1]
