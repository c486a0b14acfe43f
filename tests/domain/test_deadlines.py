"""How long each turn of a consultation may take."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.domain.consultation import Urgency
from portal.domain.deadline import Deadlines
from portal.domain.opening import OpeningHours

LONDON = ZoneInfo("Europe/London")
HOURS = OpeningHours(time(8), time(18), frozenset(range(5)), LONDON)
LIMITS = Deadlines(
    emergency=timedelta(minutes=30),
    urgent=timedelta(hours=2),
    soon_working=timedelta(hours=4),
    routine_working=timedelta(hours=10),
    info=timedelta(hours=48),
    approach=timedelta(minutes=30),
    start_grace=timedelta(minutes=15),
    no_show_grace=timedelta(minutes=10),
    patient_wait=timedelta(minutes=15),
    miss_grace=timedelta(minutes=60),
    proposal=timedelta(hours=24),
    quiet=timedelta(hours=24),
    silent=timedelta(hours=48),
)
FRIDAY_FIVE = datetime(2026, 9, 11, 17, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.EMERGENCY, datetime(2026, 9, 11, 17, 30, tzinfo=LONDON)),
        (Urgency.URGENT, datetime(2026, 9, 11, 19, 0, tzinfo=LONDON)),
        (Urgency.SOON, datetime(2026, 9, 14, 11, 0, tzinfo=LONDON)),
        (Urgency.ROUTINE, datetime(2026, 9, 14, 17, 0, tzinfo=LONDON)),
    ],
)
def test_an_answer_is_due_by_urgency_and_only_the_slow_ones_wait_for_opening(urgency, due):
    assert LIMITS.answer_by(urgency, FRIDAY_FIVE, HOURS) == due


def test_an_urgent_request_on_a_closed_day_counts_from_the_opening():
    sunday = datetime(2026, 9, 13, 21, 0, tzinfo=LONDON)

    due = LIMITS.answer_by(Urgency.URGENT, sunday, HOURS)

    assert due == datetime(2026, 9, 14, 10, 0, tzinfo=LONDON)


def test_an_emergency_does_not_wait_for_the_opening():
    sunday = datetime(2026, 9, 13, 21, 0, tzinfo=LONDON)

    due = LIMITS.answer_by(Urgency.EMERGENCY, sunday, HOURS)

    assert due == sunday + timedelta(minutes=30)


@pytest.mark.parametrize("urgency", Urgency)
def test_a_preferred_time_decides_when_an_answer_is_due(urgency):
    until = datetime(2026, 9, 16, 12, tzinfo=UTC)

    assert LIMITS.answer_by(urgency, FRIDAY_FIVE, HOURS, until) == until


def test_a_start_is_late_after_the_grace_and_silence_after_its_limit():
    assert LIMITS.start_by(FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(minutes=15)
    assert LIMITS.miss_by(FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(hours=1)
    assert LIMITS.remind_by(FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(hours=24)
    assert LIMITS.quiet_by(FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(hours=48)


def test_a_question_waits_two_days_but_not_past_the_preferred_time():
    tomorrow = FRIDAY_FIVE + timedelta(days=1)

    assert LIMITS.info_by(Urgency.ROUTINE, FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(hours=48)
    assert LIMITS.info_by(Urgency.ROUTINE, FRIDAY_FIVE, tomorrow) == tomorrow


def test_a_question_about_an_emergency_waits_no_longer_than_an_emergency():
    assert LIMITS.info_by(Urgency.EMERGENCY, FRIDAY_FIVE) == FRIDAY_FIVE + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("scheduled", "missed", "ends"),
    [
        (timedelta(hours=30), timedelta(hours=31), timedelta(hours=24)),
        (timedelta(hours=5), timedelta(hours=6), timedelta(hours=5)),
        (timedelta(), timedelta(hours=1), timedelta(hours=1)),
        (timedelta(minutes=-20), timedelta(minutes=40), timedelta(minutes=40)),
    ],
)
def test_a_new_time_is_confirmed_within_a_day_and_before_the_old_one(scheduled, missed, ends):
    until = LIMITS.proposal_by(FRIDAY_FIVE, FRIDAY_FIVE + scheduled, FRIDAY_FIVE + missed)

    assert until == FRIDAY_FIVE + ends


def test_the_most_pressing_comes_first():
    assert sorted(Urgency, key=lambda u: u.rank) == ["emergency", "urgent", "soon", "routine"]


def test_half_of_the_time_is_half_of_the_time_somebody_reads():
    friday = datetime(2026, 9, 18, 16, 30, tzinfo=UTC)

    assert LIMITS.escalate_by(Urgency.ROUTINE, friday, HOURS) == HOURS.add(
        friday, LIMITS.routine_working / 2
    )
    assert HOURS.is_open(LIMITS.escalate_by(Urgency.SOON, friday, HOURS))
    assert LIMITS.escalate_by(Urgency.EMERGENCY, friday, HOURS) == friday + LIMITS.emergency / 2
