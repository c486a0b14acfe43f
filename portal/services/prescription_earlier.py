"""What a patient had of a product before: handed over, still waiting, issued again by itself."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, func, select

from portal.domain.dosage import lasts
from portal.domain.duplicate import Earlier, Given
from portal.domain.prescription_word import HANDED, LIVE, SIGNED, ItemStatus, PrescriptionStatus
from portal.models import Dispense, DispenseLine, Medicine, Prescription, PrescriptionItem
from portal.services.prescription_taken import dosage_of, written
from portal.services.work import Work

Product = tuple[str, str, str]
"""Substance, strength and form."""

Row = tuple[Prescription, PrescriptionItem, Medicine]
Handed = Mapping[UUID, Sequence[tuple[datetime, Decimal]]]


def product_of(one: Medicine) -> Product:
    """Return what is the same whatever the pack."""
    return one.substance.casefold(), one.strength.casefold(), one.form.value


def earlier(
    work: Work, patient_id: UUID, medicines: Iterable[Medicine], leaving_out: Iterable[UUID] = ()
) -> dict[Product, Earlier]:
    """Return what is known of each of these products in this patient, whoever prescribed it.

    `leaving_out` are prescriptions that this one continues.
    """
    wanted = {product_of(one): one.pack_unit for one in medicines}
    same = func.lower(Medicine.substance).in_({substance for substance, _, _ in wanted})
    rows = written(work, patient_id, SIGNED, leaving_out, same)
    handed = _handed(work, [item.id for _, item, _ in rows])
    of = {key: [one for one in rows if product_of(one[2]) == key] for key in wanted}
    return {key: _read(mine, handed, wanted[key]) for key, mine in of.items() if mine}


def _read(rows: Sequence[Row], handed: Handed, unit: str) -> Earlier:
    given = [one for _, item, medicine in rows for one in _given(item, medicine, handed)]
    waits = [
        ((row.signed_at or row.created_at).date(), item.quantity - item.supplied)
        for row, item, _ in rows
        if row.status in LIVE and item.status is not ItemStatus.NOT_DISPENSED
    ]
    left = [(on, much) for on, much in waits if much > 0]
    issues = [
        row.next_issue_at.date()
        for row, _, _ in rows
        if row.next_issue_at and row.status is not PrescriptionStatus.CANCELLED
    ]
    return Earlier(
        unit=unit,
        given=sorted(given, key=lambda one: one.on),
        waiting=sum((much for _, much in left), Decimal(0)),
        since=max((on for on, _ in left), default=None),
        again=min(issues, default=None),
    )


def _given(item: PrescriptionItem, medicine: Medicine, handed: Handed) -> list[Given]:
    """Return the hand-overs of one item, with how long each lasts as it was prescribed."""
    taken, held = dosage_of(item), medicine.doses_per_unit
    return [
        Given(much, at.date(), lasts(taken, much * held if held else None), rest=n > 0)
        for n, (at, much) in enumerate(handed.get(item.id, ()))
    ]


def _handed(work: Work, items: Sequence[UUID]) -> Handed:
    """Return when and how much was handed over of each item; what came back does not count."""
    if not items:
        return {}
    query = (
        select(DispenseLine, Dispense)
        .join(Dispense, col(Dispense.id) == DispenseLine.dispense_id)
        .where(col(DispenseLine.item_id).in_(items), col(Dispense.status).in_(HANDED))
        .order_by(col(Dispense.handed_at), col(Dispense.number))
    )
    found: dict[UUID, list[tuple[datetime, Decimal]]] = {}
    for line, supply in work.session.exec(query):
        at = supply.handed_at or supply.status_since
        found.setdefault(line.item_id, []).append((at, line.quantity))
    return found
