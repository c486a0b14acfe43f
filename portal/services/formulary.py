"""The formulary: find a product, search while typing, load and replace what is in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy import select as columns
from sqlmodel import col, func, select

from portal.domain.errors import NotFound
from portal.domain.permission import Permission
from portal.infra import clock
from portal.infra.formulary import BUILT_IN
from portal.models import Medicine
from portal.schemas.medicine import MedicinePage, MedicineView
from portal.services import medicine
from portal.services.formulary_file import Facts, read
from portal.services.formulary_search import Hit, Index, Product, build
from portal.services.work import Work, record_id

LIMIT, MOST = 12, 30
SAME_IDS = 2001
"""The built-in products have the same ids everywhere."""

TICK = timedelta(microseconds=1)
Version = tuple[str, int, datetime | None]

_building = Lock()
_kept: dict[str, tuple[Version, Index]] = {}


def find(work: Work, medicine_id: UUID | str) -> MedicineView:
    """Return one product, also one that is no longer offered. Raises NotFound."""
    work.require(Permission.MEDICINE_READ)
    row = work.session.get(Medicine, record_id(medicine_id))
    if row is None:
        raise NotFound("There is no such medicine.")
    return medicine.view(row)


def search(work: Work, q: str, limit: int = LIMIT) -> MedicinePage:
    """Return what fits what was typed, the best first: substances, brands, strengths, forms."""
    work.require(Permission.MEDICINE_READ)
    hits = _index(work).search(q, max(1, min(limit, MOST)))
    rows = _offered(work, hits)
    return MedicinePage(
        items=[medicine.view(rows[hit.code], hit.by) for hit in hits if hit.code in rows]
    )


def ensure(work: Work) -> int:
    """Load the built-in formulary when there is none; how many products that were."""
    if work.session.exec(select(Medicine.id).limit(1)).first() is not None:
        return 0
    facts = read(BUILT_IN.read_bytes())
    with clock.repeating(SAME_IDS):
        add(work, facts)
    return len(facts)


def add(work: Work, facts: Sequence[Facts]) -> None:
    """Add products at once; the index is made anew after the commit."""
    stamp = {"created_at": work.at, "changed_at": moment(work), "withdrawn_at": None}
    rows = [{"id": clock.new_id(), **one, **stamp} for one in facts]
    if rows:
        work.session.connection().execute(insert(Medicine), rows)
    work.afterwards.append(_kept.clear)


def moment(work: Work) -> datetime:
    """Return when a product changes now: later than every change before, whatever the clock says.

    A clock that was moved back must not hide a change from the indexes of other processes.
    """
    _, _, newest = version(work)
    return work.at if newest is None else max(work.at, newest + TICK)


def _offered(work: Work, hits: Sequence[Hit]) -> dict[str, Medicine]:
    codes = [hit.code for hit in hits]
    found = work.session.exec(
        select(Medicine).where(col(Medicine.code).in_(codes), col(Medicine.withdrawn_at).is_(None))
    )
    return {row.code: row for row in found}


def _index(work: Work) -> Index:
    """Return the index of the formulary as it is now; one thread makes it, the others wait."""
    latest = version(work)
    kept = _kept.get(latest[0])
    if kept is None or kept[0] != latest:
        with _building:
            kept = _kept.get(latest[0])
            if kept is None or kept[0] != latest:
                kept = latest, build(_products(work))
                _kept.clear()
                _kept[latest[0]] = kept
    return kept[1]


def version(work: Work) -> Version:
    """Return what changes whenever a product does: which database, how many, and since when."""
    count, newest = work.session.exec(
        select(func.count(), func.max(Medicine.changed_at)).select_from(Medicine)
    ).one()
    return str(work.session.connection().engine.url), count, newest


def _products(work: Work) -> list[Product]:
    one = Medicine
    query = columns(
        col(one.code), col(one.substance), col(one.strength),
        col(one.form), col(one.pack_size), col(one.brands),
    ).where(col(one.withdrawn_at).is_(None))  # fmt: skip
    return [
        Product(code, substance, strength, form, float(size), brands)
        for code, substance, strength, form, size, brands in (
            work.session.connection().execute(query).tuples()
        )
    ]
