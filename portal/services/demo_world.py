"""Small isolated practices, so that journeys can run side by side."""

import re
from datetime import date, time

from pydantic import BaseModel
from sqlmodel import select

from portal.domain.errors import Invalid, NotAllowed
from portal.domain.permission import Role
from portal.infra.password import hash_password
from portal.models import Organization, Sex, User
from portal.services import account
from portal.services.work import SYSTEM, Work, perform
from portal.settings import settings

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
CAST = (
    ("lead", Role.GP, "Dr Edith Lowe"),
    ("gp2", Role.GP, "Dr Farid Aziz"),
    ("gp3", Role.GP, "Dr Greta Lind"),
    ("patient", Role.PATIENT, "Hanna Birch"),
    ("patient2", Role.PATIENT, "Ivor Stone"),
    ("admin", Role.ADMIN, "Jo Carver"),
)
BORN = date(1980, 5, 17)


class WorldPerson(BaseModel):
    """Somebody of a world, and how to sign in as them."""

    id: str
    role: str
    name: str
    email: str


class WorldPractice(BaseModel):
    """The practice of a world."""

    id: str
    name: str
    phone: str


class TestWorld(BaseModel):
    """A practice with its people, who share one password."""

    __test__ = False

    name: str
    password: str
    practice: WorldPractice
    people: dict[str, WorldPerson]


def make(name: str, *, office_hours: bool = False) -> TestWorld:
    """Make the practice called `name`, open always or on weekdays from 8 to 18.

    Raises Invalid when the name is taken or cannot be used, NotAllowed in production.
    """
    if settings().production:
        raise NotAllowed("Making test practices is refused in production.")
    if not NAME.fullmatch(name):
        raise Invalid("A world's name has small letters, digits and hyphens only, like w3.")
    hashed = hash_password(settings().demo_accounts_password)
    return perform(SYSTEM, _make, name, hashed, office_hours)


def _make(work: Work, name: str, hashed: str, office_hours: bool) -> TestWorld:  # noqa: FBT001
    title = f"Practice {name}"
    if work.session.exec(select(Organization.id).where(Organization.name == title)).first():
        raise Invalid(f"The world {name} is there already: choose another name.")
    place = Organization(
        name=title,
        phone="01632 960900",
        address="1 Test Lane",
        zone=settings().clinic_zone,
        opens_at=time(8) if office_hours else time(0),
        closes_at=time(18) if office_hours else time(23, 59),
        weekdays="01234" if office_hours else "0123456",
    )
    work.session.add(place)
    work.session.flush()
    people: dict[str, WorldPerson] = {}
    for key, role, person in CAST:
        email, full = f"{key}.{name}@world.example", f"{person} {name}"
        found = account.add(work, email, full, role, hashed, place.id)
        user = work.session.get_one(User, found)
        user.is_lead = key == "lead"
        if role is Role.PATIENT:
            user.birth_date = BORN
            user.sex = Sex.FEMALE if key == "patient" else Sex.MALE
        work.session.add(user)
        people[key] = WorldPerson(id=str(found), role=role, name=full, email=email)
    work.session.flush()
    return TestWorld(
        name=name,
        password=settings().demo_accounts_password,
        practice=WorldPractice(id=str(place.id), name=title, phone=place.phone),
        people=people,
    )
