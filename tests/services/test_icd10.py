"""A diagnosis is found by what people type."""

import time

import pytest

from portal.domain.errors import NotAllowed
from portal.services import icd10
from portal.services.work import look


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("E11.9", "E11.9", id="a code"),
        pytest.param("e119", "E11.9", id="a code without its dot"),
        pytest.param("type 2 diab", "E11.9", id="the beginnings of words"),
        pytest.param("diabetes type 2", "E11.9", id="words in another order"),
        pytest.param("tonsilitis", "J03.90", id="a letter left out"),
        pytest.param("pnuemonia", "J18.9", id="two letters swapped"),
        pytest.param("diarrhoea", "R19.7", id="British spelling"),
        pytest.param("high blood pressure", "I10", id="another name of the classification"),
        pytest.param("heart attack", "I21.9", id="what people say"),
        pytest.param("UTI", "N39.0", id="an abbreviation"),
    ],
)
def test_what_people_type_finds_the_diagnosis_first(typed, code):
    assert icd10.search(typed)[0].code == code


def test_another_name_that_was_meant_is_shown_beside_the_label():
    found = icd10.search("high blood pressure")[0]

    assert (found.label, found.term) == ("Essential (primary) hypertension", "high blood pressure")


@pytest.mark.parametrize("typed", ["", " ", "a", "zzzzzz", "\x00", "'; drop", "Ä" * 5000])
def test_whatever_is_typed_is_answered(typed):
    assert len(icd10.search(typed)) <= icd10.LIMIT


def test_an_injury_is_not_buried_under_its_encounters():
    found = icd10.search("fracture of lower end of right radius", 30)

    assert {len(one.code) for one in found} <= {3, 5, 6, 7}
    assert icd10.search("S52.501A")[0].code == "S52.501A"


def test_only_codes_of_the_catalogue_have_a_name():
    assert icd10.label("E11.9") == "Type 2 diabetes mellitus without complications"
    assert [icd10.label(code) for code in ("E99.9", "e11.9", "", "A00-A09")] == [None] * 4


@pytest.mark.timed
def test_a_search_is_faster_than_typing():
    icd10.search("warm")

    times = []
    for typed in ("type 2 diabetes", "hedache", "in", "di", "high blood pressure", "e1"):
        began = time.perf_counter()
        icd10.search(typed)
        times.append(time.perf_counter() - began)

    assert max(times) < 0.05, times


def test_only_clinicians_search(world):
    assert look(world.gp, icd10.find, "asthma").items[0].code == "J45.909"
    with pytest.raises(NotAllowed):
        look(world.patient, icd10.find, "asthma")
