"""At the counter, what is done seldom: given back, taken back, sent out, supplied after all."""

from typing import Any

from playwright.sync_api import expect

from tests.journeys.counter import Counter
from tests.journeys.people import Patient
from tests.journeys.test_following_a_prescription import does, stands

WHY = "Why do you give it back?"


def is_ready(counter: Counter, colleague: Counter, one: dict[str, Any]) -> None:
    """Have all of it put together by one and checked by the other."""
    path = str(one["id"])
    lines = [{"item_id": each["id"], "quantity": each["quantity"]} for each in one["items"]]
    does(counter, f"{path}/fulfill", {"lines": lines})
    does(colleague, f"{path}/supplies/1/check")
    does(counter, f"{path}/supplies/1/ready")


def test_given_back_it_waits_for_the_patient_to_choose(
    sent: dict[str, Any], counter: Counter, patient: Patient
) -> None:
    patient.goes_to(f"/patient/prescriptions/{sent['id']}")
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").click()

    counter.tries_to("Give back")
    counter.dialog.get_by_label(WHY).fill("We have none of it this week.")
    counter.confirms("Give it back")

    expect(counter.page.get_by_text("Nothing new has come in.")).to_be_visible()
    expect(
        patient.page.get_by_role("button", name="Change the pharmacy…").or_(
            patient.page.get_by_role("button", name="Choose a pharmacy…")
        )
    ).to_be_visible()
    expect(patient.page.locator("main")).to_contain_text("We have none of it this week.")


def test_a_question_is_taken_back_and_it_goes_on(sent: dict[str, Any], counter: Counter) -> None:
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").click()
    counter.tries_to("Ask the prescriber")
    counter.dialog.get_by_label("Your question").fill("Is it 2.5 mg?")
    counter.confirms("Ask the prescriber")

    counter.page.get_by_role("button", name="Take the question back").click()

    expect(counter.page.get_by_role("button", name="Take the question back")).to_have_count(0)
    counter.supplies("bisoprolol")


def test_what_was_not_supplied_is_supplied_after_all(
    sent: dict[str, Any], counter: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").click()
    counter.page.get_by_role("button", name="More: metformin").click()
    counter.page.get_by_role("menuitem", name="Not supplied…").click()
    counter.dialog.get_by_label("Why is it not supplied?").fill("Out of stock.")
    counter.confirms("Do not supply it")
    expect(counter.dialog).to_be_hidden()

    counter.page.get_by_role("button", name="More: metformin").click()
    counter.page.get_by_role("menuitem", name="Supply after all…").click()
    counter.confirms("Supply it after all")

    expect(counter.dialog).to_be_hidden()
    counter.supplies("metformin")


def test_what_was_only_checked_is_said_to_be_ready(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    lines = [{"item_id": each["id"], "quantity": each["quantity"]} for each in sent["items"]]
    does(counter, f"{sent['id']}/fulfill", {"lines": lines})
    does(colleague, f"{sent['id']}/supplies/1/check")
    counter.opens_one(sent["id"])

    counter.supply(1).get_by_role("button", name="Ready to collect").click()

    expect(counter.supply(1)).to_have_attribute("data-status", "ready")


def test_sent_out_not_delivered_sent_again_and_delivered(
    sent: dict[str, Any], counter: Counter, colleague: Counter, patient: Patient
) -> None:
    is_ready(counter, colleague, sent)
    patient.goes_to(f"/patient/prescriptions/{sent['id']}")
    counter.opens_one(sent["id"])
    supply = counter.supply(1)

    for word in ("Send out…", "Send out again…"):
        supply.get_by_role("button", name=word).click()
        counter.dialog.get_by_label("Where to").fill("1 Ash Lane")
        counter.dialog.get_by_label("Who delivers it").fill("Colin")
        counter.confirms("Send it out")
        expect(supply).to_have_attribute("data-status", "dispatched")
        if word == "Send out…":
            supply.get_by_role("button", name="Not delivered…").click()
            counter.dialog.get_by_label("What happened?").fill("Nobody was at home.")
            counter.confirms("It was not delivered")
            expect(supply).to_have_attribute("data-status", "delivery_failed")
    supply.get_by_role("button", name="Delivered…", exact=True).click()
    for fact in ("Name", "Date of birth"):
        counter.dialog.get_by_role("checkbox", name=fact).check()
    counter.confirms("It was delivered")

    expect(supply).to_have_attribute("data-status", "delivered")
    expect(stands(patient, sent, "supplied")).to_be_visible()
