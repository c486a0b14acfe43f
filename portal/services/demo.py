"""The demo clinic: invented people and a year of their consultations, played to the present."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.permission import Role
from portal.infra import clock, migrate
from portal.infra.password import hash_password
from portal.models import Consultation, Organization, User
from portal.services import account, letter
from portal.services.demo_elders import ELDERS
from portal.services.demo_families import FAMILIES
from portal.services.demo_now import PRESENT
from portal.services.demo_people import ADMINISTRATOR, CLINICIANS, LEAD, PATIENTS, PRACTICE
from portal.services.demo_stage import Stage
from portal.services.demo_story import Person
from portal.services.demo_work import WORKING_AGE
from portal.services.demo_years import LATER_YEARS
from portal.services.work import SYSTEM, Actor, Work, look, perform
from portal.settings import settings

SEED = 1
STORIES = (*WORKING_AGE, *FAMILIES, *LATER_YEARS, *ELDERS, *PRESENT)
FOUNDED = timedelta(days=400)
PLAIN_DAY = time(11, 30)
WORDS = "The demo clinic belongs on an empty database; “demo reset” empties it first."


def seed(today: date | datetime | None = None, number: int = SEED) -> dict[str, int]:
    """Fill an empty database and return how many consultations have each status.

    `today` is the present of the clinic: now, or half past eleven of a given day, as far as that
    is not ahead. The same `number` repeats the ids, and with the same `today` the times.
    Raises Invalid when the database is not empty, NotAllowed in production.
    """
    _outside_production()
    present = _present(today)
    hashed = hash_password(settings().demo_accounts_password)
    with letter.withheld():
        return perform(SYSTEM, _fill, present, number, hashed)


def seed_if_empty() -> bool:
    """Fill the database on a first start in demo mode; whether that was done."""
    if settings().production or not settings().demo_mode or not look(SYSTEM, account.is_empty):
        return False
    try:
        seed()
    except (Invalid, StepNotPossible):
        return False  # another process was filling it at the same time
    return True


def reset(today: date | datetime | None = None, number: int = SEED) -> dict[str, int]:
    """Remove everything, then fill the database again. Raises as `seed`."""
    _outside_production()
    present = _present(today)
    migrate.downgrade("base")
    migrate.upgrade()
    return seed(present, number)


def _outside_production() -> None:
    if settings().production:
        raise NotAllowed("The demo clinic is refused in production.")


def _present(today: date | datetime | None) -> datetime:
    """Return the clinic's present, in UTC and to the second."""
    now = clock.now().replace(microsecond=0)
    if today is None:
        return now
    if isinstance(today, datetime):
        present = today.astimezone(UTC)
    else:
        present = datetime.combine(today, PLAIN_DAY, _zone()).astimezone(UTC)
        if today == now.astimezone(_zone()).date():
            present = min(present, now)
    if present > now:
        raise Invalid("This day is still ahead: move the clock there first, with “clock set”.")
    return present


def _fill(work: Work, present: datetime, number: int, hashed: str) -> dict[str, int]:
    if not account.is_empty(work):
        raise Invalid(WORDS)
    place, actors = _people(work, present - FOUNDED, number, hashed)
    stage = Stage(work, place.hours, actors, present, number)
    for story in STORIES:
        stage.stage(story)
    stage.settle()
    stage.play()
    status = col(Consultation.status)
    counted = work.session.exec(select(status, func.count()).group_by(status).order_by(status))
    return {name.value: count for name, count in counted}


def _people(
    work: Work, founded: datetime, number: int, hashed: str
) -> tuple[Organization, dict[str, Actor]]:
    with clock.repeating(number), clock.frozen(founded):
        place = Organization(
            name=PRACTICE["name"],
            phone=PRACTICE["phone"],
            address=PRACTICE["address"],
            zone=settings().clinic_zone,
            opens_at=time(8),
            closes_at=time(18),
            weekdays="01234",
        )
        work.session.add(place)
        work.session.flush()
        actors: dict[str, Actor] = {}
        listed = [
            (ADMINISTRATOR, Role.ADMIN),
            *((one, Role.GP) for one in CLINICIANS),
            *((one, Role.PATIENT) for one in PATIENTS),
        ]
        for minutes, (person, role) in enumerate(listed):
            with clock.frozen(founded + timedelta(minutes=minutes)):
                actors[person.key] = _join(work, person, role, place.id, hashed)
    return place, actors


def _join(work: Work, person: Person, role: Role, place: UUID, hashed: str) -> Actor:
    inner = Work(work.session, SYSTEM)
    user_id = account.add(inner, person.email, person.name, role, hashed, place)
    user = work.session.get_one(User, user_id)
    user.is_lead = person.key == LEAD
    user.sex, user.phone = person.sex, person.phone
    if role is Role.PATIENT:
        user.birth_date = _born(person, inner.at + FOUNDED)
    work.session.add(user)
    work.session.flush()
    return Actor(user.id, role, user.name, place, user.is_lead)


def _born(person: Person, present: datetime) -> date:
    """Return a birthday some months back, so that the age holds at the present."""
    days = 40 + sum(map(ord, person.key)) * 7 % 280
    past = present.date() - timedelta(days=days)
    return date(past.year - person.age, past.month, min(past.day, 28))


def _zone() -> ZoneInfo:
    return ZoneInfo(settings().clinic_zone)
