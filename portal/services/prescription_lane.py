"""The lane: where somebody's medicines are, from the signature to the hand-over, in words."""

from portal.domain.prescription_word import CLOSED, ClaimStatus, PrescriptionStatus, SupplyStatus
from portal.models import Dispense
from portal.schemas.prescription import LaneStep, LaneView
from portal.services.prescription_facts import Facts
from portal.services.prescription_lane_word import expected, kept, ready, which, words

S, C, U = PrescriptionStatus, ClaimStatus, SupplyStatus
DONE, NOW, AHEAD, FAILED = "done", "now", "ahead", "failed"


def lane(facts: Facts) -> LaneView:
    """Return the lane of one prescription."""
    stations = [] if facts.row.status is S.DRAFT else steps(facts)
    return LaneView(words=words(facts), steps=stations, zone=facts.zone.key)


def steps(facts: Facts) -> list[LaneStep]:
    """Return the stations: signed, with the pharmacy, prepared, ready, handed over."""
    row, present = facts.row, facts.present
    stations = [
        LaneStep(
            name="sent",
            word=f"{facts.prescriber} signed it",
            detail=facts.when(row.signed_at),
            state=DONE,
        ),
        _claimed(facts),
        _prepared(facts, present),
        _ready(facts, present),
        *_handed(facts, present),
    ]
    if row.stop_requested_at and row.status not in CLOSED:
        done = [one for one in stations[:3] if one.state == DONE]
        asked = LaneStep(
            name="stopping",
            word=f"{facts.prescriber} asked {facts.pharmacy} to stop it",
            detail=_join(facts.when(row.stop_requested_at), row.reason),
            state=FAILED,
        )
        return [*done, asked]
    if row.status in CLOSED - {S.DISPENSED}:
        done = [one for one in stations if one.state == DONE]
        ended = LaneStep(
            name=row.status.value,
            word={S.CANCELLED: "Cancelled", S.EXPIRED: "Expired"}.get(row.status, "Not supplied"),
            detail=_join(facts.when(row.status_since), row.reason),
            state=FAILED,
        )
        return [*done, ended]
    return stations


def _claimed(facts: Facts) -> LaneStep:
    row, name = facts.row, "claimed"
    since = facts.when(row.claim_since)
    if row.claim_status is C.CLAIMED:
        if row.status is S.ON_HOLD:
            asked = facts.when(row.held_at)
            word = f"{facts.pharmacy} has a question"
            return LaneStep(name=name, word=word, detail=asked, state=NOW)
        state = DONE if facts.present or row.status in CLOSED else NOW
        return LaneStep(name=name, word=f"{facts.pharmacy} has it", detail=since, state=state)
    if facts.place is None or row.claim_status is C.RELEASED:
        word = "Choose another pharmacy" if row.claim_status is C.RELEASED else "Choose a pharmacy"
        detail = "or show the code at any counter"
        if not facts.own:
            word, detail = "No pharmacy chosen yet", "or the code is shown at any counter"
        state = DONE if facts.present else NOW
        return LaneStep(name=name, word=word, detail=detail, state=state)
    word = f"{facts.pharmacy} takes it on"
    return LaneStep(
        name=name, word=word, detail=_join("not started yet", f"sent {since}"), state=NOW
    )


def _prepared(facts: Facts, supply: Dispense | None) -> LaneStep:
    name = "preparing"
    if supply is None:
        return LaneStep(name=name, word="Prepared and checked", detail="", state=AHEAD)
    if supply.status is U.PREPARING:
        word = f"{facts.by(supply)} is preparing {which(facts)}"
        return LaneStep(name=name, word=word, detail=ready(facts, supply), state=NOW)
    two = supply.checked_at is not None and not supply.check_note
    detail = _join(facts.when(supply.checked_at), "by a second person" if two else "")
    state = NOW if supply.status is U.CHECKED else DONE
    word = "Prepared and checked" if supply.checked_at else "Prepared"
    return LaneStep(name=name, word=word, detail=detail, state=state)


def _ready(facts: Facts, supply: Dispense | None) -> LaneStep:
    name = "ready"
    if supply is None or supply.status in (U.PREPARING, U.CHECKED):
        return LaneStep(name=name, word="Ready to collect", detail="", state=AHEAD)
    if supply.status is U.READY:
        since = facts.when(supply.ready_at or supply.status_since)
        detail = _join(f"since {since}", kept(facts, supply))
        what = which(facts)
        word = "Ready" if what == "it" else f"{what[0].upper()}{what[1:]} is ready"
        return LaneStep(
            name=name,
            word=f"{word}{' for you' if facts.own else ''} to collect",
            detail=detail,
            state=NOW,
        )
    detail = facts.when(supply.ready_at)
    return LaneStep(name=name, word="Ready", detail=detail, state=DONE)


def _handed(facts: Facts, supply: Dispense | None) -> list[LaneStep]:
    name, since = "handed", facts.when(supply.status_since) if supply else ""
    match supply.status if supply else None:
        case U.DISPATCHED:
            said = ("On its way to you" if facts.own else "On its way", f"since {since}", NOW)
        case U.DELIVERY_FAILED:
            said = ("Not delivered", since, FAILED)
        case U.COLLECTED | U.DELIVERED:
            part = facts.given if facts.owed else ""
            done = "Handed over" if supply and supply.status is U.COLLECTED else "Delivered"
            said = (f"{done}: {part}" if part else done, since, DONE)
        case _:
            said = (
                "Handed over",
                "Show the code at the counter" if supply and facts.own else "",
                AHEAD,
            )
    word, detail, state = said
    found = [LaneStep(name=name, word=word, detail=detail, state=state)]
    if state == DONE and facts.owed:
        due = expected(facts)
        found.append(LaneStep(name="owed", word="The rest is owed", detail=due, state=NOW))
    return found


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
