"""What everybody sees and changes of their own account."""

from sqlmodel import select

from portal.domain.permission import Permission
from portal.models import Credential, Organization, Practitioner, User
from portal.schemas.account import Profile, ProfileChange
from portal.services import account_step
from portal.services.work import Work


def get(work: Work) -> Profile:
    """Return the actor's own account."""
    work.require(Permission.ACCOUNT_MANAGE)
    user = work.session.get_one(User, work.actor.id)
    place = work.session.get(Organization, user.organization_id) if user.organization_id else None
    licence = work.session.exec(
        select(Practitioner).where(Practitioner.user_id == user.id)
    ).one_or_none()
    known = work.session.exec(select(Credential).where(Credential.user_id == user.id)).first()
    words = ""
    if licence is not None:
        until = licence.licence_until
        ending = f", valid until {until:%-d %B %Y}" if until else ""
        words = f"{licence.licence_body} {licence.licence_number}{ending}"
    return Profile(
        name=user.name,
        email=user.email,
        phone=user.phone,
        role_label=user.role.label,
        organization=place.name if place else "",
        since=f"{user.created_at:%-d %B %Y}",
        licence=words,
        changed=known.changed_at if known else None,
    )


def change(work: Work, form: ProfileChange) -> Profile:
    """Change name and telephone number; everybody who sees them reads the new ones."""
    work.require(Permission.ACCOUNT_MANAGE)
    query = select(User).where(User.id == work.actor.id).with_for_update()
    user = work.session.exec(query).one()
    user.name, user.phone = form.name, form.phone or ""
    work.session.add(user)
    work.session.flush()
    work.record("account:changed", "user", user.id)
    account_step.touch(work, user)
    return get(work)
