"""One user action is one transaction: do it, record it, tell people, then announce it."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

import structlog
from sqlmodel import Session

from portal.domain.errors import Invalid, NotAllowed, NotFound, PortalError, StepNotPossible
from portal.domain.errors import Unavailable as Away
from portal.domain.organization import Specialty
from portal.domain.permission import ROLE_PERMISSIONS, Permission, Role
from portal.infra.clock import now
from portal.infra.db import AWAY, Clash, crossed, transaction
from portal.infra.live import Announcement, hub
from portal.models import AuditEntry
from portal.settings import settings

P = ParamSpec("P")
T = TypeVar("T")

WRITE, READ = "write", "read"
FASTER = "Somebody else was faster. Nothing was changed."
CROSSED = "Somebody was at work on the same at this moment. Nothing was changed: please try again."

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Actor:
    """Who is acting, as resolved from their session for this one action.

    `on_behalf_of` is the patient somebody acts for; `session_id` is None for the system.
    """

    id: UUID | None
    role: Role | None
    name: str = ""
    organization_id: UUID | None = None
    is_lead: bool = False
    session_id: UUID | None = None
    scopes: frozenset[Permission] | None = None
    on_behalf_of: UUID | None = None
    specialty: Specialty | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows, narrowed by the scopes of an access token."""
        held = ROLE_PERMISSIONS[self.role] if self.role else frozenset[Permission]()
        return held if self.scopes is None else held & self.scopes

    @property
    def audiences(self) -> frozenset[str]:
        """Under which names live updates reach this person."""
        names = {f"user:{self.id}", f"session:{self.session_id}"}
        if self.organization_id and self.role is not Role.PATIENT:
            names.add(f"org:{self.organization_id}")
        return frozenset(names)


SYSTEM = Actor(None, None, "The portal")
"""The timer, acting on its own."""


@dataclass
class Work:
    """The transaction a service runs in. Services never commit."""

    session: Session
    actor: Actor
    at: datetime = field(default_factory=now)
    announcements: list[Announcement] = field(default_factory=list[Announcement])
    afterwards: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    """What is done outside the database once the transaction is committed, and only then."""

    unseen: bool = False
    """Nobody looks at what comes of it, as in the demo clinic: only its id is returned."""

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the actor's role and token allow `permission`."""
        if permission not in self.actor.permissions:
            raise NotAllowed("Your account does not allow this.")

    def record(
        self, action: str, kind: str, subject: UUID, patient: UUID | None = None, reason: str = ""
    ) -> None:
        """Write the audit entry of what is done here."""
        self.session.add(
            AuditEntry(
                created_at=self.at,
                actor_id=self.actor.id,
                on_behalf_of=self.actor.on_behalf_of,
                action=action,
                subject_kind=kind,
                subject_id=subject,
                patient_id=patient,
                reason=reason,
            )
        )

    def touch(self, topic: str, subject: UUID, audiences: Iterable[str]) -> None:
        """Let the screens of `audiences` read again, once the transaction is committed."""
        self.announcements += [Announcement(name, topic, str(subject)) for name in audiences]


def _run(
    mode: str,
    actor: Actor,
    service: Callable[Concatenate[Work, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    write = mode == WRITE
    try:
        with transaction(write=write) as session:
            work = Work(session, actor)
            result = service(work, *args, **kwargs)
            if write:
                session.commit()
            else:
                session.rollback()
    except Clash as clash:
        log.info("work.clash", service=service.__name__)
        raise StepNotPossible(FASTER) from clash
    except AWAY as away:
        if crossed(away):
            log.warning("work.deadlock", service=service.__name__)
            raise StepNotPossible(CROSSED) from away
        log.warning("work.database_away", service=service.__name__, why=type(away).__name__)
        raise Away("The record cannot be reached for the moment. Please try again.") from away
    hub.publish(work.announcements)
    for deed in work.afterwards:
        deed()
    return result


def perform(
    actor: Actor, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run one service in one transaction; announce only what was committed.

    A refusal is rolled back and then audited in a transaction of its own.
    """
    try:
        return _run(WRITE, actor, service, *args, **kwargs)
    except (NotAllowed, NotFound, StepNotPossible) as refusal:
        _audit_refusal(actor, service, refusal, *args)
        raise


def look(
    actor: Actor, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run one reading service; nothing it does is kept."""
    return _run(READ, actor, service, *args, **kwargs)


async def act(
    actor: Actor, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`perform`, off the event loop: what routes and event handlers call."""
    return await in_thread(partial(perform, actor, service, *args, **kwargs))


async def see(
    actor: Actor, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`look`, off the event loop."""
    return await in_thread(partial(look, actor, service, *args, **kwargs))


async def in_thread(function: Callable[[], T]) -> T:
    """Run in the database's threads; a cancelled caller does not abandon a half-done commit."""
    context = copy_context()
    loop = asyncio.get_running_loop()
    return await asyncio.shield(loop.run_in_executor(_threads(), context.run, function))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings().database_threads, "database")


def record_id(value: UUID | str) -> UUID:
    """Parse an id from the browser; a malformed one is simply not found."""
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise NotFound("This cannot be found, or it is not yours to see.") from None


def number(value: object, name: str, *, least: int = 0, most: int = 2**31 - 1) -> int:
    """Take a whole number from the browser, or raise Invalid naming the field."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid("Please check what you entered.", {name: "This is not a valid number."})
    return value


def _audit_refusal(
    actor: Actor, service: Callable[..., object], refusal: PortalError, *args: object
) -> None:
    inner = [a for a in args if callable(a)]
    verb = inner[0] if inner else service
    stem = verb.__module__.rpartition(".")[2]
    said = args[3:] if inner else args  # behind an inner verb come its key and its mark
    ids = [str(a) for a in said if isinstance(a, UUID | str)]

    def note(work: Work) -> None:
        entry = AuditEntry(
            created_at=work.at,
            actor_id=actor.id,
            action=f"{stem}:{verb.__name__}"[:60],
            outcome=refusal.code,
            subject_kind=stem,
        )
        for text in ids:
            try:
                entry.subject_id = UUID(text)
            except ValueError:
                continue
            break
        work.session.add(entry)

    try:
        _run(WRITE, actor, note)
    except PortalError:
        log.warning("work.refusal_not_audited", code=refusal.code)
