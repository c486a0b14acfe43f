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

The others that count are open, or were supplied in full; what was supplied in full goes on, and
nothing is over of which a supply is under way. The issues of a repeat are one prescription.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from portal.domain.prescription_word import LIVE, SIGNED, ItemStatus, PrescriptionStatus
from portal.models import Medication, Prescription, PrescriptionItem
from portal.services.work import Work

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
AGAIN = "Prescribed again, with another dosage."
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
    said = {fit(one.item.sentence, DOSAGE) for one in speaking(known)}
    stands: dict[UUID, bool] = {}
    for one in reversed(chain):
        stands[one.id] = _stands(one, chain, known, stands, said, given=given)
    return next((one for one in chain if stands[one.id]), None)


def _stands(
    one: Medication,
    chain: Sequence[Medication],
    known: Sequence[Stake],
    earlier: Mapping[UUID, bool],
    said: set[str],
    *,
    given: bool,
) -> bool:
    before = next((v for v in chain if v.id == one.replaces_id), None)
    if before is None:
        begun = any(s.row.signed_at and s.row.signed_at <= one.created_at for s in known)
        return one.dosage in said or not (begun or given)
    if before.status_reason == AGAIN:
        return one.dosage in said
    if taken_back(before.status_reason):
        return next((earlier[v.id] for v in chain if v.id in earlier and _alike(v, one)), False)
    return any(earlier.values())


def _alike(one: Medication, other: Medication) -> bool:
    """Whether a version says what another said before it."""
    return (one.created_at, one.dosage, one.until) == (other.created_at, other.dosage, other.until)
