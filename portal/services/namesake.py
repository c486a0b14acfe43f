"""Two patients who can be taken for one another: said wherever one of them is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import perf_counter
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, exists, select

from portal.domain.account import OVER
from portal.domain.namesake import alike, words
from portal.domain.permission import CLINICIANS, Role
from portal.models import Prescription, User
from portal.services import access, access_prescription
from portal.services.work import Actor, Work
from portal.settings import settings

FRESH = timedelta(seconds=20)
"""How long the names of a small clinic are believed: somebody new is compared after that."""

RARELY = 100
"""How many times as long as reading the names took they are believed at least."""

MOST = 3


@dataclass
class _Names:
    """The names of all patients, by each of their words."""

    read_at: datetime
    until: datetime
    names: dict[UUID, str] = field(default_factory=dict[UUID, str])
    words: dict[UUID, frozenset[str]] = field(default_factory=dict[UUID, frozenset[str]])
    holders: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def like(self, user_id: UUID, name: str) -> list[UUID]:
        """Return whose names can be taken for this one; every such pair shares a word."""
        own = words(name)
        near = {one for word in own for one in self.holders.get(word, ())} - {user_id}
        return [one for one in near if alike(own, self.words[one])]


_names: dict[str, _Names] = {}
_reading = Lock()


def among(work: Work, patients: Iterable[User]) -> Mapping[UUID, str]:
    """Return, for each who has one, the other patients of the actor with the same or a like name.

    In words with the date of birth, for whoever treats or supplies; nobody else is told anything.
    """
    mine = _mine(work.actor)
    if mine is None:
        return {}
    names = _read(work)
    near = {one.id: names.like(one.id, one.name) for one in patients}
    wanted = {other for many in near.values() for other in many}
    if not wanted:
        return {}
    query = select(User).where(col(User.id).in_(wanted), mine).order_by(col(User.name))
    seen = work.session.exec(query).all()
    said = {
        who: "; ".join([_told(one) for one in seen if one.id in others][:MOST])
        for who, others in near.items()
    }
    return {who: told for who, told in said.items() if told}


def _mine(actor: Actor) -> ColumnElement[bool] | None:
    """Return which patients the actor could mistake for one another; None for whoever has none."""
    if actor.role in CLINICIANS:
        return access.patients(actor)
    if actor.role is Role.PHARMACIST:
        theirs = access_prescription.prescriptions(actor)
        return exists().where(col(Prescription.patient_id) == User.id, theirs)
    return None


def _read(work: Work) -> _Names:
    """Return the names as they were a moment ago; one thread reads them, the others go on."""
    at = settings().database
    known = _names.get(at)
    if known is not None and known.read_at <= work.at < known.until:
        return known
    if not _reading.acquire(blocking=known is None):
        return known or _fresh(work, _Names(work.at, work.at))
    try:
        fresh = _fresh(work, known or _Names(work.at, work.at))
        _names.clear()
        _names[at] = fresh
    finally:
        _reading.release()
    return fresh


def _fresh(work: Work, before: _Names) -> _Names:
    """Read the names anew; those that are the same as before are not taken apart again."""
    began = perf_counter()
    fresh = _Names(work.at, work.at)
    query = select(User.id, User.name).where(
        User.role == Role.PATIENT, col(User.status).not_in(OVER)
    )
    for user_id, name in work.session.exec(query):
        same = before.names.get(user_id) == name
        fresh.names[user_id] = name
        fresh.words[user_id] = before.words[user_id] if same else words(name)
        for word in fresh.words[user_id]:
            fresh.holders[word].append(user_id)
    fresh.until += max(FRESH, timedelta(seconds=RARELY * (perf_counter() - began)))
    return fresh


def _told(user: User) -> str:
    born = f", born {user.birth_date:%-d %B %Y}" if user.birth_date else ""
    return f"{user.name}{born}"
