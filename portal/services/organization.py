"""The practice: who works there, when it is open."""

from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus
from portal.domain.errors import NotFound
from portal.domain.organization import Specialty
from portal.domain.permission import CLINICIANS, Role
from portal.models import Organization, Practitioner, User
from portal.services.work import Work


def find(work: Work, organization_id: UUID | None) -> Organization:
    """Return one organisation. Raises NotFound."""
    found = work.session.get(Organization, organization_id) if organization_id else None
    if found is None:
        raise NotFound("You are not registered with a practice yet.")
    return found


def clinicians(work: Work, organization_id: UUID, specialty: Specialty | None = None) -> list[User]:
    """Return the active clinicians of a practice, or of a hospital's specialty, by name."""
    query = select(User).where(
        User.organization_id == organization_id,
        col(User.role).in_(CLINICIANS),
        User.status == AccountStatus.ACTIVE,
    )
    if specialty is not None:
        query = query.join(Practitioner, col(Practitioner.user_id) == User.id).where(
            Practitioner.specialty == specialty
        )
    return list(work.session.exec(query.order_by(col(User.name))))


def leads(work: Work, organization_id: UUID) -> list[UUID]:
    """Return the ids of the practice's lead clinicians."""
    return [u.id for u in clinicians(work, organization_id) if u.is_lead]


def specialty(work: Work, clinician: User) -> Specialty | None:
    """Return a specialist's field; None for a GP."""
    query = select(Practitioner.specialty).where(Practitioner.user_id == clinician.id)
    found = work.session.exec(query).first()
    return Specialty(found) if found else None


def direct_specialists(work: Work) -> list[tuple[User, Specialty, str]]:
    """Return the specialists who let patients ask without a referral: who, field, hospital."""
    query = (
        select(User, Practitioner.specialty, Organization.name)
        .join(Practitioner, col(Practitioner.user_id) == User.id)
        .join(Organization, col(Organization.id) == User.organization_id)
        .where(
            User.role == Role.SPECIALIST,
            User.status == AccountStatus.ACTIVE,
            col(Practitioner.direct_requests),
            col(Practitioner.specialty).is_not(None),
        )
    )
    found = work.session.exec(query.order_by(col(User.name))).all()
    return [(user, Specialty(field), place) for user, field, place in found if field]


def choice(work: Work, patient: User, clinician_id: UUID | None) -> User | None:
    """Return a clinician whom this patient may ask; None for anybody else.

    That is a GP of their own practice, or a specialist who takes direct requests.
    """
    if clinician_id is None:
        return None
    own = clinicians(work, patient.organization_id) if patient.organization_id else []
    may = [*own, *(user for user, _, _ in direct_specialists(work))]
    return next((user for user in may if user.id == clinician_id), None)
