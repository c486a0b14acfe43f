"""A clinician talks with two patients, one after the other and side by side."""

from playwright.sync_api import expect

from tests.journeys.people import Gp, Patient

FOR_ONE = "Take two of them, for the next five days."


def test_what_is_typed_for_one_never_stands_with_the_other(
    patient: Patient, other_patient: Patient, gp: Gp, consultation: str
) -> None:
    other = gp.accepted(other_patient.asked())
    gp.opens(consultation)
    gp.box.press_sequentially(FOR_ONE)

    gp.opens(other)
    expect(gp.box).to_have_value("")
    expect(gp.box).to_have_accessible_name(f"Message to {other_patient.name}")
    gp.writes("Only for you.")
    expect(gp.said("Only for you.")).to_be_visible()

    gp.opens(consultation)
    expect(gp.box).to_have_value(FOR_ONE)
    expect(gp.log.get_by_text("Only for you.")).to_have_count(0)
    gp.box.press("Enter")
    expect(patient.opens(consultation).said(FOR_ONE)).to_be_visible()
    expect(other_patient.opens(other).log.get_by_text(FOR_ONE)).to_have_count(0)
