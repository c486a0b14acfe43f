"""Favourites: how many one person may keep, and what is withdrawn."""

import prescribing
import pytest
from sqlalchemy import update

from portal.domain.errors import Invalid, StepNotPossible
from portal.models import FavouriteItem, Medicine
from portal.schemas.prescription_draft import FavouriteSave
from portal.services import prescription_favourite
from portal.services.work import look, perform
from portal.settings import settings


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def withdraws(write, clock):
    """Let a product be offered no longer."""

    def does(product):
        write(update(Medicine).where(Medicine.id == product.id).values(withdrawn_at=clock.now))

    return does


@pytest.fixture
def few(monkeypatch, desk):
    """Let two be as many as anybody may keep."""
    few = settings().model_copy(update={"favourites": 2})
    monkeypatch.setattr(prescription_favourite, "settings", lambda: few)


def keeps(desk, name, product=None):
    said = {
        "name": name,
        "medicine_id": (product or desk.counter.tablets).id,
        "dosage": {"dose": 1, "frequency": "once_daily"},
    }
    return perform(desk.gp, prescription_favourite.save, FavouriteSave.model_validate(said))


def test_a_favourite_of_what_is_withdrawn_is_refused_by_its_name(desk, rows, withdraws):
    one = keeps(desk, "Pain")
    before = rows(FavouriteItem)[0].used_at
    withdraws(desk.counter.tablets)

    with pytest.raises(StepNotPossible) as refusal:
        perform(desk.gp, prescription_favourite.used, one.id)

    assert desk.counter.tablets.name in refusal.value.message
    assert "choose another product" in refusal.value.message
    assert rows(FavouriteItem)[0].used_at == before
    assert look(desk.gp, prescription_favourite.mine).items == []


def test_nothing_is_prescribed_as_last_time_that_is_withdrawn(desk, withdraws):
    desk.signed()
    withdraws(desk.counter.tablets)

    found = look(
        desk.gp, prescription_favourite.last_time, desk.patient.id, desk.counter.tablets.id
    )

    assert found.items == []


def test_nobody_keeps_more_favourites_than_may_be(desk, few, rows):
    keeps(desk, "One")
    keeps(desk, "Two")

    with pytest.raises(Invalid) as refusal:
        keeps(desk, "Three")

    assert "remove one" in refusal.value.fields["name"]
    assert len(rows(FavouriteItem)) == 2
    assert keeps(desk, "Two").name == "Two"


def test_what_is_withdrawn_takes_no_place_among_the_favourites(desk, few, withdraws):
    keeps(desk, "One")
    keeps(desk, "Two", desk.counter.capsules)
    withdraws(desk.counter.tablets)

    assert keeps(desk, "Three", desk.counter.capsules).name == "Three"


def test_two_who_click_at_once_keep_no_more_than_may_be(desk, few, at_once, rows):
    keeps(desk, "One")

    at_once([lambda name=name: keeps(desk, name) for name in ("Two", "Three")])

    assert len(rows(FavouriteItem)) == 2
