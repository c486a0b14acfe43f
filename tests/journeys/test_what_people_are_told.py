"""The bell, the notifications page, and pages that are not there."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient


def test_the_bell_rings_and_each_note_is_read_by_opening_it(patient: Patient, gp: Gp) -> None:
    patient.goes_home()
    expect(patient.bell).to_have_accessible_name("Notifications, 0 unread")
    one, other = patient.asked(), patient.asked(symptoms="My knee hurts when I run.")
    gp.calls(f"{one}/accept")
    gp.calls(f"{other}/accept")
    expect(patient.bell).to_have_accessible_name("Notifications, 2 unread")

    patient.bell.click()
    notes = patient.page.get_by_role("dialog", name="Notifications")
    expect(notes).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(patient.dialog.get_by_role("listitem")).to_have_count(2)
    patient.dialog.get_by_role("link", name="Unread: ").last.click()
    expect(patient.stands(one, "accepted")).to_be_visible()
    expect(patient.bell).to_have_accessible_name("Notifications, 1 unread")

    patient.goes_to("/patient/notifications")
    notes = patient.page.get_by_role("list", name="Notifications", exact=True)
    expect(notes.get_by_role("listitem")).to_have_count(2)
    expect(patient.page).to_have_title("1 unread · Notifications · Handover")
    patient.page.get_by_role("link", name="Unread", exact=True).click()
    expect(notes.get_by_role("listitem")).to_have_count(1)
    gp.calls(f"{one}/start")
    expect(notes.get_by_role("listitem")).to_have_count(2)

    patient.page.get_by_role("button", name="Mark all read").click()
    expect(patient.bell).to_have_accessible_name("Notifications, 0 unread")
    expect(patient.page).to_have_title("Notifications · Handover")
    expect(patient.page.get_by_text("Nothing here")).to_be_visible()


def test_nobody_opens_the_pages_of_another_role(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    for person, path in (
        (patient, "/gp"),
        (patient, f"/gp/consultations/{one}"),
        (patient, "/admin"),
        (gp, "/patient"),
        (gp, "/admin"),
    ):
        person.goes_to(path)
        expect(person.heading).to_have_text("We cannot find that page")
        assert "cough" not in person.page.content()


def test_an_address_that_leads_nowhere_says_so(stage: Stage, patient: Patient) -> None:
    stage.excuses("404")

    patient.page.goto("/patient/nothing-here")

    expect(patient.heading).to_have_text("We cannot find that page")
    patient.page.get_by_role("link", name="Go to my start page").click()
    patient.page.get_by_role("link", name=f"Go on as {patient.name}").click()
    expect(patient.heading).to_have_text(f"Hello {patient.name}")


def test_who_is_not_signed_in_is_led_to_the_door(stage: Stage) -> None:
    visitor = Patient(stage.context(), stage.world.people["patient"], stage.url)

    visitor.page.goto("/patient")

    expect(visitor.heading).to_have_text("Sign in")
