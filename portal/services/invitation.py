"""Inviting colleagues: an administrator anybody anywhere, a manager only into their own place."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus, TokenKind
from portal.domain.errors import Invalid, NotAllowed, TooMany
from portal.domain.password import refuse_weak
from portal.domain.permission import LICENSED, STAFF, Permission, Role
from portal.infra import password
from portal.models import Credential, Organization, User
from portal.schemas.invitation import Invitation, Invited, Joined, Joining
from portal.schemas.person import PersonRow
from portal.schemas.registration import Link
from portal.services import (
    access,
    account,
    account_letter,
    account_step,
    account_token,
    person,
    registration,
)
from portal.services.work import SYSTEM, Work, act, see
from portal.settings import settings

KNOWN = "This address has an account already."


def may_invite(role: Role | None) -> list[Role]:
    """Return as what somebody of this role may invite."""
    if role is Role.ADMIN:
        return [*STAFF_IN_ORDER, Role.ADMIN]
    return STAFF_IN_ORDER if role is Role.PRACTICE_MANAGER else []


STAFF_IN_ORDER = [role for role in Role if role in STAFF]


def invite(work: Work, asked: Invitation) -> PersonRow:
    """Invite somebody by letter.

    A manager learns of no account but those of their own people. Whoever has one elsewhere is
    invited like everybody, and gets a letter that says so; theirs has no link.
    Raises NotAllowed for a role or an organisation that the actor may not invite into, Invalid for
    an address whose account the actor may see, and for a licence that is not enough.
    """
    work.require(Permission.STAFF_INVITE)
    role, place = asked.profession, _place(work, asked)
    if role not in may_invite(work.actor.role):
        raise NotAllowed("You may not invite somebody as this.")
    holder = account.holder_of(work, asked.email)
    if holder is not None and _may_know(work, holder, asked.email):
        raise Invalid("Please check what you entered.", {"email": KNOWN})
    step = account_step.begin("invite")
    user = User(
        email=asked.email if holder is None else account_step.stand_in(asked.email),
        name=asked.email[:120],
        role=role,
        organization_id=place.id if place else None,
    )
    user.take(step, work.at)
    user.status_until = account_step.deadlines().invitation_until(work.at)
    work.session.add(user)
    work.session.flush()
    if asked.licence_checked and role in LICENSED:
        _checked(work, user, asked)
    account_step.announce(work, user, step)
    _send_link(work, user, place)
    return person.row_of(user, place.name if place else "")


def send_again(work: Work, user_id: UUID | str) -> None:
    """Send a fresh link; the one before ends, and the time begins anew."""
    work.require(Permission.STAFF_INVITE)
    user = account_step.find(work, user_id, lock=True)
    account_step.step_of(work, user, "withdraw")
    user.status_until = account_step.deadlines().invitation_until(work.at)
    work.session.add(user)
    place = work.session.get(Organization, user.organization_id) if user.organization_id else None
    work.record("account:invited", "user", user.id)
    account_step.touch(work, user)
    _send_link(work, user, place)


def withdraw(work: Work, user_id: UUID | str) -> None:
    """Take an invitation back; its link opens nothing any more."""
    work.require(Permission.STAFF_INVITE)
    user = account_step.find(work, user_id, lock=True)
    step = account_step.step_of(work, user, "withdraw")
    user.take(step, work.at)
    work.session.add(user)
    account_token.drop(work, user.id, TokenKind.INVITATION)
    work.session.flush()
    account_step.announce(work, user, step)


def look_at(work: Work, claim: Link) -> Invited:
    """Return what an invitation says, without using it up. Raises Invalid when it is over."""
    user = account_token.holder(work, TokenKind.INVITATION, claim.token)
    place = work.session.get(Organization, user.organization_id) if user.organization_id else None
    return Invited(
        email=user.email,
        role=user.role,
        role_label=user.role.label,
        organization=place.name if place else "",
        needs_licence=user.role in LICENSED and not _is_checked(work, user),
        is_specialist=user.role is Role.SPECIALIST,
    )


async def join(form: Joining, address: str) -> Joined:
    """Accept an invitation: choose name and password, and give the licence where one is needed.

    Raises Invalid; the link stays good while something is refused.
    """
    registration.throttled(address)
    email = (await see(SYSTEM, look_at, Link(token=form.token))).email
    refuse_weak(form.password, email, form.name, settings().password_length)
    hashed = await password.hashed(form.password)
    return await act(SYSTEM, _join, form, hashed)


def _join(work: Work, form: Joining, hashed: str) -> Joined:
    user = account_token.spend(work, TokenKind.INVITATION, form.token)
    waits = user.role in LICENSED and not _is_checked(work, user)
    user.name, user.phone = form.name, form.phone
    account_step.acts_as(work, user)
    step = account_step.own_step(user, "join" if waits else "confirm")
    user.take(step, work.at)
    work.session.add(user)
    work.session.flush()
    work.session.add(Credential(user_id=user.id, password_hash=hashed, changed_at=work.at))
    if waits:
        registration.write_licence(work, user, form.licence)
    account_step.announce(work, user, step)
    if not waits:
        return Joined(outcome="ready")
    until = work.at + timedelta(hours=settings().confirmation_hours)
    upload = account_token.make(work, user.id, TokenKind.APPLICATION, until)
    return Joined(outcome="waiting", upload=upload)


def _may_know(work: Work, holder: User, email: str) -> bool:
    """Whether the actor sees in their own lists that this address has an account."""
    theirs = access.accounts(work.actor)
    found = select(User.id).where(User.id == holder.id, theirs)
    stands_in = col(User.email).startswith(f"{email}{account_step.STANDS_IN}", autoescape=True)
    asked = select(User.id).where(stands_in, theirs, User.status == AccountStatus.INVITED)
    return bool(work.session.exec(found).first() or work.session.exec(asked).first())


def _place(work: Work, asked: Invitation) -> Organization | None:
    if asked.profession is Role.ADMIN:
        return None
    if asked.profession not in STAFF:
        raise NotAllowed("You may not invite somebody as this.")
    own = work.actor.organization_id
    wanted = asked.organization_id or own
    if work.actor.role is not Role.ADMIN and wanted != own:
        raise NotAllowed("You may invite people into your own organisation only.")
    if wanted is None:
        say = Invitation.SAY["organization_id"]
        raise Invalid("Please check what you entered.", {"organization_id": say})
    return registration.place_for(work, asked.profession, wanted, "organization_id")


def _checked(work: Work, user: User, asked: Invitation) -> None:
    """Keep a licence that an administrator has checked already."""
    if work.actor.role is not Role.ADMIN:
        raise NotAllowed("Only an administrator checks licences.")
    row = registration.write_licence(work, user, asked.licence)
    row.verified_at, row.verified_by = work.at, work.actor.id


def _is_checked(work: Work, user: User) -> bool:
    row = person.practitioner(work, user)
    return row is not None and row.verified_at is not None


def _send_link(work: Work, user: User, place: Organization | None) -> None:
    assert user.status_until is not None  # noqa: S101 - an invitation has an end
    email, where = account_step.address_of(user), place.name if place else ""
    if account_letter.just_written(work, email, account_letter.INVITED):
        raise TooMany("This address was invited a moment ago. Wait a little, then try again.")
    secret = account_token.make(work, user.id, TokenKind.INVITATION, user.status_until)
    if email != user.email:  # nobody ever gets the link that was made: it costs the same
        account_letter.invited_known(work, email, work.actor.name, user.role.label, where)
        return
    link = account_token.link(TokenKind.INVITATION, secret)
    account_letter.invited(work, email, work.actor.name, user.role.label, where, link)
