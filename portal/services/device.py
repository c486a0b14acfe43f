"""Where somebody is signed in: the list of their sessions, and how each one ends."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import col, select

from portal.domain import device
from portal.domain.errors import NotFound
from portal.domain.notification import NotificationType
from portal.domain.permission import Permission, Role
from portal.infra import password
from portal.models import SessionKind, SignIn, User
from portal.schemas.device import SessionView
from portal.services import account_letter, attempt, notification
from portal.services.work import Work, record_id
from portal.settings import settings

GONE = "This session is not there any more."


class Visitor(NamedTuple):
    """From where somebody comes: network address, browser, and the hash of its device mark."""

    address: str
    agent: str = ""
    device: str = ""

    @property
    def words(self) -> str:
        """What people call it."""
        return device.words(self.agent)


def open_session(
    work: Work, user: User, kind: SessionKind, token: str, visitor: Visitor, scopes: str = ""
) -> SignIn:
    """Open a session with this secret, of which only the hash is kept."""
    lifetime = settings().lifetime(patient=user.role is Role.PATIENT)
    if kind is SessionKind.BEARER:
        lifetime = timedelta(hours=settings().token_hours)
    opened = SignIn(
        created_at=work.at,
        user_id=user.id,
        kind=kind,
        token_hash=password.digest(token),
        scopes=scopes,
        device=visitor.words[:80],
        device_hash=visitor.device,
        address=visitor.address[:60],
        last_used_at=work.at,
        expires_at=work.at + lifetime,
    )
    work.session.add(opened)
    work.record("account:signed_in", "session", opened.id)
    work.touch("device", user.id, [f"user:{user.id}"])
    return opened


def notice(work: Work, user: User, visitor: Visitor) -> None:
    """Tell somebody who has signed in before that this is a device they have not used yet."""
    earlier = select(SignIn.id).where(SignIn.user_id == user.id, SignIn.kind == SessionKind.COOKIE)
    first = work.session.exec(earlier.limit(1)).first() is None
    if first or _is_familiar(work, user.id, visitor):
        return
    sentence = f"{visitor.words} signed in to your account"
    notification.tell(work, NotificationType.ACCOUNT_NEW_DEVICE, user.id, {user.id: sentence})
    account_letter.write(
        work, user.email, user.name, account_letter.NEW_DEVICE,
        f"{sentence}, from the network address {visitor.address}.",
        "If it was you, there is nothing to do. If not, choose a new password at once: "
        f"{settings().link_base}/forgot",
    )  # fmt: skip


def mine(work: Work) -> list[SessionView]:
    """Return where the actor is signed in, this place first, then the latest used."""
    work.require(Permission.ACCOUNT_MANAGE)
    found = sorted(
        _open_sessions(work),
        key=lambda s: (s.id != work.actor.session_id, -s.last_used_at.timestamp()),
    )
    return [
        SessionView(
            id=str(one.id),
            device=one.device or "An unknown device",
            program=one.kind is SessionKind.BEARER,
            address=one.address,
            signed_in=one.created_at,
            last_used=one.last_used_at,
            here=one.id == work.actor.session_id,
        )
        for one in found
    ]


def end(work: Work, session_id: UUID | str) -> None:
    """End one of the actor's sessions; its tabs leave at once. Raises NotFound for others'."""
    work.require(Permission.ACCOUNT_MANAGE)
    wanted = record_id(session_id)
    found = next((one for one in _open_sessions(work) if one.id == wanted), None)
    if found is None:
        raise NotFound(GONE)
    revoke(work, found)


def end_others(work: Work) -> None:
    """End every session of the actor but the one in use."""
    work.require(Permission.ACCOUNT_MANAGE)
    assert work.actor.id is not None  # noqa: S101 - who may manage an account has one
    end_all(work, work.actor.id, but=work.actor.session_id)


def end_all(work: Work, user_id: UUID, but: UUID | None = None) -> None:
    """End every session of somebody, `but` one."""
    query = select(SignIn).where(SignIn.user_id == user_id, col(SignIn.revoked_at).is_(None))
    for one in work.session.exec(query.with_for_update()):
        if one.id != but:
            revoke(work, one)


def revoke(work: Work, signed_in: SignIn) -> None:
    """End one session and wake its tabs, on every worker."""
    if signed_in.revoked_at is None:
        signed_in.revoked_at = work.at
        work.session.add(signed_in)
        work.record("account:signed_out", "session", signed_in.id)
        work.touch("session", signed_in.id, [f"session:{signed_in.id}"])
        work.touch("device", signed_in.user_id, [f"user:{signed_in.user_id}"])


def _open_sessions(work: Work) -> list[SignIn]:
    person = work.session.get_one(User, work.actor.id)
    idle = work.at - settings().idle(patient=person.role is Role.PATIENT)
    query = select(SignIn).where(
        SignIn.user_id == person.id, col(SignIn.revoked_at).is_(None), SignIn.expires_at > work.at
    )
    found = work.session.exec(query)
    return [s for s in found if s.kind is SessionKind.BEARER or s.last_used_at > idle]


def _is_familiar(work: Work, user_id: UUID, visitor: Visitor) -> bool:
    """Whether the same browser, or the same kind of browser at the same address, came before."""
    if visitor.device and attempt.is_known(work.session, user_id, "", visitor.device):
        return True
    query = select(SignIn.id).where(
        SignIn.user_id == user_id,
        SignIn.device == visitor.words[:80],
        SignIn.address == visitor.address[:60],
    )
    return work.session.exec(query.limit(1)).first() is not None
