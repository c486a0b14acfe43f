"""What happened at a pharmacy on one day, and who did it: now, or long after."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from portal.domain.prescription_word import HANDED, LIVE, VOID, ClaimStatus, SupplyStatus
from portal.domain.quantity import counted
from portal.models import (
    AuditEntry,
    ClaimedBy,
    Dispense,
    DispenseLine,
    Organization,
    Prescription,
    PrescriptionClaim,
    PrescriptionItem,
    User,
)
from portal.schemas.dispense_day import DaySection
from portal.services.consultation_view import people
from portal.services.dispense_day_line import PORTAL, Span, audited, day_line
from portal.services.prescription_read import known
from portal.services.work import Work

U = SupplyStatus
SENT = ("prescription:signed", "prescription:issued", "prescription:pharmacy_changed")
"""What brings a prescription to a pharmacy, unless somebody comes with the paper."""

REFUSED, RETURNED = "prescription_item:not_dispensed", "dispense:returned"


@dataclass(frozen=True)
class Event:
    """One thing that happened to a prescription."""

    row: Prescription
    at: datetime
    detail: str


def sections(work: Work, place: Organization, span: Span) -> list[DaySection]:
    """Return what happened on a day, in the order in which things happen to a prescription."""
    claims = _claims(work, place, span)
    supplies = _supplies(work, place, span)
    by = people(
        work,
        [*(one.claimed_by for one, _ in claims),
         *(i for one, _ in supplies for i in (one.prepared_by, one.checked_by, one.handed_by,
                                              one.corrected_by))],
    )  # fmt: skip
    told = {
        "received": ("Came in", _received(work, place, span, claims, by)),
        "claimed": ("Started", _started(claims, span, by)),
        "prepared": ("Prepared", _prepared(supplies, span, by)),
        "supplied": ("Handed over", _handed(supplies, span, by)),
        "owed": ("Left owing", _owed(work, supplies, span, by)),
        "returned": ("Returned to stock", _returned(work, supplies, span)),
        "struck": ("Struck out as a mistake", _struck(supplies, span, by)),
        "refused": ("Not supplied", _refused(work, place, span)),
    }
    behind = known(work, list({e.row.id: e.row for _, es in told.values() for e in es}.values()))
    return [
        DaySection(
            name=name,
            word=word,
            open=False,
            lines=[
                day_line(behind, e.row, e.detail, e.at)
                for e in sorted(events, key=lambda e: (e.at, e.row.id))
            ],
        )
        for name, (word, events) in told.items()
    ]


Claims = Sequence[tuple[PrescriptionClaim, Prescription]]
Supplies = Sequence[tuple[Dispense, Prescription]]
By = dict[UUID, User]


def _claims(work: Work, place: Organization, span: Span) -> Claims:
    """Return what the pharmacy held on that day, or began to hold later and may have had then."""
    query = (
        select(PrescriptionClaim, Prescription)
        .join(Prescription, col(Prescription.id) == PrescriptionClaim.prescription_id)
        .where(
            PrescriptionClaim.pharmacy_id == place.id,
            col(PrescriptionClaim.created_at) >= span.start,
            col(Prescription.signed_at) < span.end,
        )
        .order_by(col(PrescriptionClaim.created_at))
    )
    return work.session.exec(query).all()


def _supplies(work: Work, place: Organization, span: Span) -> Supplies:
    """Return the supplies with which something happened on that day."""
    query = (
        select(Dispense, Prescription)
        .join(Prescription, col(Prescription.id) == Dispense.prescription_id)
        .where(
            Dispense.pharmacy_id == place.id,
            or_(
                span.holds(col(Dispense.created_at)),
                span.holds(col(Dispense.handed_at)),
                span.holds(col(Dispense.status_since)),
            ),
        )
        .order_by(col(Dispense.created_at), col(Dispense.id))
    )
    return work.session.exec(query).all()


def _received(work: Work, place: Organization, span: Span, claims: Claims, by: By) -> list[Event]:
    """Return what came to the pharmacy on that day: sent, chosen by the patient, or on paper."""
    waiting = select(Prescription).where(
        Prescription.pharmacy_id == place.id,
        Prescription.claim_status == ClaimStatus.OFFERED,
        col(Prescription.status).in_(LIVE),
        col(Prescription.signed_at) < span.end,
    )
    until = [(row, datetime.max.replace(tzinfo=span.zone)) for row in work.session.exec(waiting)]
    until += [(row, one.created_at) for one, row in claims if one.how is ClaimedBy.START]
    sent = audited(work, [row.id for row, _ in until], SENT)
    events: list[Event] = []
    for row, end in until:
        ways = [(at, who) for at, who, _ in sent[row.id] if at <= end]
        at, who = max(ways, key=lambda way: way[0]) if ways else (row.claim_since, "")
        at = at or row.signed_at
        if not ways and row.claim_status is not ClaimStatus.OFFERED:
            at = row.signed_at
        if at and span.has(at):
            events.append(Event(row, at, f"Sent by {who}" if who else "Sent"))
    return events + [
        Event(row, one.created_at, f"On paper, scanned by {by[one.claimed_by].name}")
        for one, row in claims
        if one.how is ClaimedBy.SCAN and span.has(one.created_at)
    ]


def _started(claims: Claims, span: Span, by: By) -> list[Event]:
    word = {ClaimedBy.SCAN: "Scanned by", ClaimedBy.START: "Started by"}
    return [
        Event(row, one.created_at, f"{word[one.how]} {by[one.claimed_by].name}")
        for one, row in claims
        if span.has(one.created_at)
    ]


def _prepared(supplies: Supplies, span: Span, by: By) -> list[Event]:
    events: list[Event] = []
    for one, row in supplies:
        if span.has(one.created_at):
            said = f"Supply {one.number}, prepared by {by[one.prepared_by].name}"
            if one.checked_by and one.checked_at:  # nobody looked, where it says no moment
                said += f", checked by {by[one.checked_by].name}"
            events.append(Event(row, one.created_at, said))
    return events


def _handed(supplies: Supplies, span: Span, by: By) -> list[Event]:
    """Return what left the pharmacy; what was struck out since never did."""
    events: list[Event] = []
    for one, row in supplies:
        at = one.handed_at
        if at and one.status in HANDED and span.has(at):
            who = by[one.handed_by].name if one.handed_by else ""
            said = f"Supply {one.number}, handed over by {who}; asked: {one.identifiers}"
            events.append(Event(row, at, said + (f"; to {one.collector}" if one.collector else "")))
    return events


def _owed(work: Work, supplies: Supplies, span: Span, by: By) -> list[Event]:
    """Return the supplies of that day that held less than was left of a medicine."""
    begun = [
        (one, row) for one, row in supplies
        if span.has(one.created_at) and one.status not in VOID
    ]  # fmt: skip
    query = (
        select(Dispense, DispenseLine, PrescriptionItem)
        .join(DispenseLine, col(DispenseLine.dispense_id) == Dispense.id)
        .join(PrescriptionItem, col(PrescriptionItem.id) == DispenseLine.item_id)
        .where(
            col(Dispense.prescription_id).in_({row.id for _, row in begun}),
            col(Dispense.status).not_in(VOID),
        )
    )
    given: dict[UUID, list[tuple[int, Decimal]]] = defaultdict(list)
    held: dict[UUID, list[PrescriptionItem]] = defaultdict(list)
    for supply, line, item in work.session.exec(query) if begun else ():
        given[item.id].append((supply.number, line.quantity))
        held[supply.id].append(item)
    events: list[Event] = []
    for one, row in begun:
        rests = [
            (item, item.quantity - sum(much for n, much in given[item.id] if n <= one.number))
            for item in sorted(held[one.id], key=lambda item: item.position)
        ]
        said = "; ".join(
            f"{counted(rest, item.quantity_unit)} of {item.name}" for item, rest in rests if rest
        )
        if said:
            who = by[one.prepared_by].name
            events.append(Event(row, one.created_at, f"{said}: supply {one.number}, {who}"))
    return events


def _returned(work: Work, supplies: Supplies, span: Span) -> list[Event]:
    back = [
        (one, row) for one, row in supplies
        if one.status is U.RETURNED and span.has(one.status_since)
    ]  # fmt: skip
    steps = audited(work, [row.id for _, row in back], (RETURNED,))
    events: list[Event] = []
    for one, row in back:
        who = next((who for at, who, _ in steps[row.id] if at == one.status_since), PORTAL)
        said = f"Supply {one.number}, returned by {who}: {one.reason}"
        events.append(Event(row, one.status_since, said))
    return events


def _struck(supplies: Supplies, span: Span, by: By) -> list[Event]:
    return [
        Event(
            row,
            one.status_since,
            f"Supply {one.number}, by {by[one.corrected_by].name}: {one.reason}",
        )
        for one, row in supplies
        if one.status is U.IN_ERROR and one.corrected_by and span.has(one.status_since)
    ]


def _refused(work: Work, place: Organization, span: Span) -> list[Event]:
    """Return what somebody of the pharmacy did not supply, as the audit keeps it."""
    query = (
        select(AuditEntry, Prescription, User)
        .join(Prescription, col(Prescription.id) == AuditEntry.subject_id)
        .join(PrescriptionClaim, col(PrescriptionClaim.prescription_id) == Prescription.id)
        .join(User, col(User.id) == AuditEntry.actor_id)
        .where(
            PrescriptionClaim.pharmacy_id == place.id,
            col(PrescriptionClaim.created_at) < span.end,
            or_(col(Prescription.status).in_(LIVE), col(Prescription.status_since) >= span.start),
            AuditEntry.action == REFUSED,
            AuditEntry.outcome == "done",
            span.holds(col(AuditEntry.created_at)),
            User.organization_id == place.id,
        )
    )
    found = {entry.seq: (entry, row, who) for entry, row, who in work.session.exec(query)}
    return [
        Event(row, entry.created_at, f"By {who.name}: {entry.reason}")
        for entry, row, who in found.values()
    ]
