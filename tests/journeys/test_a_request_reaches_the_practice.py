"""A patient asks; the practice sees it on open lists, and the answer comes back by itself."""

from playwright.sync_api import expect

from tests.journeys.people import Gp, Patient


def test_a_request_appears_and_the_acceptance_comes_back(
    patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    # Given two clinicians with their work lists open
    gp.goes_home()
    other_gp.goes_home()
    expect(gp.page.get_by_text("You are up to date")).to_be_visible()

    # When a patient asks
    one = patient.asks("A rash on both arms since the holidays.")

    # Then both lists show it without being loaded again
    for clinician in (gp, other_gp):
        expect(clinician.row(one)).to_contain_text("A rash on both arms")
        expect(clinician.page).to_have_title("1 waiting · Work list · Handover")

    # And when one accepts, the patient's open page says so and the colleague reads by whom
    gp.accepts(patient)
    expect(other_gp.row(one)).to_contain_text(f"Taken by {gp.name}")
    expect(patient.stands(one, "accepted")).to_contain_text(f"{gp.name} has accepted")
    expect(gp.stands(one, "accepted")).to_contain_text("Start")
    expect(other_gp.row(one)).to_have_count(0)
    expect(other_gp.page.get_by_text("You are up to date")).to_be_visible()
