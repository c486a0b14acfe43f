"""Where somebody's medicines are, in one sentence."""

from datetime import datetime

from portal.domain.prescription_word import HANDED, ClaimStatus, PrescriptionStatus, SupplyStatus
from portal.domain.quantity import counted, figure
from portal.models import Dispense
from portal.services.prescription_facts import Facts
from portal.services.prescription_step import deadlines

S, C, U = PrescriptionStatus, ClaimStatus, SupplyStatus
ASK = " Ask before you take any."
AGAIN = " Ask for a new one if you still need it."


def words(facts: Facts) -> str:
    """Return where it is, in one sentence; what was handed over before follows it."""
    row = facts.row
    over = _over(facts)
    if over:
        return over
    if row.stop_requested_at:
        return f"{facts.prescriber} asked {facts.pharmacy} to stop it.{ASK if facts.own else ''}"
    if row.status is S.ON_HOLD:
        asked = f"{facts.pharmacy} asked {facts.prescriber} a question"
        return f"On hold: {asked}, {facts.when(row.held_at)}."
    present = facts.present
    if present is None:
        return f"{_waiting(facts)}.{_before(facts)}"
    return f"{_supplied(facts, present)}{_rest(facts, present)}."


def nowhere(facts: Facts) -> str:
    """Return what is to be done, or is so, while no pharmacy has it."""
    if not facts.own:
        return "the patient has not chosen a pharmacy yet, and can show the code at any counter"
    again = facts.row.claim_status is C.RELEASED
    choose = "another one" if again else "a pharmacy"
    return f"choose {choose}, or show the code at any counter"


def which(facts: Facts) -> str:
    """Return what of it a hand-over holds: it, a part, or the rest."""
    if facts.rest or len(facts.under_way) > 1:
        return "a part"
    return "the rest" if any(one.status in HANDED for one in facts.begun) else "it"


def expected(facts: Facts) -> str:
    """Return until when the rest is expected; empty when nobody said so."""
    until = max((one.owed_until for one in facts.owed if one.owed_until), default=None)
    if until is None:
        return ""
    return f"until {facts.day(until)}" if until > facts.at else f"was due {facts.day(until)}"


def ready(facts: Facts, supply: Dispense) -> str:
    """Return when a hand-over that is being prepared is ready."""
    if supply.ready_by is None:
        return ""
    said = "was to be ready" if supply.ready_by <= facts.at else "ready"
    on, _, at = facts.when(supply.ready_by).partition(", ")
    return f"{said} {on} about {at}"


def kept(facts: Facts, supply: Dispense) -> str:
    """Return until when a hand-over waits to be collected."""
    until = deadlines().collected_by(_since(supply))
    if until <= facts.at:
        return f"it was to be collected by {facts.day(until)}"
    return f"kept until {facts.day(until)}"


def _since(supply: Dispense) -> datetime:
    return supply.ready_at or supply.status_since


def _over(facts: Facts) -> str:
    row = facts.row
    since, by = facts.day(row.status_since), facts.by(facts.present)
    short = sum(one.supplied < one.quantity for one in facts.items)
    some = f"{short} of {len(facts.items)} medicines " if len(facts.items) > 1 else ""
    lacks = f"; {some}not supplied in full" if short else ""
    following = ""
    if row.next_issue_at is not None:
        following = f" The next issue is due on {facts.day(row.next_issue_at)}."
    reason = row.reason if row.reason.endswith((".", "!", "?")) else f"{row.reason}."
    ended = {
        S.DRAFT: "Not signed yet.",
        S.DISPENSED: f"Supplied by {by}, {since}{lacks}.",
        S.NOT_DISPENSED: f"Closed without a supply by {by}, {since}.",
        S.CANCELLED: f"Cancelled {since}: {reason}" if row.reason else f"Cancelled {since}.",
        S.EXPIRED: f"Expired {since}.{AGAIN if facts.own else ''}",
        S.DISCARDED: f"Discarded {since}.",
    }.get(row.status, "")
    if row.status in (S.CANCELLED, S.EXPIRED):
        return ended + _before(facts)
    return ended + (following if ended else "")


def _before(facts: Facts) -> str:
    return f" Handed over before: {facts.given}." if facts.given else ""


def _waiting(facts: Facts) -> str:
    row = facts.row
    since = facts.when(row.claim_since or row.signed_at)
    if row.claim_status is C.RELEASED:
        return f"The pharmacy no longer has it: {nowhere(facts)}"
    if facts.place is None:
        said = nowhere(facts)
        return f"{said[0].upper()}{said[1:]}"
    if row.claim_status is C.OFFERED:
        return f"Sent to {facts.pharmacy} {since}, not started yet"
    last = facts.supplies[-1] if facts.supplies else None
    if last is not None and last.pharmacy_id == row.pharmacy_id:
        undone = facts.when(last.status_since)
        if last.status is U.IN_ERROR:
            said = f"{facts.pharmacy} struck out a hand-over that was a mistake, {undone}"
        else:
            said = f"{facts.pharmacy} put it back into stock {undone}"
        return f"{said}; it is not in preparation now"
    return f"At {facts.pharmacy} since {since}, not in preparation yet"


def _supplied(facts: Facts, present: Dispense) -> str:
    since, by, what = facts.when(present.status_since), facts.by(present), which(facts)
    start = "" if what == "it" else f"{what[0].upper()}{what[1:]} is "
    match present.status:
        case U.PREPARING:
            return _join(f"{by} is preparing {what}", ready(facts, present))
        case U.CHECKED:
            made = f"{start or 'It is '}prepared and checked at {by}"
            return _join(made, ready(facts, present))
        case U.READY:
            at = f"at {by} since {facts.when(_since(present))}"
            return _join(f"{start}ready {at}" if start else f"Ready {at}", kept(facts, present))
        case U.DISPATCHED:
            way = f"its way from {by} since {since}"
            return f"{start}on {way}" if start else f"On {way}"
        case U.DELIVERY_FAILED:
            return f"{by} could not deliver {what} {_on(since)} and will be in touch"
        case _:
            how = "handed over" if present.status is U.COLLECTED else "delivered"
            return f"{by} {how} {facts.given or 'it'} {_on(since)}"


def _on(since: str) -> str:
    return since if since.startswith("today") else f"on {since}"


def _rest(facts: Facts, present: Dispense) -> str:
    owed = facts.owed
    others = [one for one in facts.under_way if one is not present]
    if others:
        return f"; another part is {others[0].status.word}"
    if not owed:
        return ""
    much = f"{len(owed)} of {len(facts.items)} medicines"
    if len(facts.items) == 1:
        left = owed[0].quantity - owed[0].committed
        much = figure(left) if facts.given else counted(left, owed[0].quantity_unit)
    until = expected(facts)
    if until.startswith("was"):
        return f"; {much} owed, it {until}"
    return f"; {much} owed {until}".rstrip()


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
