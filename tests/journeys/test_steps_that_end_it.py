"""A consultation is declined, completed or called off; the other side knows at once."""

from playwright.sync_api import expect

from tests.journeys.people import Gp, Patient

REASON = "This needs somebody to look at it."
ADVICE = "Please go to the walk-in clinic today."


def test_the_patient_reads_reason_and_advice_of_a_refusal(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    patient.opens(one)
    gp.opens(one)

    gp.tries_to("Decline")
    gp.dialog.get_by_label("Why do you decline?").fill(REASON)
    gp.confirms("Decline request")
    expect(gp.dialog.get_by_text("Say what the patient should do instead.")).to_be_visible()
    expect(gp.dialog.get_by_label("Why do you decline?")).to_have_value(REASON)
    expect(patient.stands(one, "requested")).to_be_visible()

    gp.dialog.get_by_label("What should the patient do instead?").fill(ADVICE)
    gp.confirms("Decline request")
    expect(gp.dialog).to_have_count(0)
    expect(gp.stands(one, "declined")).to_be_visible()
    for words in (REASON, ADVICE):
        expect(patient.stands(one, "declined")).to_contain_text(words)


def test_the_patient_reads_the_advice_and_not_the_note(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    note, advice = "Sounds viral, no red flags.", "Call again when you get short of breath."
    patient.opens(consultation)
    gp.opens(consultation)

    gp.turns_to_the_note()
    gp.writes_a_note(**{"Assessment": note, "Watch for": advice})
    gp.completes()

    expect(patient.stands(consultation, "completed")).to_contain_text(advice)
    expect(patient.log).to_be_visible()
    expect(patient.box).to_have_count(0)
    expect(gp.stands(consultation, "completed")).to_contain_text(note)
    patient.opens(consultation)
    assert note not in patient.page.content()


def test_a_request_called_off_leaves_the_work_list(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    gp.goes_home()
    expect(gp.row(one)).to_be_visible()

    patient.opens(one)
    patient.tries_to("Cancel this consultation")
    patient.confirms("Go back")
    expect(patient.dialog).to_have_count(0)
    expect(gp.row(one)).to_be_visible()
    patient.tries_to("Cancel this consultation")
    patient.confirms("Cancel consultation")

    expect(patient.stands(one, "cancelled")).to_be_visible()
    expect(gp.row(one)).to_have_count(0)
