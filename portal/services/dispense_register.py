"""The controlled drugs register: what came in, what left, and how much must be there.

Nothing in it is ever changed: a mistake is put right by a further line.
"""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.dispensing import is_whole
from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.medicine import REGISTERED
from portal.domain.quantity import counted
from portal.models import (
    Dispense,
    Medicine,
    Organization,
    Prescription,
    RegisterEntry,
    RegisterKind,
    User,
)
from portal.schemas.consultation import Choice
from portal.schemas.dispense_register import RegisterBalance, RegisterLine, RegisterPage
from portal.schemas.prescription_claim import Receipt
from portal.services import paging
from portal.services.consultation_view import people
from portal.services.dispense_step import CHECK, Part, mine
from portal.services.work import Work, record_id

K = RegisterKind
MOST = 1_000_000
"""More of one drug than any pharmacy keeps: a slip of the hand."""


def receive(work: Work, said: Receipt) -> RegisterPage:
    """Enter a delivery of a schedule 2 drug. Raises Invalid for any other product."""
    mine(work)
    drug = work.session.get(Medicine, said.medicine_id)
    if drug is None or drug.schedule not in REGISTERED:
        say = "Choose a controlled drug of schedule 2: only those stand in the register."
        raise Invalid(CHECK, {"medicine_id": say})
    if not is_whole(said.quantity, drug.pack_unit):
        say = f"{drug.name} is counted in whole {drug.pack_unit}s."
        raise Invalid(CHECK, {"quantity": say})
    _write(work, drug, K.RECEIVED, said.quantity, said.supplier, note=said.note)
    return page(work, medicine_id=drug.id)


def supplied(work: Work, row: Prescription, supply: Dispense, held: Sequence[Part]) -> None:
    """Write what leaves with a hand-over. Raises StepNotPossible when it is not there."""
    for drug, quantity in _moved(work, held):
        _write(
            work, drug, K.SUPPLIED, -quantity, _parties(work, row), supply=supply,
            collector=supply.collector, proof=supply.proof,
        )  # fmt: skip


def written_back(work: Work, row: Prescription, supply: Dispense, held: Sequence[Part]) -> None:
    """Write that a hand-over which was struck out never left."""
    for drug, quantity in _moved(work, held):
        _write(
            work, drug, K.CORRECTED, quantity, _parties(work, row), supply=supply,
            note=f"Supply {supply.number} was entered in error: {supply.reason}"[:300],
        )  # fmt: skip


def page(
    work: Work,
    cursor: str | None = None,
    limit: int = paging.PAGE,
    medicine_id: UUID | str | None = None,
) -> RegisterPage:
    """Return one page of the pharmacy's register, newest first, with what is there of each drug."""
    _, place = mine(work)
    limit = max(1, min(limit, paging.PAGE))
    which = [col(RegisterEntry.pharmacy_id) == place]
    if medicine_id:
        which.append(col(RegisterEntry.medicine_id) == record_id(medicine_id))
    order = (col(RegisterEntry.created_at), col(RegisterEntry.id))
    query = select(RegisterEntry).where(*which)
    if cursor:
        query = query.where(paging.behind(cursor, *order))
    found = work.session.exec(query.order_by(*(c.desc() for c in order)).limit(limit + 1)).all()
    last = found[limit - 1] if len(found) > limit else None
    total = work.session.exec(select(func.count()).select_from(RegisterEntry).where(*which)).one()
    return RegisterPage(
        items=lines(work, found[:limit]),
        balances=balances(work),
        total=total,
        next_cursor=paging.encode(last.created_at, last.id) if last else None,
    )


def drugs(work: Work) -> list[Choice]:
    """Return the products whose movements stand in the register, by name."""
    mine(work)
    query = select(Medicine).where(
        col(Medicine.schedule).in_(REGISTERED), col(Medicine.withdrawn_at).is_(None)
    )
    named = sorted((one.name, str(one.id)) for one in work.session.exec(query))
    return [Choice(value=ref, label=name) for name, ref in named]


def lines(work: Work, found: Sequence[RegisterEntry]) -> list[RegisterLine]:
    """Return lines of the register as people read them."""
    drugs = _drugs(work, {one.medicine_id for one in found})
    known = people(work, [one.by_id for one in found])
    ids = {one.dispense_id for one in found if one.dispense_id}
    of = dict(
        work.session.exec(
            select(Dispense.id, Dispense.prescription_id).where(col(Dispense.id).in_(ids))
        ).all()
    )
    return [
        RegisterLine(
            id=str(one.id),
            at=one.created_at,
            line=one.line,
            kind=one.kind,
            medicine_id=str(one.medicine_id),
            drug=drugs[one.medicine_id].name,
            quantity=float(one.quantity),
            quantity_words=counted(abs(one.quantity), drugs[one.medicine_id].pack_unit),
            balance=float(one.balance),
            balance_words=counted(one.balance, drugs[one.medicine_id].pack_unit),
            by=known[one.by_id].name,
            counterparty=one.counterparty,
            collector=one.collector,
            proof=one.proof,
            note=one.note,
            prescription_id=str(of[one.dispense_id]) if one.dispense_id else "",
        )
        for one in found
    ]


def balances(work: Work) -> list[RegisterBalance]:
    """Return how much of each drug must be in the cabinet, by name."""
    _, place = mine(work)
    newest = (
        select(RegisterEntry.medicine_id, func.max(RegisterEntry.line).label("line"))
        .where(RegisterEntry.pharmacy_id == place)
        .group_by(col(RegisterEntry.medicine_id))
        .subquery()
    )
    query = (
        select(RegisterEntry, Medicine)
        .join(
            newest,
            (col(RegisterEntry.medicine_id) == newest.c.medicine_id)
            & (col(RegisterEntry.line) == newest.c.line),
        )
        .join(Medicine, col(Medicine.id) == RegisterEntry.medicine_id)
        .where(RegisterEntry.pharmacy_id == place)
        .order_by(col(Medicine.substance), col(Medicine.strength), col(Medicine.code))
    )
    return [
        RegisterBalance(
            medicine_id=str(drug.id),
            drug=drug.name,
            balance=float(entry.balance),
            balance_words=counted(entry.balance, drug.pack_unit),
            last_at=entry.created_at,
        )
        for entry, drug in work.session.exec(query)
    ]


def _moved(work: Work, held: Sequence[Part]) -> list[tuple[Medicine, Decimal]]:
    """Return the registered drugs of a supply, and how much of each: in a stable order."""
    drugs = _drugs(work, {one.product_id for one in held if one.schedules & REGISTERED})
    sums: dict[UUID, Decimal] = {}
    for one in held:
        if one.product_id in drugs:
            sums[one.product_id] = sums.get(one.product_id, Decimal(0)) + one.line.quantity
    return [(drugs[one], sums[one]) for one in sorted(sums)]


def _drugs(work: Work, ids: set[UUID]) -> dict[UUID, Medicine]:
    query = select(Medicine).where(col(Medicine.id).in_(ids))
    return {one.id: one for one in work.session.exec(query)} if ids else {}


def _parties(work: Work, row: Prescription) -> str:
    patient = work.session.get_one(User, row.patient_id).name
    prescriber = work.session.get_one(User, row.prescriber_id).name
    return f"{patient}; prescribed by {prescriber}"[:200]


def _write(
    work: Work,
    drug: Medicine,
    kind: RegisterKind,
    quantity: Decimal,
    counterparty: str,
    *,
    supply: Dispense | None = None,
    collector: str = "",
    proof: str = "",
    note: str = "",
) -> None:
    """Write the next line of a drug: pharmacists of one pharmacy write one after the other."""
    person, place = mine(work)
    lock = select(Organization.id).where(Organization.id == place)
    work.session.exec(lock.with_for_update(key_share=True)).one()
    query = select(RegisterEntry).where(
        RegisterEntry.pharmacy_id == place, RegisterEntry.medicine_id == drug.id
    )
    last = work.session.exec(query.order_by(col(RegisterEntry.line).desc()).limit(1)).first()
    there = last.balance if last else Decimal(0)
    if there + quantity < 0:
        raise StepNotPossible(
            f"The register holds {counted(there, drug.pack_unit)} of {drug.name}: "
            "enter the delivery first."
        )
    if there + quantity > MOST:
        raise Invalid(CHECK, {"quantity": f"No cabinet holds that much of {drug.name}: check it."})
    entry = RegisterEntry(
        created_at=work.at,
        pharmacy_id=place,
        medicine_id=drug.id,
        line=last.line + 1 if last else 1,
        kind=kind,
        quantity=quantity,
        balance=there + quantity,
        by_id=person,
        dispense_id=supply.id if supply else None,
        counterparty=counterparty,
        collector=collector,
        proof=proof,
        note=note,
    )
    work.session.add(entry)
    work.session.flush()
    work.record(f"register:{kind.value}", "register", entry.id)
    work.touch("register", place, [f"org:{place}"])
