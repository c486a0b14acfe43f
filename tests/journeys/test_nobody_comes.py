"""The agreed time passes: the patient does not come, or nobody comes for the patient."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

STAGE = "own"


def test_a_patient_who_does_not_come_is_told(stage: Stage, patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.calls(f"{one}/accept")
    patient.goes_home()
    gp.opens(one)

    gp.tries_to("Patient did not come")
    gp.confirms("The patient did not come")
    expect(gp.page.get_by_text("This is possible from").first).to_be_visible()
    stage.server.portal("clock", "advance", "11m")
    gp.opens(one)
    gp.tries_to("Patient did not come")
    gp.confirms("The patient did not come")

    expect(gp.stands(one, "no_show")).to_be_visible()
    patient.opens(one)
    expect(patient.stands(one, "no_show")).to_contain_text("did not reach you")


def test_a_patient_for_whom_nobody_comes_says_so(
    stage: Stage, patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    one = patient.asked()
    other_gp.calls(f"{one}/accept")
    gp.goes_home()
    patient.opens(one)

    stage.server.portal("clock", "advance", "16m")
    expect(gp.bell).to_have_accessible_name("Notifications, 1 unread")
    patient.opens(one)
    patient.tries_to("Nobody came")
    patient.confirms("Nobody came")

    expect(patient.stands(one, "missed")).to_contain_text("We are sorry")
    expect(gp.bell).to_have_accessible_name("Notifications, 2 unread")


def test_what_nobody_starts_is_missed_by_itself(stage: Stage, patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.calls(f"{one}/accept")
    patient.opens(one)

    stage.server.portal("clock", "advance", "61m")

    expect(patient.stands(one, "missed")).to_be_visible()
