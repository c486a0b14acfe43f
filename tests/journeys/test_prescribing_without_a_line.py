"""The connection goes away while a prescription is written, looked through and signed."""

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient
from tests.journeys.test_prescribing import NAMES, Prescriber

PROXIED = True
SENTENCE = "Take 1 capsule by mouth once a day for 28 days."
NOTE = "Large print, please."


@pytest.fixture
def doctor(stage: Stage, gp: Gp, consultation: str) -> Prescriber:
    """A prescriber with one medicine on the desk, kept."""
    stage.excuses("WebSocket connection to")
    stage.excuses("net::ERR_")
    made = Prescriber(gp.context, gp.who, gp.url)
    made.opens(consultation)
    made.turns_to_the_desk()
    made.finds("omeprazole 20", NAMES[1])
    made.doses("1", 0, "28")
    made.page.keyboard.press("Enter")
    expect(made.desk).to_contain_text(SENTENCE)
    expect(made.saved).to_contain_text("Saved")
    return made


def signed(stage: Stage, patient: Patient) -> list[str]:
    """Return what was really signed for the patient, past the line that is cut."""
    answer = patient.context.request.get(f"{stage.server.url}/api/prescriptions/patient")
    assert answer.ok, answer.text()
    return [one["id"] for one in answer.json()["items"]]


def looks_it_through(doctor: Prescriber) -> None:
    doctor.desk.get_by_role("button", name="Review and sign…").click()
    expect(doctor.dialog.get_by_role("button", name="Sign and send")).to_be_visible()


def test_what_was_typed_without_a_line_is_kept_and_nothing_is_signed_meanwhile(
    stage: Stage, patient: Patient, doctor: Prescriber, consultation: str
) -> None:
    stage.server.proxy.cut()
    expect(doctor.reconnecting).to_be_visible()
    doctor.desk.get_by_label("Note to the pharmacist").fill(NOTE)
    expect(doctor.saved).to_contain_text("Not saved yet: no connection")
    doctor.desk.get_by_role("button", name="Review and sign…").click()
    expect(doctor.desk.get_by_role("alert")).to_contain_text("wait for the connection")
    expect(doctor.dialog).to_have_count(0)

    stage.server.proxy.mend()

    expect(doctor.saved).to_contain_text("Saved", timeout=20_000)
    expect(doctor.reconnecting).to_have_count(0, timeout=20_000)
    expect(doctor.desk.get_by_label("Note to the pharmacist")).to_have_value(NOTE)
    doctor.page.reload()
    doctor.waits_until_live()
    doctor.turns_to_the_desk()
    expect(doctor.desk).to_contain_text(SENTENCE)
    expect(doctor.desk.get_by_label("Note to the pharmacist")).to_have_value(NOTE)
    assert signed(stage, patient) == []


def test_a_signature_without_a_line_is_not_shown_as_one(
    stage: Stage, patient: Patient, doctor: Prescriber
) -> None:
    looks_it_through(doctor)
    stage.server.proxy.cut()
    expect(doctor.reconnecting).to_be_visible()
    button = doctor.dialog.locator("button.rt-variant-solid")

    button.dblclick()

    expect(button).to_have_text("Waiting for the line…")
    expect(button).to_be_disabled()
    expect(doctor.dialog.get_by_role("alert")).to_contain_text("never signed twice")
    assert signed(stage, patient) == []
    stage.server.proxy.mend()
    expect(doctor.dialog.get_by_role("alert")).to_contain_text("It is not signed", timeout=20_000)
    assert signed(stage, patient) == []
    doctor.dialog.get_by_role("button", name="Sign and send").click()
    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_be_visible()
    assert len(signed(stage, patient)) == 1


def loses_the_answer(doctor: Prescriber, stage: Stage) -> None:
    """Let the signature arrive, and the line break before its answer is back."""

    def breaks(route: Route) -> None:
        route.fetch()
        stage.server.proxy.cut()
        route.abort()

    doctor.page.route("**/api/prescriptions/*/sign", breaks, times=1)
    doctor.dialog.get_by_role("button", name="Sign and send").click()


def test_a_signature_whose_answer_was_lost_is_found_and_not_repeated(
    stage: Stage, patient: Patient, doctor: Prescriber
) -> None:
    looks_it_through(doctor)

    loses_the_answer(doctor, stage)
    expect(doctor.dialog.get_by_text("Waiting for the line…")).to_be_visible()
    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_have_count(0)
    stage.server.proxy.mend()

    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_be_visible(timeout=20_000)
    expect(doctor.dialog).to_have_count(0)
    assert len(signed(stage, patient)) == 1


def test_a_page_torn_away_while_signing_says_what_became_of_it(
    stage: Stage, patient: Patient, doctor: Prescriber
) -> None:
    looks_it_through(doctor)
    loses_the_answer(doctor, stage)
    expect(doctor.dialog.get_by_text("Waiting for the line…")).to_be_visible()
    stage.server.proxy.mend()

    doctor.page.reload()
    doctor.waits_until_live()
    doctor.page.keyboard.press("p")

    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_be_visible(timeout=20_000)
    assert len(signed(stage, patient)) == 1
