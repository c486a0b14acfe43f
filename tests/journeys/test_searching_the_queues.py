"""Finding in the queues while typing, with no name in the address; and keys beside a scanner."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter, prescribed
from tests.journeys.people import Gp, Patient
from tests.journeys.test_at_the_counter import token


def addresses(page: Page) -> list[str]:
    """Keep every address that the page asks for or stands at from now on."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    return seen


def test_s6_a_name_is_found_while_typing_survives_a_reload_and_is_in_no_address(
    sent: dict[str, Any], counter: Counter, gp: Gp, patient: Patient
) -> None:
    name = patient.name.split()[-1]
    for who, path, box, row in (
        (counter, "/pharmacy?queue=hold", "Find by name, medicine or code", "li[data-row]"),
        (gp, "/gp/prescriptions?show=active", "Patient, medicine or code", "li[data-row]"),
        (gp, "/gp/patients", "Find by name or day of birth", "main li"),
    ):
        who.goes_to(path)
        seen = addresses(who.page)
        field = who.page.get_by_role("searchbox", name=box)

        field.press_sequentially(name)
        expect(who.page.locator(row).filter(has_text=patient.name).first).to_be_visible()
        field.fill("zzzz")
        expect(who.page.locator(row).filter(has_text=patient.name)).to_have_count(0)
        field.fill(name)
        field.press("Enter")
        expect(who.page.locator(row).filter(has_text=patient.name).first).to_be_visible()
        who.page.reload()
        expect(field).to_have_value(name)
        expect(who.page.locator(row).filter(has_text=patient.name).first).to_be_visible()

        assert not [one for one in [*seen, who.page.url] if name in one or "q=" in one]


def test_choosing_a_queue_ends_the_search(sent: dict[str, Any], counter: Counter) -> None:
    counter.goes_to("/pharmacy?queue=new")
    field = counter.page.get_by_role("searchbox", name="Find by name, medicine or code")
    field.fill("bisoprolol")
    expect(counter.queue.get_by_role("heading", name="Found in all queues")).to_be_visible()

    counter.page.get_by_role("link", name="1 Incoming").click()

    expect(counter.queue.get_by_role("heading", name="Incoming, longest wait")).to_be_visible()
    expect(field).to_have_value("")


def test_quick_shortcut_keys_are_never_taken_for_a_scan_and_never_lost(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter
) -> None:
    rows = [
        prescribed(gp, patient, consultation, one, pharmacy_id=stage.world.pharmacy.id)["id"]
        for one in ("bisoprolol 2.5 mg", "metformin 500 mg", "amoxicillin 500 mg capsules")
    ]
    counter.goes_home()
    expect(counter.queue.locator("li[data-row]")).to_have_count(3)
    counter.heading.click()

    def here() -> str | None:
        return counter.page.locator("[data-here]").get_attribute("data-id")

    counter.page.keyboard.type("jjj")
    expect(counter.queue.locator(f"li[data-id='{rows[2]}']")).to_have_attribute("data-here", "")
    counter.page.keyboard.type("kj")
    counter.page.keyboard.type("k")
    expect(counter.queue.locator(f"li[data-id='{rows[1]}']")).to_have_attribute("data-here", "")
    assert here() == rows[1]
    expect(counter.box).to_have_value("")
    counter.page.keyboard.type("k")
    counter.page.keyboard.press("Enter")

    expect(counter.in_hand).to_contain_text(patient.name)
    assert counter.page.url.split("?")[0].endswith(rows[0])


def test_what_a_scanner_types_moves_nothing_and_waits_when_it_ends_without_enter(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter
) -> None:
    loose = prescribed(gp, patient, consultation, "bisoprolol 2.5 mg")
    place = stage.world.pharmacy.id
    prescribed(gp, patient, consultation, "metformin 500 mg", pharmacy_id=place)
    counter.goes_home()
    expect(counter.queue.locator("li[data-row]")).to_have_count(1)
    counter.heading.click()

    counter.page.keyboard.type("jkj5012345")

    expect(counter.box).to_have_value("jkj5012345")
    expect(counter.box).to_be_focused()
    expect(counter.page.locator("[data-here]")).to_have_count(0)
    counter.box.fill("")
    counter.heading.click()
    counter.page.keyboard.type(token(stage, loose["id"]))  # a scanner that sends no Enter

    expect(counter.in_hand).to_contain_text(patient.name)
