"""The secrets of mailed links: long, kept as a hash only, good once and for a while."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from portal.domain.account import TokenKind
from portal.domain.errors import Invalid
from portal.infra import password
from portal.models import AccountToken, User
from portal.services.work import Work
from portal.settings import settings

DEAD = "This link does not work any more. It works once, and for a limited time: ask for a new one."
PAGES = {
    TokenKind.CONFIRM: "/confirm",
    TokenKind.RESET: "/reset",
    TokenKind.INVITATION: "/join",
}


def make(work: Work, user_id: UUID, kind: TokenKind, until: datetime) -> str:
    """Return a fresh secret of 256 bits; what was given before for the same use ends.

    Links for a new password stay good beside each other until one is used: everybody can ask for
    one in anybody's name, and nobody shall end the link that its owner is about to open.
    """
    if kind is not TokenKind.RESET:
        drop(work, user_id, kind)
    secret = password.new_token()
    work.session.add(
        AccountToken(
            created_at=work.at,
            user_id=user_id,
            kind=kind,
            token_hash=password.digest(secret),
            expires_at=until,
        )
    )
    return secret


def link(kind: TokenKind, secret: str) -> str:
    """Return the address to be mailed.

    The secret stands behind `#`: a browser sends that part to nobody, and no log holds it.
    """
    return f"{settings().link_base}{PAGES[kind]}#{secret}"


def holder(work: Work, kind: TokenKind, secret: str, *, lock: bool = False) -> User:
    """Return whose link it is, without using it up. Raises Invalid for one that is over."""
    return _find(work, kind, secret, lock=lock)[1]


def spend(work: Work, kind: TokenKind, secret: str) -> User:
    """Use the link up and return whose it was. Raises Invalid for one that is over."""
    token, user = _find(work, kind, secret, lock=True)
    token.used_at = work.at
    work.session.add(token)
    return user


def drop(work: Work, user_id: UUID, kind: TokenKind) -> None:
    """Let every open link of this kind end."""
    work.session.exec(
        update(AccountToken)
        .where(
            col(AccountToken.user_id) == user_id,
            col(AccountToken.kind) == kind,
            col(AccountToken.used_at).is_(None),
        )
        .values(used_at=work.at)
    )


def _find(work: Work, kind: TokenKind, secret: str, *, lock: bool) -> tuple[AccountToken, User]:
    query = select(AccountToken).where(
        AccountToken.token_hash == password.digest(secret),
        AccountToken.kind == kind,
        col(AccountToken.used_at).is_(None),
        AccountToken.expires_at > work.at,
    )
    found = work.session.exec(query.with_for_update() if lock else query).first()
    if found is None:
        raise Invalid(DEAD, {"token": DEAD})
    who = select(User).where(User.id == found.user_id)
    return found, work.session.exec(who.with_for_update() if lock else who).one()
