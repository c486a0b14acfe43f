"""Seven roles, each with a home that shows what there is, and their own word in what they hear."""

import json

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import CAST, Gp, Manager, Patient, Person
from tests.journeys.server import Server


def told(person: Person, kind: str, way: str) -> Locator:
    """The switch of one kind of news."""
    return person.page.get_by_role("switch", name=f"{kind}: {way}")


def letters_to(server: Server, person: Person) -> list[str]:
    """The subjects of what was written to somebody, newest first."""
    found = json.loads(server.portal("outbox", "--json"))
    return [one["subject"] for one in found if one["recipient"] == person.who.email]


@pytest.mark.parametrize("key", CAST)
def test_everybody_has_a_home_a_bell_and_a_say_in_it(stage: Stage, key: str) -> None:
    somebody = stage.enters(CAST[key], key)
    for path in ("", "/notifications", "/notifications?show=told", "/account"):
        somebody.goes_to(somebody.home + path)
        expect(somebody.page.locator(".skeleton, .loading")).to_have_count(0)
        expect(somebody.heading).to_have_count(1)
        expect(somebody.heading).not_to_have_text("We cannot find that page")
    somebody.goes_to(f"{somebody.home}/notifications")
    somebody.page.get_by_role("link", name="What I am told").click()
    region = somebody.page.get_by_role("list", name="What I am told")
    expect(region.get_by_text("My account and its security")).to_be_visible()
    expect(region.get_by_role("switch", name="My account")).to_have_count(0)


def test_a_pharmacy_shows_itself_and_says_what_will_come(stage: Stage) -> None:
    pharmacist = stage.enters(CAST["pharmacist"], "pharmacist").goes_home()

    expect(pharmacist.heading).to_have_text("Dispense")
    expect(pharmacist.page.get_by_text("Nothing in hand")).to_be_visible()
    expect(pharmacist.page.get_by_text("What clinicians and patients send here")).to_be_visible()
    staff = pharmacist.page.get_by_role("list", name="Who works here")
    expect(staff.get_by_text(f"{pharmacist.name} (you)")).to_be_visible()
    expect(staff.get_by_role("listitem")).to_have_count(2)


def test_the_managers_figures_move_while_the_practice_works(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    manager = stage.enters(Manager, "manager").goes_home()
    waiting = manager.page.get_by_text("requests wait for an answer").locator("..").locator("b")
    expect(waiting).to_have_text("0")

    one = patient.asked()
    expect(waiting).to_have_text("1")
    gp.calls(f"{one}/accept")

    expect(waiting).to_have_text("0")
    row = manager.page.get_by_role("row", name=gp.name)
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    assert patient.name not in manager.page.content()


def test_a_patient_chooses_what_comes_by_email(patient: Patient, gp: Gp, server: Server) -> None:
    gp.calls(f"{patient.asked()}/accept")
    assert letters_to(server, patient) == ["There is news for you"]

    patient.goes_to("/patient/notifications?show=told")
    answers = told(patient, "Answers to my requests", "by e-mail")
    expect(answers).to_be_checked()
    answers.click()
    expect(answers).not_to_be_checked()
    expect(patient.page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    gp.calls(f"{patient.asked()}/accept")

    assert letters_to(server, patient) == ["There is news for you"]
    expect(patient.bell).to_have_accessible_name("Notifications, 2 unread")
    patient.goes_to("/patient/notifications?show=told")
    expect(answers).not_to_be_checked()


def test_the_last_way_of_hearing_cannot_be_switched_off(patient: Patient) -> None:
    patient.goes_to("/patient/notifications?show=told")
    times, mail = (told(patient, "Changes of the time", way) for way in
                   ("in the portal", "by e-mail"))  # fmt: skip
    mail.click()
    expect(mail).not_to_be_checked()
    times.click()

    expect(patient.page.get_by_text("Keep at least one way")).to_be_visible()
    expect(times).to_be_checked()


def test_whoever_was_slower_finds_the_request_gone_from_their_bell(
    patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    other_gp.goes_to("/gp/notifications")
    one = patient.asked()
    expect(other_gp.page.get_by_text(f"{patient.name} asks for a consultation")).to_be_visible()
    gp.calls(f"{one}/accept")

    expect(other_gp.page.get_by_text(f"{gp.name} took this request")).to_be_visible()
    expect(other_gp.bell).to_have_accessible_name("Notifications, 0 unread")
    expect(other_gp.page.get_by_role("main")).not_to_contain_text(patient.name)
