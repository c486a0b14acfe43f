"""Told once (R4): rows, the bell, and what is read."""

from uuid import uuid4

import pytest
from factories import saved
from services.verbs import CANCEL, DECLINE, say

from portal.domain.errors import NotFound
from portal.domain.notification import MESSAGED, NotificationType
from portal.infra.db import Clash
from portal.models import Letter, Notification
from portal.schemas.consultation_claim import Reason, Reassign
from portal.schemas.preference import Preferences
from portal.services import (
    consultation,
    consultation_turn,
    message,
    notification,
    preference,
    timer,
)
from portal.services.work import SYSTEM, look, perform


def told(who, subject, **facts):
    """A row of the bell, past all services."""
    defaults = {
        "kind": NotificationType.CONSULTATION_ACCEPTED, "event_id": uuid4(), "sentence": "Told",
    }  # fmt: skip
    return Notification(recipient_id=who.id, subject_id=subject, **defaults | facts)


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


def test_the_bell_has_one_line_for_each_thing_and_says_how_many_more(world, clock):
    first, second = uuid4(), uuid4()
    for n, subject in enumerate([first, first, second, first]):
        clock.advance(minutes=1)
        saved(told(world.patient, subject, sentence=f"News {n}", read_at=clock.now if n else None))

    lines = look(world.patient, notification.latest, 10)

    assert [(one.sentence, one.more, one.read) for one in lines] == [
        ("News 3", 2, False), ("News 2", 0, True),
    ]  # fmt: skip
    assert len(look(world.patient, notification.list_mine).items) == 4
    assert [one.sentence for one in look(world.patient, notification.latest, 1)] == ["News 3"]


def test_reading_wakes_only_the_readers_tabs(world, chat, announced):
    perform(world.patient, message.send, chat, say())
    announced.clear()

    perform(world.gp, notification.mark_all_read)

    assert {a.audience for a in announced} == {f"user:{world.gp.id}"}


def mine(who):
    """What the bell of somebody says, newest first."""
    return look(who, notification.list_mine).items


def test_once_somebody_took_it_the_others_read_who_and_no_patients_name(world):
    world.accepted()

    (other,) = mine(world.gp2)
    assert other.read
    assert other.sentence == "Dr Carol Cedar took this request"
    assert other.about == "A request to your practice"
    assert "Anna" not in str(mine(world.gp2))
    assert mine(world.gp)[0].about == "Anna Ash · consultation"


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (lambda w, one: perform(w.lead, consultation.decline, one, DECLINE),
         "Dr Lena Lime declined this request"),
        (lambda w, one: perform(w.patient, consultation.cancel, one, CANCEL),
         "This request was cancelled"),
    ],
)  # fmt: skip
def test_a_request_that_ended_waits_in_nobodys_bell(world, end, sentence):
    end(world, world.request())

    asked = [n for n in mine(world.gp2) if n.kind == "consultation:requested"]
    assert [(n.read, n.sentence) for n in asked] == [(True, sentence)]


def test_a_request_given_to_a_colleague_waits_in_their_bell_only(world):
    asked = world.request()
    given = Reassign(clinician_id=world.gp2.id, reason="You know the family.")
    perform(world.lead, consultation_turn.reassign, asked, given)

    assert look(world.gp, notification.unread_count).unread == 0
    assert mine(world.gp)[0].sentence == "This request was given to a colleague"
    assert "Anna Ash" in mine(world.gp2)[0].sentence
    assert not mine(world.gp2)[0].read


def test_an_escalated_request_goes_on_waiting_for_its_clinician(world, clock):
    world.request(clinician_id=world.gp.id)
    clock.advance(hours=1)
    timer.run_due()

    assert look(world.gp, notification.unread_count).unread == 2
    assert look(world.lead, notification.unread_count).unread == 1


def test_the_patients_news_outlive_the_step_that_follows(world):
    asked = world.accepted()
    perform(world.gp, consultation_turn.hand_back, asked, Reason(reason="I am called away."))
    perform(world.gp2, consultation.accept, asked)

    assert look(world.patient, notification.unread_count).unread == 3


def test_the_letter_about_a_request_that_somebody_took_is_not_sent(world, rows):
    wanted = {"items": [{"kind": "requests", "in_portal": True, "by_email": True}]}
    perform(world.gp2, preference.choose, Preferences.model_validate(wanted))
    asked = world.request()
    assert [one.recipient for one in rows(Letter)] == ["david.dogwood@clinic.example"]

    perform(world.gp, consultation.accept, asked)

    assert [one.recipient for one in rows(Letter)] == ["anna.ash@clinic.example"]


def test_news_of_ones_own_account_lead_to_it(world):
    saved(told(world.gp, world.gp.id, kind=NotificationType.ACCOUNT_NEW_DEVICE))

    (note,) = mine(world.gp)
    assert (note.about, note.href) == ("Your account", "/gp/account")


def test_news_of_somebody_elses_account_lead_the_administrator_to_them(world):
    saved(told(world.admin, world.gp.id, kind=NotificationType.ACCOUNT_APPLIED))

    (note,) = mine(world.admin)
    assert note.about == "Dr Carol Cedar · account"
    assert note.href == f"/admin/people/{world.gp.id}"


def test_both_kinds_of_news_stand_in_one_list_in_the_order_of_time(world, clock):
    world.accepted()
    clock.advance(minutes=1)
    perform(SYSTEM, notification.tell, NotificationType.ACCOUNT_PASSWORD_CHANGED,
            world.patient.id, {world.patient.id: "Your password was changed"})  # fmt: skip

    assert [n.kind for n in mine(world.patient)] == [
        "account:password_changed", "consultation:accepted",
    ]  # fmt: skip
