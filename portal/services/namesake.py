"""Two patients who can be taken for one another: said wherever one of them is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
"""How long the names are believed: somebody new is compared at the latest after that."""

MOST = 3


@dataclass
class _Names:
    """The names of all patients, by each of their words."""

    read_at: datetime
    words: dict[UUID, frozenset[str]] = field(default_factory=dict[UUID, frozenset[str]])
    holders: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def like(self, user_id: UUID, name: str) -> list[UUID]:
        """Return whose names can be taken for this one; every such pair shares a word."""
        own = words(name)
        near = {one for word in own for one in self.holders.get(word, ())} - {user_id}
        return [one for one in near if alike(own, self.words[one])]


_names: dict[str, _Names] = {}


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
    at = settings().database
    known = _names.get(at)
    if known is not None and known.read_at <= work.at < known.read_at + FRESH:
        return known
    fresh = _Names(work.at)
    query = select(User.id, User.name).where(
        User.role == Role.PATIENT, col(User.status).not_in(OVER)
    )
    for user_id, name in work.session.exec(query):
        fresh.words[user_id] = words(name)
        for word in fresh.words[user_id]:
            fresh.holders[word].append(user_id)
    _names.clear()
    _names[at] = fresh
    return fresh


def _told(user: User) -> str:
    born = f", born {user.birth_date:%-d %B %Y}" if user.birth_date else ""
    return f"{user.name}{born}"
