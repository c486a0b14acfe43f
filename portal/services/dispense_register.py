"""The controlled drugs register: what came in, what left, and how much must be there.

Nothing in it is ever changed: a mistake is put right by a further line.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.medicine import REGISTERED
from portal.domain.quantity import counted
from portal.models import (
    Dispense,
    Medicine,
    Prescription,
    RegisterEntry,
    RegisterKind,
    User,
)
from portal.schemas.consultation import Choice
from portal.schemas.dispense_register import RegisterBalance, RegisterPage
from portal.schemas.prescription_claim import Receipt
from portal.services import paging
from portal.services.dispense_register_line import Entry, lines, registered, whole, write
from portal.services.dispense_register_line import drugs as drugs_of
from portal.services.dispense_step import Part, mine
from portal.services.work import Work, record_id

K = RegisterKind


def receive(work: Work, said: Receipt) -> RegisterPage:
    """Enter a delivery of a schedule 2 drug. Raises Invalid for any other product."""
    mine(work)
    drug = registered(work, said.medicine_id)
    whole(drug, said.quantity, "quantity")
    write(work, drug, Entry(K.RECEIVED, said.quantity, said.supplier, note=said.note))
    return page(work, medicine_id=drug.id)


def supplied(work: Work, row: Prescription, supply: Dispense, held: Sequence[Part]) -> None:
    """Write what leaves with a hand-over. Raises StepNotPossible when it is not there."""
    for drug, quantity in _moved(work, held):
        line = Entry(
            K.SUPPLIED, -quantity, _parties(work, row), supply=supply,
            collector=supply.collector, proof=supply.proof,
        )  # fmt: skip
        write(work, drug, line)


def written_back(work: Work, row: Prescription, supply: Dispense, held: Sequence[Part]) -> None:
    """Write that a hand-over which was struck out never left; its line is corrected by this."""
    note = f"Supply {supply.number} was entered in error: {supply.reason}"[:300]
    for drug, quantity in _moved(work, held):
        left = select(RegisterEntry).where(
            RegisterEntry.dispense_id == supply.id,
            RegisterEntry.medicine_id == drug.id,
            RegisterEntry.kind == K.SUPPLIED,
        )
        line = Entry(
            K.CORRECTED, quantity, _parties(work, row), note=note, supply=supply,
            corrects=work.session.exec(left).one_or_none(),
        )  # fmt: skip
        write(work, drug, line)


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


def balances(work: Work, before: datetime | None = None) -> list[RegisterBalance]:
    """Return how much of each drug must be in the cabinet, by name; or had to be at a moment."""
    _, place = mine(work)
    written = [col(RegisterEntry.pharmacy_id) == place]
    if before is not None:
        written.append(col(RegisterEntry.created_at) < before)
    newest = (
        select(RegisterEntry.medicine_id, func.max(RegisterEntry.line).label("line"))
        .where(*written)
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
    drugs = drugs_of(work, {one.product_id for one in held if one.schedules & REGISTERED})
    sums: dict[UUID, Decimal] = {}
    for one in held:
        if one.product_id in drugs:
            sums[one.product_id] = sums.get(one.product_id, Decimal(0)) + one.line.quantity
    return [(drugs[one], sums[one]) for one in sorted(sums)]


def _parties(work: Work, row: Prescription) -> str:
    patient = work.session.get_one(User, row.patient_id).name
    prescriber = work.session.get_one(User, row.prescriber_id).name
    return f"{patient}; prescribed by {prescriber}"[:200]
