"""Nobody is shut out where a pharmacy puts things right: axe on its seldom dialogs."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient
from tests.journeys.test_at_the_counter import Counter
from tests.journeys.test_following_a_prescription import does, grave, prescribed
from tests.journeys.test_prescriptions_for_everybody import EVERY, put_away, rests
from tests.journeys.test_putting_it_right import DRUG, chooses, everything


@pytest.mark.parametrize("stage", EVERY, indirect=True)
def test_axe_finds_nothing_serious_where_a_pharmacy_puts_things_right(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    place = stage.world.pharmacy.id
    counter, colleague = stage.enters(Counter, "pharmacist"), stage.enters(Counter, "pharmacist2")
    strong, given, late = (
        prescribed(gp, patient, place, name) for name in (DRUG, "omeprazole", "bisoprolol")
    )
    everything(counter, colleague, strong, "ready")
    everything(counter, colleague, given, "handed")
    everything(counter, colleague, late, "ready")
    does(gp, f"{late['id']}/stop-request", {"reason": "Her heart rate is too low."})
    receives(colleague)

    found = {
        name: grave(counter)
        for name in _put_right(counter, *(one["id"] for one in (strong, given, late)))
    }

    assert {name: those for name, those in found.items() if those} == {}


def receives(who: Counter) -> None:
    """Enter a delivery of the controlled drug."""
    who.goes_to("/pharmacy/register")
    who.page.get_by_role("button", name="Enter a delivery…").click()
    who.dialog.get_by_label("Drug").select_option(label=DRUG)
    who.dialog.get_by_label("How much came in").fill("56")
    who.dialog.get_by_label("Supplier").fill("Test Wholesale")
    who.confirms("Enter the delivery")
    expect(who.dialog).to_have_count(0)


def _put_right(counter: Counter, strong: str, given: str, late: str) -> Iterator[str]:
    """Every dialog in which something is proved, taken back or put right, refused once."""
    counter.opens_one(strong)
    counter.supply(1).get_by_role("button", name="Hand over…").click()
    counter.confirms("Hand over")
    expect(counter.dialog).to_contain_text("Ask for two of")
    expect(counter.dialog.get_by_label("Proof of identity")).to_be_visible()
    yield "dialog: hand over a controlled drug"
    put_away(counter)
    counter.opens_one(given)
    chooses(counter, 1, "Entered in error")
    counter.confirms("Strike it out")
    expect(counter.dialog).to_contain_text("Say why")
    yield "dialog: entered in error"
    put_away(counter)
    counter.opens_one(late)
    stop = counter.page.get_by_role("alert", name="Stop")
    yield "to be stopped"
    stop.get_by_role("button", name="It is still here: stop it…").click()
    expect(counter.dialog).to_be_visible()
    yield "dialog: stop"
    put_away(counter)
    stop.get_by_role("button", name="Already handed over…").click()
    counter.confirms("It is too late to stop")
    expect(counter.dialog).to_contain_text("Ask for two of")
    yield "dialog: already handed over"
    put_away(counter)
    counter.goes_to("/pharmacy/register")
    rests(counter)
    for opens, confirms, said in (
        ("Enter a count…", "Enter the count", "Choose the drug."),
        ("Correct…", "Enter the correction", "Say what went wrong"),
    ):
        counter.page.get_by_role("button", name=opens).first.click()
        counter.confirms(confirms)
        expect(counter.dialog).to_contain_text(said)
        yield f"dialog: {confirms}"
        put_away(counter)
    counter.goes_to("/pharmacy/prescriptions/00000000-0000-4000-8000-000000000000")
    expect(counter.page.get_by_text("This prescription is not here")).to_be_visible()
    yield "not here"


def test_one_step_at_a_time_leads(stage: Stage, patient: Patient, gp: Gp) -> None:
    counter, colleague = stage.enters(Counter, "pharmacist"), stage.enters(Counter, "pharmacist2")
    one = prescribed(gp, patient, stage.world.pharmacy.id, "amoxicillin", "paracetamol")
    counter.opens_one(one["id"])

    led = [leads(counter)]
    counter.page.get_by_role("button", name="Start").click()
    led.append(leads(counter, "Supply"))
    counter.supplies("amoxicillin")
    led.append(leads(counter))
    counter.supplies("paracetamol", "7")
    led.append(leads(counter))
    counter.sends_to_check()
    expect(counter.supply(1)).to_be_visible()
    colleague.opens_one(one["id"])
    led.append(leads(colleague))
    colleague.supply(1).get_by_role("button", name="Checked: it is ready").click()
    led.append(leads(colleague, "Hand over…"))

    assert led == [
        ["Start"], ["Supply"], ["Supply"], ["Send to second check"], ["Checked: it is ready"],
        ["Hand over…"],
    ]  # fmt: skip


def leads(who: Counter, waited: str = "") -> list[str]:
    """Return what looks like the next step, once `waited` does."""
    steps = who.page.locator("main :is(.rt-variant-solid:not(:disabled), .supply-button.first)")
    if waited:
        expect(steps.first).to_have_text(waited)
    return steps.all_inner_texts()


def test_the_keyboard_stays_where_the_work_is_until_the_patient_is_put_away(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    counter = stage.enters(Counter, "pharmacist")
    one: dict[str, Any] = prescribed(gp, patient, stage.world.pharmacy.id)
    counter.goes_home()
    keys = counter.page.keyboard

    counter.types(one["code"])
    expect(counter.in_hand).to_be_focused()
    keys.press("s")
    expect(counter.page.get_by_role("button", name="Start")).to_have_count(0)
    supply = counter.page.get_by_role("button", name="Supply: Amoxicillin")
    for _ in range(4):
        keys.press("Tab")
        if supply.evaluate("one => one === document.activeElement"):
            break
    keys.press("Enter")
    medicine = counter.page.get_by_role("heading", name="Amoxicillin")
    expect(medicine).to_be_focused()
    ask = counter.page.get_by_role("button", name="Ask the prescriber…")
    ask.press("Enter")
    expect(counter.dialog.get_by_label("Your question")).to_be_focused()
    keys.press("Escape")
    expect(ask).to_be_focused()
    keys.press("x")

    expect(counter.page.get_by_text("Nothing in hand")).to_be_visible()
    expect(counter.in_hand).to_have_count(0)
