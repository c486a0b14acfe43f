"""The demo clinic: invented people and a year of their consultations, played to the present."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.infra import clock, migrate
from portal.infra.password import hash_password
from portal.models import Consultation, User
from portal.services import account, demo_staff, letter
from portal.services.demo_people import ADMINISTRATOR, LOCKWOOD
from portal.services.demo_stage import Stage
from portal.services.demo_stories import STORIES
from portal.services.demo_story import on_open_day
from portal.services.work import SYSTEM, Work, look, perform
from portal.settings import settings

SEED = 1
FOUNDED = timedelta(days=demo_staff.YEAR)
SUSPENDED = (48, "10:00")
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
    with clock.repeating(number), clock.frozen(present - FOUNDED):
        place, actors = demo_staff.settle_in(work, present - FOUNDED, hashed)
    stage = Stage(work, place.hours, actors, present, number)
    for story in STORIES:
        stage.stage(story)
    _suspension(stage)
    stage.settle()
    stage.play()
    status = col(Consultation.status)
    counted = work.session.exec(select(status, func.count()).group_by(status).order_by(status))
    return {"people": _people(work)} | {name.value: count for name, count in counted}


def _suspension(stage: Stage) -> None:
    """Some weeks ago a colleague lost his licence in the middle of his work."""
    at = on_open_day(stage.hours, stage.present, *SUSPENDED)
    who = stage.actors[LOCKWOOD].id
    stage.add(at, "suspension", ADMINISTRATOR.key, lambda w: demo_staff.suspend(w, who))


def _people(work: Work) -> int:
    return work.session.exec(select(func.count()).select_from(User)).one()


def _zone() -> ZoneInfo:
    return ZoneInfo(settings().clinic_zone)
