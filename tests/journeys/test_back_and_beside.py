"""The browser's Back button in the middle of a step at the counter, and a second tab beside it."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import MEDICINES, Counter
from tests.journeys.people import Patient
from tests.journeys.test_pressed_twice import alarms, happened
from tests.journeys.test_seldom_steps import is_ready


def goes_back_and_forth(counter: Counter) -> None:
    """Go back, and come again by the browser's own buttons."""
    counter.page.go_back()
    expect(counter.queue).to_be_visible()
    counter.page.go_forward()
    expect(counter.in_hand).to_be_visible()
    counter.waits_until_live()


def test_back_in_the_middle_of_a_hand_over_hands_nothing_over(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    is_ready(counter, colleague, sent)
    counter.goes_home()
    counter.opens_one(sent["id"])
    counter.supply(1).get_by_role("button", name="Hand over…").click()
    counter.dialog.get_by_role("checkbox", name="Name").check()

    goes_back_and_forth(counter)

    expect(counter.dialog).to_have_count(0)
    expect(counter.supply(1)).to_have_attribute("data-status", "ready")
    counter.hands_over(1, "Name", "Date of birth")
    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    assert len(happened(counter, sent)) == len(set(happened(counter, sent)))


def test_back_after_a_hand_over_and_forth_again_does_nothing_twice(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    is_ready(counter, colleague, sent)
    counter.goes_home()
    counter.opens_one(sent["id"])
    counter.hands_over(1, "Name", "Date of birth")
    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    before = happened(counter, sent)

    goes_back_and_forth(counter)

    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(counter.supply(1).get_by_role("button", name="Hand over…")).to_have_count(0)
    assert happened(counter, sent) == before


def test_back_after_a_start_keeps_it_started_and_starts_it_once(
    sent: dict[str, Any], counter: Counter
) -> None:
    counter.goes_home()
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").click()

    goes_back_and_forth(counter)

    expect(counter.page.get_by_role("button", name="Start")).to_have_count(0)
    expect(alarms(counter)).to_have_count(0)
    counter.supplies("bisoprolol")
    assert happened(counter, sent).count("Claimed") == 1


def test_a_second_tab_of_the_same_counter_sees_the_first_and_hands_over_once(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    is_ready(counter, colleague, sent)
    counter.opens_one(sent["id"])
    beside = counter.another_tab()
    beside.opens_one(sent["id"])
    beside.supply(1).get_by_role("button", name="Hand over…").click()
    for fact in ("Name", "Date of birth"):
        beside.dialog.get_by_role("checkbox", name=fact).check()

    counter.hands_over(1, "Name", "Date of birth")

    expect(beside.supply(1)).to_have_attribute("data-status", "collected")
    expect(beside.supply(1).get_by_role("button", name="Hand over…")).to_have_count(0)
    if beside.dialog.is_visible():
        beside.confirms("Hand over")
        expect(beside.dialog).to_contain_text("supplied in full")
    assert len(happened(counter, sent)) == len(set(happened(counter, sent)))


def test_whoever_comes_next_to_the_counter_finds_nothing_in_hand(
    stage: Stage, sent: dict[str, Any], patient: Patient, counter: Counter
) -> None:
    second = counter.another_tab()
    for one in (counter, second):
        one.goes_to(f"/pharmacy/prescriptions/{sent['id']}")
    counter.page.get_by_role("button", name="Start", exact=True).click()
    counter.supplies(MEDICINES[0].partition(" ")[0])

    counter.page.locator("body").press("x")
    expect(counter.page.get_by_text("Nothing in hand")).to_be_visible()
    expect(counter.page).to_have_title(re.compile("Dispense"))
    assert patient.name not in counter.page.title()
    assert patient.name not in "".join(counter.page.locator(".desk-rest").all_inner_texts())

    counter.signs_out()
    counter.page.go_back()
    for one in (counter, second):
        expect(one.heading).to_have_text("Sign in")
        assert patient.name not in one.page.content()
        assert patient.name not in one.page.title()
    counter.who = stage.world.people["pharmacist2"]
    counter.page.goto("/sign-in")
    counter.fills_in_the_door(stage.world.password)
    counter.opens_one(sent["id"])
    expect(counter.page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
