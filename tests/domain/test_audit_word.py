"""What an administrator reads in the audit list."""

import re
from pathlib import Path

import pytest

from portal.domain.audit_word import FLOWS, refusal, sentence


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("consultation:accepted", "Consultation: accepted"),
        ("consultation:added", "Consultation: added to the note"),
        ("consultation:cancelled", "Consultation: cancelled"),
        ("account:suspended", "Account: suspended"),
        ("account:password_reset", "Account: chose a new password by a mailed link"),
        ("dispense:collected", "Supply: handed over"),
        ("prescription_item:counted", "Medicine: counted"),
        ("register:received", "Controlled drugs register: received"),
        ("attachment:shown_to", "File: let somebody else see a sensitive picture"),
        ("person:close", "Person: close"),
    ],
)
def test_a_tag_is_read_as_a_sentence(tag, words):
    assert sentence(tag) == words


def test_no_code_is_left_in_any_of_them():
    written = re.compile(r"\"([a-z_0-9]+:[a-z_]+)\"")
    source = Path("portal/services").glob("*.py")
    tags = {tag for one in source for tag in written.findall(one.read_text())}
    tags |= {step.tag for flow in FLOWS for step in flow.steps}
    assert len(tags) > 60

    for tag in tags:
        about, _, done = sentence(tag).partition(": ")
        assert about, tag
        assert done, tag
        assert not re.search(r"[_:]", about + done.replace(": ", " ")), tag


def test_a_refusal_says_why():
    assert (refusal("done"), refusal("taken")) == ("", "a colleague was faster")
    assert refusal("something_new") == "something new"
