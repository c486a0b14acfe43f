"""The demo clinic: invented people and a year of their consultations, played to the present."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.orm import Mapped
from sqlmodel import SQLModel, col, select

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.infra import clock, migrate
from portal.infra.password import hash_password
from portal.models import (
    Allergy,
    Condition,
    Consultation,
    Measurement,
    Medication,
    Prescription,
    User,
)
from portal.services import (
    account,
    demo_account,
    demo_course,
    demo_record,
    demo_staff,
    demo_text,
    formulary,
    letter,
)
from portal.services.demo_prescriptions import ALONE
from portal.services.demo_records import AT_HOME
from portal.services.demo_stage import Stage
from portal.services.demo_stories import STORIES
from portal.services.demo_story import on_open_day
from portal.services.work import SYSTEM, Work, look, perform
from portal.settings import settings

SEED = 1
FOUNDED = timedelta(days=demo_staff.YEAR)
ENTRIES = (Allergy, Condition, Medication, Measurement)
TEXTS_KEPT = 30
"""How many days ago Dr Marsh wrote down what she says often."""

PLAIN_DAY = time(11, 30)
WORDS = "The demo clinic belongs on an empty database; “demo reset” empties it first."


@dataclass(frozen=True)
class Filled:
    """What was filled in: people, entries of their records; what they have, by its status."""

    people: int
    entries: int
    consultations: dict[str, int]
    prescriptions: dict[str, int]


def seed(today: date | datetime | None = None, number: int = SEED) -> Filled:
    """Fill an empty database and return what was filled in.

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


def reset(today: date | datetime | None = None, number: int = SEED) -> Filled:
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


def _fill(work: Work, present: datetime, number: int, hashed: str) -> Filled:
    if not account.is_empty(work):
        raise Invalid(WORDS)
    formulary.ensure(work)
    with clock.repeating(number), clock.frozen(present - FOUNDED):
        place, actors = demo_staff.settle_in(work, present - FOUNDED, hashed)
    stage = Stage(work, place.hours, actors, present, number)
    for story in STORIES:
        stage.stage(story)
    for one in ALONE:
        for line in demo_course.lines(stage, one):
            stage.add(*line)
    demo_account.happen(stage, place.id, hashed)
    _measure(stage)
    kept = on_open_day(stage.hours, stage.present, TEXTS_KEPT, "12:30")
    stage.add(kept, "texts", "marsh", demo_text.keep)
    stage.settle()
    stage.play()
    return Filled(
        people=_count(work, User),
        entries=sum(_count(work, table) for table in ENTRIES),
        consultations=_by_status(work, col(Consultation.status)),
        prescriptions=_by_status(work, col(Prescription.status)),
    )


def _measure(stage: Stage) -> None:
    """Line up what patients measured at home and entered in the morning."""
    for one in AT_HOME:
        for ago, value in one.values:
            at = on_open_day(stage.hours, stage.present, ago, "09:05")
            key = f"{one.patient}/{one.vital}"
            stage.add(
                at, key, one.patient,
                lambda w, one=one, value=value: demo_record.measure(w, one, value, stage.hours),
            )  # fmt: skip


def _by_status(work: Work, status: Mapped[Any]) -> dict[str, int]:
    counted = work.session.exec(select(status, func.count()).group_by(status).order_by(status))
    return {name.value: count for name, count in counted}


def _count(work: Work, table: type[SQLModel]) -> int:
    return work.session.exec(select(func.count()).select_from(table)).one()


def _zone() -> ZoneInfo:
    return ZoneInfo(settings().clinic_zone)
