"""A quantity that is refused at the counter stands beside its field, and the focus is there."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter, prescribed
from tests.journeys.people import Gp, Patient


@pytest.fixture
def counter(stage: Stage, gp: Gp, patient: Patient, consultation: str) -> Counter:
    """A pharmacist with a prescription of two medicines in hand."""
    sent: dict[str, Any] = prescribed(
        gp, patient, consultation, pharmacy_id=stage.world.pharmacy.id
    )
    who = stage.enters(Counter, "pharmacist")
    who.opens_one(sent["id"])
    return who


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.5", "is counted in whole tablets."),
        ("999", "Only 28 left to supply."),
        ("", "Enter how much, for example 28."),
    ],
)
def test_a_refused_quantity_says_so_beside_its_field(
    counter: Counter, typed: str, said: str
) -> None:
    box = counter.page.get_by_role("textbox", name="How much now: bisoprolol")

    box.fill(typed)
    box.press("Enter")

    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile(rf"^of 28 tablets Error: .*{said}$"))
    expect(counter.page.get_by_role("button", name="Undo: bisoprolol")).to_have_count(0)
    box.fill("14")
    expect(counter.page.locator(".amount-wrong").first).to_be_empty()
    counter.supplies("bisoprolol", "14")


def test_a_refused_dialog_gives_the_focus_to_what_is_wrong(
    counter: Counter,
) -> None:
    counter.page.get_by_role("button", name="Start").click()
    counter.page.get_by_role("button", name="More: metformin").click()
    counter.page.get_by_role("menuitem", name="Not supplied…").click()
    counter.confirms("Do not supply it")

    expect(counter.dialog.get_by_label("Why is it not supplied?")).to_be_focused()
