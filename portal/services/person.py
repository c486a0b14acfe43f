"""People as administrators look after them: found, verified, suspended, let back in, closed."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select

from portal.domain.account import AccountStatus, TokenKind
from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.permission import CLINICIANS, Permission, Role
from portal.domain.workflow import Step
from portal.models import Organization, Practitioner, User
from portal.schemas.person import Leave, PersonPage, PersonRow, PersonView, Renewal, Why
from portal.services import (
    access,
    account_letter,
    account_step,
    account_token,
    consultation_turn,
    device,
    paging,
    person_view,
    registration,
)
from portal.services.work import Work
from portal.settings import settings

A = AccountStatus
SHOWN = ("pending", "active", "suspended", "invited", "over")
QUERY_LENGTH = 60
LAST = "This is the last administrator: name another one first."
YOURSELF = "You cannot do this to your own account. Ask another administrator."


def search(
    work: Work, show: str = "", role: str = "", text: str = "", cursor: str | None = None
) -> PersonPage:
    """Return people by status, role and name, the latest change first, with counts by status."""
    work.require(Permission.PEOPLE_MANAGE)
    mine = [access.accounts(work.actor), *_matching(role, text)]
    counts = {
        name: work.session.exec(
            select(func.count()).select_from(User).where(*mine, _in_status(name))
        ).one()
        for name in SHOWN
    }
    wanted = [*mine, _in_status(show)] if show in SHOWN else mine
    place = (col(User.status_since), col(User.id))
    query = (
        select(User, Organization.name)
        .outerjoin(Organization, col(Organization.id) == User.organization_id)
        .where(*wanted)
    )
    if cursor:
        query = query.where(paging.behind(cursor, *place))
    found = work.session.exec(
        query.order_by(*(c.desc() for c in place)).limit(paging.PAGE + 1)
    ).all()
    shown = found[: paging.PAGE]
    last = shown[-1][0] if len(found) > paging.PAGE else None
    total = work.session.exec(select(func.count()).select_from(User).where(*wanted)).one()
    return PersonPage(
        items=[row_of(user, where or "") for user, where in shown],
        total=total,
        counts=counts,
        next_cursor=paging.encode(last.status_since, last.id) if last else None,
    )


def waiting(work: Work) -> int:
    """Count the professionals who wait to be verified."""
    work.require(Permission.PEOPLE_MANAGE)
    query = select(func.count()).select_from(User).where(_in_status("pending"))
    return work.session.exec(query).one()


def row_of(user: User, where: str) -> PersonRow:
    """Return one line of a list of people."""
    return PersonRow(
        id=str(user.id),
        name=user.name,
        email=account_step.address_of(user),
        role=user.role,
        role_label=user.role.label,
        organization=where,
        status=user.status,
        since=user.status_since,
        unconfirmed=user.status is A.PENDING and user.status_until is not None,
    )


def get(work: Work, user_id: UUID | str) -> PersonView:
    """Return one person, with their licence and what would happen to their work."""
    work.require(Permission.PEOPLE_MANAGE)
    return person_view.detail(work, account_step.find(work, user_id))


def verify(work: Work, user_id: UUID | str) -> PersonView:
    """Let a professional in, whose licence was checked.

    Raises StepNotPossible before the address is confirmed, Invalid when the licence has run out.
    """
    user, step = _begin(work, user_id, "verify")
    if user.status_until is not None:
        raise StepNotPossible("This person has not confirmed their e-mail address yet.")
    row = practitioner(work, user)
    if row is not None:
        if row.licence_until is not None and row.licence_until < registration.today(work):
            raise Invalid(
                "This licence has run out.", {"licence_until": "This licence has run out."}
            )
        row.verified_at, row.verified_by = work.at, work.actor.id
        work.session.add(row)
    _take(work, user, step)
    account_letter.write(
        work, user.email, user.name, account_letter.VERIFIED,
        f"Your account is verified. Sign in: {settings().link_base}/sign-in",
    )  # fmt: skip
    return person_view.detail(work, user)


def reject(work: Work, user_id: UUID | str, said: Why) -> PersonView:
    """Refuse an application; the applicant reads the reason in a letter."""
    user, step = _begin(work, user_id, "reject")
    _take(work, user, step, said.reason)
    account_letter.write(
        work, user.email, user.name, account_letter.REJECTED,
        "Your application was not accepted:", said.reason,
        f"You may apply again: {settings().link_base}/apply",
    )  # fmt: skip
    return person_view.detail(work, user)


def suspend(work: Work, user_id: UUID | str, said: Leave) -> PersonView:
    """Shut somebody out at once; their work goes to the pool and to the cover.

    Raises Invalid for a cover who is no colleague, StepNotPossible for the last administrator.
    """
    user, step = _begin(work, user_id, "suspend")
    _leave(work, user, step, said)
    account_letter.write(
        work, user.email, user.name, account_letter.SUSPENDED,
        "Your account is suspended:", said.reason,
    )  # fmt: skip
    return person_view.detail(work, user)


def reinstate(work: Work, user_id: UUID | str, given: Renewal) -> PersonView:
    """Let somebody in again. Raises Invalid while their licence has run out."""
    user, step = _begin(work, user_id, "reinstate")
    row = practitioner(work, user)
    if row is not None:
        row.licence_until = given.licence_until or row.licence_until
        _refuse_run_out(row.licence_until, registration.today(work))
        work.session.add(row)
    user.cover_id = None
    _take(work, user, step)
    account_letter.write(
        work, user.email, user.name, account_letter.REINSTATED,
        f"Your account is active again. Sign in: {settings().link_base}/sign-in",
    )  # fmt: skip
    return person_view.detail(work, user)


def close(work: Work, user_id: UUID | str, said: Leave) -> PersonView:
    """End an account for good; what was written stays. Raises as `suspend`."""
    user, step = _begin(work, user_id, "close")
    _leave(work, user, step, said)
    account_letter.write(
        work, user.email, user.name, account_letter.CLOSED,
        "Your account is closed:", said.reason,
    )  # fmt: skip
    return person_view.detail(work, user)


def lapse(work: Work, user: User) -> None:
    """Suspend somebody whose licence has run out; taken by the timer."""
    step = account_step.step_of(work, user, "lapse")
    reason = "Your licence has run out."
    _move(work, user, step, reason, user.cover_id)
    account_letter.write(
        work, user.email, user.name, account_letter.SUSPENDED,
        "Your account is suspended, because your licence has run out.",
        "Tell your administrator until when it is valid now, to be let in again.",
    )  # fmt: skip


def practitioner(work: Work, user: User) -> Practitioner | None:
    """Return somebody's licence, if they have one."""
    query = select(Practitioner).where(Practitioner.user_id == user.id)
    return work.session.exec(query).one_or_none()


def _begin(work: Work, user_id: UUID | str, name: str) -> tuple[User, Step]:
    work.require(Permission.PEOPLE_MANAGE)
    user = account_step.find(work, user_id, lock=True)
    return user, account_step.step_of(work, user, name)


def _take(work: Work, user: User, step: Step, reason: str = "") -> None:
    user.take(step, work.at)
    account_token.drop(work, user.id, TokenKind.APPLICATION)
    user.status_reason = reason
    work.session.add(user)
    work.session.flush()
    account_step.announce(work, user, step, reason)


def _leave(work: Work, user: User, step: Step, said: Leave) -> None:
    if user.id == work.actor.id:
        raise StepNotPossible(YOURSELF)
    if user.role is Role.ADMIN and user.status is A.ACTIVE:
        others = [one for one in account_step.administrators(work) if one != user.id]
        if not others:
            raise StepNotPossible(LAST)
    covers = {one.id for one in person_view.covers(work, user)}
    if said.cover_id is not None and said.cover_id not in covers:
        raise Invalid("Please check what you entered.", {"cover_id": Leave.SAY["cover_id"]})
    _move(work, user, step, said.reason, said.cover_id)


def _move(work: Work, user: User, step: Step, reason: str, cover: UUID | None) -> None:
    """Take the step, end the sessions, and hand the open work on."""
    user.cover_id = cover
    _take(work, user, step, reason)
    device.end_all(work, user.id)
    if user.role in CLINICIANS:
        words = f"{user.name} is not here for the time being"
        consultation_turn.leave(work, user.id, cover, words)


def _refuse_run_out(until: date | None, today: date) -> None:
    if until is not None and until < today:
        sentence = "The licence has run out: enter until when it is valid now."
        raise Invalid("Please check what you entered.", {"licence_until": sentence})


def _matching(role: str, text: str) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if role in set(Role):
        clauses.append(col(User.role) == Role(role))
    words = text.strip()[:QUERY_LENGTH].lower()
    if words:
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        inside = f"%{escaped}%"
        clauses.append(
            or_(
                func.lower(User.name).like(inside, escape="\\"),
                col(User.email).like(inside, escape="\\"),
            )
        )
    return clauses


def _in_status(show: str) -> ColumnElement[bool]:
    """Return the clause of a filter; whoever has not confirmed the address waits for nobody."""
    status = col(User.status)
    if show == "pending":
        return and_(status == A.PENDING, col(User.status_until).is_(None))
    if show == "invited":
        unconfirmed = and_(status == A.PENDING, col(User.status_until).is_not(None))
        return or_(status == A.INVITED, unconfirmed)
    if show == "over":
        return status.in_([A.REJECTED, A.EXPIRED, A.CLOSED])
    return status == A(show)
