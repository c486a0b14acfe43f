"""Buttons that are pressed twice, and two tabs or two people at the same prescription."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient, Pharmacist
from tests.journeys.test_following_a_prescription import does
from tests.journeys.test_prescribing import NAMES, Prescriber

NOTE = "Note to the pharmacist"


@pytest.fixture
def doctor(gp: Gp) -> Prescriber:
    return Prescriber(gp.context, gp.who, gp.url)


def alarms(who: Pharmacist | Patient | Gp) -> Locator:
    """What is said as an alarm; the places for it are always there."""
    return who.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))


def happened(who: Counter, one: dict[str, Any]) -> list[str]:
    """Return what happened to it, as it is written down."""
    answer = who.context.request.get(f"/api/prescriptions/{one['id']}")
    assert answer.ok, answer.text()
    return [each["what"] for each in answer.json()["timeline"]]


def test_at_the_counter_a_second_press_does_nothing_and_says_nothing(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").dblclick()
    counter.page.get_by_role("button", name="Supply: bisoprolol").dblclick()
    counter.page.get_by_role("button", name="Supply: metformin").dblclick()
    expect(counter.page.get_by_role("button", name="Undo: metformin")).to_be_visible()
    counter.page.get_by_role("button", name="Send to second check").dblclick()
    expect(counter.supply(1)).to_have_attribute("data-status", "preparing")
    expect(alarms(counter)).to_have_count(0)
    colleague.opens_one(sent["id"])
    colleague.supply(1).get_by_role("button", name="Checked: it is ready").dblclick()
    expect(colleague.supply(1)).to_have_attribute("data-status", "ready")
    expect(alarms(colleague)).to_have_count(0)
    counter.supply(1).get_by_role("button", name="Hand over…").dblclick()
    for fact in ("Name", "Date of birth"):
        counter.dialog.get_by_role("checkbox", name=fact).check()

    counter.dialog.get_by_role("button", name="Hand over").dblclick()

    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(counter.dialog).to_have_count(0)
    expect(alarms(counter)).to_have_count(0)
    told = happened(counter, sent)
    assert len(told) == len(set(told)), told


def test_a_scanner_that_types_twice_opens_it_once(sent: dict[str, Any], counter: Counter) -> None:
    counter.goes_home()
    counter.box.fill(sent["code"])

    counter.box.press("Enter")
    counter.box.press("Enter")

    expect(counter.in_hand).to_be_visible()
    expect(alarms(counter)).to_have_count(0)
    assert len(happened(counter, sent)) == len(set(happened(counter, sent)))


def test_a_prescription_is_cancelled_once_by_two_presses(
    sent: dict[str, Any], doctor: Prescriber
) -> None:
    doctor.goes_to(f"/gp/prescriptions/{sent['id']}")
    doctor.tries_to("Cancel")
    doctor.dialog.get_by_label("Why do you cancel it?").fill("A reaction to it.")

    doctor.dialog.get_by_role("button", name="Cancel prescription").dblclick()

    expect(doctor.stands(sent["id"], "cancelled")).to_contain_text("A reaction to it.")
    expect(alarms(doctor)).to_have_count(0)


def test_two_counters_at_one_prescription_see_each_other(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    counter.opens_one(sent["id"])
    colleague.opens_one(sent["id"])
    counter.supplies("bisoprolol")
    colleague.supplies("bisoprolol")

    counter.sends_to_check()

    expect(colleague.supply(1)).to_have_attribute("data-status", "preparing")
    expect(colleague.page.get_by_role("button", name="Undo: bisoprolol")).to_have_count(0)
    send = colleague.page.get_by_role("button", name="Send to second check")
    expect(send).to_be_disabled()
    expect(alarms(colleague)).to_contain_text("can no longer be supplied as you took it")


def test_a_patient_changes_the_pharmacy_while_the_old_one_starts(
    stage: Stage, sent: dict[str, Any], patient: Patient, counter: Counter
) -> None:
    elsewhere = stage.server.world()
    patient.goes_to(f"/patient/prescriptions/{sent['id']}")
    patient.page.get_by_role("button", name="Change the pharmacy…").click()
    other = patient.another_tab().goes_to(f"/patient/prescriptions/{sent['id']}")
    choice = patient.dialog.get_by_role("radio", name=re.compile(f"^{elsewhere.pharmacy.name}"))
    choice.check()
    counter.opens_one(sent["id"])

    does(patient, f"{sent['id']}/pharmacy", {"pharmacy_id": str(elsewhere.pharmacy.id)})

    expect(counter.page.get_by_text("This prescription is not here")).to_be_visible()
    expect(other.page.get_by_role("region", name="Pharmacy")).to_contain_text(
        elsewhere.pharmacy.name
    )
    patient.confirms("Send it there")
    expect(patient.page.get_by_text(f"It is sent to {elsewhere.pharmacy.name}.")).to_be_visible()


def begins(doctor: Prescriber, consultation: str) -> Prescriber:
    """Write a draft, and return the same doctor at a second tab of it."""
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.doses("1", 0, "28")
    doctor.page.keyboard.press("Enter")
    expect(doctor.saved).to_contain_text("Saved")
    second = doctor.another_tab()
    second.opens(consultation)
    second.turns_to_the_desk()
    expect(second.desk).to_contain_text("Take 1 capsule by mouth")
    return second


def test_an_older_draft_in_a_second_tab_overwrites_nothing_unseen(
    stage: Stage, doctor: Prescriber, consultation: str
) -> None:
    stage.excuses("status of 409")
    second = begins(doctor, consultation)
    held: list[Route] = []

    def holds(route: Route) -> None:
        held.append(route)

    second.page.route("**/api/prescriptions/*/draft", holds, times=1)
    with second.page.expect_request("**/api/prescriptions/*/draft"):
        second.desk.get_by_label(NOTE).fill("From the second tab.")
    with doctor.page.expect_response("**/api/prescriptions/*/draft"):
        doctor.desk.get_by_label(NOTE).fill("From the first tab.")

    held[0].continue_()

    clash = second.desk.get_by_role("alert")
    expect(clash).to_contain_text("You changed this prescription in another tab")
    expect(doctor.desk.get_by_label(NOTE)).to_have_value("From the first tab.")
    expect(second.desk.get_by_label(NOTE)).to_have_value("From the second tab.")
    clash.get_by_role("button", name="Keep this one").click()
    expect(doctor.desk.get_by_label(NOTE)).to_have_value("From the second tab.")


def test_what_is_signed_in_one_tab_is_no_draft_in_the_other(
    stage: Stage, doctor: Prescriber, consultation: str
) -> None:
    second = begins(doctor, consultation)
    second.desk.get_by_role("button", name="Review and sign…").click()
    expect(second.dialog.get_by_role("button", name="Sign and send")).to_be_visible()
    third = doctor.another_tab()
    third.opens(consultation)
    third.turns_to_the_desk()
    third.desk.get_by_role("button", name="Discard…").click()

    doctor.signs()

    expect(second.dialog).to_have_count(0)
    expect(second.saved).to_contain_text("It is no draft any more")
    third.confirms("Discard the draft")
    expect(third.desk.get_by_role("alert")).to_have_count(0)
    expect(third.desk.get_by_label("Which medicine?")).to_be_visible()


def test_a_dialog_left_open_is_shut_when_the_page_is_opened_again(
    sent: dict[str, Any], doctor: Prescriber
) -> None:
    doctor.goes_to(f"/gp/prescriptions/{sent['id']}")
    doctor.tries_to("Cancel")
    doctor.goes_home()

    doctor.goes_to(f"/gp/prescriptions/{sent['id']}")

    expect(doctor.stands(sent["id"], "active")).to_be_visible()
    expect(doctor.dialog).to_have_count(0)
