"""Sending, reading on, seen: nothing lost, nothing twice, in order."""

from uuid import uuid4

import pytest
from factories import saved
from services.verbs import COMPLETE, say

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.infra.db import Clash
from portal.models import Consultation, ConsultationMessage, Notification
from portal.schemas.base import parse
from portal.schemas.consultation_claim import MessageCreate
from portal.services import consultation, message, notification
from portal.services.work import look, perform


@pytest.fixture
def chat(world):
    """A consultation whose conversation is open."""
    return world.accepted()


def bodies(page):
    return [m.body for m in page.items]


def test_the_same_client_message_id_is_one_message(world, chat, rows):
    said = say("Hello")
    first = perform(world.patient, message.send, chat, said)
    again = perform(world.patient, message.send, chat, said)

    assert again == first
    assert len(rows(ConsultationMessage)) == 1
    assert [n.times for n in rows(Notification, Notification.kind == "consultation:messaged")] == [
        1
    ]


def test_a_resend_after_the_end_is_answered_and_not_refused(world, rows):
    asked, said = world.started(), say("Hello")
    perform(world.patient, message.send, asked, said)
    perform(world.gp, consultation.complete, asked, COMPLETE)

    assert perform(world.patient, message.send, asked, said).seq == 1


def test_two_people_may_use_the_same_client_message_id(world, chat, rows):
    mark = uuid4()
    perform(world.patient, message.send, chat, say("from me", mark))
    perform(world.gp, message.send, chat, say("from you", mark))

    assert len(rows(ConsultationMessage)) == 2


def test_twice_by_two_threads_at_once_is_once(world, chat, at_once, rows):
    said = say("Hello")

    at_once([lambda: perform(world.patient, message.send, chat, said)] * 6)

    assert len(rows(ConsultationMessage)) == 1


def test_one_message_per_client_message_id_by_constraint(world, chat):
    mark = uuid4()
    facts = {"consultation_id": chat, "author_id": world.gp.id, "client_message_id": mark}
    saved(ConsultationMessage(seq=1, body="a", **facts))

    with pytest.raises(Clash):
        saved(ConsultationMessage(seq=2, body="b", **facts))


def test_one_message_per_number_by_constraint(world, chat):
    facts = {"consultation_id": chat, "author_id": world.gp.id, "seq": 1}
    saved(ConsultationMessage(client_message_id=uuid4(), body="a", **facts))

    with pytest.raises(Clash):
        saved(ConsultationMessage(client_message_id=uuid4(), body="b", **facts))


def test_numbers_are_dense_under_eight_writers(world, chat, at_once, rows, one):
    def writes(who):
        def write():
            for _ in range(5):
                perform(who, message.send, chat, say())

        return write

    at_once([writes(world.patient), writes(world.gp)] * 4)

    assert sorted(m.seq for m in rows(ConsultationMessage)) == list(range(1, 41))
    assert one(Consultation, chat).last_seq == 40


def test_the_pool_may_not_write_before_it_accepts(world):
    with pytest.raises(NotAllowed, match="Accept the request first"):
        perform(world.gp, message.send, world.request(), say())


def test_a_closed_conversation_takes_no_message_and_stays_readable(world, rows):
    asked = world.started()
    perform(world.patient, message.send, asked, say("Hello"))
    perform(world.gp, consultation.complete, asked, COMPLETE)

    with pytest.raises(StepNotPossible, match="closed"):
        perform(world.patient, message.send, asked, say())
    assert bodies(look(world.patient, message.after, asked)) == ["Hello"]


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x00b", "a\x1bb", "\ud800"])
def test_a_body_that_is_no_message_is_refused(body):
    with pytest.raises(Invalid):
        parse(MessageCreate, {"body": body, "client_message_id": str(uuid4())})


def test_reading_on_goes_by_number_and_says_whether_there_is_more(world, chat):
    for n in range(1, 6):
        perform(world.patient, message.send, chat, say(str(n)))

    middle = look(world.gp, message.after, chat, 1, 3)
    assert (bodies(middle), middle.more) == (["2", "3", "4"], True)
    older = look(world.gp, message.before, chat, 4, 2)
    assert (bodies(older), older.more) == (["2", "3"], True)
    assert look(world.gp, message.after, chat, 5).more is False


def test_a_page_holds_no_more_than_fifty(world, chat):
    for n in range(52):
        perform(world.patient, message.send, chat, say(str(n)))

    assert len(look(world.gp, message.after, chat, 0, 500).items) == 50


def test_seen_goes_forward_only_and_never_past_the_last(world, chat, one):
    for _ in range(3):
        perform(world.patient, message.send, chat, say())

    assert perform(world.gp, message.seen, chat, 2) == 2
    assert perform(world.gp, message.seen, chat, 1) == 2
    assert perform(world.gp, message.seen, chat, 99) == 3
    assert one(Consultation, chat).clinician_seen == 3


def test_who_writes_has_seen_their_own(world, chat):
    perform(world.patient, message.send, chat, say())

    assert look(world.patient, consultation.get, chat).unread == 0
    assert look(world.gp, consultation.get, chat).unread == 1


def test_the_other_party_learns_when_it_was_seen(world, chat, clock):
    perform(world.patient, message.send, chat, say())
    when = clock.advance(minutes=3)
    perform(world.gp, message.seen, chat, 1)

    seen = look(world.patient, consultation.get, chat)

    assert (seen.seen_by_partner, seen.partner_seen_at) == (1, when)


def test_seeing_the_last_message_reads_its_notification(world, chat):
    perform(world.patient, message.send, chat, say())
    before = look(world.gp, notification.unread_count).unread

    perform(world.gp, message.seen, chat, 1)

    assert before > look(world.gp, notification.unread_count).unread == 0


def test_somebody_who_only_looks_has_seen_nothing(world, one):
    asked = world.request()

    assert perform(world.gp2, message.seen, asked, 1) == 0


def test_days_are_those_of_the_practice(world, chat, clock):
    clock.set(clock.now.replace(hour=23, minute=30))
    sent = perform(world.patient, message.send, chat, say())

    assert (sent.date, sent.day) == ("2026-09-15", "Tuesday 15 September 2026")
