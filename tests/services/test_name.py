"""Names are what they look like: nobody hides in another's name."""

import pytest

from portal.domain.errors import Invalid
from portal.schemas.account import ProfileChange
from portal.schemas.base import parse
from portal.schemas.invitation import Joining
from portal.schemas.organization import OrganizationForm
from portal.schemas.registration import Application, Registration

HIDDEN = "There are letters in it that nobody sees: please type it anew."
FORMS = (ProfileChange, Registration, Application, Joining, OrganizationForm)


def said(form, name):
    """What is said of the name alone; the rest of the form is missing."""
    try:
        parse(form, {"name": name})
    except Invalid as refused:
        return refused.fields.get("name", "")
    return ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name",
    [
        "Anna \u202ehsA",  # the rest reads from the right
        "Anna \u2066Ash\u2069",
        "An\u200bna Ash",
        "An\u200dna Ash",
        "An\u200cna Ash",
        "Anna\u00ad Ash",
        "Anna\u2060Ash",
        "Anna\u3164Ash",
        "Ann\ufe0fa Ash",
        "Anna\u034f Ash",
        "Anna\u2028Ash",
        "Anna \ue000Ash",
        "Anna\U000e0041 Ash",
    ],
)
def test_s7_a_name_with_hidden_letters_is_refused_in_words(form, name):
    assert said(form, name) == HIDDEN


@pytest.mark.parametrize("form", FORMS)
def test_s7_a_name_whose_marks_would_cover_other_lines_is_refused_in_words(form):
    assert said(form, "Anna " + "A" + "\u0301" * 7) == (
        "A letter in it has too many marks: please type it anew."
    )
    assert said(form, "Ấn Độ" + "a\u0323\u0302\u0301") == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name",
    [
        "Zoë O’Neill-Müller",
        "Nguyễn Thị Minh Khai",
        "سارة العلي",
        "می\u200cنا رضایی",
        "שרה לוי",
        "क्\u200dषितिज शर्मा",
        "李小龍",
        "Łukasz Żółć",
    ],
)
def test_names_of_the_world_are_taken(form, name):
    assert said(form, name) == ""
