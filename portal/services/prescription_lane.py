"""The lane: where somebody's medicines are, from the signature to the hand-over, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.domain.prescription_word import (
    CLOSED,
    VOID,
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.quantity import counted
from portal.domain.when import day, moment
from portal.models import Dispense, Organization, Prescription, PrescriptionItem
from portal.schemas.prescription import LaneStep, LaneView
from portal.services.prescription_step import deadlines
from portal.settings import settings

S, C, I, U = PrescriptionStatus, ClaimStatus, ItemStatus, SupplyStatus  # noqa: E741
PENDING = frozenset({I.TO_BE_DISPENSED, I.PARTLY_DISPENSED})
DONE, NOW, AHEAD, FAILED = "done", "now", "ahead", "failed"


@dataclass(frozen=True)
class Facts:
    """What a lane is told from."""

    row: Prescription
    items: Sequence[PrescriptionItem]
    supplies: Sequence[Dispense]
    prescriber: str
    place: Organization | None
    at: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The pharmacy's time zone, or the clinic's."""
        return ZoneInfo(self.place.zone if self.place else settings().clinic_zone)

    @property
    def pharmacy(self) -> str:
        """The pharmacy's name in a sentence."""
        return self.place.name if self.place else "the pharmacy"

    @property
    def last(self) -> Dispense | None:
        """The latest hand-over that counts."""
        return next((one for one in reversed(self.supplies) if one.status not in VOID), None)

    def when(self, at: datetime | None) -> str:
        """Return a moment in words."""
        return moment(at, self.at, self.zone) if at else ""

    def day(self, at: datetime | None) -> str:
        """Return a day in words."""
        return day(at, self.at, self.zone) if at else ""


def owed(items: Sequence[PrescriptionItem], supplies: Sequence[Dispense]) -> list[PrescriptionItem]:
    """Return the items of which the pharmacy owes something: it has begun, and not with all."""
    if all(one.status in VOID for one in supplies):
        return []
    return [one for one in items if one.status in PENDING and one.committed < one.quantity]


def lane(facts: Facts) -> LaneView:
    """Return the lane of one prescription."""
    return LaneView(words=words(facts), steps=[] if facts.row.status is S.DRAFT else steps(facts))


def words(facts: Facts) -> str:
    """Return where it is, in one sentence."""
    row = facts.row
    over = _over(facts)
    if over:
        return over
    if row.stop_requested_at:
        return f"{facts.prescriber} asked {facts.pharmacy} to stop it. Ask before you take any."
    if row.status is S.ON_HOLD:
        asked = f"{facts.pharmacy} asked {facts.prescriber} a question"
        return f"On hold: {asked}, {facts.when(row.held_at)}."
    said = _supplied(facts) or _waiting(facts)
    rest = owed(facts.items, facts.supplies)
    if rest:
        until = max((one.owed_until for one in rest if one.owed_until), default=None)
        expected = f" until {facts.day(until)}" if until else ""
        left = rest[0].quantity - rest[0].committed
        much = f"{len(rest)} of {len(facts.items)}"
        if len(facts.items) == 1:
            much = counted(left, rest[0].quantity_unit)
        said += f", {much} owed{expected}"
    return said + "."


def _over(facts: Facts) -> str:
    row = facts.row
    since = facts.day(row.status_since)
    return {
        S.DRAFT: "Not signed yet.",
        S.DISPENSED: f"Supplied by {facts.pharmacy}, {since}.",
        S.NOT_DISPENSED: f"Closed without a supply by {facts.pharmacy}, {since}.",
        S.CANCELLED: f"Cancelled {since}: {row.reason}",
        S.EXPIRED: f"Expired {since}. Ask for a new one if you still need it.",
        S.DISCARDED: f"Discarded {since}.",
    }.get(row.status, "")


def _waiting(facts: Facts) -> str:
    row = facts.row
    since = facts.when(row.claim_since or row.signed_at)
    if row.claim_status is C.RELEASED:
        return "The pharmacy gave it back: choose another pharmacy"
    if facts.place is None:
        return "Choose a pharmacy, or show the code at any counter"
    if row.claim_status is C.OFFERED:
        return f"Sent to {facts.pharmacy} {since}, not started yet"
    return f"{facts.pharmacy} since {since}"


def _supplied(facts: Facts) -> str:
    last = facts.last
    if last is None:
        return ""
    since = facts.when(last.status_since)
    match last.status:
        case U.PREPARING | U.CHECKED:
            ready = f", ready about {facts.when(last.ready_by)}" if last.ready_by else ""
            return f"{facts.pharmacy} since {facts.when(facts.row.claim_since)}{ready}"
        case U.READY:
            kept = facts.day(deadlines().collected_by(last.ready_at or last.status_since))
            return f"Ready at {facts.pharmacy} since {since}, kept until {kept}"
        case U.DISPATCHED:
            return f"On its way from {facts.pharmacy} since {since}"
        case U.DELIVERY_FAILED:
            return f"{facts.pharmacy} could not deliver it {since} and will be in touch"
        case _:
            return f"Handed over by {facts.pharmacy} {since}"


def steps(facts: Facts) -> list[LaneStep]:
    """Return the stations: signed, with the pharmacy, prepared, ready, handed over."""
    row, last = facts.row, facts.last
    stations = [
        LaneStep(
            name="sent",
            word=f"{facts.prescriber} signed it",
            detail=_join(facts.when(row.signed_at), f"to {facts.pharmacy}" if facts.place else ""),
            state=DONE,
        ),
        _claimed(facts),
        _prepared(facts, last),
        _ready(facts, last),
        _handed(facts, last),
    ]
    if row.stop_requested_at and row.status not in CLOSED:
        kept = [one for one in stations[:3] if one.state == DONE]
        asked = LaneStep(
            name="stopping",
            word=f"{facts.prescriber} asked {facts.pharmacy} to stop it",
            detail=_join(facts.when(row.stop_requested_at), row.reason),
            state=FAILED,
        )
        return [*kept, asked]
    if row.status in CLOSED - {S.DISPENSED}:
        kept = [one for one in stations if one.state == DONE]
        ended = LaneStep(
            name=row.status.value,
            word={S.CANCELLED: "Cancelled", S.EXPIRED: "Expired"}.get(row.status, "Not supplied"),
            detail=_join(facts.when(row.status_since), row.reason),
            state=FAILED,
        )
        return [*kept, ended]
    return stations


def _claimed(facts: Facts) -> LaneStep:
    row = facts.row
    if row.claim_status is C.CLAIMED:
        detail = facts.when(row.claim_since)
        if row.status is S.ON_HOLD:
            return LaneStep(
                name="claimed", word=f"{facts.pharmacy} has a question", detail=detail, state=NOW
            )
        state = DONE if facts.last or row.status in CLOSED else NOW
        return LaneStep(name="claimed", word=f"{facts.pharmacy} has it", detail=detail, state=state)
    choose = facts.place is None
    word = "Choose a pharmacy" if choose else f"{facts.pharmacy} takes it on"
    detail = "or show the code at any counter" if choose else ""
    return LaneStep(name="claimed", word=word, detail=detail, state=NOW)


def _prepared(facts: Facts, last: Dispense | None) -> LaneStep:
    name = "preparing"
    if last is None:
        return LaneStep(name=name, word="Prepared and checked", detail="", state=AHEAD)
    if last.status is U.PREPARING:
        ready = f"ready about {facts.when(last.ready_by)}" if last.ready_by else ""
        word = f"{facts.pharmacy} is preparing it"
        return LaneStep(name=name, word=word, detail=ready, state=NOW)
    detail = _join(facts.when(last.checked_at), "" if last.check_note else "by a second person")
    state = NOW if last.status is U.CHECKED else DONE
    word = "Prepared and checked" if last.checked_at else "Prepared"
    return LaneStep(name=name, word=word, detail=detail, state=state)


def _ready(facts: Facts, last: Dispense | None) -> LaneStep:
    name = "ready"
    if last is None or last.status in (U.PREPARING, U.CHECKED):
        return LaneStep(name=name, word="Ready to collect", detail="", state=AHEAD)
    if last.status is U.READY:
        since = last.ready_at or last.status_since
        kept = f"kept until {facts.day(deadlines().collected_by(since))}"
        detail = _join(f"since {facts.when(since)}", kept)
        return LaneStep(name=name, word="Ready for you to collect", detail=detail, state=NOW)
    detail = facts.when(last.ready_at)
    return LaneStep(name=name, word="Ready", detail=detail, state=DONE)


def _handed(facts: Facts, last: Dispense | None) -> LaneStep:
    name, since = "handed", facts.when(last.status_since) if last else ""
    match last.status if last else None:
        case U.DISPATCHED:
            return LaneStep(name=name, word="On its way to you", detail=f"since {since}", state=NOW)
        case U.DELIVERY_FAILED:
            return LaneStep(name=name, word="Not delivered", detail=since, state=FAILED)
        case U.COLLECTED:
            return LaneStep(name=name, word="Handed over", detail=since, state=DONE)
        case U.DELIVERED:
            return LaneStep(name=name, word="Delivered", detail=since, state=DONE)
        case _:
            detail = "Show the code at the counter" if last else ""
            return LaneStep(name=name, word="Handed over", detail=detail, state=AHEAD)


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
