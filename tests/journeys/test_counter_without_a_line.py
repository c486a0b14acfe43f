"""The connection, or the portal itself, goes away while a pharmacist is in the middle of it."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.test_following_a_prescription import does

STAGE = "own"
PROXIED = True
COLLECTOR = "Nora, her daughter"


@pytest.fixture
def counter(stage: Stage) -> Counter:
    stage.excuses("WebSocket connection to")
    stage.excuses("net::ERR_")
    return stage.enters(Counter, "pharmacist")


@pytest.fixture
def ready(stage: Stage, sent: dict[str, Any], counter: Counter) -> dict[str, Any]:
    """The same, with a supply that is ready to be handed over."""
    colleague = stage.enters(Counter, "pharmacist2")
    path = str(sent["id"])
    does(counter, f"{path}/claim")
    lines = [{"item_id": one["id"], "quantity": one["quantity"]} for one in sent["items"]]
    does(counter, f"{path}/fulfill", {"lines": lines})
    does(colleague, f"{path}/supplies/1/check")
    return does(counter, f"{path}/supplies/1/ready")


def stored(stage: Stage, counter: Counter, one: dict[str, Any]) -> dict[str, Any]:
    """Return how it really stands, past the line that is cut."""
    answer = counter.context.request.get(f"{stage.server.url}/api/prescriptions/{one['id']}")
    assert answer.ok, answer.text()
    return answer.json()


def breaks(stage: Stage, counter: Counter) -> None:
    stage.server.proxy.cut()
    expect(counter.reconnecting).to_be_visible()


def heals(stage: Stage, counter: Counter) -> None:
    stage.server.proxy.mend()
    expect(counter.reconnecting).to_have_count(0, timeout=20_000)
    counter.waits_until_live()


def starts_again(stage: Stage, counter: Counter) -> None:
    """Let the portal stop and start: it remembers nothing of any tab."""
    stage.server.stop()
    expect(counter.reconnecting).to_be_visible()
    stage.server.start()
    expect(counter.reconnecting).to_have_count(0, timeout=30_000)
    counter.waits_until_live()


def fills_in(counter: Counter) -> None:
    """Open the hand-over of the first supply and fill it in, without sending it."""
    counter.supply(1).get_by_role("button", name="Hand over…").click()
    counter.dialog.get_by_role("checkbox", name="Name").check()
    counter.dialog.get_by_role("checkbox", name="Date of birth").check()
    counter.dialog.get_by_label("Collected by").fill(COLLECTOR)


def still_filled_in(counter: Counter) -> None:
    expect(counter.dialog.get_by_role("checkbox", name="Name")).to_be_checked()
    expect(counter.dialog.get_by_role("checkbox", name="Date of birth")).to_be_checked()
    expect(counter.dialog.get_by_label("Collected by")).to_have_value(COLLECTOR)


def test_what_is_taken_and_sent_without_a_line_is_one_supply(
    stage: Stage, sent: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol", "14")
    breaks(stage, counter)

    counter.page.get_by_role("button", name="Supply: metformin").dblclick()
    counter.page.get_by_role("button", name="Send to second check").dblclick()
    expect(counter.page.get_by_role("region", name="Supply 1")).to_have_count(0)
    heals(stage, counter)

    expect(counter.supply(1)).to_have_attribute("data-status", "preparing")
    expect(counter.supply(1).get_by_role("listitem")).to_have_count(2)
    expect(counter.page.get_by_role("alert").filter(has_text="Take at least")).to_have_count(0)
    assert len(stored(stage, counter, sent)["supplies"]) == 1


def test_a_hand_over_filled_in_without_a_line_stays_and_happens_once(
    stage: Stage, ready: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(ready["id"])
    fills_in(counter)
    breaks(stage, counter)

    expect(counter.dialog.get_by_role("status")).to_contain_text("nothing is recorded yet")
    counter.dialog.get_by_role("button", name="Hand over").dblclick()
    still_filled_in(counter)
    assert stored(stage, counter, ready)["supplies"][0]["status"] == "ready"
    heals(stage, counter)

    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(counter.dialog).to_have_count(0)
    expect(counter.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_have_count(0)
    told = [one["what"] for one in stored(stage, counter, ready)["timeline"]]
    assert len([one for one in told if "anded over" in one]) == 1, told


def test_a_portal_that_starts_again_leaves_the_dialog_and_its_fields(
    stage: Stage, ready: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(ready["id"])
    fills_in(counter)

    starts_again(stage, counter)

    expect(counter.dialog.get_by_role("alert")).to_contain_text("was not recorded yet")
    still_filled_in(counter)
    assert stored(stage, counter, ready)["supplies"][0]["status"] == "ready"
    counter.confirms("Hand over")
    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    assert stored(stage, counter, ready)["supplies"][0]["collector"] == COLLECTOR


def test_what_was_sent_to_a_portal_that_was_away_is_not_done_unseen(
    stage: Stage, ready: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(ready["id"])
    fills_in(counter)
    stage.server.stop()
    expect(counter.reconnecting).to_be_visible()

    counter.confirms("Hand over")
    stage.server.start()
    expect(counter.reconnecting).to_have_count(0, timeout=30_000)

    expect(counter.dialog.get_by_role("alert")).to_contain_text("was not recorded yet")
    still_filled_in(counter)
    assert stored(stage, counter, ready)["supplies"][0]["status"] == "ready"


def test_what_was_taken_lies_there_again_when_the_portal_starts_again(
    stage: Stage, sent: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol", "14")
    counter.supplies("metformin")

    starts_again(stage, counter)

    expect(counter.page.get_by_text("14 tablets owed, expected on the next")).to_be_visible()
    expect(counter.page.get_by_role("button", name="Undo: metformin")).to_be_visible()
    counter.sends_to_check()
    expect(counter.supply(1).get_by_role("listitem")).to_have_count(2)


def test_what_one_pharmacist_typed_is_not_there_for_the_one_who_signed_in_meanwhile(
    stage: Stage, ready: dict[str, Any], counter: Counter
) -> None:
    colleague = stage.enters(Counter, "pharmacist2")
    counter.opens_one(ready["id"])
    fills_in(counter)
    breaks(stage, counter)

    counter.context.add_cookies(colleague.context.cookies())  # another tab of the same browser
    heals(stage, counter)

    expect(counter.page.get_by_role("banner")).to_contain_text(colleague.name)
    expect(counter.supply(1)).to_have_attribute("data-status", "ready")
    expect(counter.dialog).to_have_count(0)
    counter.supply(1).get_by_role("button", name="Hand over…").click()
    expect(counter.dialog.get_by_label("Collected by")).to_have_value("")
    expect(counter.dialog.get_by_role("checkbox", name="Name")).not_to_be_checked()
