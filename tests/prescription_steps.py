"""Every step that a person takes on a prescription, as a service and as a route; and every state.

The states are made past nobody: each is a prescription that came so far by the steps themselves,
but for those that only time or a past day makes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from dispensing import CHECKED, DISPATCH, KNOWN, WHY, items_of, lines, scanned, supplies_of
from prescribing import Desk

from portal.domain.dispensing import CLAIM, ITEM, SUPPLY
from portal.domain.errors import StepNotPossible
from portal.domain.permission import Role
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import PrescriptionStatus
from portal.domain.workflow import Party
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Prescription
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    LineClaim,
    PharmacyAnswer,
    PharmacyQuery,
    Supply,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription,
    prescription_draft,
)
from portal.services.work import Actor, perform

S = PrescriptionStatus
CANCEL = CancelPrescription(reason="A rash came up.")
ANSWER = PharmacyAnswer(answer="Yes, it is.")
QUERY = PharmacyQuery(query="Is the dose meant?")
HANDED = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport", handed=[1])
TABLES = {"claim": CLAIM, "item": ITEM, "supply": SUPPLY, "prescription": WORKFLOW}
PARTY = {Role.GP: Party.PRESCRIBER, Role.PATIENT: Party.PATIENT, Role.PHARMACIST: Party.PHARMACY}
"""What those of each role are to the prescriptions of these tests; everybody else is nobody."""


@dataclass(frozen=True)
class Way:
    """One step, as the service that takes it and as the request that does."""

    step: str
    service: Callable[..., Any]
    path: str
    said: Callable[[Desk, UUID], tuple[Any, ...]] = field(default=lambda d, s: ())
    body: Callable[[Desk, UUID], Any] = field(default=lambda d, s: None)

    @property
    def key(self) -> tuple[str, str]:
        """The table and the name of the step."""
        table, _, name = self.step.partition(".")
        return table, name

    def arguments(self, desk: Desk, script: UUID) -> tuple[Any, ...]:
        """What the service takes."""
        given = self.said(desk, script)
        return given if self.service is dispense.scan_token else (script, *given)


def way(step: str, service: Callable[..., Any], path: str, *said: Any) -> Way:
    """A step that says always the same; what it says is the body, but for its number."""
    claims = [one for one in said if not isinstance(one, int)]
    body = claims[0].model_dump(mode="json") if claims else None
    return Way(step, service, path, lambda d, s: said, lambda d, s: body)


def _item(desk: Desk, script: UUID) -> UUID:
    found = items_of(script)
    return found[0].id if found else script


def _to(desk: Desk, script: UUID) -> ChoosePharmacy:
    return ChoosePharmacy(pharmacy_id=desk.counter.east)


def _rest(desk: Desk, script: UUID) -> Any:
    return (
        lines(script) if any(i.committed < i.quantity for i in items_of(script)) else _one(script)
    )


def _one(script: UUID) -> Any:
    which = next((one.id for one in items_of(script)), script)
    return Supply(lines=[LineClaim(item_id=which, quantity=1)])


def _row(script: UUID) -> Prescription:
    with transaction(write=False) as session:
        return session.get_one(Prescription, script)


def _printed(script: UUID) -> str:
    """What a scanner reads from its paper, where there is one."""
    try:
        return scanned(script).token
    except StepNotPossible:
        return "HANDOVER-NOT-PRINTED"


def _json(said: Callable[[Desk, UUID], Any]) -> Callable[[Desk, UUID], Any]:
    return lambda d, s: said(d, s).model_dump(mode="json")


def _delivery(step: str, **more: Any) -> Callable[[Desk, UUID], Any]:
    return lambda d, s: {"number": 1, "step": step, **more}


WAYS = [
    Way(
        "prescription.sign", prescription.sign, "sign",
        body=lambda d, s: {"mark": (_row(s).draft and prescription_draft.mark(_row(s))) or "none"},
    ),
    way("prescription.discard", prescription.discard, "discard"),
    way("prescription.cancel", prescription.cancel, "cancel", CANCEL),
    way("prescription.request_stop", prescription.request_stop, "stop-request", CANCEL),
    way("prescription.end_repeats", prescription.end_repeats, "end-repeats", CANCEL),
    way("prescription.answer", prescription.answer, "answer", ANSWER),
    way("prescription.hold", dispense_query.hold, "hold", QUERY),
    way("prescription.withdraw", dispense_query.withdraw, "withdraw"),
    way("prescription.stop", dispense_query.stop, "stop"),
    way(
        "prescription.already_handed_over", dispense_query.already_handed_over,
        "already-handed-over", HANDED,
    ),
    Way(
        "prescription.choose_pharmacy", prescription.choose_pharmacy, "pharmacy",
        lambda d, s: (_to(d, s),), _json(_to),
    ),
    way("claim.claim", dispense.claim, "claim"),
    Way(
        "claim.claim", dispense.scan_token, "scan", lambda d, s: (scanned(s),),
        lambda d, s: {"token": _printed(s)},
    ),
    way("claim.release", dispense.release, "release", WHY),
    Way(
        "item.refuse", dispense_item.refuse, "items/{item}/refuse",
        lambda d, s: (_item(d, s), WHY), lambda d, s: WHY.model_dump(),
    ),
    Way("item.reopen", dispense_item.reopen, "items/{item}/reopen", lambda d, s: (_item(d, s),)),
    Way(
        "supply.prepare", dispense_supply.prepare, "fulfill", lambda d, s: (_rest(d, s),),
        _json(_rest),
    ),
    way("supply.check", dispense_supply.check, "supplies/1/check", 1, CHECKED),
    way("supply.finish", dispense_supply.finish, "supplies/1/ready", 1),
    way("supply.collect", dispense_hand.collect, "supplies/1/collect", 1, KNOWN),
    Way(
        "supply.dispatch", dispense_hand.dispatch, "delivery", lambda d, s: (1, DISPATCH),
        _delivery("dispatch", **DISPATCH.model_dump()),
    ),
    Way(
        "supply.deliver", dispense_hand.deliver, "delivery", lambda d, s: (1, KNOWN),
        _delivery("deliver", **KNOWN.model_dump()),
    ),
    Way(
        "supply.fail", dispense_hand.fail, "delivery", lambda d, s: (1, WHY),
        _delivery("fail", **WHY.model_dump()),
    ),
    way("supply.return", dispense_hand.return_to_stock, "supplies/1/return", 1, WHY),
    way("supply.correct", dispense_hand.correct, "supplies/1/correct", 1, WHY),
]  # fmt: skip


def _then(make: Callable[[Desk], UUID], who: str, service: Any, *said: Any) -> Callable[..., UUID]:
    def made(desk: Desk) -> UUID:
        script = make(desk)
        actor = getattr(desk.counter, who, None) or getattr(desk.world, who)
        perform(actor, service, script, *said)
        return script

    return made


def _stands(status: PrescriptionStatus, **facts: Any) -> Callable[[Desk], UUID]:
    def made(desk: Desk) -> UUID:
        again = {"issues": 2, "interval_days": 28, "next_issue_at": now() + timedelta(days=28)}
        return desk.counter.prescribed(status=status, **again, **facts)

    return made


def _part(desk: Desk) -> UUID:
    script = desk.counter.prepared(quantity=14)
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.counter.phil, dispense_hand.collect, script, 1, KNOWN)
    return script


def _more(desk: Desk) -> UUID:
    script = _part(desk)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    return script


def _second_first(desk: Desk) -> UUID:
    """Its second supply is handed over, its first is still being prepared."""
    script = desk.counter.prepared(quantity=14)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 2, CHECKED)
    perform(desk.counter.phil, dispense_hand.collect, script, 2, KNOWN)
    return script


def _asked(make: Callable[[Desk], UUID]) -> Callable[[Desk], UUID]:
    return _then(make, "gp", prescription.request_stop, CANCEL)


def _held(make: Callable[[Desk], UUID]) -> Callable[[Desk], UUID]:
    return _then(make, "phil", dispense_query.hold, QUERY)


def _by(name: str) -> Callable[[Desk], UUID]:
    return lambda desk: getattr(desk.counter, name)()


_prepared = _by("prepared")
_checked = _then(_prepared, "petra", dispense_supply.check, 1, CHECKED)


def _first_refused(desk: Desk) -> UUID:
    script = desk.counter.prescribed(desk.counter.tablets, desk.counter.capsules)
    perform(desk.counter.phil, dispense_item.refuse, script, items_of(script)[0].id, WHY)
    return script


STATES: dict[str, Callable[[Desk], UUID]] = {
    "draft": lambda desk: desk.reviewed(),
    "discarded": _stands(S.DISCARDED),
    "offered": _by("prescribed"),
    "repeated": _stands(S.ACTIVE),
    "claimed": _by("claimed"),
    "released": _then(_by("claimed"), "phil", dispense.release, WHY),
    "on hold": _held(_stands(S.ACTIVE)),
    "on hold while prepared": _held(_prepared),
    "partly": _part,
    "partly, repeated": _stands(S.PARTLY_DISPENSED),
    "partly, the rest prepared": _more,
    "partly, given back": _then(_part, "phil", dispense.release, WHY),
    "first refused": _first_refused,
    "dispensed": _stands(S.DISPENSED),
    "not dispensed": _stands(S.NOT_DISPENSED),
    "cancelled": _stands(S.CANCELLED, reason="A rash."),
    "expired": _stands(S.EXPIRED),
    "prepared": _prepared,
    "checked": _checked,
    "ready": _by("ready"),
    "collected": _by("collected"),
    "sent": _by("sent"),
    "failed": _by("failed"),
    "delivered": _by("delivered"),
    "returned": _then(_prepared, "phil", dispense_hand.return_to_stock, 1, WHY),
    "struck out": _then(_by("collected"), "petra", dispense_hand.correct, 1, WHY),
    "to be stopped": _asked(_prepared),
    "to be stopped, checked": _asked(_checked),
    "to be stopped, failed": _asked(_by("failed")),
    "to be stopped, on hold": _asked(_held(_prepared)),
    "to be stopped, partly": _asked(_second_first),
}


def standing(script: UUID) -> dict[str, set[str]]:
    """Return where a prescription stands, by table."""
    with transaction(write=False) as session:
        row = session.get_one(Prescription, script)
        return {
            "prescription": {row.status},
            "claim": {row.claim_status},
            "item": {one.status for one in items_of(script)[:1]},
            "supply": {one.status for one in supplies_of(script) if one.number == 1},
        }


def people(desk: Desk) -> dict[Role, Actor]:
    """Return one person of each role; those who may do something are of this prescription."""
    world, counter = desk.world, desk.counter
    named = {
        Role.PATIENT: world.patient, Role.GP: world.gp, Role.SPECIALIST: world.specialist,
        Role.DIAGNOSTICS: world.diagnostics, Role.PHARMACIST: counter.petra,
        Role.PRACTICE_MANAGER: world.manager, Role.ADMIN: world.admin,
    }  # fmt: skip
    return {role: named[role] for role in Role}
