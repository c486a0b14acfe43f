"""Which names are taken for one another."""

import pytest

from portal.domain.namesake import alike, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Ash", "Anna Ash"),
        ("Anna Ash", "anna ASH"),
        ("Ash Anna", "Anna Ash"),
        ("Anna Maria Ash", "Anna Ash"),
        ("Jon Smith", "John Smith"),
        ("Ann Ash", "Anna Ash"),
        ("Maria Lopez", "Mario Lopez"),
        ("Zoë Müller", "Zoe Muller"),
        ("Łukasz Zając", "Lukasz Zajac"),
        ("Shaun O’Neill", "Shuan ONeill"),
        ("李小龍", "李小龍"),
    ],
)
def test_names_that_are_mixed_up(one, other):
    assert alike(words(one), words(other))
    assert alike(words(other), words(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Ash", "Ben Ash"),
        ("Tim Oak", "Kim Oak"),
        ("Anna Ash", "Anna Birch"),
        ("Anna Maria Ash", "Anna Paula Ash"),
        ("Anna Ash", "Anne Ashe"),
        ("Anna", "Anna Ash"),
        ("", ""),
        ("John Smith", "Joan Smythe"),
        ("Mary Smith", "Gary Smart"),
        ("Patient 1234", "Patient 1235"),
    ],
)
def test_names_that_nobody_mixes_up(one, other):
    assert not alike(words(one), words(other))
    assert not alike(words(other), words(one))
