"""The steps nobody clicks: at the right time, once, however many look."""

from datetime import UTC, datetime, timedelta

import pytest
from services.verbs import say

from portal.models import AuditEntry, Consultation, Notification
from portal.services import consultation, message, timer
from portal.services.work import look, perform


@pytest.fixture
def taken(rows):
    """Return the system's steps on record, in order."""

    def find():
        entries = rows(AuditEntry, AuditEntry.actor_id.is_(None))
        return [
            e.action.removeprefix("consultation:") for e in sorted(entries, key=lambda e: e.seq)
        ]

    return find


def test_nothing_is_due_before_its_time(world, clock, taken):
    world.request()
    clock.advance(minutes=59, seconds=59)

    assert timer.run_due() == 0
    assert taken() == []


def test_half_the_time_escalates_once(world, clock, one, taken):
    asked = world.request()
    clock.advance(hours=1)

    assert timer.run_due() == 1
    assert timer.run_due() == 0
    assert taken() == ["escalated"]
    assert one(Consultation, asked).status == "requested"


def test_all_the_time_expires_once(world, clock, one, taken):
    asked = world.request()
    clock.advance(hours=2)

    assert timer.run_due() == 1
    assert timer.run_due() == 0
    assert taken() == ["expired"]
    assert one(Consultation, asked).status == "expired"


def test_the_lead_may_read_what_nobody_answered(world, clock):
    asked = world.request()
    clock.advance(hours=2)
    timer.run_due()

    assert look(world.lead, consultation.get, asked).status == "expired"


def test_a_preferred_time_that_passes_expires_the_request(world, clock, one):
    end = clock.now + timedelta(hours=5)
    asked = world.request(preferred_from=end - timedelta(hours=2), preferred_until=end)
    clock.set(end - timedelta(seconds=1))
    timer.run_due()
    assert one(Consultation, asked).status == "requested"

    clock.set(end)
    timer.run_due()

    assert one(Consultation, asked).status == "expired"


def test_an_emergency_expires_after_thirty_minutes_even_at_night(world, clock, one):
    clock.advance(hours=14)
    asked = world.request(urgency="emergency", emergency_confirmed=True)
    clock.advance(minutes=30)
    timer.run_due()

    assert one(Consultation, asked).status == "expired"


@pytest.mark.parametrize(
    ("asked_at", "due"),
    [
        (datetime(2026, 10, 23, 11, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC)),
        (datetime(2027, 3, 26, 12, tzinfo=UTC), datetime(2027, 3, 29, 11, tzinfo=UTC)),
    ],
)
def test_r11_a_routine_request_over_the_clock_change_keeps_its_working_day(
    world, clock, one, asked_at, due
):
    clock.set(asked_at)
    asked = world.request(urgency="routine")

    assert one(Consultation, asked).due_at == due


def test_an_accepted_request_neither_escalates_nor_expires(world, clock, taken):
    world.started()
    clock.advance(hours=3)
    timer.run_due()

    assert taken() == []


def test_a_late_start_reminds_once(world, clock, taken, one):
    asked = world.accepted()
    clock.advance(minutes=15)

    assert timer.run_due() == 1
    clock.advance(minutes=44)
    assert timer.run_due() == 0
    assert taken() == ["reminded"]
    assert one(Consultation, asked).status == "accepted"


def test_silence_reminds_once_and_a_word_begins_it_again(world, clock, taken):
    asked = world.started()
    clock.advance(hours=23)
    perform(world.patient, message.send, asked, say())
    clock.advance(hours=23)
    assert timer.run_due() == 0
    clock.advance(hours=1)
    assert timer.run_due() == 1
    assert timer.run_due() == 0

    perform(world.gp, message.send, asked, say())
    clock.advance(hours=24)

    assert timer.run_due() == 1
    assert taken() == ["reminded", "reminded"]


def test_two_workers_who_look_at_once_take_each_step_once(world, clock, at_once, taken, rows):
    for _ in range(5):
        world.request(clinician_id=world.gp.id)
    clock.advance(hours=2)

    counted = at_once([timer.run_due] * 4)

    assert sum(counted) == 5
    assert taken() == ["expired"] * 5
    assert len(rows(Notification, Notification.kind == "consultation:expired")) == 10


def test_more_than_one_batch_is_taken_at_one_look(world, clock, monkeypatch):
    monkeypatch.setattr(timer, "BATCH", 2)
    for _ in range(5):
        world.request(clinician_id=world.gp.id)
    clock.advance(hours=2)

    assert timer.run_due() == 5
