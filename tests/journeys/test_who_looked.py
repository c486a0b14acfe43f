"""The patient's record, open on two screens: what is written appears, and so does who looked."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Manager, Patient


def adds_an_allergy(gp: Gp, substance: str, severity: str) -> None:
    """Put an allergy on record."""
    gp.page.get_by_role("button", name="Add an allergy").first.click()
    expect(gp.dialog.get_by_role("heading")).to_have_text("Add an allergy")
    gp.dialog.get_by_label("Substance").fill(substance)
    gp.dialog.get_by_label("Reaction").fill("Swollen face, hives")
    gp.dialog.get_by_label("How bad?").select_option(severity)
    gp.dialog.get_by_label("How sure?").select_option("confirmed")
    gp.confirms("Add")
    expect(gp.dialog).to_have_count(0)


def test_s11_who_looked_grows_while_the_patient_reads(patient: Patient, gp: Gp) -> None:
    one = patient.asked()
    patient.goes_to("/patient/record")
    looked = patient.page.get_by_role("region", name="Who looked at my record")
    expect(looked.get_by_text("Nobody has looked at your record yet.")).to_be_visible()

    gp.calls(f"{one}/accept")
    gp.opens(one)
    expect(looked.get_by_role("listitem").first).to_contain_text(gp.name)
    lines = looked.get_by_role("listitem").count()
    gp.goes_to(f"/gp/patients/{patient.who.id}")
    expect(gp.heading).to_have_text(patient.name)

    expect(looked.get_by_role("listitem").filter(has_text=gp.name).first).to_be_visible()
    assert looked.get_by_role("listitem").count() >= lines


def test_an_allergy_appears_on_the_patients_open_page(patient: Patient, gp: Gp) -> None:
    one = gp.accepted(patient.asked())
    patient.goes_to("/patient/record")
    mine = patient.page.get_by_role("region", name="My allergies")
    expect(mine).to_contain_text("Nobody has asked you yet.")
    gp.opens(one)

    adds_an_allergy(gp, "Penicillin", "life_threatening")

    expect(mine).to_contain_text("Penicillin")
    expect(mine).to_contain_text("Life-threatening")
    panel = gp.page.get_by_role("region", name="Allergies")
    expect(panel).to_contain_text("Penicillin")


def test_a_correction_keeps_what_stood_there(patient: Patient, gp: Gp, other_gp: Gp) -> None:
    gp.accepted(patient.asked())
    patient.goes_to("/patient/record")
    gp.goes_to(f"/gp/patients/{patient.who.id}")
    adds_an_allergy(gp, "Penicilin", "severe")

    gp.page.get_by_role("button", name="Correct Penicilin").click()
    gp.dialog.get_by_label("Substance").fill("Amoxicillin")
    gp.confirms("Correct")
    expect(gp.dialog.get_by_label("Why is it corrected?")).to_be_visible()
    expect(gp.dialog.get_by_label("Substance")).to_have_value("Amoxicillin")
    gp.dialog.get_by_label("Why is it corrected?").fill("The letter says amoxicillin.")
    gp.confirms("Correct")

    mine = patient.page.get_by_role("region", name="My allergies")
    expect(mine).to_contain_text("Amoxicillin")
    expect(mine).not_to_contain_text("Penicilin")
    past = gp.page.get_by_role("region", name="What entries once said")
    past.get_by_role("button", name="Allergies").click()
    old = past.get_by_role("listitem").filter(has_text="Penicilin")
    expect(old).to_contain_text(f"Corrected by {gp.name}")
    expect(old).to_contain_text("The letter says amoxicillin.")


def test_s7_a_manager_has_no_way_to_a_record(stage: Stage, patient: Patient, gp: Gp) -> None:
    gp.accepted(patient.asked())
    stage.excuses("404")
    stage.excuses("status of 403")
    manager = stage.enters(Manager, "manager").goes_home()

    expect(manager.page.get_by_role("link", name="Patients")).to_have_count(0)
    manager.page.goto(f"/gp/patients/{patient.who.id}")
    manager.waits_until_live()

    assert patient.name not in manager.page.content()
    patient.goes_to("/patient/record")
    looked = patient.page.get_by_role("region", name="Who looked at my record")
    expect(looked).not_to_contain_text(manager.name)


def test_a_condition_is_found_while_typing_and_chosen_by_key(patient: Patient, gp: Gp) -> None:
    gp.opens(gp.accepted(patient.asked()))
    gp.page.get_by_role("button", name="Add: conditions").click()
    field = gp.dialog.get_by_role("combobox").first

    field.press_sequentially("astma")
    expect(gp.dialog.get_by_role("option", name="asthma").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(gp.dialog.get_by_role("listbox")).to_be_hidden()
    gp.confirms("Add")

    expect(gp.dialog).to_have_count(0)
    expect(gp.page.get_by_role("region", name="At a glance")).to_contain_text("Asthma")
