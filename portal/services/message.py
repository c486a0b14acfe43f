"""The conversation of a consultation: append, read on, seen, typing."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, exists, select

from portal.domain.consultation import CHAT_OPEN, WAITING, ConsultationStatus
from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.permission import Permission
from portal.infra.clock import new_id
from portal.models import Attachment, Consultation, ConsultationMessage, Organization, User
from portal.schemas.attachment import AttachmentView
from portal.schemas.consultation import MessagePage, MessageView, ThreadView
from portal.schemas.consultation_claim import MessageCreate
from portal.services import attachment_view, notification
from portal.services.consultation_step import deadlines, find, turn
from portal.services.consultation_view import (
    counterpart,
    note_reading,
    people,
    whose_turn,
    writers,
)
from portal.services.work import Work

PAGE = 50


def send(work: Work, consultation_id: UUID | str, said: MessageCreate) -> MessageView:
    """Append one message and tell the other party.

    Sending the same `client_message_id` again returns what is already there. Raises
    StepNotPossible when the conversation is closed.
    """
    work.require(Permission.MESSAGE_WRITE)
    row = find(work, consultation_id, lock=True)
    me = work.session.get_one(User, work.actor.id)
    before = work.session.exec(
        select(ConsultationMessage).where(
            ConsultationMessage.consultation_id == row.id,
            ConsultationMessage.author_id == me.id,
            ConsultationMessage.client_message_id == said.client_message_id,
        )
    ).one_or_none()
    if before is not None:
        return _views(work, row, [before])[0]
    if me.id not in writers(row):
        first = "Accept the request first: then you can write to the patient."
        talk = "Only the two who talk may write here."
        raise NotAllowed(first if row.status in WAITING else talk)
    if row.status not in CHAT_OPEN:
        raise StepNotPossible(f"The conversation is closed: it is {row.status.word}.")
    message = append(work, row, me.id, said.body, said.client_message_id)
    work.record("consultation:messaged", "consultation", row.id, row.patient_id)
    other = counterpart(row) if me.id == row.patient_id else row.patient_id
    if other is not None:
        notification.tell_of_message(work, row.id, other, me.name)
    return _views(work, row, [message])[0]


def append(
    work: Work, row: Consultation, author: UUID, body: str, client_id: UUID | None = None
) -> ConsultationMessage:
    """Add one message to a consultation that is locked, and let both screens read on."""
    row.last_seq += 1
    row.last_author_id, row.last_message_at = author, work.at
    if row.status is ConsultationStatus.IN_PROGRESS:
        turn(row, deadlines().quiet_by(work.at), deadlines().remind_by(work.at))
    message = ConsultationMessage(
        id=new_id(),
        created_at=work.at,
        consultation_id=row.id,
        seq=row.last_seq,
        author_id=author,
        on_behalf_of=work.actor.on_behalf_of,
        client_message_id=client_id or new_id(),
        body=body,
    )
    if author == row.patient_id:
        row.patient_seen = row.last_seq
    else:
        row.clinician_seen = row.last_seq
    work.session.add(row)
    work.session.add(message)
    work.touch("message", row.id, [*_both(row), *_leads(work, row)])
    return message


def after(work: Work, consultation_id: UUID | str, seq: int = 0, limit: int = PAGE) -> MessagePage:
    """Return up to 50 messages after number `seq`, oldest first."""
    row = _readable(work, consultation_id)
    limit = max(1, min(limit, PAGE))
    query = select(ConsultationMessage).where(
        ConsultationMessage.consultation_id == row.id, col(ConsultationMessage.seq) > seq
    )
    found = work.session.exec(query.order_by(col(ConsultationMessage.seq)).limit(limit + 1)).all()
    return MessagePage(items=_views(work, row, found[:limit]), more=len(found) > limit)


def read_after(
    work: Work, consultation_id: UUID | str, seq: int = 0, limit: int = PAGE
) -> MessagePage:
    """Return what `after` returns, and audit the reading: for programs that poll."""
    note_reading(work, _readable(work, consultation_id))
    return after(work, consultation_id, seq, limit)


def before(
    work: Work, consultation_id: UUID | str, seq: int | None = None, limit: int = PAGE
) -> MessagePage:
    """Return the latest messages before number `seq` (or of all), oldest first."""
    row = _readable(work, consultation_id)
    limit = max(1, min(limit, PAGE))
    query = select(ConsultationMessage).where(ConsultationMessage.consultation_id == row.id)
    if seq is not None:
        query = query.where(col(ConsultationMessage.seq) < seq)
    found = work.session.exec(
        query.order_by(col(ConsultationMessage.seq).desc()).limit(limit + 1)
    ).all()
    return MessagePage(items=_views(work, row, found[:limit][::-1]), more=len(found) > limit)


def files(work: Work, consultation_id: UUID | str) -> dict[int, list[AttachmentView]]:
    """Return the files of a conversation as they are now, by the number of their message."""
    row = _readable(work, consultation_id)
    query = select(ConsultationMessage.id, ConsultationMessage.seq).where(
        ConsultationMessage.consultation_id == row.id,
        exists().where(col(Attachment.message_id) == ConsultationMessage.id),
    )
    numbers = dict(work.session.exec(query).all())
    found = attachment_view.of_messages(work, numbers)
    return {numbers[one]: shown for one, shown in found.items()}


def thread(work: Work, consultation_id: UUID | str, seq: int) -> ThreadView:
    """Return what came after number `seq`, and where the conversation stands."""
    row = _readable(work, consultation_id)
    page = after(work, row.id, seq)
    known = people(work, [row.patient_id, row.clinician_id])
    clinician = known[row.clinician_id].name if row.clinician_id else ""
    turn, words = whose_turn(work, row, known[row.patient_id].name, clinician)
    is_patient = work.actor.id == row.patient_id
    theirs = row.clinician_seen if is_patient else row.patient_seen
    seen_at = row.clinician_seen_at if is_patient else row.patient_seen_at
    mine = row.last_author_id == work.actor.id and theirs >= row.last_seq > 0
    return ThreadView(
        items=page.items,
        more=page.more,
        turn=turn,
        turn_words=words,
        since=max(row.status_since, row.last_message_at or row.status_since),
        seen_at=seen_at if mine else None,
    )


def seen(work: Work, consultation_id: UUID | str, seq: int) -> int:
    """Note that the actor has seen everything up to number `seq`; return what is noted."""
    work.require(Permission.MESSAGE_WRITE)
    row = find(work, consultation_id, lock=True)
    seq = min(seq, row.last_seq)
    if work.actor.id == row.patient_id:
        if seq <= row.patient_seen:
            return row.patient_seen
        row.patient_seen, row.patient_seen_at = seq, work.at
    elif work.actor.id in writers(row):
        if seq <= row.clinician_seen:
            return row.clinician_seen
        row.clinician_seen, row.clinician_seen_at = seq, work.at
    else:
        return 0
    work.session.add(row)
    if seq == row.last_seq:
        notification.settle(work, row.id)
    work.touch("seen", row.id, _both(row))
    return seq


def typing(work: Work, consultation_id: UUID | str) -> None:
    """Let the other party know that the actor is writing; what is written stays here."""
    work.require(Permission.MESSAGE_WRITE)
    row = find(work, consultation_id)
    if row.status in CHAT_OPEN and work.actor.id in writers(row):
        other = counterpart(row) if work.actor.id == row.patient_id else row.patient_id
        work.touch("typing", row.id, [f"user:{other}"])


def _readable(work: Work, consultation_id: UUID | str) -> Consultation:
    """Whoever may read the consultation may read what was said in it."""
    work.require(Permission.CONSULTATION_READ)
    return find(work, consultation_id)


def _both(row: Consultation) -> list[str]:
    return [f"user:{one}" for one in writers(row)]


def _leads(work: Work, row: Consultation) -> list[str]:
    """Return the leads of the place, who may have the conversation open to read along."""
    query = select(User.id).where(User.organization_id == row.practice_id, col(User.is_lead))
    return [f"user:{one}" for one in work.session.exec(query)]


def _views(
    work: Work, row: Consultation, found: Sequence[ConsultationMessage]
) -> list[MessageView]:
    known = people(work, [m.author_id for m in found])
    zone = work.session.get_one(Organization, row.practice_id).hours.zone
    files = attachment_view.of_messages(work, [m.id for m in found])
    views: list[MessageView] = []
    for m in found:
        author = known[m.author_id]
        views.append(
            MessageView(
                seq=m.seq,
                client_message_id=str(m.client_message_id),
                author=author.name,
                role=author.role.label,
                mine=m.author_id == work.actor.id,
                body=m.body,
                sent_at=m.created_at,
                date=m.created_at.astimezone(zone).date().isoformat(),
                day=m.created_at.astimezone(zone).strftime("%A %-d %B %Y"),
                attachments=files.get(m.id, []),
            )
        )
    return views
