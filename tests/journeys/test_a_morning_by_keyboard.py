"""A clinician's morning without a mouse: rows, steps, the conversation, the next one."""

from playwright.sync_api import expect

from tests.journeys.people import Gp, Patient


def test_rows_are_walked_taken_and_answered_by_single_keys(
    patient: Patient, other_patient: Patient, gp: Gp
) -> None:
    first = patient.asked(urgency="urgent")
    second = other_patient.asked()
    gp.goes_home()
    expect(gp.row(second)).to_be_visible()
    keys = gp.page.keyboard

    keys.press("j")
    expect(gp.row(first).get_by_role("link").first).to_be_focused()
    keys.press("j")
    expect(gp.row(second).get_by_role("link").first).to_be_focused()
    keys.press("d")
    expect(gp.row(second)).to_have_count(0)
    keys.press("k")
    expect(gp.row(first).get_by_role("link").first).to_be_focused()
    keys.press("a")
    expect(gp.stands(first, "accepted")).to_be_visible()
    keys.press("s")
    expect(gp.heading).to_contain_text(patient.name)
    gp.waits_until_live()
    expect(gp.box).to_be_visible()
    keys.press("r")
    expect(gp.box).to_be_focused()
    keys.type("Good morning, how are you today?")
    keys.press("Enter")

    expect(gp.said("Good morning, how are you today?")).to_be_visible()
    assert patient.reads(first)["status"] == "in_progress"


def test_a_patient_is_found_while_typing(patient: Patient, gp: Gp, consultation: str) -> None:
    gp.goes_home()
    expect(gp.row(consultation)).to_be_visible()
    keys = gp.page.keyboard

    keys.press("/")
    expect(gp.page.get_by_role("combobox")).to_be_focused()
    keys.type(patient.name.split()[0][:4].lower())
    expect(gp.page.get_by_role("option", name=patient.name)).to_be_visible()
    keys.press("Enter")

    expect(gp.heading).to_contain_text(patient.name)


def test_letters_typed_in_a_field_do_nothing_else(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    gp.opens(consultation)

    gp.box.press_sequentially("jadsk rn?/")

    expect(gp.box).to_have_value("jadsk rn?/")
    assert patient.reads(consultation)["status"] == "in_progress"
