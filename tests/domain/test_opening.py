"""Opening hours: weekends, half days, and the two nights on which the clocks change (R11)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.opening import OpeningHours

LONDON = ZoneInfo("Europe/London")
WEEK = frozenset({0, 1, 2, 3, 4})
PRACTICE = OpeningHours(time(8), time(18), WEEK, LONDON)
DAILY = OpeningHours(time(8), time(18), frozenset(range(7)), LONDON)
NIGHTS = OpeningHours(time(0), time(6), frozenset(range(7)), LONDON)

MOMENTS = some.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC)  # noqa: DTZ001
)  # fmt: skip
WORKING = some.timedeltas(timedelta(minutes=1), timedelta(hours=200))
HOURS = some.builds(
    OpeningHours,
    opens=some.sampled_from([time(0), time(7, 30)]),
    closes=some.sampled_from([time(12), time(18, 15), time(23, 59)]),
    weekdays=some.frozensets(some.integers(0, 6), min_size=1),
    zone=some.sampled_from([LONDON, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]),
)


def london(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def passed_open(hours, start, end):
    """How long the practice was open between the two, counted day by day."""
    total, day = timedelta(), start.astimezone(hours.zone).date()
    while day <= end.astimezone(hours.zone).date():
        if bounds := hours.on(day):
            total += max(min(end, bounds[1]) - max(start, bounds[0]), timedelta())
        day += timedelta(days=1)
    return total


def test_it_is_open_from_the_first_minute_and_shut_at_the_last():
    assert PRACTICE.is_open(london(2026, 9, 14, 8))
    assert PRACTICE.is_open(london(2026, 9, 14, 17, 59))
    assert not PRACTICE.is_open(london(2026, 9, 14, 7, 59))
    assert not PRACTICE.is_open(london(2026, 9, 14, 18))


def test_it_is_shut_at_the_weekend():
    assert not PRACTICE.is_open(london(2026, 9, 12, 12))
    assert PRACTICE.on(date(2026, 9, 13)) is None


def test_a_request_of_friday_night_is_read_on_monday():
    assert PRACTICE.next_open(london(2026, 9, 11, 19)) == london(2026, 9, 14, 8)


def test_while_it_is_open_the_next_opening_is_now():
    moment = london(2026, 9, 14, 11, 30)

    assert PRACTICE.next_open(moment) == moment


def test_a_working_day_over_a_weekend_ends_on_monday():
    assert PRACTICE.add(london(2026, 9, 11, 15), timedelta(hours=10)) == london(2026, 9, 14, 15)


def test_time_that_fits_exactly_ends_at_closing_not_at_the_next_opening():
    assert PRACTICE.add(london(2026, 9, 14, 8), timedelta(hours=10)) == london(2026, 9, 14, 18)


def test_r11_opening_stays_at_eight_when_the_clocks_go_back():
    assert DAILY.on(date(2026, 10, 24))[0] == datetime(2026, 10, 24, 7, tzinfo=UTC)
    assert DAILY.on(date(2026, 10, 25))[0] == datetime(2026, 10, 25, 8, tzinfo=UTC)


def test_r11_opening_stays_at_eight_when_the_clocks_go_forward():
    assert DAILY.on(date(2027, 3, 27))[0] == datetime(2027, 3, 27, 8, tzinfo=UTC)
    assert DAILY.on(date(2027, 3, 28))[0] == datetime(2027, 3, 28, 7, tzinfo=UTC)


@pytest.mark.parametrize("friday", [date(2026, 10, 23), date(2027, 3, 26)])
def test_r11_one_working_day_from_friday_noon_is_monday_noon(friday):
    noon = datetime.combine(friday, time(12), LONDON)

    ends = PRACTICE.add(noon, timedelta(hours=10))

    assert ends.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(
        friday + timedelta(days=3), time(12)
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 7), (date(2027, 3, 28), 5), (date(2027, 3, 29), 6)]
)
def test_r11_a_night_has_as_many_hours_as_really_pass(day, hours):
    opens, closes = NIGHTS.on(day)

    assert closes - opens == timedelta(hours=hours)


def test_half_days_ahead_skip_the_weekend_and_what_has_begun():
    windows = PRACTICE.windows(london(2026, 9, 11, 14), 2)

    assert windows == [
        (london(2026, 9, 14, 8), london(2026, 9, 14, 13)),
        (london(2026, 9, 14, 13), london(2026, 9, 14, 18)),
    ]


def test_r11_half_days_keep_their_wall_time_over_the_change():
    windows = PRACTICE.windows(london(2026, 10, 23, 19), 1)

    assert windows[0] == (
        datetime(2026, 10, 26, 8, tzinfo=UTC),
        datetime(2026, 10, 26, 13, tzinfo=UTC),
    )


def test_a_practice_that_shuts_before_noon_offers_whole_mornings():
    morning = OpeningHours(time(8), time(12), WEEK, LONDON)

    assert morning.windows(london(2026, 9, 14, 7), 1) == [
        (london(2026, 9, 14, 8), london(2026, 9, 14, 12))
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [(time(18), time(8), WEEK), (time(8), time(8), WEEK), (time(8), time(18), frozenset())],
)
def test_hours_that_never_open_are_refused(opens, closes, days):
    with pytest.raises(ValueError, match="opens before it closes"):
        OpeningHours(opens, closes, days, LONDON)


def test_a_working_day_is_as_long_as_the_practice_is_open():
    assert PRACTICE.day_length == timedelta(hours=10)


@given(HOURS, MOMENTS, WORKING)
def test_added_time_ends_within_opening_hours(hours, moment, working):
    ends = hours.add(moment, working)
    opens, closes = hours.on(ends.astimezone(hours.zone).date())

    assert opens <= ends <= closes


@given(HOURS, MOMENTS, WORKING)
def test_exactly_the_added_time_passes_while_open(hours, moment, working):
    assert passed_open(hours, moment, hours.add(moment, working)) == working


@given(HOURS, MOMENTS)
def test_the_next_opening_is_open_and_not_past(hours, moment):
    opening = hours.next_open(moment)

    assert hours.is_open(opening)
    assert opening >= moment


@given(HOURS, MOMENTS, some.integers(1, 6))
def test_windows_lie_ahead_in_order_and_inside_opening_hours(hours, moment, days):
    windows = hours.windows(moment, days)

    assert windows == sorted(windows)
    for start, end in windows:
        assert moment < start < end
        assert hours.is_open(start)
        assert end <= hours.on(start.astimezone(hours.zone).date())[1]
