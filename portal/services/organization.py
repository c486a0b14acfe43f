"""The practice: who works there, when it is open."""

from uuid import UUID

from sqlmodel import col, select

from portal.domain.errors import NotFound
from portal.domain.permission import Role
from portal.models import Organization, User
from portal.services.work import Work


def find(work: Work, organization_id: UUID | None) -> Organization:
    """Return one organisation. Raises NotFound."""
    found = work.session.get(Organization, organization_id) if organization_id else None
    if found is None:
        raise NotFound("You are not registered with a practice yet.")
    return found


def clinicians(work: Work, organization_id: UUID) -> list[User]:
    """Return the active clinicians of a practice, by name."""
    query = select(User).where(
        User.organization_id == organization_id,
        User.role == Role.GP,
        col(User.suspended_at).is_(None),
    )
    return list(work.session.exec(query.order_by(col(User.name))))


def leads(work: Work, organization_id: UUID) -> list[UUID]:
    """Return the ids of the practice's lead clinicians."""
    return [u.id for u in clinicians(work, organization_id) if u.is_lead]
