"""One person as an administrator sees them: facts, licence, open work, what happened."""

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.account import WORKFLOW, AccountStatus
from portal.domain.consultation import WAITING, ConsultationStatus
from portal.domain.permission import CLINICIANS, LICENSED, Role
from portal.models import AuditEntry, Consultation, Organization, Practitioner, SignIn, User
from portal.schemas.consultation import StepView, TimelineEntry
from portal.schemas.person import Choice, LicenceView, OpenWork, PersonView
from portal.services import access, account_step, attachment, organization, registration
from portal.services.work import Work

LEAVING = ("suspend", "close")
MORE = {
    "account:created": "Account made",
    "account:password_changed": "Changed the password",
    "account:password_reset": "Chose a new password by a mailed link",
    "account:changed": "Changed name or phone",
}
"""What is shown of an account besides the steps of its workflow."""


def detail(work: Work, user: User) -> PersonView:
    """Return everything about one person that the actor may see."""
    place = work.session.get(Organization, user.organization_id) if user.organization_id else None
    cover = work.session.get(User, user.cover_id) if user.cover_id else None
    unconfirmed = user.status is AccountStatus.PENDING and user.status_until is not None
    steps = WORKFLOW.open_steps(user.status, access.account_parties(work.actor, user))
    hidden = {"verify"} if unconfirmed else set[str]()
    if user.id == work.actor.id:
        hidden |= set(LEAVING)
    return PersonView(
        id=str(user.id),
        name=user.name,
        email=account_step.address_of(user),
        phone=user.phone,
        role=user.role,
        role_label=user.role.label,
        organization=place.name if place else "",
        status=user.status,
        since=user.status_since,
        until=user.status_until,
        reason=user.status_reason,
        unconfirmed=unconfirmed,
        licensed=user.role in LICENSED,
        licence=_licence(work, user),
        documents=attachment.licences(work, user.id).items if user.role in LICENSED else [],
        sessions=_sessions(work, user),
        work=open_work(work, user),
        covers=[Choice(value=str(one.id), label=one.name) for one in covers(work, user)],
        cover=cover.name if cover else "",
        steps=[
            StepView(name=s.name, label=s.label, asks=list(s.asks))
            for s in steps
            if s.name not in hidden
        ],
        timeline=_timeline(work, user),
    )


def open_work(work: Work, user: User) -> OpenWork:
    """Count what somebody holds: what goes back to the pool, and what goes to the cover."""
    if user.role not in CLINICIANS:
        return OpenWork()
    status = col(Consultation.status)
    query = select(status, func.count()).where(Consultation.clinician_id == user.id)
    held = dict(work.session.exec(query.group_by(status)).all())
    return OpenWork(
        waiting=sum(held.get(one, 0) for one in WAITING),
        accepted=held.get(ConsultationStatus.ACCEPTED, 0),
        started=held.get(ConsultationStatus.IN_PROGRESS, 0),
    )


def covers(work: Work, user: User) -> list[User]:
    """Return the colleagues who can go on with what this clinician began."""
    if user.role not in CLINICIANS or user.organization_id is None:
        return []
    field = organization.specialty(work, user) if user.role is Role.SPECIALIST else None
    there = organization.clinicians(work, user.organization_id, field)
    return [one for one in there if one.id != user.id]


def _licence(work: Work, user: User) -> LicenceView:
    query = (
        select(Practitioner, User.name)
        .outerjoin(User, col(User.id) == Practitioner.verified_by)
        .where(Practitioner.user_id == user.id)
    )
    found = work.session.exec(query).first()
    if found is None:
        return LicenceView()
    row, by = found
    until = row.licence_until
    return LicenceView(
        specialty=row.specialty.label if row.specialty else "",
        body=row.licence_body,
        number=row.licence_number,
        until=f"{until:%-d %B %Y}" if until else "",
        run_out=until is not None and until < registration.today(work),
        statement=row.statement,
        verified=row.verified_at,
        verified_by=by or "",
    )


def _sessions(work: Work, user: User) -> int:
    query = select(func.count()).select_from(SignIn)
    mine = (SignIn.user_id == user.id, col(SignIn.revoked_at).is_(None))
    return work.session.exec(query.where(*mine, SignIn.expires_at > work.at)).one()


def _timeline(work: Work, user: User) -> list[TimelineEntry]:
    shown = {s.tag: s.done for s in reversed(WORKFLOW.steps)} | MORE
    query = (
        select(AuditEntry, User.name)
        .outerjoin(User, col(User.id) == AuditEntry.actor_id)
        .where(
            AuditEntry.subject_id == user.id,
            AuditEntry.outcome == "done",
            col(AuditEntry.action).in_(shown),
        )
    )
    return [
        TimelineEntry(
            what=shown[entry.action],
            who=who or "The portal",
            at=entry.created_at,
            reason=entry.reason,
        )
        for entry, who in work.session.exec(query.order_by(col(AuditEntry.seq)))
    ]
