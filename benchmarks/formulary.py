"""What a prescriber waits for at each key, in the built-in formulary and in a full catalogue."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import servers

from benchmarks.ground import Figures, Plan, line, spread
from portal.domain.permission import Role
from portal.infra.formulary import BUILT_IN
from portal.services import formulary, formulary_import
from portal.services.formulary_file import COLUMNS
from portal.services.work import SYSTEM, Actor, look, perform

TYPED = servers.ROOT / "tests" / "services" / "misspelt.csv"
ENDINGS = ("", "an", "el", "ix", "ol", "um", "ar", "en", "is", "or", "al", "et", "yn", "ax")
"""A made-up catalogue: each substance and brand again, with another ending."""

GP = Actor(None, Role.GP)


def measure(plan: Plan) -> list[Figures]:
    """Both sizes on every database: the first search, which makes the index, then every key."""
    return [_one(kind, full, plan) for kind in plan.kinds for full in (False, True)]


def _one(kind: str, full: bool, plan: Plan) -> Figures:
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        servers.fresh_database(kind) as address,
        servers.bound(address, Path(folder)),
    ):
        if full:
            perform(SYSTEM, formulary_import.load, catalogue())
        began = perf_counter()
        look(GP, formulary.search, "amox")
        first = (perf_counter() - began) * 1000
        took: list[float] = []
        for typed in list(_keys())[:: plan.between_keys]:
            began = perf_counter()
            look(GP, formulary.search, typed)
            took.append((perf_counter() - began) * 1000)
        return {
            "database": kind, "products": _count() * (len(ENDINGS) if full else 1),
            "first": round(first, 1), **spread(took),
        }  # fmt: skip


def catalogue() -> bytes:
    """Return the built-in products under every ending, as a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for number, ending in enumerate(ENDINGS):
        for one in _products():
            brands = "|".join(f"{b}{ending}" for b in one["brands"].split("|") if b)
            again = {"substance": one["substance"] + ending, "brands": brands}
            writer.writerow(one | again | {"code": one["code"] + (f"-{number}" if ending else "")})
    return out.getvalue().encode()


def _products() -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(BUILT_IN.read_text(encoding="utf-8")))


def _count() -> int:
    return sum(1 for _ in _products())


def _keys() -> Iterator[str]:
    """Give what stands in the field after each key, for every name of the test set."""
    with TYPED.open(encoding="utf-8") as file:
        for one in csv.DictReader(file):
            yield from (one["typed"][:end] for end in range(1, len(one["typed"]) + 1))


def lines(found: list[Figures]) -> list[str]:
    """The figures as people read them."""
    return [
        line(
            f"{one['products']:,} products, {one['database']}",
            one,
            f"   ({one['n']:,} keys; the first, which makes the index, {one['first']} ms)",
        )
        for one in found
    ]
