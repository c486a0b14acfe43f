"""The steps nobody clicks: at the right time, once, however many look."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import servers
from factories import practice
from services.verbs import ANSWER, QUESTION, say
from sqlalchemy import update

from portal.domain.errors import StepNotPossible
from portal.infra.clock import now
from portal.models import AuditEntry, Consultation, Notification
from portal.services import consultation, consultation_due, message, timer
from portal.services.work import look, perform

HOURS = practice("North Practice").hours


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


def test_a_question_stops_the_practices_clock_and_the_answer_starts_it_anew(world, clock, one):
    asked = world.request()
    clock.advance(minutes=50)
    perform(world.gp, consultation.ask, asked, QUESTION)
    clock.advance(hours=20)
    assert timer.run_due() == 0

    perform(world.patient, consultation.answer, asked, ANSWER)

    row = one(Consultation, asked)
    assert row.status == "requested"
    assert row.due_at == HOURS.next_open(clock.now) + timedelta(hours=2)


def test_a_question_that_is_not_answered_reminds_and_then_ends_the_request(
    world, clock, one, taken
):
    asked = world.request()
    perform(world.gp, consultation.ask, asked, QUESTION)
    clock.advance(hours=24)
    assert (timer.run_due(), one(Consultation, asked).status) == (1, "info_needed")
    clock.advance(hours=24)

    assert (timer.run_due(), one(Consultation, asked).status) == (1, "expired")
    assert taken() == ["escalated", "expired"]


def test_a_question_about_an_emergency_does_not_make_it_wait_for_days(world, clock, one):
    asked = world.request(urgency="emergency", emergency_confirmed=True)
    perform(world.gp, consultation.ask, asked, QUESTION)
    clock.advance(minutes=30)
    timer.run_due()

    assert one(Consultation, asked).status == "expired"


def test_a_question_ends_with_the_preferred_time(world, clock, one):
    end = clock.now + timedelta(hours=5)
    asked = world.request(preferred_from=end - timedelta(hours=2), preferred_until=end)
    perform(world.gp, consultation.ask, asked, QUESTION)
    clock.set(end)
    timer.run_due()

    assert one(Consultation, asked).status == "expired"


def test_both_are_reminded_half_an_hour_before_and_once(world, clock, taken):
    start = clock.now + timedelta(hours=2)
    world.accepted(preferred_from=start, preferred_until=start + timedelta(hours=1))
    clock.set(start - timedelta(minutes=30, seconds=1))
    assert timer.run_due() == 0
    clock.advance(seconds=1)

    assert timer.run_due() == 1
    assert timer.run_due() == 0
    assert taken() == ["approaching"]


def test_after_a_long_sleep_nobody_is_told_that_it_begins_soon(world, clock, taken, one):
    start = clock.now + timedelta(hours=2)
    asked = world.accepted(preferred_from=start, preferred_until=start + timedelta(hours=1))
    clock.set(start + timedelta(minutes=20))

    timer.run_due()

    assert taken() == ["reminded"]
    assert one(Consultation, asked).remind_at is None


def test_silence_of_two_days_tells_the_lead_and_again_every_day(world, clock, taken, one):
    asked = world.started()
    for _ in range(4):
        clock.advance(hours=24)
        timer.run_due()

    assert taken() == ["reminded", "silent", "silent", "silent"]
    assert look(world.lead, consultation.get, asked).status == "in_progress"
    assert one(Consultation, asked).escalated_at


def test_one_row_that_refuses_does_not_keep_the_others_waiting(world, clock, monkeypatch, one):
    poisoned, other = world.request(), world.request(by=world.patient2)
    take = consultation_due.take_due

    def refuses(work, which):
        if which == poisoned:
            raise StepNotPossible("Nothing fits.")
        return take(work, which)

    chore = timer.Chore(consultation_due.due, refuses)
    monkeypatch.setattr(timer, "CHORES", [chore])
    clock.advance(hours=2)

    timer.run_due()

    assert one(Consultation, other).status == "expired"
    assert one(Consultation, poisoned).status == "requested"


LOOKS = """
import sys
from portal.services import timer
print("ready", flush=True)
sys.stdin.readline()
print(timer.run_due())
"""


def test_two_processes_that_look_at_once_take_each_step_once(world, database, rows, write):
    asked = [world.request(clinician_id=world.gp.id) for _ in range(30)]
    write(update(Consultation).values(due_at=now() - timedelta(minutes=1)))
    looks = [
        subprocess.Popen(
            [sys.executable, "-c", LOOKS], cwd=servers.ROOT, env=dict(os.environ), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in looks:
        assert one.stdout.readline() == "ready\n"

    for one in looks:
        one.stdin.write("go\n")
        one.stdin.flush()
    taken = [int(one.communicate(timeout=60)[0].split()[-1]) for one in looks]

    assert sum(taken) == len(asked)
    expired = rows(AuditEntry, AuditEntry.action == "consultation:expired")
    assert sorted(e.subject_id for e in expired) == sorted(asked)
    told = rows(Notification, Notification.kind == "consultation:expired")
    assert len(told) == 2 * len(asked)
