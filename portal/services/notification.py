"""Who is told what: rows written with the event, and the bell that shows them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, update
from sqlmodel import col, select

from portal.domain.errors import NotFound
from portal.domain.notification import MESSAGED, NotificationType
from portal.domain.permission import Permission, Role
from portal.infra.clock import new_id
from portal.models import Consultation, Notification, User
from portal.schemas.notification import NotificationPage, NotificationView, UnreadCount
from portal.services import access, paging
from portal.services.work import Actor, Work, record_id

GONE = "This notification cannot be found."


def tell(work: Work, kind: NotificationType, subject: UUID, sentences: Mapping[UUID, str]) -> None:
    """Write one row per recipient of one event; the actor is not told of their own deed."""
    event = new_id()
    for recipient, sentence in sentences.items():
        if recipient == work.actor.id:
            continue
        work.session.add(
            Notification(
                recipient_id=recipient,
                event_id=event,
                kind=kind,
                sentence=sentence[:200],
                subject_id=subject,
                created_at=work.at,
                updated_at=work.at,
            )
        )
        work.touch("notification", subject, [f"user:{recipient}"])


def tell_of_message(work: Work, subject: UUID, recipient: UUID, author: str) -> None:
    """Write, or update, the one unread message notification of a conversation."""
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
    mine = [access.notifications(work.actor)]
    if only_unread:
        mine.append(col(Notification.read_at).is_(None))
    place = (col(Notification.updated_at), col(Notification.id))
    query = (
        select(Notification, User.name)
        .join(Consultation, col(Consultation.id) == Notification.subject_id)
        .join(User, col(User.id) == Consultation.patient_id)
        .where(*mine)
    )
    if cursor:
        query = query.where(paging.behind(cursor, *place))
    rows = work.session.exec(query.order_by(*(c.desc() for c in place)).limit(limit + 1)).all()
    shown = rows[:limit]
    last = shown[-1][0] if len(rows) > limit else None
    total = work.session.exec(select(func.count()).select_from(Notification).where(*mine)).one()
    return NotificationPage(
        items=[_view(row, name, work.actor) for row, name in shown],
        total=total,
        unread=_unread(work),
        next_cursor=paging.encode(last.updated_at, last.id) if last else None,
    )


def mark_read(work: Work, notification_id: UUID | str) -> UnreadCount:
    """Mark one of the actor's notifications as read. Raises NotFound for anybody else's."""
    work.require(Permission.NOTIFICATION_READ)
    query = select(Notification).where(
        Notification.id == record_id(notification_id), access.notifications(work.actor)
    )
    found = work.session.exec(query.with_for_update()).one_or_none()
    if found is None:
        raise NotFound(GONE)
    if found.read_at is None:
        found.read_at = work.at
        work.session.add(found)
        work.session.flush()
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
    change = update(Notification).where(
        col(Notification.recipient_id) == reader, col(Notification.read_at).is_(None)
    )
    if subject is not None:
        change = change.where(col(Notification.subject_id) == subject)
    done = work.session.exec(change.values(read_at=work.at))
    if done.rowcount and reader:
        work.touch("notification", subject or reader, [f"user:{reader}"])


def _unread(work: Work) -> int:
    query = select(func.count()).select_from(Notification)
    mine = access.notifications(work.actor)
    return work.session.exec(query.where(mine, col(Notification.read_at).is_(None))).one()


def _view(row: Notification, patient: str, actor: Actor) -> NotificationView:
    role = actor.role or Role.PATIENT
    return NotificationView(
        id=str(row.id),
        kind=row.kind,
        sentence=row.sentence,
        about="Your consultation" if role is Role.PATIENT else f"{patient} · consultation",
        href=f"{role.home}/consultations/{row.subject_id}",
        subject_id=str(row.subject_id),
        times=row.times,
        at=row.updated_at,
        read=row.read_at is not None,
    )
