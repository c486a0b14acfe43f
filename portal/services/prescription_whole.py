"""A whole prescription as it is written: its medicines, and what holds for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.domain.errors import Invalid
from portal.domain.medicine import IDENTIFIED
from portal.domain.quantity import counted
from portal.models import Organization, Prescription, User
from portal.schemas.base import parse
from portal.schemas.prescription_claim import PrescriptionWrite
from portal.schemas.prescription_draft import DraftFields, ItemReview, ReviewView, Terms
from portal.services import pharmacy, prescription_item
from portal.services.prescription_item import Reading, Typed
from portal.services.prescription_step import deadlines
from portal.services.work import Work

EMPTY = PrescriptionWrite.SAY["items"]
INTERVAL = PrescriptionWrite.SAY["interval_days"]
NO_REPEATS = (
    "A controlled drug of schedule 2 or 3 is not repeated: write a new prescription each time."
)
COURSE = 14
"""Days up to which a medicine is a short course beside one that goes on."""
REPEATED_TOO = (
    "{} is for {} only, and would be repeated too: {}, every {} days. If it is needed once, give "
    "it a prescription of its own."
)
BLANK = frozenset({"pharmacy_id", "repeats", "interval_days"})
"""What a draft keeps as an empty text while nothing is entered."""


@dataclass(frozen=True)
class Whole:
    """A whole prescription as it was read, and what cannot be accepted in it, by field."""

    readings: Sequence[Reading]
    terms: Terms
    pharmacy: Organization | None = None
    problems: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def sound(self) -> bool:
        """Whether everything in it can be accepted."""
        return not self.problems and not any(one.problems for one in self.readings)


def of_draft(work: Work, patient_id: UUID, typed: DraftFields) -> Whole:
    """Read and check what is kept in a draft."""
    said = typed.model_dump(exclude={"items"})
    terms = {name: text for name, text in said.items() if text != "" or name not in BLANK}
    return read(work, patient_id, typed.items, terms)


def read(work: Work, patient_id: UUID, typed: Sequence[Typed], terms: dict[str, Any]) -> Whole:
    """Read and check a whole prescription; what cannot be accepted is said by field."""
    readings = prescription_item.weigh(work, patient_id, prescription_item.read(work, typed))
    problems: dict[str, str] = {}
    agreed, place = Terms(), None
    try:
        agreed = parse(Terms, terms)
        place = pharmacy.find(work, agreed.pharmacy_id)
    except Invalid as invalid:
        problems = dict(invalid.fields)
    if not readings:
        problems["items"] = EMPTY
    if agreed.repeats and agreed.interval_days is None:
        problems.setdefault("interval_days", INTERVAL)
    if agreed.repeats and any(one.schedule in IDENTIFIED for one in readings):
        problems.setdefault("repeats", NO_REPEATS)
    return Whole(readings, agreed, place, problems)


def review(work: Work, row: Prescription, whole: Whole, mark: str) -> ReviewView:
    """Return it as its author looks it through before signing."""
    items = [_item(one) for one in whole.readings]
    unanswered = sum(len(one.unanswered()) for one in whole.readings)
    known = [one.price_minor for one in items if one.price_minor is not None]
    schedules = [one.schedule for one in whole.readings]
    return ReviewView(
        id=str(row.id),
        patient_id=str(row.patient_id),
        patient=work.session.get_one(User, row.patient_id).name,
        mark=mark,
        items=items,
        pharmacy_id=str(whole.pharmacy.id) if whole.pharmacy else "",
        pharmacy=whole.pharmacy.name if whole.pharmacy else "",
        note=whole.terms.note,
        repeats=whole.terms.repeats,
        interval_days=whole.terms.interval_days,
        problems=whole.problems,
        unanswered=unanswered,
        valid_until=deadlines().valid_until(work.at, schedules),
        controlled=prescription_item.is_controlled(whole.readings),
        price_minor=sum(known) if known and len(known) == len(items) else None,
        notes=repeated_too(whole),
        not_checked=list(dict.fromkeys(s for one in whole.readings for s in one.not_checked)),
        ready=whole.sound and not unanswered,
    )


def repeated_too(whole: Whole) -> list[str]:
    """Return, in a sentence each, the short courses that are repeated with what goes on."""
    again, interval = whole.terms.repeats, whole.terms.interval_days
    lasting = [one.dosage.duration_days for one in whole.readings if one.dosage]
    if not again or interval is None or not lasting:
        return []
    longest = None if None in lasting else max(days for days in lasting if days is not None)
    said: list[str] = []
    for one in whole.readings:
        days = one.dosage.duration_days if one.dosage else None
        if days is None or days == longest or not (days < interval or days <= COURSE):
            continue
        often = "once more" if again == 1 else f"{again} more times"
        said.append(REPEATED_TOO.format(one.name, counted(days, "day"), often, interval))
    return said


def _item(one: Reading) -> ItemReview:
    shown = prescription_item.preview(one)
    return ItemReview.model_validate(
        shown.model_dump() | {"key": one.key, "position": one.position}
    )
