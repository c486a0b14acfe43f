"""Give the invented people their places and accounts, in the past of the clinic."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from portal.domain.account import AccountStatus
from portal.domain.permission import LICENSED, Role
from portal.infra import clock
from portal.models import Organization, PatientProfile, Practitioner, User
from portal.services import account
from portal.services.demo_patients import PATIENTS, Patient
from portal.services.demo_people import APART, PLACES, PRACTICE, STAFF, Staff
from portal.services.work import SYSTEM, Actor, Work
from portal.settings import settings

BODY = "Demo Register"
DOMAIN = account.DEMO_DOMAIN
TOWN = "Brackenfield"
POSTCODES = {
    "Alder Court": "BZ1 3AC", "Chapel Street": "BZ1 2CS", "Mill Lane": "BZ1 5ML",
    "Tanner's Row": "BZ1 7TR", "Pier Terrace": "BZ2 6PT", "Quayside": "BZ2 6PL",
    "Station Road": "BZ2 1SR", "Orchard Close": "BZ3 4RD", "Quarry View": "BZ3 9QV",
    "Weavers' Hill": "BZ3 2WH",
}  # fmt: skip
"""By street. There is no postal area BZ."""
YEAR = 400
"""How many days before the present everybody joined."""

LICENSED_FOR = timedelta(days=YEAR + 500)
NEVER_SIGNED_IN = frozenset({AccountStatus.PENDING, AccountStatus.REJECTED, AccountStatus.INVITED})


def settle_in(work: Work, founded: datetime, hashed: str) -> tuple[Organization, dict[str, Actor]]:
    """Open all places and let everybody join, a minute apart; return the practice and people."""
    places: dict[str, Organization] = {}
    for place in PLACES:
        places[place.key] = Organization(
            name=place.name,
            kind=place.kind,
            phone=place.phone,
            address=place.address,
            zone=settings().clinic_zone,
            opens_at=time(8),
            closes_at=time(18),
            weekdays="01234",
        )
        work.session.add(places[place.key])
    work.session.flush()
    actors: dict[str, Actor] = {}
    here = [one for one in APART if one.status not in NEVER_SIGNED_IN]
    for minutes, person in enumerate((*STAFF, *here, *PATIENTS)):
        with clock.frozen(founded + timedelta(minutes=minutes)):
            inner = Work(work.session, SYSTEM)
            if isinstance(person, Patient):
                actor = _register(inner, person, places[PRACTICE].id, hashed, founded)
            else:
                actor = _employ(inner, person, places.get(person.place), hashed)
            actors[person.key] = actor
    return places[PRACTICE], actors


def _register(work: Work, person: Patient, place: UUID, hashed: str, founded: datetime) -> Actor:
    email = f"{person.email}{DOMAIN}"
    user = work.session.get_one(
        User, account.add(work, email, person.name, Role.PATIENT, hashed, place)
    )
    user.sex, user.phone = person.sex, person.phone
    user.birth_date = born(person, founded)
    work.session.add(user)
    name, relation, phone = person.contact
    work.session.add(
        PatientProfile(
            user_id=user.id,
            address=_address(person),
            language=person.language,
            large_print=person.large_print,
            needs=person.needs,
            contact_preference=person.prefers,
            emergency_contact=name,
            emergency_phone=phone,
            emergency_relation=relation,
            updated_at=work.at,
        )
    )
    work.session.flush()
    return Actor(user.id, user.role, user.name, place)


def _address(person: Patient) -> str:
    street = next(street for street in POSTCODES if street in person.address)
    return f"{person.address}, {TOWN} {POSTCODES[street]}"


def _employ(work: Work, person: Staff, place: Organization | None, hashed: str) -> Actor:
    where = place.id if place else None
    email = f"{person.key}{DOMAIN}"
    user = work.session.get_one(
        User, account.add(work, email, person.name, person.role, hashed, where)
    )
    user.is_lead, user.sex, user.phone = person.lead, person.sex, person.phone
    work.session.add(user)
    if person.role in LICENSED:
        work.session.add(
            Practitioner(
                user_id=user.id,
                licence_body=BODY,
                licence_number=person.licence,
                licence_until=(work.at + LICENSED_FOR).date(),
                specialty=person.specialty,
                direct_requests=person.direct,
                statement=person.statement,
                verified_at=work.at,
            )
        )
    work.session.flush()
    return Actor(user.id, user.role, user.name, where, user.is_lead, specialty=person.specialty)


def born(person: Patient, founded: datetime) -> date:
    """Return a birthday some months back, so that the age holds at the present."""
    present = founded + timedelta(days=YEAR)
    past = present.date() - timedelta(days=40 + sum(map(ord, person.key)) * 7 % 280)
    return date(past.year - person.age, past.month, min(past.day, 28))
