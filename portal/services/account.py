"""Signing in and out, and who is acting."""

from datetime import timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from portal.domain.account import OVER, AccountStatus
from portal.domain.errors import Invalid, NotActive, NotSignedIn, TooMany
from portal.domain.permission import ROLE_PERMISSIONS, Permission, Role
from portal.infra import password
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Credential, Organization, Practitioner, SessionKind, SignIn, User
from portal.schemas.account import AccessToken, DemoAccount, Me, SignInForm, TokenRequest
from portal.services import attempt, device, organization
from portal.services.device import Visitor, revoke
from portal.services.work import SYSTEM, Actor, Work, act, in_thread, perform
from portal.settings import settings

WRONG = "The e-mail address or the password is not right."
TOUCH_AFTER = timedelta(seconds=60)
DEMO_DOMAIN = "@demo.example"
SAYS_WHY = (AccountStatus.ACTIVE, AccountStatus.PENDING, AccountStatus.SUSPENDED)
CLOSED_DOORS = {
    "unconfirmed": "Your e-mail address is not confirmed yet. Open the link in the letter we sent.",
    "pending": "Your application is being checked. We write to you when it is decided.",
    "suspended": "Your account is suspended. The letter we sent you says why.",
}
"""What somebody with the right password of an account that is not open is told."""


async def sign_in(form: SignInForm, visitor: Visitor | str, before: str = "") -> str:
    """Check the password, end the session `before`, open a new one and return its secret.

    The answer and its time are the same for an unknown address. Raises NotSignedIn, NotActive for
    the right password of an account that is not open, or TooMany after repeated failures.
    """
    visitor = visitor if isinstance(visitor, Visitor) else Visitor(visitor)
    user_id = await _proven(form, visitor)
    token = password.new_token()
    await act(SYSTEM, _open, user_id, SessionKind.COOKIE, token, before, visitor)
    return token


async def access_token(asked: TokenRequest, visitor: Visitor | str) -> AccessToken:
    """Open a session for another program. Raises as `sign_in`, and Invalid for unknown scopes."""
    visitor = visitor if isinstance(visitor, Visitor) else Visitor(visitor)
    user_id = await _proven(asked, visitor)
    token = password.new_token()
    scopes = await act(SYSTEM, _open, user_id, SessionKind.BEARER, token, "", visitor, asked.scopes)
    return AccessToken(
        access_token=token, expires_in=settings().token_hours * 3600, scopes=scopes.split()
    )


def sign_out(work: Work) -> None:
    """End the session the actor is using; its open tabs leave at once."""
    session = work.session.get(SignIn, work.actor.session_id) if work.actor.session_id else None
    if session is not None:
        revoke(work, session)


def actor_for(
    digest: str, *, used: bool = True, kind: SessionKind = SessionKind.COOKIE
) -> Actor | None:
    """Return who holds the session with this hash; None when it is unknown or has ended.

    A session of another `kind` is unknown here: a token is no cookie, and a cookie no token.

    `used` is False for what the portal does by itself, which must not keep a session alive.
    """
    moment = now()
    with transaction(write=False) as session:
        found = _session(session, digest)
        if found is None:
            return None
        signed_in, user, practitioner = found
        patient = user.role is Role.PATIENT
        ended = (
            signed_in.kind is not kind
            or signed_in.revoked_at is not None
            or user.status is not AccountStatus.ACTIVE
            or signed_in.expires_at <= moment
            or (
                signed_in.kind is SessionKind.COOKIE
                and signed_in.last_used_at + settings().idle(patient=patient) <= moment
            )
        )
        if ended:
            return None
        scopes = {Permission(s) for s in signed_in.scopes.split()} if signed_in.scopes else None
        actor = Actor(
            user.id, user.role, user.name, user.organization_id, user.is_lead, signed_in.id,
            frozenset(scopes) if scopes is not None else None,
            specialty=practitioner.specialty if practitioner else None,
        )  # fmt: skip
        stale = moment - signed_in.last_used_at > TOUCH_AFTER
    if used and stale:
        perform(SYSTEM, _use, signed_in.id)
    return actor


def me(work: Work) -> Me:
    """Return the signed-in person. Raises NotSignedIn."""
    if work.actor.id is None:
        raise NotSignedIn("Please sign in.")
    user = work.session.get_one(User, work.actor.id)
    place = work.session.get(Organization, user.organization_id) if user.organization_id else None
    return Me(
        id=str(user.id),
        name=user.name,
        email=user.email,
        role=user.role,
        organization=place.name if place else "",
        permissions=sorted(work.actor.permissions),
    )


def demo_accounts(work: Work) -> list[DemoAccount]:
    """Return one account per role; empty unless demo mode is on."""
    if not settings().demo_mode or settings().production:
        return []
    accounts: list[DemoAccount] = []
    for role in Role:
        query = select(User).where(User.role == role, col(User.email).endswith(DEMO_DOMAIN))
        first = work.session.exec(query.order_by(col(User.created_at), col(User.email))).first()
        if first is not None:
            accounts.append(
                DemoAccount(role=role, label=role.label, name=first.name, email=first.email)
            )
    return accounts


def add(
    work: Work,
    email: str,
    name: str,
    role: Role,
    hashed: str,
    organization_id: UUID | None = None,
) -> UUID:
    """Create an account. Raises Invalid when the address is taken."""
    if holder_of(work, email) is not None:
        raise Invalid("This address has an account.", {"email": "This address has an account."})
    if organization_id is not None:
        organization.find(work, organization_id)
    user = User(email=email.lower(), name=name, role=role, organization_id=organization_id)
    work.session.add(user)
    work.session.flush()
    work.session.add(Credential(user_id=user.id, password_hash=hashed))
    work.record("account:created", "user", user.id)
    return user.id


def holder_of(work: Work, email: str) -> User | None:
    """Return whose address this is, among the accounts that are not over."""
    query = select(User).where(User.email == email.strip().lower(), col(User.status).not_in(OVER))
    return work.session.exec(query).first()


def is_empty(work: Work) -> bool:
    """Whether nobody has an account yet."""
    return work.session.exec(select(func.count()).select_from(User)).one() == 0


async def _proven(form: SignInForm, visitor: Visitor) -> UUID:
    email = form.email.strip().lower()
    async with attempt.in_turn(email, visitor.address):
        return await _holder_of_password(email, form.password, visitor)


async def _holder_of_password(email: str, given: str, visitor: Visitor) -> UUID:
    found = await in_thread(partial(_credential, email, visitor))
    if found.wait:
        seconds = -(-found.wait.total_seconds() // 1)
        raise TooMany(f"Too many failed sign-ins. Try again in {seconds:.0f} seconds.")
    if not await password.fits(given, found.hashed) or found.user_id is None:
        attempt.count(email, visitor.address)
        await act(SYSTEM, attempt.note, email, visitor.address)
        raise NotSignedIn(WRONG)
    if found.status is not AccountStatus.ACTIVE:
        raise closed_door(found)
    return found.user_id


class Held(NamedTuple):
    """What is known of an account before its password is checked."""

    wait: timedelta
    user_id: UUID | None = None
    hashed: str | None = None
    status: AccountStatus = AccountStatus.ACTIVE
    reason: str = ""
    unconfirmed: bool = False


def closed_door(found: Held) -> NotActive:
    """Say, to whoever knows the password, why an account does not open."""
    if found.status is AccountStatus.PENDING:
        word = "unconfirmed" if found.unconfirmed else "pending"
        return NotActive(CLOSED_DOORS[word], word)
    reason = f"Your account is suspended: {found.reason}" if found.reason else ""
    return NotActive(reason or CLOSED_DOORS["suspended"], "suspended")


def _credential(email: str, visitor: Visitor) -> Held:
    query = (
        select(User, Credential.password_hash)
        .join(Credential, col(Credential.user_id) == User.id)
        .where(User.email == email, col(User.status).in_(SAYS_WHY))
    )
    with transaction(write=False) as session:
        user, hashed = session.exec(query).first() or (None, None)
        user_id = user.id if user else None
        pause = attempt.wait(session, email, user_id, visitor.address, visitor.device)
        if user is None:
            return Held(pause)
        late = user.status_until is not None
        return Held(pause, user.id, hashed, user.status, user.status_reason, late)


def _open(
    work: Work,
    user_id: UUID,
    kind: SessionKind,
    token: str,
    before: str,
    visitor: Visitor,
    scopes: list[str] | None = None,
) -> str:
    user = work.session.get_one(User, user_id, with_for_update=True)
    if user.status is not AccountStatus.ACTIVE:
        raise NotSignedIn(WRONG)  # it was suspended while the password was being checked
    if before and (found := _session(work.session, before)):
        revoke(work, found[0])
    granted = ROLE_PERMISSIONS[user.role]
    if scopes:
        unknown = set(scopes) - granted
        if unknown:
            raise Invalid("These scopes are not yours.", {"scopes": ", ".join(sorted(unknown))})
        granted = frozenset(Permission(s) for s in scopes)
    if kind is SessionKind.COOKIE:
        device.notice(work, user, visitor)
    attempt.forget(work, user.email)
    work.actor = Actor(user.id, user.role, user.name)
    words = " ".join(sorted(granted)) if kind is SessionKind.BEARER else ""
    return device.open_session(work, user, kind, token, visitor, words).scopes


def _use(work: Work, session_id: UUID) -> None:
    signed_in = work.session.get(SignIn, session_id)
    if signed_in is not None:
        signed_in.last_used_at = work.at
        work.session.add(signed_in)


def _session(session: Session, digest: str) -> tuple[SignIn, User, Practitioner | None] | None:
    query = (
        select(SignIn, User, Practitioner)
        .join(User, col(User.id) == SignIn.user_id)
        .outerjoin(Practitioner, col(Practitioner.user_id) == User.id)
        .where(SignIn.token_hash == digest)
    )
    return session.exec(query).first()
