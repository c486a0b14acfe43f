"""How long a prescription is valid."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.medicine import CONTROLLED
from portal.domain.prescription_deadline import Deadlines

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIMITS = Deadlines(14 * DAY, 6, 28 * DAY, 7 * DAY, 10 * HOUR, 8 * HOUR, 14 * DAY, 3 * DAY)


@pytest.mark.parametrize(
    ("signed", "until"),
    [
        ((2026, 9, 14), (2027, 3, 14)),
        ((2026, 8, 31), (2027, 2, 28)),
        ((2027, 8, 31), (2028, 2, 29)),
        ((2026, 1, 31), (2026, 7, 31)),
        ((2026, 6, 30), (2026, 12, 30)),
        ((2026, 7, 1), (2027, 1, 1)),
    ],
)
def test_six_months_are_those_of_the_calendar(signed, until):
    at = datetime(*signed, 10, 30, tzinfo=UTC)

    assert LIMITS.valid_until(at, [None]) == datetime(*until, 10, 30, tzinfo=UTC)


def test_a_controlled_drug_is_valid_for_28_days():
    at = datetime(2026, 9, 14, 10, tzinfo=UTC)

    assert {LIMITS.valid_until(at, [None, one]) for one in CONTROLLED} == {at + 28 * DAY}
