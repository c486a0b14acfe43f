"""A request runs out while the patient looks at it."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

STAGE = "own"


def test_the_patient_is_told_and_the_list_is_empty_again(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = patient.asked(urgency="urgent")
    patient.opens(one)
    gp.goes_home()
    expect(gp.row(one)).to_be_visible()

    stage.server.portal("clock", "advance", "1h50m")
    expect(gp.bell).to_have_accessible_name("Notifications, 2 unread")
    gp.bell.click()
    expect(gp.page.get_by_text(f"The request of {patient.name} still waits")).to_be_visible()
    gp.page.keyboard.press("Escape")
    expect(patient.bell).to_have_accessible_name("Notifications, 0 unread")
    expect(gp.row(one)).to_be_visible()
    stage.server.portal("clock", "advance", "15m")

    expect(patient.stands(one, "expired")).to_contain_text("Nobody could answer in time")
    expect(patient.bell).to_have_accessible_name("Notifications, 1 unread")
    expect(gp.row(one)).to_have_count(0)
