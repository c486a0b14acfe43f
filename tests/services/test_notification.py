"""Told once (R4): rows, the bell, and what is read."""

from uuid import uuid4

import pytest
from factories import saved
from services.verbs import say

from portal.domain.errors import NotFound
from portal.domain.notification import MESSAGED, NotificationType
from portal.infra.db import Clash
from portal.models import Notification
from portal.services import consultation, message, notification
from portal.services.work import look, perform


def told(who, subject, **facts):
    """A row of the bell, past all services."""
    defaults = {"kind": NotificationType.CONSULTATION_ACCEPTED, "event_id": uuid4()}
    return Notification(
        recipient_id=who.id, subject_id=subject, sentence="Told", **defaults | facts
    )


@pytest.fixture
def chat(world):
    """A consultation with nothing unread for the GP."""
    asked = world.accepted()
    perform(world.gp, notification.mark_all_read)
    return asked


def test_r4_one_notification_per_event_and_person_by_constraint(world, chat):
    event = uuid4()
    saved(told(world.gp, chat, event_id=event), told(world.patient, chat, event_id=event))

    with pytest.raises(Clash):
        saved(told(world.gp, chat, event_id=event))


def test_r4_one_unread_message_notification_by_constraint(world, chat):
    saved(told(world.gp, chat, kind=MESSAGED))

    with pytest.raises(Clash):
        saved(told(world.gp, chat, kind=MESSAGED))


def test_the_one_unread_message_notification_is_updated(world, chat, clock, rows):
    for _ in range(3):
        clock.advance(minutes=1)
        perform(world.patient, message.send, chat, say())

    (row,) = rows(Notification, Notification.kind == MESSAGED)
    assert (row.times, row.sentence) == (3, "3 new messages from Anna Ash")
    assert row.updated_at == clock.now


def test_after_reading_the_next_message_tells_anew(world, chat, rows):
    perform(world.patient, message.send, chat, say())
    perform(world.gp, message.seen, chat, 1)
    perform(world.patient, message.send, chat, say())

    assert [n.times for n in rows(Notification, Notification.kind == MESSAGED)] == [1, 1]


def test_messages_at_the_same_moment_make_one_notification(world, chat, at_once, rows):
    at_once([lambda: perform(world.patient, message.send, chat, say())] * 6)

    assert [n.times for n in rows(Notification, Notification.kind == MESSAGED)] == [6]


def test_marking_one_as_read_counts_down_and_stays(world, chat, clock, rows):
    perform(world.patient, message.send, chat, say())
    (item,) = look(world.gp, notification.list_mine, only_unread=True).items

    assert perform(world.gp, notification.mark_read, item.id).unread == 0
    read_at = clock.now
    clock.advance(hours=1)
    perform(world.gp, notification.mark_read, item.id)

    (row,) = rows(Notification, Notification.kind == MESSAGED)
    assert row.read_at == read_at


def test_somebody_elses_notification_is_not_found(world, chat, rows):
    (row,) = rows(Notification, Notification.kind == "consultation:accepted")

    with pytest.raises(NotFound):
        perform(world.gp, notification.mark_read, row.id)
    assert rows(Notification, Notification.id == row.id)[0].read_at is None


def test_marking_all_as_read_leaves_other_people_alone(world, chat):
    perform(world.gp, notification.mark_all_read)

    assert look(world.patient, notification.unread_count).unread == 1


def test_settling_one_subject_leaves_the_others(world, chat):
    other = world.request()
    perform(world.patient, message.send, chat, say())

    perform(world.gp, notification.settle, other)

    assert look(world.gp, notification.unread_count).unread == 1


def test_opening_the_record_reads_what_was_told_about_it(world):
    asked = world.accepted()
    perform(world.patient, consultation.open_record, asked)

    assert look(world.patient, notification.unread_count).unread == 0


def test_the_bell_pages_without_gap_or_repeat(world, clock):
    for _ in range(5):
        world.request()
        clock.advance(seconds=1)
    first = look(world.gp, notification.list_mine, None, 2)
    second = look(world.gp, notification.list_mine, first.next_cursor, 2)
    third = look(world.gp, notification.list_mine, second.next_cursor, 2)

    ids = [n.id for page in (first, second, third) for n in page.items]
    assert len(set(ids)) == len(ids) == first.total == 5
    assert third.next_cursor is None


def test_reading_wakes_only_the_readers_tabs(world, chat, announced):
    perform(world.patient, message.send, chat, say())
    announced.clear()

    perform(world.gp, notification.mark_all_read)

    assert {a.audience for a in announced} == {f"user:{world.gp.id}"}
