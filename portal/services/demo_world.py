"""Small isolated practices, each with its neighbours, so that journeys can run side by side."""

import re
from datetime import date, time, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import select

from portal.domain.errors import Invalid, NotAllowed
from portal.domain.organization import OrganizationKind, Specialty
from portal.domain.permission import LICENSED, Role
from portal.infra.password import hash_password
from portal.models import Organization, Practitioner, Sex, User
from portal.services import account, formulary
from portal.services.work import SYSTEM, Work, perform
from portal.settings import settings

K = OrganizationKind
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
PLACES: dict[OrganizationKind, tuple[str, str, str]] = {
    K.PRACTICE: ("Practice", "01632 960900", "1 Test Lane"),
    K.HOSPITAL: ("Hospital", "01632 960910", "2 Test Lane"),
    K.PHARMACY: ("Pharmacy", "01632 960920", "3 Test Lane"),
    K.DIAGNOSTICS_CENTRE: ("Diagnostics", "01632 960930", "4 Test Lane"),
}
CAST = (
    ("lead", Role.GP, K.PRACTICE, "Dr Edith Lowe"),
    ("gp2", Role.GP, K.PRACTICE, "Dr Farid Aziz"),
    ("gp3", Role.GP, K.PRACTICE, "Dr Greta Lind"),
    ("specialist", Role.SPECIALIST, K.HOSPITAL, "Dr Kofi Mensa"),
    ("specialist2", Role.SPECIALIST, K.HOSPITAL, "Dr Lotte Brandt"),
    ("pharmacist", Role.PHARMACIST, K.PHARMACY, "Mina Rowe"),
    ("pharmacist2", Role.PHARMACIST, K.PHARMACY, "Nils Parry"),
    ("diagnostics", Role.DIAGNOSTICS, K.DIAGNOSTICS_CENTRE, "Oona Fell"),
    ("manager", Role.PRACTICE_MANAGER, K.PRACTICE, "Petra Quill"),
    ("patient", Role.PATIENT, K.PRACTICE, "Hanna Birch"),
    ("patient2", Role.PATIENT, K.PRACTICE, "Ivor Stone"),
    ("admin", Role.ADMIN, None, "Jo Carver"),
)
ANOTHER = "Second Pharmacy", "01632 960925", "5 Test Lane"
"""So that somebody else can scan first, and a patient can choose another one."""

LEADS = ("lead", "specialist")
SPECIALTY = Specialty.CARDIOLOGY
DIRECT = "specialist"
BORN = date(1980, 5, 17)
LICENSED_FOR = timedelta(days=730)


class WorldPerson(BaseModel):
    """Somebody of a world, and how to sign in as them."""

    id: str
    role: str
    name: str
    email: str


class WorldPractice(BaseModel):
    """The practice of a world, or one of its neighbours."""

    id: str
    name: str
    phone: str


class TestWorld(BaseModel):
    """A practice, a hospital, two pharmacies and a centre with people, who share one password."""

    __test__ = False

    name: str
    password: str
    practice: WorldPractice
    hospital: WorldPractice
    pharmacy: WorldPractice
    pharmacy2: WorldPractice
    centre: WorldPractice
    people: dict[str, WorldPerson]


def make(name: str, *, office_hours: bool = False) -> TestWorld:
    """Make the world called `name`, open always or on weekdays from 8 to 18.

    Raises Invalid when the name is taken or cannot be used, NotAllowed in production.
    """
    if settings().production:
        raise NotAllowed("Making test practices is refused in production.")
    if not NAME.fullmatch(name):
        raise Invalid("A world's name has small letters, digits and hyphens only, like w3.")
    hashed = hash_password(settings().demo_accounts_password)
    return perform(SYSTEM, _make, name, hashed, office_hours)


def _make(work: Work, name: str, hashed: str, office_hours: bool) -> TestWorld:  # noqa: FBT001
    title = f"{PLACES[K.PRACTICE][0]} {name}"
    if work.session.exec(select(Organization.id).where(Organization.name == title)).first():
        raise Invalid(f"The world {name} is there already: choose another name.")
    formulary.ensure(work)
    there = {kind: _place(work, kind, facts, name, office_hours) for kind, facts in PLACES.items()}
    second = _place(work, K.PHARMACY, ANOTHER, name, office_hours)
    cast = [(key, role, there[kind] if kind else None, who) for key, role, kind, who in CAST]
    cast.append(("pharmacist3", Role.PHARMACIST, second, "Quin Adair"))
    people: dict[str, WorldPerson] = {}
    for key, role, where, person in cast:
        email, full = f"{key}.{name}@world.example", f"{person} {name}"
        place = UUID(where.id) if where else None
        found = account.add(work, email, full, role, hashed, place)
        user = work.session.get_one(User, found)
        user.is_lead = key in LEADS
        if role is Role.PATIENT:
            user.birth_date = BORN
            user.sex = Sex.FEMALE if key == "patient" else Sex.MALE
        work.session.add(user)
        if role in LICENSED:
            _license(work, key, user)
        people[key] = WorldPerson(id=str(found), role=role, name=full, email=email)
    work.session.flush()
    return TestWorld(
        name=name,
        password=settings().demo_accounts_password,
        practice=there[K.PRACTICE],
        hospital=there[K.HOSPITAL],
        pharmacy=there[K.PHARMACY],
        pharmacy2=second,
        centre=there[K.DIAGNOSTICS_CENTRE],
        people=people,
    )


def _place(
    work: Work,
    kind: OrganizationKind,
    facts: tuple[str, str, str],
    name: str,
    office_hours: bool,  # noqa: FBT001
) -> WorldPractice:
    title, phone, address = facts
    place = Organization(
        name=f"{title} {name}",
        kind=kind,
        phone=phone,
        address=address,
        zone=settings().clinic_zone,
        opens_at=time(8) if office_hours else time(0),
        closes_at=time(18) if office_hours else time(23, 59),
        weekdays="01234" if office_hours else "0123456",
    )
    work.session.add(place)
    work.session.flush()
    return WorldPractice(id=str(place.id), name=place.name, phone=place.phone)


def _license(work: Work, key: str, user: User) -> None:
    specialist = user.role is Role.SPECIALIST
    work.session.add(
        Practitioner(
            user_id=user.id,
            licence_body="Test Register",
            licence_number=f"TEST-{key.upper()}",
            licence_until=(work.at + LICENSED_FOR).date(),
            specialty=SPECIALTY if specialist else None,
            direct_requests=key == DIRECT,
            verified_at=work.at,
        )
    )
