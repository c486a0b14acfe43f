"""Passwords: forgotten, chosen anew, changed. Whoever had the old one is signed out."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import select

from portal.domain.account import AccountStatus, TokenKind
from portal.domain.errors import Invalid, TooMany
from portal.domain.notification import NotificationType
from portal.domain.password import COMMON, PERSONAL, refuse_weak
from portal.domain.permission import Permission
from portal.infra import password
from portal.models import Credential, SessionKind, User
from portal.schemas.credential import NewPassword, PasswordChange
from portal.schemas.registration import AddressOnly
from portal.services import (
    account,
    account_letter,
    account_step,
    account_token,
    attempt,
    device,
    notification,
    registration,
)
from portal.services.device import Visitor
from portal.services.work import SYSTEM, Actor, Work, act, see
from portal.settings import settings

MAY_RESET = (AccountStatus.ACTIVE, AccountStatus.PENDING, AccountStatus.SUSPENDED)
WRONG = "This is not your present password."
SAME = "This is the password you have. Choose another one."
SENTENCES: dict[str, tuple[str, str]] = {
    "present": ("present", WRONG),
    "common": ("chosen", COMMON),
    "personal": ("chosen", PERSONAL),
    "same": ("chosen", SAME),
    "length": ("chosen", "This password is too short, or longer than 1,024 characters."),
    "many": ("present", "Too many wrong passwords. Wait a minute, then try again."),
    "away": ("present", "The record cannot be reached for the moment. Please try again."),
}
"""Why a change was refused, by the word in the address: which field, and the sentence."""


async def forget(form: AddressOnly, address: str) -> None:
    """Send a link to choose a new password, if the address is known.

    The answer and its time are the same for an unknown one. Raises TooMany.
    """
    registration.throttled(address)
    async with registration.evenly():
        await act(SYSTEM, _send_link, form.email)


async def reset(form: NewPassword, address: str) -> None:
    """Set a new password by a mailed link; every session ends.

    Raises Invalid for a link that is over (the link stays good while the password is refused).
    """
    registration.throttled(address)
    email, name = await see(SYSTEM, _whose, form.token)
    refuse_weak(form.password, email, name, settings().password_length)
    hashed = await password.hashed(form.password)
    await act(SYSTEM, _reset, form.token, hashed)


async def change(actor: Actor, form: PasswordChange, visitor: Visitor) -> str:
    """Change the password and return the secret of a new session: all others end.

    Raises Invalid, and TooMany after repeated wrong present passwords.
    """
    email, name, hashed = await see(actor, _mine)
    async with attempt.in_turn(email, visitor.address):
        if not await password.fits(form.present, hashed):
            attempt.count(email, visitor.address)
            raise Invalid("Please check what you entered.", {"present": WRONG})
    refuse_weak(form.chosen, email, name, settings().password_length, "chosen")
    if form.chosen == form.present:
        raise Invalid("Please check what you entered.", {"chosen": SAME})
    fresh, secret = await password.hashed(form.chosen), password.new_token()
    await act(actor, _change, fresh, secret, visitor)
    return secret


def code_of(refusal: Exception) -> str:
    """Return the word by which the account page says why a change was refused."""
    if isinstance(refusal, TooMany):
        return "many"
    if not isinstance(refusal, Invalid):
        return "away"
    if "present" in refusal.fields:
        return "present"
    said = refusal.fields.get("chosen", "")
    words = {COMMON: "common", PERSONAL: "personal", SAME: "same"}
    return words.get(said, "length")


def _send_link(work: Work, email: str) -> None:
    user = account.holder_of(work, email)
    if user is None or user.status not in MAY_RESET:
        return
    if account_letter.just_written(work, user.email, account_letter.RESET):
        return
    until = work.at + timedelta(minutes=settings().reset_minutes)
    secret = account_token.make(work, user.id, TokenKind.RESET, until)
    link = account_token.link(TokenKind.RESET, secret)
    account_letter.reset(work, user.email, user.name, link)
    work.record("account:reset_asked", "user", user.id)


def _whose(work: Work, secret: str) -> tuple[str, str]:
    user = account_token.holder(work, TokenKind.RESET, secret)
    return user.email, user.name


def _mine(work: Work) -> tuple[str, str, str]:
    work.require(Permission.ACCOUNT_MANAGE)
    user = work.session.get_one(User, work.actor.id)
    row = _credential(work, user.id)
    return user.email, user.name, row.password_hash


def _reset(work: Work, secret: str, hashed: str) -> None:
    user = account_token.spend(work, TokenKind.RESET, secret)
    account_step.acts_as(work, user)
    _set(work, user, hashed)
    device.end_all(work, user.id)
    attempt.forget(work, user.email)
    work.record("account:password_reset", "user", user.id)


def _change(work: Work, hashed: str, secret: str, visitor: Visitor) -> None:
    work.require(Permission.ACCOUNT_MANAGE)
    user = work.session.get_one(User, work.actor.id)
    _set(work, user, hashed)
    device.end_all(work, user.id)
    device.open_session(work, user, SessionKind.COOKIE, secret, visitor)
    work.record("account:password_changed", "user", user.id)


def _set(work: Work, user: User, hashed: str) -> None:
    row = _credential(work, user.id)
    row.password_hash, row.changed_at = hashed, work.at
    work.session.add(row)
    account_token.drop(work, user.id, TokenKind.RESET)
    account_letter.changed(work, user.email, user.name)
    told = {user.id: "Your password was changed"}
    actor, work.actor = work.actor, SYSTEM  # the person is told even of their own doing
    notification.tell(work, NotificationType.ACCOUNT_PASSWORD_CHANGED, user.id, told)
    work.actor = actor


def _credential(work: Work, user_id: UUID) -> Credential:
    query = select(Credential).where(Credential.user_id == user_id).with_for_update()
    return work.session.exec(query).one()
