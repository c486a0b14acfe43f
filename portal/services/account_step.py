"""What every step of an account shares: whose it is, and who hears of it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from portal.domain.account import WORKFLOW, AccountStatus, Deadlines
from portal.domain.errors import NotFound
from portal.domain.notification import NotificationType
from portal.domain.permission import Role
from portal.domain.workflow import Party, Step
from portal.infra.clock import new_id
from portal.models import User
from portal.services import access, notification
from portal.services.work import Actor, Work, record_id
from portal.settings import settings

UNKNOWN = "This person cannot be found."
STANDS_IN = ","
"""What no address has in it: behind it stands what tells a stand-in from the account itself."""


def deadlines() -> Deadlines:
    """Return how long each turn may take, from the settings."""
    at = settings()
    return Deadlines(
        confirmation=timedelta(hours=at.confirmation_hours),
        invitation=timedelta(days=at.invitation_days),
        zone=ZoneInfo(at.clinic_zone),
    )


def find(work: Work, user_id: UUID | str, *, lock: bool = False) -> User:
    """Return an account that the actor looks after. Raises NotFound."""
    query = select(User).where(User.id == record_id(user_id), access.accounts(work.actor))
    query = query.with_for_update(key_share=True) if lock else query
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def step_of(work: Work, user: User, name: str) -> Step:
    """Return the step, when the account stands so and it is the actor's to take."""
    return WORKFLOW.step(name, user.status, access.account_parties(work.actor, user), user.status)


def begin(name: str) -> Step:
    """Return a step that creates an account."""
    return next(step for step in WORKFLOW.steps if step.begins and step.name == name)


def own_step(user: User, name: str) -> Step:
    """Return a step that somebody takes for themselves with a mailed link."""
    return WORKFLOW.step(name, user.status, [Party.OWNER], user.status)


def stand_in(email: str) -> str:
    """Return what an invitation keeps of an address that belongs to another account already."""
    return f"{email}{STANDS_IN}{new_id().hex[-12:]}"


def address_of(user: User) -> str:
    """Return the address as people write it, also that of a stand-in."""
    return user.email.partition(STANDS_IN)[0]


def acts_as(work: Work, user: User) -> None:
    """Let the rest of this transaction be done by somebody who holds a mailed link."""
    work.actor = Actor(user.id, user.role, user.name, user.organization_id)


def announce(work: Work, user: User, step: Step, reason: str = "") -> None:
    """Write the audit entry, tell whom the step tells, and refresh the lists it stands in."""
    work.record(step.tag, "user", user.id, reason=reason)
    admins = administrators(work)
    told: dict[UUID, str] = {}
    for party, sentence in step.tells.items():
        words = sentence.format(actor=work.actor.name, patient=user.name)
        told |= dict.fromkeys([user.id] if party is Party.OWNER else admins, words)
    if told:
        notification.tell(work, NotificationType(step.tag), user.id, told)
    touch(work, user, admins)


def touch(work: Work, user: User, admins: Iterable[UUID] | None = None) -> None:
    """Let the screens that show this account read again."""
    audiences = [f"user:{one}" for one in (administrators(work) if admins is None else admins)]
    if user.organization_id:
        audiences.append(f"org:{user.organization_id}")
    work.touch("account", user.id, [f"user:{user.id}", *audiences])


def administrators(work: Work) -> list[UUID]:
    """Return everybody who looks after the portal."""
    query = select(User.id).where(User.role == Role.ADMIN, User.status == AccountStatus.ACTIVE)
    return list(work.session.exec(query.order_by(col(User.id))))
