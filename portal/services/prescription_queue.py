"""A pharmacy's queues: where each prescription waits, as a clause and as a word."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, not_, or_
from sqlmodel import col, exists

from portal.domain.prescription_word import (
    CLOSED,
    LIVE,
    SUPPLIABLE,
    UNDER_WAY,
    VOID,
    ClaimStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.models import Dispense, Prescription, PrescriptionItem
from portal.services.prescription_facts import PENDING, begun_here, owed

S, C, U = PrescriptionStatus, ClaimStatus, SupplyStatus
SUPPLIABLE_NOW = and_(
    col(Prescription.status).in_(SUPPLIABLE), col(Prescription.stop_requested_at).is_(None)
)


class Queue(NamedTuple):
    """A queue's name and its word."""

    name: str
    word: str


QUEUES = (
    Queue("new", "Incoming"),
    Queue("preparing", "To prepare"),
    Queue("check", "To check"),
    Queue("ready", "Ready"),
    Queue("hold", "On hold"),
    Queue("owing", "Owing"),
    Queue("delivery", "Deliveries"),
    Queue("uncollected", "Uncollected"),
    Queue("done", "Done"),
)
NAMES = tuple(one.name for one in QUEUES)


def clause(name: str) -> ColumnElement[bool]:
    """Return which prescriptions of a pharmacy stand in one queue."""
    return _clauses()[name]


def _clauses() -> dict[str, ColumnElement[bool]]:
    claim, status = col(Prescription.claim_status), col(Prescription.status)
    held = claim == C.CLAIMED
    stopped = col(Prescription.stop_requested_at).is_not(None)
    late = col(Dispense.uncollected_at).is_not(None)
    rest = exists().where(
        col(PrescriptionItem.prescription_id) == Prescription.id,
        col(PrescriptionItem.status).in_(PENDING),
        col(PrescriptionItem.committed) < col(PrescriptionItem.quantity),
    )
    ours = col(Dispense.pharmacy_id) == col(Prescription.pharmacy_id)
    begun = _supply(col(Dispense.status).not_in(VOID), ours)
    return {
        "new": and_(SUPPLIABLE_NOW, claim == C.OFFERED),
        "preparing": and_(SUPPLIABLE_NOW, held, not_(begun)),
        "check": and_(SUPPLIABLE_NOW, _supply(col(Dispense.status) == U.PREPARING)),
        "ready": and_(
            SUPPLIABLE_NOW, _supply(col(Dispense.status).in_((U.CHECKED, U.READY)), not_(late))
        ),
        "hold": and_(status.in_(LIVE), or_(status == S.ON_HOLD, stopped)),
        "owing": and_(SUPPLIABLE_NOW, held, begun, rest),
        "delivery": and_(
            status.in_(LIVE), _supply(col(Dispense.status).in_((U.DISPATCHED, U.DELIVERY_FAILED)))
        ),
        "uncollected": and_(SUPPLIABLE_NOW, _supply(col(Dispense.status) == U.READY, late)),
        "done": status.in_(CLOSED),
    }


def _supply(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(col(Dispense.prescription_id) == Prescription.id, *which)


def queues(
    row: Prescription, items: Sequence[PrescriptionItem], supplies: Sequence[Dispense]
) -> list[str]:
    """Return every queue that one prescription stands in, the most pressing first."""
    if row.status in CLOSED:
        return ["done"]
    if row.status not in LIVE:
        return []
    open_ones = [one for one in supplies if one.status in UNDER_WAY]
    sent = any(one.status in (U.DISPATCHED, U.DELIVERY_FAILED) for one in open_ones)
    if row.status is S.ON_HOLD or row.stop_requested_at is not None:
        return ["hold", *(["delivery"] if sent else [])]
    if row.claim_status is C.OFFERED:
        return ["new"]
    ready = [one for one in open_ones if one.status in (U.CHECKED, U.READY)]
    stands = {
        "check": any(one.status is U.PREPARING for one in open_ones),
        "uncollected": any(one.uncollected_at is not None for one in ready),
        "ready": any(one.uncollected_at is None for one in ready),
        "delivery": sent,
        "owing": bool(owed(row, items, supplies)),
        "preparing": row.claim_status is C.CLAIMED and not begun_here(row, supplies),
    }
    return [name for name, here in stands.items() if here]
