"""What people do with a prescription of the demo clinic: prepare it, ask, hand it over, stop it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, select

from portal.domain.prescription_word import ItemStatus
from portal.models import PatientProfile, Prescription
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    Dispatch,
    HandOver,
    LineClaim,
    PharmacyAnswer,
    PharmacyQuery,
    ReasonClaim,
    Receipt,
    Scan,
    SecondCheck,
    Supply,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_register,
    dispense_supply,
    notification,
    prescription,
    prescription_step,
)
from portal.services.demo_prescription import STAFF
from portal.services.demo_sign import product
from portal.services.demo_story import Scene, days_later
from portal.services.prescription_token import token_of
from portal.services.work import Work

Steps = dict[str, Callable[[Work, Prescription], object]]

KEEPS = timedelta(days=520)
"""How long a pack from the shelf is good for."""

LATELY = timedelta(days=7)
"""Before that, everybody has read everything; since then, who does something has read of it."""

CLOSES = "18:00"
COURIER = "Quayside Couriers"


@dataclass(frozen=True)
class Done:
    """One step: which issue of which prescription, what is done to it, and what is said."""

    key: str
    issue: int
    verb: str
    arg: str = ""
    body: str = ""


def do(stage: Scene, done: Done, work: Work) -> None:
    """Let the actor do it, to the issue as it stands now."""
    if done.verb == "receive":
        _receive(work, done)
        return
    row = work.session.get_one(Prescription, _which(stage, done, work))
    verbs = _prescribing(stage, done) | _supplying(stage, done) | _handing(done)
    if done.verb not in verbs:
        raise ValueError(f"The prescription {done.key} has no step called {done.verb}.")
    if stage.present - work.at < LATELY:
        notification.settle(work, row.id)
    verbs[done.verb](work, row)


def _prescribing(stage: Scene, done: Done) -> Steps:
    """Return the steps around a supply."""
    why = lambda: CancelPrescription(reason=done.body)  # noqa: E731
    reason = lambda: ReasonClaim(reason=done.body)  # noqa: E731
    return {
        "look": lambda w, r: prescription.open_record(w, r.id),
        "cancel": lambda w, r: prescription.cancel(w, r.id, why()),
        "ask_stop": lambda w, r: prescription.request_stop(w, r.id, why()),
        "end_repeats": lambda w, r: prescription.end_repeats(w, r.id, why()),
        "answer": lambda w, r: prescription.answer(w, r.id, PharmacyAnswer(answer=done.body)),
        "choose": lambda w, r: prescription.choose_pharmacy(
            w, r.id, ChoosePharmacy(pharmacy_id=_place(stage, done.arg))
        ),
        "claim": lambda w, r: dispense.claim(w, r.id),
        "scan": lambda w, r: dispense.scan(w, r.id, Scan(token=token_of(r))),
        "release": lambda w, r: dispense.release(w, r.id, reason()),
        "ask": lambda w, r: dispense_query.hold(w, r.id, PharmacyQuery(query=done.body)),
        "withdraw": lambda w, r: dispense_query.withdraw(w, r.id),
        "stop": lambda w, r: dispense_query.stop(w, r.id),
        "too_late": lambda w, r: dispense_query.already_handed_over(
            w, r.id, AlreadyHanded(identifiers=["name", "birth_date"])
        ),
        "discard": lambda w, r: prescription.discard(w, r.id),
    }


def _supplying(stage: Scene, done: Done) -> Steps:
    """Return the steps in which a supply is put together, or an item is not supplied."""

    def item(work: Work, row: Prescription) -> UUID:
        return prescription_step.items(work, row)[int(done.arg or 1) - 1].id

    return {
        "prepare": lambda w, r: dispense_supply.prepare(w, r.id, _supply(stage, done, w, r)),
        "substitute": lambda w, r: dispense_supply.prepare(w, r.id, _supply(stage, done, w, r)),
        "check": lambda w, r: dispense_supply.check_and_finish(
            w, r.id, _last(w, r), SecondCheck(note=done.body)
        ),
        "refuse": lambda w, r: dispense_item.refuse(
            w, r.id, item(w, r), ReasonClaim(reason=done.body)
        ),
        "reopen": lambda w, r: dispense_item.reopen(w, r.id, item(w, r)),
    }


def _handing(done: Done) -> Steps:
    """Return the steps in which the last supply leaves, or comes back."""
    to = lambda: HandOver(  # noqa: E731
        identifiers=["name", "birth_date"], collector=done.body, proof=done.arg
    )
    reason = lambda: ReasonClaim(reason=done.body)  # noqa: E731
    return {
        "collect": lambda w, r: dispense_hand.collect(w, r.id, _last(w, r), to()),
        "dispatch": lambda w, r: dispense_hand.dispatch(
            w, r.id, _last(w, r), Dispatch(delivery_to=_home(w, r), courier=done.body or COURIER)
        ),
        "deliver": lambda w, r: dispense_hand.deliver(w, r.id, _last(w, r), to()),
        "fail": lambda w, r: dispense_hand.fail(w, r.id, _last(w, r), reason()),
        "back": lambda w, r: dispense_hand.return_to_stock(w, r.id, _last(w, r), reason()),
        "strike_out": lambda w, r: dispense_hand.correct(w, r.id, _last(w, r), reason()),
    }


def _supply(stage: Scene, done: Done, work: Work, row: Prescription) -> Supply:
    """Return everything that is left, or less: `2=14, 3=0, until 3d` gives 14 of the second."""
    other, parts = None, [part.strip() for part in done.arg.split(",") if part.strip()]
    if done.verb == "substitute":
        other, parts = product(work, *parts).id, []
    said = dict(part.split("=") for part in parts if "=" in part)
    until = next((part.split()[1] for part in parts if part.startswith("until")), "")
    owed = ""
    if until:
        days = int(until.removesuffix("d"))
        owed = days_later(stage.hours, work.at, days, CLOSES).date().isoformat()
    number = int.from_bytes(hashlib.sha256(f"{done}".encode()).digest()[:4]) % 90_000 + 10_000
    lines = [
        LineClaim(
            item_id=item.id,
            quantity=Decimal(said.get(str(item.position), item.quantity - item.committed)),
            substitute_id=other,
            substitution_note=done.body if other else "",
            batch=f"BX{number + item.position}",
            expires_on=(work.at + KEEPS).date().isoformat(),
            owed_until=owed,
        )
        for item in prescription_step.items(work, row)
        if item.committed < item.quantity
        and item.status is not ItemStatus.NOT_DISPENSED
        and said.get(str(item.position)) != "0"
    ]
    return Supply(lines=lines)


def _receive(work: Work, done: Done) -> None:
    """Enter a delivery to the cabinet: `morphine, 10 mg, tablet, 56`."""
    *name, quantity = (part.strip() for part in done.arg.split(","))
    drug = product(work, *name)
    said = Receipt(medicine_id=drug.id, quantity=Decimal(quantity), supplier=done.body)
    dispense_register.receive(work, said)


def _which(stage: Scene, done: Done, work: Work) -> UUID:
    """Return the id of an issue; of a repeat it is known once the timer has made it."""
    if done.issue == 1:
        return stage.ids[done.key]
    query = select(Prescription.id).where(
        Prescription.original_id == stage.ids[done.key], Prescription.issue == done.issue
    )
    return work.session.exec(query).one()


def _last(work: Work, row: Prescription) -> int:
    return prescription_step.supplies(work, row)[-1].number


def _place(stage: Scene, key: str) -> UUID:
    found = stage.actors[STAFF[key][0]].organization_id
    if found is None:
        raise ValueError(f"There is no pharmacy called {key}.")
    return found


def _home(work: Work, row: Prescription) -> str:
    query = select(PatientProfile.address).where(col(PatientProfile.user_id) == row.patient_id)
    return work.session.exec(query).one()
