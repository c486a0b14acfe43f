"""Organisations as administrators keep them: added, changed, suspended; and who works there."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.account import OVER
from portal.domain.errors import Invalid, NotAllowed, NotFound
from portal.domain.organization import OrganizationKind
from portal.domain.permission import STAFF, Permission, Role
from portal.models import Organization, User
from portal.schemas.organization import DAYS, OrganizationForm, OrganizationRow, OrganizationView
from portal.schemas.person import PersonRow
from portal.services import account_step, dispense, person
from portal.services.work import Work, record_id
from portal.settings import settings

UNKNOWN = "This organisation cannot be found."


def all_of_them(work: Work) -> list[OrganizationRow]:
    """Return every organisation by name, with how many people belong to it."""
    work.require(Permission.PEOPLE_MANAGE)
    query = (
        select(User.organization_id, User.role, func.count())
        .where(col(User.status).not_in(OVER), col(User.organization_id).is_not(None))
        .group_by(col(User.organization_id), col(User.role))
    )
    staff: dict[UUID | None, int] = {}
    patients: dict[UUID | None, int] = {}
    for place, role, count in work.session.exec(query):
        group = patients if role is Role.PATIENT else staff
        group[place] = group.get(place, 0) + count
    found = work.session.exec(select(Organization).order_by(col(Organization.name)))
    return [
        OrganizationRow(
            id=str(one.id),
            name=one.name,
            kind=one.kind,
            kind_label=one.kind.label,
            phone=one.phone,
            address=one.address,
            hours=hours_in_words(one),
            staff=staff.get(one.id, 0),
            patients=patients.get(one.id, 0),
            suspended=one.suspended_at is not None,
        )
        for one in found
    ]


def get(work: Work, organization_id: UUID | str) -> OrganizationView:
    """Return one organisation and its staff. Raises NotFound."""
    work.require(Permission.PEOPLE_MANAGE)
    return _view(work, _find(work, organization_id))


def add(work: Work, form: OrganizationForm) -> OrganizationView:
    """Add an organisation. Raises Invalid for a name that is taken, or hours that make no day."""
    work.require(Permission.PEOPLE_MANAGE)
    row = Organization(
        name="", phone="", address="", zone=settings().clinic_zone,
        opens_at=form.opens_at, closes_at=form.closes_at, weekdays="",
    )  # fmt: skip
    _fill(work, row, form)
    return _kept(work, row, "organization:added")


def change(work: Work, organization_id: UUID | str, form: OrganizationForm) -> OrganizationView:
    """Change what is known of an organisation. Raises as `add`."""
    work.require(Permission.PEOPLE_MANAGE)
    row = _find(work, organization_id, lock=True)
    if form.kind != row.kind and _members(work, row.id):
        say = "People belong to it: its kind cannot change any more."
        raise Invalid("Please check what you entered.", {"kind": say})
    _fill(work, row, form)
    return _kept(work, row, "organization:changed")


def suspend(work: Work, organization_id: UUID | str) -> OrganizationView:
    """Let nobody register, apply or be invited there any more; its people keep their accounts.

    What a pharmacy holds is taken from it, so that the patients choose another one.
    """
    work.require(Permission.PEOPLE_MANAGE)
    row = _find(work, organization_id, lock=True)
    row.suspended_at = row.suspended_at or work.at
    if row.kind is OrganizationKind.PHARMACY:
        work.session.add(row)
        dispense.release_all(work, row.id)
    return _kept(work, row, "organization:suspended")


def resume(work: Work, organization_id: UUID | str) -> OrganizationView:
    """Let people join it again."""
    work.require(Permission.PEOPLE_MANAGE)
    row = _find(work, organization_id, lock=True)
    row.suspended_at = None
    return _kept(work, row, "organization:resumed")


def staff(work: Work, organization_id: UUID | str | None = None) -> list[PersonRow]:
    """Return who works at an organisation (a manager's own), by role and name.

    Raises NotAllowed for a manager who asks about another one.
    """
    work.require(Permission.STAFF_READ)
    own = work.actor.organization_id
    wanted = record_id(organization_id) if organization_id else own
    if work.actor.role is not Role.ADMIN and wanted != own:
        raise NotAllowed("You may see the staff of your own organisation only.")
    return _staff(work, wanted) if wanted else []


def hours_in_words(row: Organization) -> str:
    """Return, for example, “Mon to Fri, 08:00 to 18:00”."""
    span = f"{row.opens_at:%H:%M} to {row.closes_at:%H:%M}"
    return f"{_days(sorted(int(digit) for digit in row.weekdays))}, {span}"


def _days(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [DAYS[r[0]] if len(r) == 1 else f"{DAYS[r[0]]} to {DAYS[r[-1]]}" for r in runs]
    return ", ".join(words)


def _fill(work: Work, row: Organization, form: OrganizationForm) -> None:
    taken = select(Organization.id).where(
        func.lower(Organization.name) == form.name.lower(), Organization.id != row.id
    )
    wrong: dict[str, str] = {}
    if work.session.exec(taken).first() is not None:
        wrong["name"] = "Another organisation has this name."
    if form.closes_at <= form.opens_at:
        wrong["closes_at"] = "It must close after it opens."
    if wrong:
        raise Invalid("Please check what you entered.", wrong)
    row.name, row.kind, row.phone, row.address = form.name, form.kind, form.phone, form.address
    row.opens_at, row.closes_at = form.opens_at, form.closes_at
    row.weekdays = "".join(sorted(set(form.weekdays)))


def _kept(work: Work, row: Organization, action: str) -> OrganizationView:
    work.session.add(row)
    work.session.flush()
    work.record(action, "organization", row.id)
    audiences = [f"user:{one}" for one in account_step.administrators(work)]
    work.touch("organization", row.id, [f"org:{row.id}", *audiences])
    return _view(work, row)


def _find(work: Work, organization_id: UUID | str, *, lock: bool = False) -> Organization:
    query = select(Organization).where(Organization.id == record_id(organization_id))
    query = query.with_for_update(key_share=True) if lock else query
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def _view(work: Work, row: Organization) -> OrganizationView:
    return OrganizationView(
        id=str(row.id),
        name=row.name,
        kind=row.kind,
        kind_label=row.kind.label,
        phone=row.phone,
        address=row.address,
        opens_at=f"{row.opens_at:%H:%M}",
        closes_at=f"{row.closes_at:%H:%M}",
        weekdays=list(row.weekdays),
        suspended=row.suspended_at,
        patients=len(_members(work, row.id, [Role.PATIENT])),
        staff=_staff(work, row.id),
    )


def _staff(work: Work, organization_id: UUID) -> list[PersonRow]:
    found = _members(work, organization_id, STAFF)
    order = {role: number for number, role in enumerate(Role)}
    found.sort(key=lambda user: (order[user.role], user.name))
    return [person.row_of(user, "") for user in found]


def _members(work: Work, organization_id: UUID, roles: Iterable[Role] = tuple(Role)) -> list[User]:
    query = select(User).where(
        User.organization_id == organization_id,
        col(User.role).in_(roles),
        col(User.status).not_in(OVER),
    )
    return list(work.session.exec(query))
