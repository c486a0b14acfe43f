"""Texts to use again: everybody's own, and the practice's, which its lead keeps."""

import pytest

from portal.domain.errors import Invalid, NotAllowed, NotFound
from portal.models import SavedText
from portal.schemas.base import parse
from portal.schemas.saved_text import SavedTextChange, SavedTextClaim
from portal.services import saved_text
from portal.services.work import look, perform


def reply(title="Thanks", body="Thank you, {patient}.", practice=False):
    claim = {"kind": "reply", "title": title, "fields": {"body": body}, "practice": practice}
    return parse(SavedTextClaim, claim)


def titles(who):
    return [one.title for one in look(who, saved_text.texts).items]


def test_s2_everybody_sees_their_own_and_their_practices(world):
    perform(world.gp, saved_text.keep, reply("Mine"))
    perform(world.lead, saved_text.keep, reply("Ours", practice=True))

    assert titles(world.gp) == ["Mine", "Ours"]
    assert titles(world.gp2) == ["Ours"]
    assert titles(world.other_gp) == []
    for who in (world.patient, world.admin):
        with pytest.raises(NotAllowed):
            look(who, saved_text.texts)


def test_s2_nobody_changes_what_is_not_theirs(world, rows):
    mine = perform(world.gp, saved_text.keep, reply("Mine")).id
    ours = perform(world.lead, saved_text.keep, reply("Ours", practice=True)).id
    change = SavedTextChange(title="Other", fields={"body": "Other"})
    before = [row.model_dump() for row in rows(SavedText)]

    for who, which, refusal in (
        (world.gp2, mine, NotFound), (world.lead, mine, NotFound), (world.other_gp, ours, NotFound),
        (world.gp2, ours, NotAllowed), (world.patient, mine, NotAllowed),
    ):  # fmt: skip
        with pytest.raises(refusal):
            perform(who, saved_text.change, which, change)
        with pytest.raises(refusal):
            perform(who, saved_text.drop, which)
    with pytest.raises(NotAllowed):
        perform(world.gp, saved_text.keep, reply("Ours too", practice=True))
    assert [row.model_dump() for row in rows(SavedText)] == before


def test_the_owner_renames_changes_and_removes(world, rows):
    mine = perform(world.gp, saved_text.keep, reply()).id

    changed = perform(
        world.gp, saved_text.change, mine, SavedTextChange(title="New", fields={"body": "Words"})
    )

    assert (changed.title, changed.fields) == ("New", {"body": "Words"})
    perform(world.gp, saved_text.drop, mine)
    assert rows(SavedText) == []


def test_the_lead_keeps_the_practices_texts(world):
    ours = perform(world.lead, saved_text.keep, reply("Ours", practice=True)).id
    perform(
        world.lead, saved_text.change, ours, SavedTextChange(title="Better", fields={"body": "B"})
    )

    assert titles(world.gp) == ["Better"]
    assert [t.editable for t in look(world.gp, saved_text.texts).items] == [False]


@pytest.mark.parametrize(
    "claim",
    [
        {"kind": "reply", "title": "", "fields": {"body": "x"}},
        {"kind": "reply", "title": "A", "fields": {"body": "  "}},
        {"kind": "reply", "title": "A", "fields": {"history": "x"}},
        {"kind": "note", "title": "A", "fields": {"body": "x"}},
        {"kind": "note", "title": "A", "fields": {"outcome": "advice"}},
        {"kind": "note", "title": "A" * 81, "fields": {"plan": "x"}},
        {"kind": "other", "title": "A", "fields": {"body": "x"}},
        {"kind": "note", "title": "A", "fields": {"plan": "x"}, "owner_id": "x"},
    ],
)
def test_s7_what_makes_no_text_is_refused(claim):
    with pytest.raises(Invalid):
        parse(SavedTextClaim, claim)


def test_a_changed_text_must_still_fit_its_kind(world):
    mine = perform(world.gp, saved_text.keep, reply()).id

    with pytest.raises(Invalid):
        perform(world.gp, saved_text.change, mine, SavedTextChange(title="A", fields={"plan": "x"}))


def test_a_list_has_an_end(world, monkeypatch):
    monkeypatch.setattr(saved_text, "AT_MOST", 2)
    for _ in range(2):
        perform(world.gp, saved_text.keep, reply())

    with pytest.raises(Invalid, match="full"):
        perform(world.gp, saved_text.keep, reply())
