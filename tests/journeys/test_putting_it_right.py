"""What went wrong at the counter is put right; controlled drugs are in the book; the day ends."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient
from tests.journeys.test_following_a_prescription import does, finds, prescribed, stands, supplies

DRUG = "Morphine 10 mg tablets"


def chooses(who: Counter, number: int, step: str) -> None:
    """Open the dialog of a seldom step of a supply, from its own menu."""
    who.supply(number).get_by_role("button", name="More", exact=True).click()
    who.page.get_by_role("menuitem", name=step).click()
    expect(who.dialog).to_be_visible()


def everything(counter: Counter, colleague: Counter, one: dict[str, Any], last: str) -> None:
    """Have gone as far as `last` with the whole of it."""
    wanted = [float(item["quantity"]) for item in one["items"]]
    for step in supplies(counter, colleague, one, *wanted):
        if step == last:
            return


def test_back_to_stock_supplied_again_and_struck_out_by_somebody_else(
    stage: Stage, gp: Gp, patient: Patient, counter: Counter, colleague: Counter
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    everything(counter, colleague, one, "ready")
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    expect(stands(patient, one, "ready")).to_be_visible()
    counter.opens_one(one["id"])

    chooses(counter, 1, "Return to stock")
    counter.dialog.get_by_label("Why does it go back?").fill("She asked for liquid instead.")
    counter.confirms("Return it to stock")
    expect(counter.supply(1)).to_have_attribute("data-status", "returned")
    expect(stands(patient, one, "taken_on")).to_be_visible()
    counter.supplies("amoxicillin")
    counter.sends_to_check()
    colleague.opens_one(one["id"])
    colleague.supply(2).get_by_role("button", name="Checked: it is ready").click()
    counter.hands_over(2, "Name", "Date of birth")
    expect(stands(patient, one, "supplied")).to_be_visible()

    chooses(counter, 2, "Entered in error")
    counter.dialog.get_by_label("What really happened?").fill("It was never collected.")
    counter.confirms("Strike it out")
    expect(counter.dialog.get_by_role("alert")).to_contain_text("somebody else")
    expect(counter.dialog.get_by_label("What really happened?")).to_have_value(
        "It was never collected."
    )
    chooses(colleague, 2, "Entered in error")
    colleague.dialog.get_by_label("What really happened?").fill("It was never collected.")
    colleague.confirms("Strike it out")

    expect(colleague.supply(2)).to_have_attribute("data-status", "entered_in_error")
    expect(stands(patient, one, "taken_on")).to_be_visible()
    gp.goes_to("/gp/notifications")
    expect(gp.page.get_by_role("main")).to_contain_text("struck out a hand-over to")


def test_a_controlled_drug_comes_in_leaves_with_proof_and_stands_on_the_page_of_the_day(
    stage: Stage, gp: Gp, patient: Patient, counter: Counter, colleague: Counter
) -> None:
    item = {
        "medicine_id": finds(gp, DRUG), "dose": 1, "frequency": "once_daily", "duration_days": 14,
    }  # fmt: skip
    asked = {
        "patient_id": patient.who.id,
        "consultation_id": gp.accepted(patient.asked()),
        "items": [item],
        "pharmacy_id": stage.world.pharmacy.id,
    }
    one = does(gp, "create", asked)
    quantity = float(one["items"][0]["quantity"])
    everything(counter, colleague, one, "ready")
    counter.goes_to("/pharmacy/register")

    counter.page.get_by_role("button", name="Enter a delivery…").click()
    counter.confirms("Enter the delivery")
    expect(counter.dialog).to_contain_text("Choose the drug.")
    counter.dialog.get_by_label("Drug").select_option(label=DRUG)
    counter.dialog.get_by_label("How much came in").fill("56")
    counter.dialog.get_by_label("Supplier").fill("Test Wholesale")
    counter.confirms("Enter the delivery")
    expect(line(counter, 1)).to_contain_text("Test Wholesale")
    expect(line(counter, 1)).to_contain_text("56 tablets")
    colleague.opens_one(one["id"])
    colleague.hands_over(1, "Name", "Date of birth")
    expect(colleague.dialog).to_contain_text("Say which proof of identity you saw")
    colleague.dialog.get_by_label("Proof of identity").fill("passport 4411")
    colleague.confirms("Hand over")
    expect(colleague.supply(1)).to_have_attribute("data-status", "collected")

    expect(line(counter, 2)).to_contain_text("passport 4411")
    expect(line(counter, 2)).to_contain_text(colleague.name)
    expect(line(counter, 2)).to_contain_text(f"{56 - quantity:g} tablets")
    counter.goes_to("/pharmacy/day")
    controlled = counter.page.get_by_role("region", name="Controlled drugs")
    expect(controlled).to_contain_text(f"−{quantity:g} tablets")
    expect(controlled).to_contain_text(f"{56 - quantity:g} tablets")
    for word, holds in (("CSV", DRUG.encode()), ("PDF", b"%PDF-")):
        link = counter.page.get_by_role("link", name=f"End of day as {word} (new tab)")
        expect(link).to_have_attribute("target", "_blank")
        taken = counter.context.request.get(link.get_attribute("href") or "")
        assert holds in taken.body()


def line(counter: Counter, number: int) -> Locator:
    """Return a line of the register by its number."""
    return counter.page.get_by_role("row").filter(has_text=f"line {number}")
