"""How people come in: patients register, professionals apply, and both confirm their address.

Whether an address is known is said in a letter to that address, and nowhere else.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus, TokenKind
from portal.domain.errors import Invalid, NotSignedIn, TooMany
from portal.domain.organization import WORKPLACES
from portal.domain.password import refuse_weak
from portal.domain.permission import LICENSED, Permission, Role
from portal.infra import password, throttle
from portal.models import Credential, Organization, Practitioner, Sex, User
from portal.schemas.registration import (
    AddressOnly,
    Application,
    Confirmed,
    Licence,
    Link,
    PlaceChoice,
    Proof,
    Registration,
)
from portal.services import account, account_letter, account_step, account_token
from portal.services.work import SYSTEM, Actor, Work, act, see
from portal.settings import settings

YOUNGEST, OLDEST = 0, 120
FLOOR = 0.4
"""Seconds that a form with an address takes, whether the address is known or not."""

NOT_CHOSEN = "This is not the password of this account. You can choose a new one."
REQUIRED = {
    "licence_body": "Enter who issued your licence.",
    "licence_number": "Enter the number of your licence.",
    "licence_until": "Enter the last day your licence is valid.",
}


async def register(form: Registration, address: str) -> None:
    """Open a patient's account, which waits until its address is confirmed.

    The answer and its time are the same for an address that has an account: its owner gets another
    letter. Raises Invalid, and TooMany for one network address.
    """
    throttled(address)
    refuse_weak(form.password, form.email, form.name, settings().password_length)
    hashed = await password.hashed(form.password)
    async with evenly():
        await act(SYSTEM, _register, form, hashed)


async def apply(form: Application, address: str) -> None:
    """Open a professional's account, which waits for confirmation and for an administrator.

    Raises as `register`.
    """
    throttled(address)
    refuse_weak(form.password, form.email, form.name, settings().password_length)
    hashed = await password.hashed(form.password)
    async with evenly():
        await act(SYSTEM, keep_application, form, hashed)


async def ask_again(form: AddressOnly, address: str) -> None:
    """`resend`, which takes the same time for every address. Raises TooMany."""
    throttled(address)
    async with evenly():
        await act(SYSTEM, resend, form)


@asynccontextmanager
async def evenly() -> AsyncGenerator[None]:
    """Let the block take at least `FLOOR`, so that its duration tells nothing."""
    begun = time.monotonic()
    try:
        yield
    finally:
        await asyncio.sleep(max(FLOOR - (time.monotonic() - begun), 0))


def throttled(address: str) -> None:
    """Count one form from this network address. Raises TooMany when that was one too many."""
    if not throttle.hit("entry", address, settings().entries_per_minute):
        raise TooMany("Too many forms were sent from here. Wait a minute, then try again.")


def places(work: Work) -> list[PlaceChoice]:
    """Return the organisations that somebody can join, by name."""
    query = select(Organization).where(col(Organization.suspended_at).is_(None))
    found = work.session.exec(query.order_by(col(Organization.name)))
    return [PlaceChoice(value=str(o.id), label=o.name, kind=o.kind) for o in found]


async def prove(form: Proof, address: str) -> Confirmed:
    """`confirm`, for whoever knows the account's password as well.

    Who opened an account in somebody else's name is not let in when the owner of the address opens
    the link. Raises Invalid (a link stays good while a password is refused), and TooMany.
    """
    throttled(address)
    hashed = await see(SYSTEM, _chosen, form.token)
    if not await password.fits(form.password, hashed):
        raise Invalid("Please check what you entered.", {"password": NOT_CHOSEN})
    return await act(SYSTEM, confirm, Link(token=form.token))


def confirm(work: Work, claim: Link) -> Confirmed:
    """Take the mailed link as proof of the address. It works once. Raises Invalid."""
    user = account_token.spend(work, TokenKind.CONFIRM, claim.token)
    account_step.acts_as(work, user)
    step = account_step.own_step(user, "confirm" if user.role is Role.PATIENT else "prove")
    user.take(step, work.at)
    user.status_until = None
    work.session.add(user)
    work.session.flush()
    account_step.announce(work, user, step)
    if user.role is Role.PATIENT:
        return Confirmed(outcome="ready")
    until = work.at + timedelta(hours=settings().confirmation_hours)
    upload = account_token.make(work, user.id, TokenKind.APPLICATION, until)
    return Confirmed(outcome="waiting", upload=upload)


def applicant(work: Work, secret: str) -> Actor:
    """Return whose application this browser sent, so that it can add documents, and only that.

    Raises NotSignedIn once the time is over, or the application is decided.
    """
    try:
        user = account_token.holder(work, TokenKind.APPLICATION, secret)
    except Invalid:
        user = None
    if user is None or user.status is not AccountStatus.PENDING:
        raise NotSignedIn("The time to add documents is over. Write to the administrator.")
    scopes = frozenset({Permission.ACCOUNT_MANAGE})
    return Actor(user.id, user.role, user.name, user.organization_id, scopes=scopes)


def resend(work: Work, claim: AddressOnly) -> None:
    """Send the link for the address again, if it still waits; the answer is always the same."""
    user = account.holder_of(work, claim.email)
    if user is not None and _unconfirmed(user):
        _send_link(work, user)


def write_licence(work: Work, user: User, licence: Licence, statement: str = "") -> Practitioner:
    """Keep what makes somebody a professional. Raises Invalid for a licence that is not enough."""
    check_licence(work, user.role, licence)
    row = work.session.exec(
        select(Practitioner).where(Practitioner.user_id == user.id)
    ).one_or_none() or Practitioner(user_id=user.id, licence_body="", licence_number="")
    row.licence_body, row.licence_number = licence.licence_body, licence.licence_number
    row.licence_until = licence.licence_until
    row.specialty = licence.specialty if user.role is Role.SPECIALIST else None
    row.statement = statement or row.statement
    work.session.add(row)
    return row


def check_licence(work: Work, role: Role, licence: Licence) -> None:
    """Raise Invalid unless the licence is complete for this role and still valid."""
    wrong: dict[str, str] = {}
    if role in LICENSED:
        wrong |= {name: say for name, say in REQUIRED.items() if not getattr(licence, name)}
    if role is Role.SPECIALIST and licence.specialty is None:
        wrong["specialty"] = "Choose your specialty."
    if licence.licence_until is not None and licence.licence_until < today(work):
        wrong["licence_until"] = "This licence has run out."
    if wrong:
        raise Invalid("Please check what you entered.", wrong)


def today(work: Work):
    """Return the day in the clinic's own time zone."""
    return work.at.astimezone(account_step.deadlines().zone).date()


def place_for(work: Work, role: Role, organization_id: UUID, field: str) -> Organization:
    """Return the organisation, if somebody of this role may work (or register) there."""
    place = work.session.get(Organization, organization_id)
    if place is None or place.suspended_at is not None or place.kind not in WORKPLACES[role]:
        raise Invalid("Please check what you entered.", {field: "Choose one from the list."})
    return place


def _chosen(work: Work, secret: str) -> str:
    user = account_token.holder(work, TokenKind.CONFIRM, secret)
    query = select(Credential.password_hash).where(Credential.user_id == user.id)
    return work.session.exec(query).one()


def _register(work: Work, form: Registration, hashed: str) -> None:
    place = place_for(work, Role.PATIENT, form.practice_id, "practice_id")
    age = (today(work) - form.birth_date).days // 365.25
    if not YOUNGEST <= age <= OLDEST:
        raise Invalid("Please check what you entered.", {"birth_date": "Check this date."})
    if _answered(work, form.email):
        return
    user = User(
        email=form.email,
        name=form.name,
        role=Role.PATIENT,
        organization_id=place.id,
        birth_date=form.birth_date,
        sex=Sex(form.sex),
        phone=form.phone,
    )
    _enter(work, user, "register", hashed)


def keep_application(work: Work, form: Application, hashed: str) -> None:
    """Open the account of somebody who applies, once their password is hashed."""
    role = Role(form.profession.value)
    place = place_for(work, role, form.organization_id, "organization_id")
    check_licence(work, role, form.licence)
    if _answered(work, form.email):
        return
    user = User(
        email=form.email, name=form.name, role=role, organization_id=place.id, phone=form.phone
    )
    _enter(work, user, "apply", hashed)
    write_licence(work, user, form.licence, form.statement)


def _enter(work: Work, user: User, name: str, hashed: str) -> None:
    step = account_step.begin(name)
    user.take(step, work.at)
    user.status_until = account_step.deadlines().confirmation_until(work.at)
    work.session.add(user)
    work.session.flush()
    work.session.add(Credential(user_id=user.id, password_hash=hashed, changed_at=work.at))
    account_step.acts_as(work, user)
    account_step.announce(work, user, step)
    _send_link(work, user)


def _answered(work: Work, email: str) -> bool:
    """Write to a known address that it is known; whether it was."""
    user = account.holder_of(work, email)
    if user is None:
        return False
    if _unconfirmed(user):
        _send_link(work, user)
    elif not account_letter.just_written(work, user.email, account_letter.KNOWN):
        account_letter.known(work, user.email, user.name)
    return True


def _unconfirmed(user: User) -> bool:
    return user.status is AccountStatus.PENDING and user.status_until is not None


def _send_link(work: Work, user: User) -> None:
    """Send the link, unless that was done a moment ago."""
    if account_letter.just_written(work, user.email, account_letter.CONFIRM):
        return
    assert user.status_until is not None  # noqa: S101 - an unconfirmed account has an end
    secret = account_token.make(work, user.id, TokenKind.CONFIRM, user.status_until)
    link = account_token.link(TokenKind.CONFIRM, secret)
    account_letter.confirm(work, user.email, link)
