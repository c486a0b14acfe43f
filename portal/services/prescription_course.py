"""What an entry of the record goes back to, once a prescription that changed it is over.

An entry is a chain of versions: each correction replaces the one before. Which version stands now
follows from who wrote it, and from the prescriptions that say the same:

| the prescription                 | over, nothing supplied     | over, a part supplied      |
|----------------------------------|----------------------------|----------------------------|
| began the entry                  | it ends                    | it ends                    |
| found it, with this dosage       | it goes on                 | it ends                    |
| found it, and changed the dosage | the earlier version stands | it ends                    |
| any, and another says the same   | it goes on                 | it goes on                 |
| any, and another says an earlier | that version stands        | that version stands        |
| found it, and somebody corrected | it goes on as corrected    | it ends                    |
| gave its repeats a last day      | the last day goes, and the rest as above                |

The others that count are open, or were supplied in full; what was supplied in full goes on, and
nothing is over of which a supply is under way. The issues of a repeat are one prescription.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.prescription_word import HANDED, LIVE, SIGNED, ItemStatus, PrescriptionStatus
from portal.models import Dispense, DispenseLine, Medication, Prescription, PrescriptionItem
from portal.services.work import Work

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
AGAIN = "Prescribed again, with another dosage."
ON = "Prescribed again, to be taken on."
LAST = "The repeats were ended: there is a last day now."
OVER = "The course is finished."
REFUSED = "It was not supplied: {}"
CANCELLED = "The prescription was cancelled: {}"
EXPIRED = "The prescription expired before all was supplied."
TAKEN_BACK = (REFUSED.format(""), CANCELLED.format(""), EXPIRED)
"""How the reasons begin with which a prescription ends or takes back what it wrote."""
SUBSTANCE, SHORT, DOSAGE, REASON = 120, 60, 200, 600
"""How long the texts of an entry may be."""


@dataclass(frozen=True)
class Stake:
    """One item that stands, or stood, for an entry."""

    row: Prescription
    item: PrescriptionItem

    @property
    def series(self) -> UUID:
        """The first issue, which is the same for all repeats."""
        return self.row.original_id or self.row.id

    @property
    def over(self) -> bool:
        """Whether it is not to be taken any more."""
        return bool(over(self.row, self.item))

    @property
    def ends(self) -> bool:
        """Whether it is a course of which no further issue follows."""
        course = self.item.duration_days is not None
        return course and self.row.issues > 1 and self.row.next_issue_at is None


def fit(text: str, most: int) -> str:
    """Return a text as long as it may be at most."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def same(entry: Medication, item: PrescriptionItem) -> bool:
    """Whether an entry is of this medicine: substance and strength, and the form if it has one."""
    form = entry.form.casefold()
    return (
        entry.substance.casefold() == fit(item.substance, SUBSTANCE).casefold()
        and _close(entry.strength) == _close(fit(item.strength, SHORT))
        and form in ("", fit(item.form.value, SHORT))
    )


def _close(text: str) -> str:
    return "".join(text.casefold().split())


def over(row: Prescription, item: PrescriptionItem) -> str:
    """Return why an item is not to be taken any more; empty while it is, or is under way."""
    if item.status is I.NOT_DISPENSED and item.supplied <= 0:
        return REFUSED.format(item.reason)
    if item.status is I.DISPENSED or item.committed > item.supplied:
        return ""
    return {S.CANCELLED: CANCELLED.format(row.reason), S.EXPIRED: EXPIRED}.get(row.status, "")


def taken_back(reason: str) -> bool:
    """Whether a prescription gave this reason, and no person."""
    return reason.startswith(TAKEN_BACK)


def versions(work: Work, entry: Medication) -> list[Medication]:
    """Return an entry and what it replaced, the newest first."""
    found = [entry]
    while (before := found[-1].replaces_id) is not None:
        found.append(work.session.get_one(Medication, before))
    return found


def stakes(work: Work, chain: Sequence[Medication]) -> list[Stake]:
    """Return every signed item that stands, or stood, for one of these versions."""
    query = (
        select(Prescription, PrescriptionItem)
        .join(PrescriptionItem, col(PrescriptionItem.prescription_id) == Prescription.id)
        .where(
            col(PrescriptionItem.record_entry_id).in_([one.id for one in chain]),
            col(Prescription.status).in_(SIGNED),
        )
    )
    return [Stake(row, item) for row, item in work.session.exec(query)]


def speaking(known: Sequence[Stake]) -> list[Stake]:
    """Return the items that still say what is taken: open ones, and those supplied in full.

    An issue that was supplied speaks no more once a later one of it is over.
    """
    last: dict[UUID, int] = {}
    for one in known:
        if one.over:
            last[one.series] = max(one.row.issue, last.get(one.series, 0))
    return [
        one
        for one in known
        if not one.over and (one.row.status in LIVE or one.row.issue > last.get(one.series, 0))
    ]


def standing(chain: Sequence[Medication], known: Sequence[Stake], mine: Stake) -> Medication | None:
    """Return the newest version that still stands without one item; None when none does."""
    given = any(one.item.supplied > 0 for one in known if one.series == mine.series)
    left = speaking(known)
    stands: dict[UUID, bool] = {}
    for one in reversed(chain):
        stands[one.id] = _stands(one, chain, known, stands, left, given=given)
    return next((one for one in chain if stands[one.id]), None)


def _stands(
    one: Medication,
    chain: Sequence[Medication],
    known: Sequence[Stake],
    earlier: Mapping[UUID, bool],
    left: Sequence[Stake],
    *,
    given: bool,
) -> bool:
    said = {fit(other.item.sentence, DOSAGE) for other in left}
    before = next((v for v in chain if v.id == one.replaces_id), None)
    if before is None:
        begun = any(s.row.signed_at and s.row.signed_at <= one.created_at for s in known)
        return one.dosage in said or not (begun or given)
    if before.status_reason in (AGAIN, ON):
        return one.dosage in said
    if before.status_reason == LAST:
        return earlier[before.id] and any(other.ends for other in left)
    if taken_back(before.status_reason):
        return next((earlier[v.id] for v in chain if v.id in earlier and _alike(v, one)), False)
    return any(earlier.values())


def _alike(one: Medication, other: Medication) -> bool:
    """Whether a version says what another said before it."""
    return (one.created_at, one.dosage, one.until) == (other.created_at, other.dosage, other.until)


def last_day(work: Work, entry: Medication) -> date | None:
    """Return the last day of a course: from its last hand-over, or from now while it waits."""
    query = (
        select(
            col(PrescriptionItem.duration_days),
            col(Prescription.status),
            func.max(col(Dispense.handed_at)),
        )
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .outerjoin(DispenseLine, col(DispenseLine.item_id) == PrescriptionItem.id)
        .outerjoin(
            Dispense,
            (col(Dispense.id) == DispenseLine.dispense_id) & col(Dispense.status).in_(HANDED),
        )
        .where(PrescriptionItem.record_entry_id == entry.id)
        .group_by(col(PrescriptionItem.id), col(Prescription.status))
    )
    ends: list[date] = []
    for days, status, handed in work.session.exec(query):
        if days is None:
            continue
        if handed is not None:
            ends.append((handed + timedelta(days=days)).date())
        elif status in LIVE:
            ends.append(work.at.date() + timedelta(days=days))
    return max(ends, default=None)
