"""Whether one more is the next supply of a medicine, or more than that."""

from datetime import date, timedelta
from decimal import Decimal

import prescriptions
import pytest

from portal.domain.dosage import lasts
from portal.domain.dosage_word import Frequency
from portal.domain.duplicate import Earlier, Given, next_supply, too_much

TODAY = date(2026, 11, 30)


def ago(days):
    return TODAY - timedelta(days=days)


def month(days, rest=False):
    """28 tablets, one a day, handed over so many days ago."""
    return Given(Decimal(28), ago(days), 28, rest)


def supplies(*given, **facts):
    return Earlier("tablet", given, **facts)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (month(0), True),
        (month(17), True),
        (month(18), False),
        (month(28), False),
        (month(90), False),
        (Given(Decimal(7), ago(3), 7), True),
        (Given(Decimal(7), ago(4), 7), False),
        (Given(Decimal(84), ago(73), 84), True),
        (Given(Decimal(84), ago(74), 84), False),
        (Given(Decimal(1), ago(13)), True),
        (Given(Decimal(1), ago(14)), False),
        (Given(Decimal(1), ago(1), 0), False),
    ],
)
def test_the_next_supply_is_asked_about_only_while_much_of_the_last_is_left(given, asked):
    assert bool(too_much(supplies(given), TODAY)) is asked


def test_who_asks_says_how_much_is_left_and_until_when():
    said = too_much(supplies(month(3)), TODAY)

    assert said == (
        "The last supply, 28 tablets on 27 November, lasts until 25 December: about 25 tablets "
        "should be left. Is one more meant?"
    )


def test_a_dose_that_goes_up_uses_up_what_is_left():
    eleven_left = supplies(month(17))

    assert too_much(eleven_left, TODAY, lambda left: int(left / 1))
    assert too_much(eleven_left, TODAY, lambda left: int(left / 2)) == ""
    assert too_much(supplies(month(20)), TODAY, lambda left: int(left * 2))


def test_what_is_still_to_be_handed_over_is_asked_about_whatever_is_left():
    waiting = supplies(month(200), waiting=Decimal(14), since=ago(12))

    assert too_much(waiting, TODAY) == (
        "14 tablets of it, prescribed on 18 November, are still to be handed over. "
        "Is one more meant?"
    )


def test_what_is_issued_again_by_itself_is_asked_about():
    assert too_much(supplies(month(28), again=ago(-2)), TODAY) == (
        "It is issued again by itself on 2 December. Is one more meant?"
    )


def test_the_next_supply_is_said_without_a_question():
    assert next_supply(supplies(month(27)), TODAY) == (
        "Takes it already; last supply 28 tablets on 3 November, lasts until 1 December."
    )
    assert "lasted until 30 September" in next_supply(supplies(month(89)), TODAY)
    assert next_supply(supplies(Given(Decimal(30), ago(400))), TODAY) == (
        "Takes it already; last supply 30 tablets on 26 October 2025."
    )
    assert "no supply of it is known" in next_supply(supplies(), TODAY)


def test_two_supplies_at_once_last_twice_as_long():
    assert supplies(month(20), month(20)).until == ago(-36)


def test_who_comes_a_few_days_early_each_time_is_not_asked_in_the_end():
    early = [month(days) for days in range(20 * 20, 0, -20)]

    assert supplies(*early).until == ago(20) + timedelta(days=28)


def test_the_rest_that_was_owed_follows_the_first_part():
    first, rest = Given(Decimal(7), ago(9), 7), Given(Decimal(21), ago(5), 21, rest=True)

    assert supplies(first, rest).until == ago(-19)


def test_the_rest_that_was_owed_is_added_however_few_days_are_left():
    assert supplies(month(20), month(2)).until == ago(-26)
    assert supplies(month(20), month(2, rest=True)).until == ago(-36)


@pytest.mark.parametrize(
    ("dose", "frequency", "facts", "days"),
    [
        (1, Frequency.ONCE_DAILY, {}, 28),
        (2, Frequency.TWICE_DAILY, {}, 7),
        (1, Frequency.WEEKLY, {}, 196),
        (1, Frequency.EVERY_HOURS, {"every_hours": 12}, 14),
        (1, Frequency.ONCE_DAILY, {"duration_days": 5}, 5),
        (1, Frequency.WHEN_NEEDED, {"as_needed": True, "max_per_day": 4}, 7),
        (1, Frequency.WHEN_NEEDED, {"as_needed": True}, None),
        (1, Frequency.ONCE, {}, 0),
    ],
)
def test_how_long_28_tablets_last(dose, frequency, facts, days):
    taken = prescriptions.dosage(prescriptions.medicine(), dose, frequency, **facts)

    assert lasts(taken, Decimal(28)) == days


def test_what_cannot_be_counted_lasts_as_long_as_the_course():
    cream = prescriptions.dosage(prescriptions.medicine(), 1, duration_days=14)

    assert lasts(cream, None) == 14
