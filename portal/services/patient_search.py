"""Finding one's own patients by name or birth date."""

import re
from datetime import date

from sqlalchemy import and_
from sqlmodel import col, select

from portal.domain.permission import Permission, Role
from portal.models import User
from portal.schemas.patient_search import Found
from portal.services import access
from portal.services.consultation_view import age_on
from portal.services.work import Work

HITS = 8
LONGEST = 80
SHORTEST = 2
DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


def search(work: Work, text: str) -> list[Found]:
    """Return the actor's patients whose name has every word of `text`, or who were born then.

    Names and birth dates only: nothing of a record is read.
    """
    work.require(Permission.RECORD_READ)
    words = text.strip()[:LONGEST].split()
    if len("".join(words)) < SHORTEST:
        return []
    named = [col(User.name).icontains(word, autoescape=True) for word in words]
    query = select(User).where(access.patients(work.actor))
    born = _day(text)
    query = query.where(col(User.birth_date) == born if born else and_(*named))
    found = work.session.exec(query.order_by(col(User.name)).limit(HITS)).all()
    home = (work.actor.role or Role.GP).home
    return [
        Found(name=user.name, about=_about(work, user), href=f"{home}/patients/{user.id}")
        for user in found
    ]


def _day(text: str) -> date | None:
    """Read a birth date, day first, or as ISO writes it."""
    try:
        if found := DAY.search(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _about(work: Work, user: User) -> str:
    age = age_on(work.at.date(), user.birth_date)
    born = f"born {user.birth_date:%-d %B %Y}" if user.birth_date else "birth date unknown"
    return f"{age}, {user.sex}, {born}" if age is not None else f"{user.sex}, {born}"
