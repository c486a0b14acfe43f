"""Who is told what: rows written with the event, letters to those who want them, and the bell."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, update
from sqlmodel import col, select

from portal.domain.errors import NotFound
from portal.domain.notification import (
    GROUP_OF,
    MESSAGED,
    MOOT_ONCE_ANSWERED,
    NotificationType,
)
from portal.domain.permission import Permission
from portal.infra.clock import new_id
from portal.models import Notification, User
from portal.schemas.notification import NotificationPage, NotificationView, UnreadCount
from portal.services import access, letter, notification_view, paging, preference
from portal.services.notification_letter import write_of
from portal.services.work import Work, record_id
from portal.settings import settings

GONE = "This notification cannot be found."
LOOKED_AT = 60
"""How many of the newest the bell puts together by what they are about."""


def tell(work: Work, kind: NotificationType, subject: UUID, sentences: Mapping[UUID, str]) -> None:
    """Write one row per recipient of one event, and a letter to those who want one.

    The actor is not told of their own deed. Who wants an e-mail only has a row all the same, which
    the bell does not show: so that one event tells a person once.
    """
    event = new_id()
    people = _people(work, [one for one in sentences if one != work.actor.id])
    wishes = preference.wishes(work, GROUP_OF[kind], people)
    told = {
        person.id: Notification(
            recipient_id=person.id,
            event_id=event,
            kind=kind,
            sentence=sentences[person.id][:200],
            subject_id=subject,
            created_at=work.at,
            updated_at=work.at,
            in_portal=wishes[person.id].in_portal,
        )
        for person in people
    }
    work.session.add_all(told.values())
    work.session.flush()
    for person in people:
        if wishes[person.id].in_portal:
            work.touch("notification", subject, [f"user:{person.id}"])
        if wishes[person.id].by_email:
            write_of(work, told[person.id], person, _patience(kind))


def tell_of_message(work: Work, subject: UUID, recipient: UUID, author: str) -> None:
    """Write, or update, the one unread message notification of a conversation.

    Its letter, if there is one, stays the one that was written for the first unread message.
    """
    query = select(Notification).where(
        Notification.recipient_id == recipient,
        Notification.subject_id == subject,
        Notification.kind == MESSAGED,
        col(Notification.read_at).is_(None),
    )
    unread = work.session.exec(query.with_for_update()).one_or_none()
    if unread is None:
        tell(work, MESSAGED, subject, {recipient: f"{author} wrote to you"})
        return
    unread.times += 1
    unread.updated_at = work.at
    unread.sentence = f"{unread.times} new messages from {author}"[:200]
    work.session.add(unread)
    if unread.in_portal:
        work.touch("notification", subject, [f"user:{recipient}"])


def unread_count(work: Work) -> UnreadCount:
    """Return how many notifications wait for the actor."""
    work.require(Permission.NOTIFICATION_READ)
    return UnreadCount(unread=_unread(work))


def list_mine(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, *, only_unread: bool = False
) -> NotificationPage:
    """Return one page of the actor's notifications, newest first."""
    work.require(Permission.NOTIFICATION_READ)
    limit = max(1, min(limit, paging.PAGE))
    shown = _shown(work)
    if only_unread:
        shown.append(col(Notification.read_at).is_(None))
    place = (col(Notification.updated_at), col(Notification.id))
    query = select(Notification).where(*shown)
    if cursor:
        query = query.where(paging.behind(cursor, *place))
    rows = work.session.exec(query.order_by(*(c.desc() for c in place)).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    total = work.session.exec(select(func.count()).select_from(Notification).where(*shown)).one()
    return NotificationPage(
        items=notification_view.rows(work, rows[:limit]),
        total=total,
        unread=_unread(work),
        next_cursor=paging.encode(last.updated_at, last.id) if last else None,
    )


def latest(work: Work, most: int) -> list[NotificationView]:
    """Return what the bell shows: the newest, one line for each thing they are about."""
    work.require(Permission.NOTIFICATION_READ)
    newest = col(Notification.updated_at).desc(), col(Notification.id).desc()
    query = select(Notification).where(*_shown(work)).order_by(*newest).limit(LOOKED_AT)
    found = work.session.exec(query).all()
    return notification_view.grouped(notification_view.rows(work, found), most)


def mark_read(work: Work, notification_id: UUID | str) -> UnreadCount:
    """Mark one of the actor's notifications as read. Raises NotFound for anybody else's."""
    work.require(Permission.NOTIFICATION_READ)
    mine = access.notifications(work.actor)
    query = select(Notification).where(Notification.id == record_id(notification_id), mine)
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound(GONE)
    _read(work, mine, col(Notification.id) == found.id)
    work.touch("notification", found.subject_id, [f"user:{work.actor.id}"])
    return UnreadCount(unread=_unread(work))


def mark_all_read(work: Work) -> UnreadCount:
    """Mark all of the actor's notifications as read."""
    work.require(Permission.NOTIFICATION_READ)
    settle(work)
    return UnreadCount(unread=_unread(work))


def settle(work: Work, subject: UUID | None = None, whose: UUID | None = None) -> None:
    """Mark notifications as read: all of the actor's, or those about one subject.

    They are the actor's, who has seen it, or those of `whose`, whom it no longer concerns.
    """
    reader = whose or work.actor.id
    about = [] if subject is None else [col(Notification.subject_id) == subject]
    if _read(work, col(Notification.recipient_id) == reader, *about) and reader:
        work.touch("notification", subject or reader, [f"user:{reader}"])


def settle_answered(work: Work, subject: UUID, keep: Collection[UUID | None]) -> None:
    """Mark what asked clinicians to act on a request as read: one of them has acted.

    `keep` is who goes on waiting for it themselves.
    """
    done = _read(
        work,
        col(Notification.subject_id) == subject,
        col(Notification.kind).in_(MOOT_ONCE_ANSWERED),
        col(Notification.recipient_id).not_in([one for one in keep if one]),
    )
    work.touch("notification", subject, [f"user:{one}" for one in dict.fromkeys(done)])


def _read(work: Work, *which: ColumnElement[bool]) -> list[UUID]:
    """Mark the unread ones among these and return whose they were.

    Letters about them that have not left are not sent any more.
    """
    change = (
        update(Notification)
        .where(*which, col(Notification.read_at).is_(None))
        .values(read_at=work.at)
        .returning(col(Notification.id), col(Notification.recipient_id))
        .execution_options(synchronize_session="fetch")
    )
    done = work.session.exec(change).all()
    letter.withdraw(work, [one for one, _ in done])
    return [recipient for _, recipient in done]


def _shown(work: Work) -> list[ColumnElement[bool]]:
    return [access.notifications(work.actor), col(Notification.in_portal).is_(True)]


def _unread(work: Work) -> int:
    query = select(func.count()).select_from(Notification)
    unread = col(Notification.read_at).is_(None)
    return work.session.exec(query.where(*_shown(work), unread)).one()


def _people(work: Work, ids: list[UUID]) -> list[User]:
    """Return these people in the order they were named."""
    found = {u.id: u for u in work.session.exec(select(User).where(col(User.id).in_(ids)))}
    return [found[one] for one in ids]


def _patience(kind: NotificationType) -> timedelta:
    """Return how long a letter waits for its reader to come by; only messages do."""
    return timedelta(minutes=settings().mail_unread_minutes if kind is MESSAGED else 0)
