"""Names that people write, found in the formulary: which substances, of which class."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from portal.domain.medicine import Route
from portal.domain.substance import Agent, agent, parts
from portal.models import Medicine
from portal.services import formulary
from portal.services.work import Work

TOPICAL = ("cream", "ointment", "gel", "lotion", "shampoo", "drops", "spray", "foam", "patch")
SHORTEST = 3

Version = tuple[str, int, datetime | None]
Place = tuple[str, Route]


@dataclass(frozen=True)
class Names:
    """What the formulary knows by name."""

    substances: frozenset[str] = frozenset()
    brands: Mapping[str, str] = field(default_factory=dict[str, str])
    places: Mapping[frozenset[str], tuple[Place, ...]] = field(
        default_factory=dict[frozenset[str], tuple[Place, ...]]
    )
    """By its substances: the ATC codes and routes of its products."""

    def agent(self, text: str, form: str = "") -> Agent:
        """Return what a medicine is that somebody wrote in words: `Ramipril 5 mg`, `Zocor`."""
        name = re.split(r"\s*\d", text, maxsplit=1)[0].strip()
        name = name if len(name) >= SHORTEST else text
        substance = self.brands.get(name.lower(), name)
        held = parts(substance)
        local = any(word in form.lower() for word in TOPICAL)
        fitting = [
            found
            for atc, route in self.places.get(held, ())
            if (found := agent(substance, atc, route, name=text)).is_local == local
        ]
        return fitting[0] if fitting else agent(substance, name=text)


_kept: dict[str, tuple[Version, Names]] = {}


def names(work: Work) -> Names:
    """Return the names of the formulary as it is now; they are kept until it changes."""
    version = formulary.version(work)
    kept = _kept.get(version[0])
    if kept is None or kept[0] != version:
        kept = version, _read(work)
        _kept.clear()
        _kept[version[0]] = kept
    return kept[1]


def _read(work: Work) -> Names:
    brands: dict[str, str] = {}
    places: dict[frozenset[str], list[Place]] = {}
    one = Medicine
    query = select(col(one.substance), col(one.brands), col(one.atc), col(one.route))
    rows = work.session.connection().execute(query.order_by(col(one.code)))
    for substance, sold_as, atc, route in rows.tuples():
        brands |= {name.lower(): substance for name in sold_as}
        found = places.setdefault(parts(substance), [])
        if (atc, route) not in found:
            found.append((atc, route))
    known = frozenset(part for held in places for part in held)
    return Names(known, brands, {key: tuple(found) for key, found in places.items()})
