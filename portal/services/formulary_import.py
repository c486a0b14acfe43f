"""Replace the formulary by a file: all of it, or nothing."""

from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import col, select

from portal.infra import clock
from portal.models import Medicine
from portal.services import formulary
from portal.services.formulary_file import COLUMNS, Facts, read, write
from portal.services.work import Work


class Imported(NamedTuple):
    """What an import did."""

    new: int
    changed: int
    unchanged: int
    withdrawn: int

    @property
    def words(self) -> str:
        """The counts as people read them."""
        return (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.withdrawn} withdrawn"
        )


def load(work: Work, data: bytes, *, withdraw_missing: bool = False) -> Imported:
    """Take over a file. A product with the same code is changed, and offered again if withdrawn.

    Products that the file lacks stay, or are withdrawn on request. Raises Invalid, with nothing
    changed, when a row cannot be accepted.
    """
    facts = read(data)
    known = {row.code: row for row in work.session.exec(select(Medicine))}
    new = [one for one in facts if one["code"] not in known]
    changed = [one for one in facts if _differs(known.get(one["code"]), one)]
    moment = formulary.moment(work)
    formulary.add(work, new)
    for one in changed:
        _change(work, known[one["code"]], {**one, "changed_at": moment})
    gone = set(known) - {one["code"] for one in facts} if withdraw_missing else set[str]()
    withdrawn = [row for code, row in known.items() if code in gone and row.withdrawn_at is None]
    for row in withdrawn:
        row.withdrawn_at, row.changed_at = work.at, moment
        work.session.add(row)
    work.session.flush()
    done = Imported(len(new), len(changed), len(facts) - len(new) - len(changed), len(withdrawn))
    work.record("formulary:imported", "formulary", clock.new_id(), reason=done.words)
    return done


def dump(work: Work) -> str:
    """Return every product that is offered, as a file that can be imported."""
    offered = select(Medicine).where(col(Medicine.withdrawn_at).is_(None)).order_by(Medicine.code)
    return write(work.session.exec(offered))


def _differs(row: Medicine | None, facts: Facts) -> bool:
    if row is None:
        return False
    return row.withdrawn_at is not None or any(getattr(row, n) != facts[n] for n in COLUMNS)


def _change(work: Work, row: Medicine, facts: Facts) -> None:
    again = {**facts, "withdrawn_at": None}
    work.session.connection().execute(
        update(Medicine).where(col(Medicine.id) == row.id).values(**again)
    )
    work.session.expire(row)
