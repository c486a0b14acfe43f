"""A line of the controlled drugs register: how it is written, and how people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import is_whole
from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.medicine import REGISTERED
from portal.domain.quantity import counted
from portal.models import Dispense, Medicine, RegisterEntry, RegisterKind
from portal.schemas.dispense_register import RegisterLine
from portal.services.consultation_view import people
from portal.services.dispense_step import CHECK, lock_register, mine
from portal.services.work import Work

MOST = 1_000_000
"""More of one drug than any pharmacy keeps: a slip of the hand."""


@dataclass(frozen=True)
class Entry:
    """What the next line of a drug says; the balance follows."""

    kind: RegisterKind
    quantity: Decimal
    counterparty: str
    note: str = ""
    supply: Dispense | None = None
    collector: str = ""
    proof: str = ""
    corrects: RegisterEntry | None = None


def last(work: Work, drug: Medicine) -> RegisterEntry | None:
    """Return the newest line of a drug at the actor's pharmacy."""
    _, place = mine(work)
    query = select(RegisterEntry).where(
        RegisterEntry.pharmacy_id == place, RegisterEntry.medicine_id == drug.id
    )
    return work.session.exec(query.order_by(col(RegisterEntry.line).desc()).limit(1)).first()


def there(work: Work, drug: Medicine) -> Decimal:
    """Return how much of a drug must be there by the register."""
    newest = last(work, drug)
    return newest.balance if newest else Decimal(0)


def registered(work: Work, medicine_id: UUID) -> Medicine:
    """Return a drug of schedule 2. Raises Invalid for any other product."""
    drug = work.session.get(Medicine, medicine_id)
    if drug is None or drug.schedule not in REGISTERED:
        say = "Choose a controlled drug of schedule 2: only those stand in the register."
        raise Invalid(CHECK, {"medicine_id": say})
    return drug


def whole(drug: Medicine, quantity: Decimal, field: str) -> None:
    """Raise Invalid for half a tablet."""
    if not is_whole(quantity, drug.pack_unit):
        raise Invalid(CHECK, {field: f"{drug.name} is counted in whole {drug.pack_unit}s."})


def write(work: Work, drug: Medicine, said: Entry) -> RegisterEntry:
    """Write the next line of a drug.

    Raises StepNotPossible when less than nothing would be there, and Invalid for far too much.
    """
    person, _ = mine(work)
    place = lock_register(work)
    before = last(work, drug)
    held = before.balance if before else Decimal(0)
    if held + said.quantity < 0:
        raise StepNotPossible(_short(drug, held, said))
    if held + said.quantity > MOST:
        raise Invalid(CHECK, {"quantity": f"No cabinet holds that much of {drug.name}: check it."})
    entry = RegisterEntry(
        created_at=work.at,
        pharmacy_id=place,
        medicine_id=drug.id,
        line=before.line + 1 if before else 1,
        kind=said.kind,
        quantity=said.quantity,
        balance=held + said.quantity,
        by_id=person,
        dispense_id=said.supply.id if said.supply else None,
        corrects_id=said.corrects.id if said.corrects else None,
        counterparty=said.counterparty,
        collector=said.collector,
        proof=said.proof,
        note=said.note,
    )
    work.session.add(entry)
    work.session.flush()
    why = said.note if said.corrects or said.kind is RegisterKind.COUNTED else ""
    work.record(f"register:{said.kind.value}", "register", entry.id, reason=why)
    work.touch("register", place, [f"org:{place}"])
    return entry


def _short(drug: Medicine, held: Decimal, said: Entry) -> str:
    left = f"The register holds {counted(held, drug.pack_unit)} of {drug.name}: "
    if said.corrects:
        much = counted(-said.quantity, drug.pack_unit)
        return left + f"{much} cannot be taken out of it. Correct what was entered later first."
    return left + "enter the delivery first."


def settled(corrects: RegisterEntry | None) -> bool:
    """Whether a line that corrects this one ends it: what was put right twice is counted."""
    return corrects is not None and corrects.corrects_id is not None


def lines(work: Work, found: Sequence[RegisterEntry]) -> list[RegisterLine]:
    """Return lines of the register as people read them, each joined to what puts it right."""
    known = drugs(work, {one.medicine_id for one in found})
    by = people(work, [one.by_id for one in found])
    scripts = _scripts(work, {one.dispense_id for one in found if one.dispense_id})
    later = _correcting(work, [one.id for one in found])
    alone = _counted_alone(work, found, later)
    before = _corrected(work, [one.corrects_id for one in found if one.corrects_id])
    shown: list[RegisterLine] = []
    for one in found:
        drug, open_ = known[one.medicine_id], one.id not in later and one.dispense_id is None
        corrects = before.get(one.corrects_id) if one.corrects_id else None
        open_ = open_ and not settled(corrects)
        shown.append(
            RegisterLine(
                id=str(one.id),
                at=one.created_at,
                line=one.line,
                kind=one.kind,
                medicine_id=str(one.medicine_id),
                drug=drug.name,
                unit=drug.pack_unit,
                quantity=float(one.quantity),
                quantity_words=counted(abs(one.quantity), drug.pack_unit),
                balance=float(one.balance),
                balance_words=counted(one.balance, drug.pack_unit),
                by=by[one.by_id].name,
                counterparty=one.counterparty,
                collector=one.collector,
                proof=one.proof,
                note=one.note,
                prescription_id=str(scripts[one.dispense_id]) if one.dispense_id else "",
                corrects_id=str(one.corrects_id or ""),
                corrects_line=corrects.line if corrects else 0,
                corrected_by_id=str(later[one.id].id) if one.id in later else "",
                corrected_by_line=later[one.id].line if one.id in later else 0,
                correctable=open_ and one.by_id != work.actor.id,
                own=open_ and one.by_id == work.actor.id,
                recount=one.id in alone,
            )
        )
    return shown


def drugs(work: Work, ids: set[UUID]) -> dict[UUID, Medicine]:
    """Return products by their id."""
    query = select(Medicine).where(col(Medicine.id).in_(ids))
    return {one.id: one for one in work.session.exec(query)} if ids else {}


def _scripts(work: Work, supplies: set[UUID]) -> dict[UUID, UUID]:
    query = select(Dispense.id, Dispense.prescription_id).where(col(Dispense.id).in_(supplies))
    return dict(work.session.exec(query).all()) if supplies else {}


def _correcting(work: Work, ids: list[UUID]) -> dict[UUID, RegisterEntry]:
    """Return the lines that correct these, by the id of what they correct."""
    query = select(RegisterEntry).where(col(RegisterEntry.corrects_id).in_(ids))
    return {one.corrects_id: one for one in work.session.exec(query) if one.corrects_id}


def _counted_alone(
    work: Work, found: Sequence[RegisterEntry], later: Mapping[UUID, RegisterEntry]
) -> set[UUID]:
    """Return the counts that changed the balance, and that nobody else has counted or put right."""
    said = [one for one in found if one.kind is RegisterKind.COUNTED and one.quantity]
    if not said:
        return set()
    query = select(RegisterEntry).where(
        RegisterEntry.pharmacy_id == said[0].pharmacy_id,
        RegisterEntry.kind == RegisterKind.COUNTED,
        col(RegisterEntry.medicine_id).in_({one.medicine_id for one in said}),
        RegisterEntry.line > min(one.line for one in said),
    )
    counts = work.session.exec(query).all()
    return {
        one.id
        for one in said
        if one.id not in later
        and not any(
            after.medicine_id == one.medicine_id
            and after.line > one.line
            and after.by_id != one.by_id
            for after in counts
        )
    }


def _corrected(work: Work, ids: list[UUID]) -> dict[UUID, RegisterEntry]:
    """Return these lines by their id."""
    query = select(RegisterEntry).where(col(RegisterEntry.id).in_(ids))
    return {one.id: one for one in work.session.exec(query)}
