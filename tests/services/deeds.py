"""Everything that anybody can do to a signed prescription, whether it is possible or not.

Each deed says which steps of the workflow tables it is meant to take, as `table.step`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import prescriptions
from dispensing import CHECKED, DISPATCH, KNOWN, WHY, Counter, items_of, scanned, supplies_of
from factories import saved

from portal.domain import dispensing, prescription
from portal.domain.medicine import DoseForm
from portal.domain.record import Certainty, EntryStatus, Severity, Source
from portal.domain.workflow import Step
from portal.infra.clock import now
from portal.models import Allergy, Medicine, Prescription
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
    dispense_due,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription_due,
    prescription_recheck,
)
from portal.services import prescription as prescribing
from portal.services.work import SYSTEM, Work, perform

CANCEL = CancelPrescription(reason="A rash came up.")
ANSWER = PharmacyAnswer(answer="Yes, it is.")
QUERY = PharmacyQuery(query="Is that so?")
TOLD = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport")
TABLES = {
    "claim": dispensing.CLAIM,
    "item": dispensing.ITEM,
    "supply": dispensing.SUPPLY,
    "prescription": prescription.WORKFLOW,
}
UNSIGNED = {"prescription.draft", "prescription.sign", "prescription.discard"}
"""Before it is signed nothing can be supplied."""

BEGUN = {"claim.offer", "item.prescribe", "prescription.issue"}
"""These make a prescription that can be supplied; each is held to the same claims."""


@dataclass
class Case:
    """A pharmacy, one prescription that came to it, and who moves the clock."""

    desk: Counter
    script: UUID
    clock: Any
    brand: Medicine

    def does(self, who: str, service: Callable[..., Any], *said: Any) -> Any:
        """Let somebody of the pharmacy, or of the practice, do this to the prescription."""
        actor = getattr(self.desk, who, None) or getattr(self.desk.world, who)
        return perform(actor, service, self.script, *said)


@dataclass(frozen=True)
class Deed:
    """What is done, with who, a number and amounts, and which steps it takes when it succeeds."""

    do: Callable[[Case, str, int, tuple[int, int]], Any]
    steps: frozenset[str]


def _some(case: Case, amounts: Iterable[int], **facts: Any) -> Supply:
    """So much of each item, whether it is there or not."""
    return Supply(
        lines=[
            LineClaim(item_id=one.id, quantity=amount, **facts)
            for one, amount in zip(items_of(case.script), amounts, strict=True)
            if amount
        ]
    )


def _substitute(case: Case, amount: int) -> Supply:
    first = items_of(case.script)[0]
    note = "Out of stock until Friday."
    given = LineClaim(
        item_id=first.id, quantity=amount, substitute_id=case.brand.id, substitution_note=note
    )
    return Supply(lines=[given])


def _item(case: Case, place: int) -> UUID:
    return items_of(case.script)[place % 2].id


def _suspends(work: Work, script: UUID, pharmacy: UUID) -> None:
    dispense.release_all(work, pharmacy)


def _alerts(work: Work, script: UUID) -> None:
    """Let an allergy to its first medicine stand on the record from now on."""
    row = work.session.get_one(Prescription, script, with_for_update=True)
    entry = Allergy(
        patient_id=row.patient_id, recorded_by=row.prescriber_id, source=Source.CLINICIAN,
        substance="paracetamol", severity=Severity.SEVERE, certainty=Certainty.CONFIRMED,
        created_at=work.at,
    )  # fmt: skip
    work.session.add(entry)
    work.session.flush()
    prescription_recheck.recheck(work, row.patient_id, entry)
    entry.take(EntryStatus.IN_ERROR, row.prescriber_id, work.at, "It was somebody else's.")
    work.session.add(entry)


def _passes(case: Case, days: int) -> None:
    """Let days pass, and the portal do what is due on this prescription by itself."""
    case.clock.advance(days=days)
    for one in supplies_of(case.script):
        perform(SYSTEM, dispense_due.take_due, one.id)
    while perform(SYSTEM, prescription_due.take_due, case.script):
        pass


def _deed(do: Callable[[Case, str, int, tuple[int, int]], Any], *steps: str) -> Deed:
    return Deed(do, frozenset(steps))


DEEDS = {
    "prepare": _deed(
        lambda c, w, n, a: c.does(w, dispense_supply.prepare, _some(c, a)),
        "supply.prepare", "supply.owe", "claim.claim",
    ),
    "substitute": _deed(
        lambda c, w, n, a: c.does(w, dispense_supply.prepare, _substitute(c, a[0])),
        "supply.prepare", "supply.owe", "claim.claim",
    ),
    "start": _deed(lambda c, w, n, a: c.does(w, dispense.claim), "claim.claim"),
    "check": _deed(
        lambda c, w, n, a: c.does(w, dispense_supply.check, n, CHECKED), "supply.check"
    ),
    "finish": _deed(lambda c, w, n, a: c.does(w, dispense_supply.finish, n), "supply.finish"),
    "check_and_finish": _deed(
        lambda c, w, n, a: c.does(w, dispense_supply.check_and_finish, n, CHECKED),
        "supply.check", "supply.finish",
    ),
    "collect": _deed(
        lambda c, w, n, a: c.does(w, dispense_hand.collect, n, KNOWN), "supply.collect"
    ),
    "dispatch": _deed(
        lambda c, w, n, a: c.does(w, dispense_hand.dispatch, n, DISPATCH), "supply.dispatch"
    ),
    "deliver": _deed(
        lambda c, w, n, a: c.does(w, dispense_hand.deliver, n, KNOWN), "supply.deliver"
    ),
    "fail": _deed(lambda c, w, n, a: c.does(w, dispense_hand.fail, n, WHY), "supply.fail"),
    "return": _deed(
        lambda c, w, n, a: c.does(w, dispense_hand.return_to_stock, n, WHY), "supply.return"
    ),
    "correct": _deed(
        lambda c, w, n, a: c.does(w, dispense_hand.correct, n, WHY), "supply.correct"
    ),
    "refuse": _deed(
        lambda c, w, n, a: c.does(w, dispense_item.refuse, _item(c, n), WHY),
        "item.refuse", "claim.claim",
    ),
    "reopen": _deed(
        lambda c, w, n, a: c.does(w, dispense_item.reopen, _item(c, n)), "item.reopen"
    ),
    "hold": _deed(
        lambda c, w, n, a: c.does(w, dispense_query.hold, QUERY),
        "prescription.hold", "claim.claim",
    ),
    "withdraw": _deed(
        lambda c, w, n, a: c.does(w, dispense_query.withdraw), "prescription.withdraw"
    ),
    "answer": _deed(
        lambda c, w, n, a: c.does("gp", prescribing.answer, ANSWER), "prescription.answer"
    ),
    "release": _deed(lambda c, w, n, a: c.does(w, dispense.release, WHY), "claim.release"),
    "scan": _deed(
        lambda c, w, n, a: perform(getattr(c.desk, w), dispense.scan_token, scanned(c.script)),
        "claim.claim",
    ),
    "choose": _deed(
        lambda c, w, n, a: c.does(
            "patient", prescribing.choose_pharmacy,
            ChoosePharmacy(pharmacy_id=c.desk.east if n == 1 else c.desk.west),
        ),
        "prescription.choose_pharmacy", "claim.offer_anew",
    ),
    "suspend": _deed(
        lambda c, w, n, a: perform(SYSTEM, _suspends, c.script, c.desk.west),
        "claim.release", "supply.return", "prescription.stop",
    ),
    "cancel": _deed(
        lambda c, w, n, a: c.does("gp", prescribing.cancel, CANCEL), "prescription.cancel"
    ),
    "ask_to_stop": _deed(
        lambda c, w, n, a: c.does("gp", prescribing.request_stop, CANCEL),
        "prescription.request_stop",
    ),
    "stop": _deed(
        lambda c, w, n, a: c.does(w, dispense_query.stop), "prescription.stop", "supply.return"
    ),
    "too_late": _deed(
        lambda c, w, n, a: c.does(w, dispense_query.already_handed_over, TOLD),
        "prescription.already_handed_over", "supply.collect", "supply.collect_late",
    ),
    "too_late_for": _deed(
        lambda c, w, n, a: c.does(
            w, dispense_query.already_handed_over, TOLD.model_copy(update={"handed": [n]})
        ),
        "prescription.already_handed_over", "supply.collect", "supply.collect_late",
        "supply.deliver", "supply.return",
    ),
    "end_repeats": _deed(
        lambda c, w, n, a: c.does("gp", prescribing.end_repeats, CANCEL),
        "prescription.end_repeats",
    ),
    "alert": _deed(
        lambda c, w, n, a: perform(SYSTEM, _alerts, c.script), "prescription.alert"
    ),
    "two_days": _deed(
        lambda c, w, n, a: _passes(c, 2), "prescription.escalate", "supply.linger"
    ),
    "a_month": _deed(
        lambda c, w, n, a: _passes(c, 29),
        "prescription.issue", "prescription.withhold", "claim.offer", "item.prescribe",
        "supply.wait",
    ),
    "half_a_year": _deed(
        lambda c, w, n, a: _passes(c, 177 if n == 1 else 190),
        "prescription.remind", "prescription.expire", "supply.return",
    ),
}  # fmt: skip


def follows(step: Step) -> bool:
    """Whether nobody takes this step: it follows from what was handed over."""
    return step.quiet in (dispensing.FOLLOWS, prescription.FOLLOWS)


def to_take() -> dict[str, Step]:
    """Return every step of the tables that somebody or the portal takes on what is signed."""
    return {
        f"{name}.{step.name}": step
        for name, table in TABLES.items()
        for step in table.steps
        if not follows(step) and f"{name}.{step.name}" not in UNSIGNED
    }


def case(desk: Counter, clock: Any, *, strict: bool = False, repeats: bool = True) -> Case:
    """A prescription of two medicines that is issued once more; the second may be a controlled."""
    brand = prescriptions.medicine("Paracetamol", strength="500mg", form=DoseForm.CAPSULE)
    saved(brand)
    second = desk.morphine if strict else desk.capsules
    script = desk.prescribed(
        desk.tablets, second, issues=2 if repeats else 1, interval_days=28 if repeats else None,
        next_issue_at=later(28) if repeats else None, remind_at=later(176),
    )  # fmt: skip
    return Case(desk, script, clock, brand)


def later(days: int) -> datetime:
    """Return the moment so many days from now."""
    return now() + timedelta(days=days)
