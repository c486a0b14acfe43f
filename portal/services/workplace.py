"""Where somebody works: the organisation, its hours, and who else is there."""

from calendar import day_name
from datetime import datetime, time

from sqlmodel import col, select

from portal.domain.account import AccountStatus
from portal.domain.opening import OpeningHours
from portal.domain.organization import Specialty
from portal.domain.permission import STAFF, Permission
from portal.models import Organization, Practitioner, User
from portal.schemas.workplace import Colleague, DayHours, WorkplaceView
from portal.services import organization
from portal.services.work import Work


def mine(work: Work) -> WorkplaceView:
    """Return the actor's own workplace. Raises NotFound for somebody without one."""
    work.require(Permission.WORKPLACE_READ)
    place = organization.find(work, work.actor.organization_id)
    hours = place.hours
    return WorkplaceView(
        name=place.name,
        kind=place.kind.label,
        phone=place.phone,
        address=place.address,
        open_now=hours.is_open(work.at),
        now_words=now_words(hours, work.at),
        week=_week(hours, work.at),
        colleagues=_colleagues(work, place),
    )


def now_words(hours: OpeningHours, at: datetime) -> str:
    """Return whether it is open now and until when, or when it opens."""
    if hours.is_open(at):
        return "Open all day" if _all_day(hours) else f"Open until {hours.closes:%H:%M}"
    opens = hours.next_open(at).astimezone(hours.zone)
    days = (opens.date() - at.astimezone(hours.zone).date()).days
    day = {0: "today", 1: "tomorrow"}.get(days) or f"on {day_name[opens.weekday()]}"
    return f"Closed, opens {day} at {opens:%H:%M}"


def _all_day(hours: OpeningHours) -> bool:
    return hours.opens == time.min and hours.closes >= time(23, 59)


def _week(hours: OpeningHours, at: datetime) -> list[DayHours]:
    span = "All day" if _all_day(hours) else f"{hours.opens:%H:%M} to {hours.closes:%H:%M}"
    today = at.astimezone(hours.zone).weekday()
    return [
        DayHours(
            day=name, hours=span if number in hours.weekdays else "Closed", today=number == today
        )
        for number, name in enumerate(day_name)
    ]


def _work(user: User, field: str | None) -> str:
    role = user.role.label
    return f"{role}, {Specialty(field).label.lower()}" if field else role


def _colleagues(work: Work, place: Organization) -> list[Colleague]:
    query = (
        select(User, Practitioner.specialty)
        .outerjoin(Practitioner, col(Practitioner.user_id) == User.id)
        .where(
            User.organization_id == place.id,
            col(User.role).in_(STAFF),
            User.status == AccountStatus.ACTIVE,
        )
        .order_by(col(User.name))
    )
    return [
        Colleague(
            id=str(user.id),
            name=user.name,
            work=_work(user, field),
            me=user.id == work.actor.id,
            lead=user.is_lead,
        )
        for user, field in work.session.exec(query)
    ]
