"""Questions, other times, and who takes over: each screen follows the other's step."""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

TOMORROW = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%dT10:30")  # noqa: DTZ005


def test_a_question_is_asked_and_answered(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    patient.goes_home()
    gp.opens(one)

    gp.tries_to("Ask")
    gp.dialog.get_by_label("Your question").fill("Do you cough at night?")
    gp.confirms("Send the question")
    expect(gp.stands(one, "info_needed")).to_be_visible()
    patient.page.get_by_role("link", name="Answer: ").click()
    patient.arrives()
    expect(patient.stands(one, "info_needed")).to_contain_text("Do you cough at night?")
    patient.page.get_by_label("Your answer").fill("Every night, about three.")
    patient.page.get_by_role("button", name="Send answer").dblclick()

    expect(patient.stands(one, "requested")).to_be_visible()
    expect(gp.stands(one, "requested")).to_be_visible()
    expect(gp.said("Every night, about three.")).to_have_count(1)
    expect(gp.page.get_by_role("button", name="Accept", exact=True)).to_be_visible()


def test_a_new_time_is_proposed_and_confirmed(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.calls(f"{one}/accept")
    patient.opens(one)
    gp.opens(one)

    patient.tries_to("Propose another time")
    patient.dialog.get_by_label("New time").fill(TOMORROW)
    patient.confirms("Propose")
    proposal = gp.page.get_by_role("region", name="Another time")
    expect(proposal).to_contain_text("10:30")
    proposal.get_by_role("button", name="Agree to the new time").click()

    expect(proposal).to_have_count(0)
    expect(patient.stands(one, "accepted")).to_contain_text("10:30")
    patient.goes_home()
    expect(patient.page.get_by_role("region", name="Next appointment")).to_contain_text("10:30")


def test_a_consultation_handed_back_is_taken_by_a_colleague(
    patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    one = patient.asked()
    other_gp.calls(f"{one}/accept")
    patient.opens(one)
    gp.goes_home()
    other_gp.opens(one)

    other_gp.tries_to("Hand back")
    other_gp.dialog.get_by_label("Why do you hand it back?").fill("I am called to an emergency.")
    other_gp.confirms("Hand back")

    expect(other_gp.heading).to_have_text("Work list")
    expect(other_gp.row(one)).to_have_count(0)
    expect(patient.stands(one, "requested")).to_be_visible()
    gp.accepts(patient)
    expect(patient.stands(one, "accepted")).to_contain_text(gp.name)


def test_the_lead_gives_a_request_to_a_colleague(patient: Patient, gp: Gp, other_gp: Gp) -> None:
    one = patient.asked()
    gp.opens(one)
    other_gp.goes_home()

    gp.tries_to("Reassign")
    gp.dialog.get_by_label("To whom?").select_option(label=other_gp.name)
    gp.dialog.get_by_label("Why?").fill("You know this patient.")
    gp.confirms("Reassign")

    expect(other_gp.bell).to_have_accessible_name("Notifications, 2 unread")
    expect(other_gp.row(one)).to_be_visible()
    other_gp.accepts(patient)
    expect(gp.page.get_by_text(other_gp.name).first).to_be_visible()


def test_a_started_consultation_goes_on_later(patient: Patient, gp: Gp, consultation: str) -> None:
    patient.opens(consultation)
    gp.opens(consultation)

    gp.tries_to("Go on later")
    gp.dialog.get_by_label("When do you go on?").fill(TOMORROW)
    gp.dialog.get_by_label("Why do you stop?").fill("I need to ask a colleague first.")
    gp.confirms("Interrupt")

    expect(patient.stands(consultation, "accepted")).to_contain_text("10:30")
    expect(gp.page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_a_time_that_is_past_is_refused_in_words(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.calls(f"{one}/accept")
    gp.opens(one)

    gp.tries_to("Propose another time")
    gp.dialog.get_by_label("New time").fill("2020-01-01T10:00")
    gp.confirms("Propose")

    expect(gp.dialog).to_contain_text("Choose a time that is still ahead")
    expect(gp.dialog.get_by_label("New time")).to_have_value("2020-01-01T10:00")


def test_a_stranger_gets_no_page_of_it(stage: Stage, patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.calls(f"{one}/accept")
    stranger = stage.enters(Patient, "patient2")

    stranger.goes_to(f"/patient/consultations/{one}")

    expect(stranger.page.get_by_text("You cannot open this consultation")).to_be_visible()
    assert patient.name not in stranger.page.content()
