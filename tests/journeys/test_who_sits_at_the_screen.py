"""Signing in and out, two tabs, and the next person at the same screen."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

DRAFT = "What nobody else may read."


def test_whoever_comes_next_finds_nothing_of_the_one_before(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = gp.accepted(patient.asked(symptoms="A secret about my left knee."))
    other = stage.world.people["patient2"]
    patient.opens(one)
    patient.box.press_sequentially(DRAFT)
    assert patient.has_drafts()

    patient.signs_out()
    expect(patient.page.get_by_text("You are signed out.")).to_be_visible()
    patient.page.go_back()
    expect(patient.heading).to_have_text("Sign in")
    for private in (patient.name, "left knee", DRAFT):
        assert private not in patient.page.content()
    assert not patient.has_drafts()

    patient.who = other
    patient.page.goto("/sign-in")
    patient.fills_in_the_door(stage.world.password)
    expect(patient.heading).to_have_text(f"Hello {other.name}")
    expect(patient.page.get_by_text("Nothing going on")).to_be_visible()
    patient.goes_to(f"/patient/consultations/{one}")
    expect(patient.page.get_by_text("You cannot open this consultation")).to_be_visible()
    assert "left knee" not in patient.page.content()


def test_a_wrong_password_is_told_in_a_sentence(stage: Stage) -> None:
    context = stage.context()
    visitor = Patient(context, stage.world.people["patient"], stage.url)
    visitor.page.goto("/sign-in")

    visitor.page.get_by_label("E-mail").fill(visitor.who.email)
    visitor.page.get_by_label("Password").fill("not the password")
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()

    expect(visitor.page.get_by_text("The e-mail address or the password is not")).to_be_visible()
    expect(visitor.page.get_by_label("Password")).to_have_value("")


def test_both_tabs_of_one_person_are_true(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    second = patient.another_tab()
    patient.goes_home()
    second.opens(one)

    gp.goes_home().accepts(patient)
    expect(patient.stands(one, "accepted")).to_be_visible()
    expect(second.stands(one, "accepted")).to_be_visible()

    second.tries_to("Cancel this consultation")
    second.dialog.get_by_role("textbox").fill("I am better again.")
    second.confirms("Cancel consultation")
    expect(patient.page.get_by_text("Nothing going on")).to_be_visible()


def test_signing_out_in_one_tab_makes_the_other_leave(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    second = patient.another_tab()
    second.opens(consultation)
    second.box.press_sequentially(DRAFT)
    patient.goes_home()

    patient.signs_out()

    expect(second.heading).to_have_text("Sign in")
    expect(second.page.get_by_text("your session ended")).to_be_visible()
    assert not second.has_drafts()
    assert gp.name not in second.page.content()
