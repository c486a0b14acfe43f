"""The people and practices that tests are about, written as rows."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from portal.domain.account import AccountStatus
from portal.domain.organization import OrganizationKind, Specialty
from portal.domain.permission import Role
from portal.infra import password
from portal.infra.db import transaction
from portal.models import Credential, Organization, Practitioner, User
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation
from portal.services.work import Actor, perform

MONDAY = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
"""A Monday at 10:00 in London, an ordinary week."""

REAL_HASHER = password._hasher
"""What the portal hashes with; the tests' own does less work, or they would take minutes."""

PASSWORD = "correct horse battery"
SPECIALTIES = {
    "specialist": Specialty.CARDIOLOGY,
    "specialist2": Specialty.CARDIOLOGY,
    "hospital_lead": Specialty.CARDIOLOGY,
    "skin_specialist": Specialty.DERMATOLOGY,
}
SYMPTOMS = "I have had a sore throat and a fever since yesterday."


@cache
def password_hash() -> str:
    """The one hash of all accounts: hashing is slow on purpose."""
    return password.hash_password(PASSWORD)


def practice(
    name: str, zone: str = "Europe/London", kind: OrganizationKind = OrganizationKind.PRACTICE
) -> Organization:
    """A practice, or another place, that is open from 8 to 18 on weekdays."""
    return Organization(
        name=name,
        kind=kind,
        phone="020 7946 0000",
        address="1 High Street",
        zone=zone,
        opens_at=time(8),
        closes_at=time(18),
        weekdays="01234",
    )


def person(name: str, role: Role, place: UUID | None, **facts: Any) -> User:
    """Somebody with an account; the address follows from the name."""
    if role is Role.PATIENT:
        facts.setdefault("birth_date", date(1980, 5, 17))
    email = f"{name.lower().replace('dr ', '').replace(' ', '.')}@clinic.example"
    return User(email=email, name=name, role=role, organization_id=place, **facts)


def actor(user: User, specialty: Specialty | None = None) -> Actor:
    """The person, acting."""
    known = (user.id, user.role, user.name, user.organization_id, user.is_lead)
    return Actor(*known, specialty=specialty)


def licence(user: User, specialty: Specialty | None = None, **facts: Any) -> Practitioner:
    """What makes the person a professional."""
    number = f"TEST-{user.id.hex[:6]}"
    return Practitioner(
        user_id=user.id, licence_body="GMC", licence_number=number, specialty=specialty, **facts
    )


def saved(*rows: Any) -> None:
    """Commit the rows, in this order."""
    with transaction(write=True) as session:
        for row in rows:
            session.add(row)
            session.flush()
        session.commit()


@dataclass
class World:
    """Two practices, a hospital and others, whose people must be kept apart.

    Each name is an Actor. Two specialists and the lead of the hospital are of one specialty.
    """

    north: UUID
    south: UUID
    patient: Actor
    patient2: Actor
    gp: Actor
    gp2: Actor
    lead: Actor
    other_patient: Actor
    other_gp: Actor
    admin: Actor
    hospital: UUID
    specialist: Actor
    specialist2: Actor
    skin_specialist: Actor
    hospital_lead: Actor
    pharmacist: Actor
    diagnostics: Actor
    manager: Actor
    password: str = PASSWORD
    emails: dict[UUID | None, str] = field(default_factory=dict)

    def email(self, who: Actor) -> str:
        """The address this person signs in with."""
        return self.emails[who.id]

    @property
    def everybody(self) -> dict[str, Actor]:
        """All people by name."""
        return {name: one for name, one in vars(self).items() if isinstance(one, Actor)}

    def request(self, by: Actor | None = None, **facts: Any) -> UUID:
        """Let a patient ask (urgent, any clinician, unless told otherwise) and return the id."""
        asked = {"symptoms": SYMPTOMS, "began": "today", "urgency": "urgent", **facts}
        claim = ConsultationRequest.model_validate(asked)
        return UUID(perform(by or self.patient, consultation.request, claim).id)

    def accepted(self, by: Actor | None = None, **facts: Any) -> UUID:
        """A request that the GP, or `by`, has accepted."""
        one = self.request(**facts)
        perform(by or self.gp, consultation.accept, one)
        return one

    def started(self, by: Actor | None = None, **facts: Any) -> UUID:
        """A consultation that the GP, or `by`, has begun."""
        one = self.accepted(by, **facts)
        perform(by or self.gp, consultation.start, one)
        return one

    def more_gps(self, count: int) -> list[Actor]:
        """That many further GPs of the north practice."""
        tag = uuid4().hex[:6]
        users = [person(f"Dr Extra {tag} {n}", Role.GP, self.north) for n in range(count)]
        saved(*users)
        return [actor(user) for user in users]


def world() -> World:
    """Fill the bound database and return its people."""
    north, south = practice("North Practice"), practice("South Practice")
    hospital = practice("East Hospital", kind=OrganizationKind.HOSPITAL)
    pharmacy = practice("West Pharmacy", kind=OrganizationKind.PHARMACY)
    centre = practice("Mid Diagnostics", kind=OrganizationKind.DIAGNOSTICS_CENTRE)
    people = {
        "patient": person("Anna Ash", Role.PATIENT, north.id),
        "patient2": person("Ben Birch", Role.PATIENT, north.id),
        "gp": person("Dr Carol Cedar", Role.GP, north.id),
        "gp2": person("Dr David Dogwood", Role.GP, north.id),
        "lead": person("Dr Lena Lime", Role.GP, north.id, is_lead=True),
        "other_patient": person("Olga Oak", Role.PATIENT, south.id),
        "other_gp": person("Dr Paul Pine", Role.GP, south.id),
        "admin": person("Ada Alder", Role.ADMIN, None),
        "specialist": person("Dr Helen Hazel", Role.SPECIALIST, hospital.id),
        "specialist2": person("Dr Hugo Holly", Role.SPECIALIST, hospital.id),
        "skin_specialist": person("Dr Sara Sorrel", Role.SPECIALIST, hospital.id),
        "hospital_lead": person("Dr Linus Larch", Role.SPECIALIST, hospital.id, is_lead=True),
        "pharmacist": person("Phil Poplar", Role.PHARMACIST, pharmacy.id),
        "diagnostics": person("Dora Damson", Role.DIAGNOSTICS, centre.id),
        "manager": person("Mary Maple", Role.PRACTICE_MANAGER, north.id),
    }
    licences = [
        licence(people[name], SPECIALTIES[name], direct_requests=name == "specialist")
        for name in SPECIALTIES
    ]
    credentials = [Credential(user_id=u.id, password_hash=password_hash()) for u in people.values()]
    places = (north, south, hospital, pharmacy, centre)
    saved(*places, *people.values(), *credentials, *licences)
    return World(
        north.id,
        south.id,
        hospital=hospital.id,
        **{name: actor(user, SPECIALTIES.get(name)) for name, user in people.items()},
        emails={user.id: user.email for user in people.values()},
    )


def suspended(who: Actor, at: datetime) -> Actor:
    """Suspend the account and return the same actor."""
    with transaction(write=True) as session:
        user = session.get_one(User, who.id)
        user.status, user.status_since = AccountStatus.SUSPENDED, at
        session.commit()
    return replace(who)
