"""What happens to accounts by itself: invitations and confirmations end, licences run out."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select

from portal.domain.account import WORKFLOW, AccountStatus
from portal.domain.workflow import Party
from portal.models import AccountToken, Practitioner, User
from portal.services import account_step, person
from portal.services.work import Work

A = AccountStatus
KEPT = timedelta(days=30)


def unanswered(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return the invitations and unconfirmed accounts whose time is over."""
    query = select(User.id).where(
        col(User.status).in_([A.INVITED, A.PENDING]), col(User.status_until) <= at
    )
    return list(work.session.exec(query.limit(limit)))


def expire(work: Work, user_id: UUID) -> bool:
    """End one of them; whether it was still due."""
    user = _locked(work, user_id)
    if user.status_until is None or user.status_until > work.at:
        return False
    step = WORKFLOW.step("expire", user.status, [Party.SYSTEM])
    user.take(step, work.at)
    work.session.add(user)
    work.session.flush()
    account_step.announce(work, user, step)
    return True


def lapsed(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return the active professionals whose licence has run out."""
    today = at.astimezone(account_step.deadlines().zone).date()
    query = (
        select(User.id)
        .join(Practitioner, col(Practitioner.user_id) == User.id)
        .where(User.status == A.ACTIVE, col(Practitioner.licence_until) < today)
    )
    return list(work.session.exec(query.limit(limit)))


def lapse(work: Work, user_id: UUID) -> bool:
    """Suspend one of them; whether that was still due."""
    user = _locked(work, user_id)
    row = person.practitioner(work, user)
    if user.status is not A.ACTIVE or row is None or row.licence_until is None:
        return False
    if account_step.deadlines().licence_until(row.licence_until) > work.at:
        return False
    person.lapse(work, user)
    return True


def spent(work: Work, at: datetime, limit: int) -> list[UUID]:
    """Return the mailed links that ended a month ago."""
    query = select(AccountToken.id).where(col(AccountToken.expires_at) < at - KEPT)
    return list(work.session.exec(query.limit(limit)))


def remove(work: Work, token_id: UUID) -> bool:
    """Remove one of them; whether it was there."""
    done = work.session.exec(delete(AccountToken).where(col(AccountToken.id) == token_id))
    return bool(done.rowcount)


def _locked(work: Work, user_id: UUID) -> User:
    return work.session.exec(
        select(User).where(User.id == user_id).with_for_update(key_share=True)
    ).one()
