"""What people want to be told, and how. Without a choice the defaults of their role hold."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from portal.domain.errors import Invalid, NotFound
from portal.domain.notification import (
    ALWAYS,
    CHOICES,
    NotificationGroup,
    by_email_unless_changed,
)
from portal.domain.permission import Permission, Role
from portal.models import NotificationPreference, User
from portal.schemas.preference import (
    PreferenceChoice,
    Preferences,
    PreferencesView,
    PreferenceView,
)
from portal.services.work import Work


class Wish(NamedTuple):
    """How one person hears of one kind of news."""

    in_portal: bool
    by_email: bool


def mine(work: Work) -> PreferencesView:
    """Return how the actor hears of everything their role is told about."""
    work.require(Permission.NOTIFICATION_READ)
    me, role = _me(work)
    chosen = {row.kind: row for row in work.session.exec(_of([me.id]))}
    return PreferencesView(
        email=me.email,
        items=[
            PreferenceView(
                kind=group,
                title=words.title,
                hint=words.hint,
                **_wish(role, group, chosen.get(group))._asdict(),
                fixed=group in ALWAYS,
            )
            for group, words in CHOICES[role].items()
        ],
    )


def choose(work: Work, wanted: Preferences) -> PreferencesView:
    """Change how the actor hears of some kinds of news.

    Raises Invalid for a kind that always stays on or is not the role's, and for one that would
    reach the actor in no way at all: nobody should miss what concerns them without knowing.
    """
    work.require(Permission.NOTIFICATION_READ)
    me, role = _me(work)
    for one in wanted.items:
        _refuse(role, one)
        where = NotificationPreference.kind == one.kind
        row = work.session.exec(_of([me.id]).where(where).with_for_update()).one_or_none()
        row = row or NotificationPreference(created_at=work.at, user_id=me.id, kind=one.kind)
        row.in_portal, row.by_email = one.in_portal, one.by_email
        work.session.add(row)
        work.session.flush()
    work.record("preference:chosen", "user", me.id)
    work.touch("preference", me.id, [f"user:{me.id}"])
    return mine(work)


def wishes(work: Work, group: NotificationGroup, people: Iterable[User]) -> dict[UUID, Wish]:
    """Return how each of these people hears of one kind of news."""
    known = {person.id: person.role for person in people}
    query = _of(known).where(NotificationPreference.kind == group)
    chosen = {row.user_id: row for row in work.session.exec(query)}
    return {who: _wish(role, group, chosen.get(who)) for who, role in known.items()}


def _wish(role: Role, group: NotificationGroup, row: NotificationPreference | None) -> Wish:
    if row is None or group in ALWAYS:
        return Wish(in_portal=True, by_email=by_email_unless_changed(role, group))
    return Wish(row.in_portal, row.by_email)


def _refuse(role: Role, one: PreferenceChoice) -> None:
    sentence = ""
    if one.kind not in CHOICES[role]:
        sentence = "You are not told of this kind."
    elif one.kind in ALWAYS:
        sentence = "This always stays on: it protects your account."
    elif not (one.in_portal or one.by_email):
        sentence = "Keep at least one way: in the portal or by e-mail."
    if sentence:
        raise Invalid(sentence, {one.kind: sentence})


def _me(work: Work) -> tuple[User, Role]:
    me = work.session.get(User, work.actor.id) if work.actor.id else None
    if me is None:
        raise NotFound("Nobody is told.")
    return me, me.role


def _of(people: Iterable[UUID]) -> SelectOfScalar[NotificationPreference]:
    return select(NotificationPreference).where(col(NotificationPreference.user_id).in_(people))
