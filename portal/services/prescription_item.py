"""One medicine as it is written: read, said in a sentence, counted, and what speaks against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from portal.domain import dosage
from portal.domain.dispensing import is_whole
from portal.domain.dosage import Dosage
from portal.domain.dosage_word import Frequency
from portal.domain.errors import Invalid
from portal.domain.medicine import CONTROLLED, IDENTIFIED, Schedule
from portal.domain.prescription_word import WarningSeverity
from portal.domain.quantity import counted
from portal.models import Medicine, PrescriptionItem
from portal.schemas.base import parse
from portal.schemas.prescription_claim import ItemClaim
from portal.schemas.prescription_draft import TEXTS, DraftItem, FindingView, ItemPreview
from portal.services import prescription_check, prescription_taken
from portal.services.prescription_check import Finding, Proposed
from portal.services.work import Work

Typed = DraftItem | ItemClaim

ANSWERED = frozenset({WarningSeverity.CONTRAINDICATED, WarningSeverity.SERIOUS})
"""What is prescribed all the same only with a reason; a caution is acknowledged by signing."""

REASON = 5
"""The shortest reason, in characters."""

MOST = 99_999
TOO_MUCH = "This is more than 99,999: check the dose, how often, and for how long."
WHOLE = "It is supplied in whole {}s: enter a whole number."
SUPPLY_DAYS = 30
LONG = (
    "This is more than 30 days’ supply of a controlled drug: at most 30 days at a time is good "
    "practice."
)
GONE = "This product is no longer offered: choose another one."


@dataclass(frozen=True)
class Reading:
    """What was typed of one medicine, as far as it can be read."""

    position: int
    key: str
    overrides: Mapping[str, str]
    claim: ItemClaim | None = None
    medicine: Medicine | None = None
    dosage: Dosage | None = None
    sentence: str = ""
    quantity: Decimal | None = None
    computed: bool = True
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: Sequence[Finding] = ()
    already: str = ""
    """That the patient takes it, and this is its next supply; nothing to answer."""
    not_checked: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The medicine, or which one it is in the list."""
        return self.medicine.name if self.medicine else f"Medicine {self.position}"

    @property
    def schedule(self) -> Schedule:
        """How strictly it is kept; what nobody checked is not called controlled."""
        return (self.medicine.schedule if self.medicine else None) or Schedule.NONE

    def unanswered(self) -> list[Finding]:
        """Return what still needs a reason before it can be signed."""
        return [
            one
            for one in self.findings
            if one.severity in ANSWERED and len(self.reason(one)) < REASON
        ]

    def reason(self, finding: Finding) -> str:
        """Return why it is prescribed in spite of this finding; empty when nothing was said."""
        return self.overrides.get(finding.key, "")


def read(work: Work, typed: Sequence[Typed]) -> list[Reading]:
    """Read each medicine as far as it goes; what cannot be accepted is said by field."""
    known = _medicines(work, [_wanted(one) for one in typed])
    return [_read(one, known.get(_wanted(one)), n) for n, one in enumerate(typed, 1)]


def of_item(item: PrescriptionItem, medicine: Medicine, overrides: Mapping[str, str]) -> Reading:
    """Return what was signed, to be weighed anew."""
    return Reading(
        item.position, str(item.id), overrides, medicine=medicine,
        dosage=prescription_taken.dosage_of(item),
        sentence=item.sentence, quantity=item.quantity,
    )  # fmt: skip


def weigh(
    work: Work,
    patient_id: UUID,
    readings: Sequence[Reading],
    leaving_out: Iterable[UUID] = (),
) -> list[Reading]:
    """Return the same with what speaks against each of them, in this patient and beside the rest.

    `leaving_out` are prescriptions that this one continues.
    """
    proposed = [
        Proposed(one.position, one.medicine, one.dosage) for one in readings if one.medicine
    ]
    if not readings:
        return []
    found = prescription_check.examine(work, patient_id, proposed, leaving_out=leaving_out)
    return [
        replace(
            one,
            findings=[f for f in found.findings if f.position == one.position],
            already=found.already.get(one.position, ""),
            not_checked=found.not_checked(one.position),
        )
        for one in readings
    ]


def preview(one: Reading) -> ItemPreview:
    """Return what is made of one medicine."""
    medicine = one.medicine
    unit = medicine.pack_unit if medicine else ""
    return ItemPreview(
        medicine_id=str(medicine.id) if medicine else "",
        name=medicine.name if medicine else "",
        schedule_words=one.schedule.words,
        sentence=one.sentence,
        quantity=float(one.quantity) if one.quantity is not None else None,
        unit=unit,
        quantity_words=counted(one.quantity, unit) if one.quantity is not None else "",
        computed=one.computed,
        price_minor=price(one),
        problems=dict(one.problems),
        findings=[_finding(one, found) for found in one.findings],
        already=one.already,
        notes=notes(one),
        not_checked=list(one.not_checked),
    )


def price(one: Reading) -> int | None:
    """Return the price in pence of the packs it takes; None when it is not known."""
    if one.medicine is None or one.medicine.price_minor is None or one.quantity is None:
        return None
    packs = (one.quantity / one.medicine.pack_size).to_integral_value(ROUND_CEILING)
    return int(packs) * one.medicine.price_minor


def notes(one: Reading) -> list[str]:
    """Return what good practice asks for, and stops nobody."""
    days = _days(one)
    return [LONG] if one.schedule in IDENTIFIED and days and days > SUPPLY_DAYS else []


def claimed(typed: DraftItem) -> ItemClaim:
    """Return what was typed of one medicine as it is prescribed. Raises Invalid, by field."""
    return parse(ItemClaim, _filled(typed))


def is_controlled(readings: Iterable[Reading]) -> bool:
    """Whether one of them makes the whole prescription valid for a shorter time."""
    return any(one.schedule in CONTROLLED for one in readings)


def dosage_of(medicine: Medicine, claim: ItemClaim) -> Dosage:
    """Return how it is taken. Raises Invalid for a frequency that nobody knows."""
    try:
        often = Frequency(claim.frequency)
    except ValueError:
        raise Invalid(
            "Please check what you entered.", {"frequency": claim.SAY["frequency"]}
        ) from None
    return Dosage(
        dose=claim.dose,
        dose_unit=medicine.dose_unit,
        route=medicine.route,
        form=medicine.form,
        frequency=often,
        every_hours=claim.every_hours,
        as_needed=claim.as_needed,
        as_needed_for=claim.as_needed_for,
        max_per_day=claim.max_per_day,
        duration_days=claim.duration_days,
        instruction=claim.instruction,
    )


def _read(typed: Typed, medicine: Medicine | None, position: int) -> Reading:
    key = typed.key if isinstance(typed, DraftItem) else ""
    reading = Reading(position, key, typed.overrides, medicine=medicine)
    problems: dict[str, str] = {}
    if medicine is None:
        problems["medicine_id"] = ItemClaim.SAY["medicine_id"]
    elif medicine.withdrawn_at is not None:
        problems["medicine_id"] = GONE
    if typed.frequency not in set(Frequency):
        problems["frequency"] = ItemClaim.SAY["frequency"]
    try:
        claim = typed if isinstance(typed, ItemClaim) else claimed(typed)
        taken = dosage_of(medicine, claim) if medicine else None
    except Invalid as invalid:
        return replace(reading, problems=dict(invalid.fields) | problems)
    if medicine is None or taken is None:
        return replace(reading, claim=claim, problems=problems)
    problems = dosage.problems(taken) | problems
    counted_up = _counted(taken, medicine)
    quantity = counted_up if claim.quantity is None else claim.quantity
    if (quantity is not None or not problems) and (said := _odd(quantity, medicine.pack_unit)):
        problems.setdefault("quantity", said)
    readable = not problems.keys() - {"quantity"}
    return replace(
        reading,
        claim=claim,
        dosage=taken,
        sentence=dosage.sentence(taken) if readable else "",
        quantity=quantity if readable else None,
        computed=claim.quantity is None,
        problems=problems,
    )


def _odd(quantity: Decimal | None, unit: str) -> str:
    """Return why so much cannot be supplied; empty when it can."""
    if quantity is None or quantity <= 0:
        return ItemClaim.SAY["quantity"]
    if quantity > MOST:
        return TOO_MUCH
    return "" if is_whole(quantity, unit) else WHOLE.format(unit)


def _counted(taken: Dosage, medicine: Medicine) -> Decimal | None:
    """Return how much is supplied when nobody says it; one pack when it cannot be counted."""
    if dosage.problems(taken):
        return None
    found = dosage.quantity(taken, medicine.doses_per_unit, medicine.pack_size)
    return medicine.pack_size if found is None else found


def _days(one: Reading) -> Decimal | None:
    if one.dosage is None or one.medicine is None or one.quantity is None:
        return None
    daily, held = dosage.per_day(one.dosage), one.medicine.doses_per_unit
    if not daily or held is None:
        return None if one.dosage.duration_days is None else Decimal(one.dosage.duration_days)
    return one.quantity * held / daily


def _filled(typed: DraftItem) -> dict[str, Any]:
    known = {name: getattr(typed, name) for name in TEXTS}
    said: dict[str, Any] = {name: text for name, text in known.items() if text != ""}
    return {"as_needed": typed.as_needed, "overrides": typed.overrides, "frequency": ""} | said


def _wanted(typed: Typed) -> UUID | None:
    if isinstance(typed.medicine_id, UUID):
        return typed.medicine_id
    try:
        return UUID(typed.medicine_id)
    except ValueError:
        return None


def _medicines(work: Work, ids: Iterable[UUID | None]) -> dict[UUID | None, Medicine]:
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    found = work.session.exec(select(Medicine).where(col(Medicine.id).in_(wanted)))
    return {one.id: one for one in found}


def _finding(one: Reading, found: Finding) -> FindingView:
    needs, said = found.severity in ANSWERED, one.reason(found)
    return FindingView(
        item_id=one.key,
        item_name=one.name,
        kind=found.kind,
        severity=found.severity,
        key=found.key,
        sentence=found.sentence,
        source=found.source,
        override_reason=said,
        needs_reason=needs,
        answered=not needs or len(said) >= REASON,
    )
