"""A prescription from the first letter typed to the pharmacy's question and its answer."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient, Pharmacist

NAMES = ("amoxicillin 500 mg capsule", "Omeprazole 20 mg")
SIGNED = re.compile(r"/gp/prescriptions/([0-9a-f-]{36})$")


class Prescriber(Gp):
    """A GP at the desk where prescriptions are written."""

    @property
    def desk(self) -> Locator:
        return self.page.get_by_role("region", name="Prescription for")

    @property
    def search(self) -> Locator:
        return self.desk.get_by_role("combobox", name="medicine")

    @property
    def editor(self) -> Locator:
        return self.desk.get_by_role("form")

    @property
    def saved(self) -> Locator:
        return self.desk.get_by_role("status").first

    def turns_to_the_desk(self) -> None:
        """Press the key for it: the field is ready to type into."""
        expect(self.page.locator("#show-prescribe")).to_be_attached()
        self.page.locator("main").focus()
        self.page.keyboard.press("p")
        expect(self.search).to_be_focused()

    def finds(self, typed: str, name: str) -> None:
        """Type, go down to it, take it: the dose waits for a number."""
        self.page.keyboard.type(typed)
        option = self.desk.get_by_role("option").filter(has_text=name).first
        expect(option).to_be_visible(timeout=20_000)
        while option.get_attribute("aria-selected") != "true":
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(self.editor.get_by_label("Dose")).to_be_focused()

    def doses(self, dose: str, often: int, days: str) -> None:
        """Say how much, the `often`th of the ways, and for how many days; keyboard alone."""
        self.page.keyboard.type(dose)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(often):
            self.page.keyboard.press("ArrowRight")
        for _ in range(3):
            self.page.keyboard.press("Tab")
        expect(self.editor.get_by_label("For how long")).to_be_focused()
        self.page.keyboard.type(days)

    def signs(self) -> str:
        """Look it through and sign; return which prescription it became."""
        self.desk.get_by_role("button", name="Review and sign…").click()
        self.dialog.get_by_role("button", name="Sign and send").dblclick()
        link = self.desk.get_by_role("link", name="Open prescription")
        expect(link).to_be_visible()
        found = SIGNED.search(link.get_attribute("href") or "")
        assert found
        return found[1]

    def is_allergic(self, patient: Patient, substance: str) -> None:
        """Have written an allergy into the record already."""
        facts = {
            "substance": substance, "reaction": "swelling of the face", "severity": "severe",
            "certainty": "confirmed",
        }  # fmt: skip
        answer = self.context.request.post(
            f"/api/patients/{patient.who.id}/allergies", data=facts, headers={"Origin": self.url}
        )
        assert answer.ok, answer.text()

    def prescribed(self, patient: Patient, pharmacy: str = "", **facts: object) -> str:
        """Have prescribed something already."""
        found = self.context.request.get("/api/medications?q=omeprazole 20 capsule").json()
        item = {
            "medicine_id": found["items"][0]["id"], "dose": "1", "frequency": "morning",
            "duration_days": 28,
        }  # fmt: skip
        body = {"patient_id": str(patient.who.id), "items": [item], "pharmacy_id": pharmacy}
        answer = self.context.request.post(
            "/api/prescriptions/create", data=body | facts, headers={"Origin": self.url}
        )
        assert answer.ok, answer.text()
        return str(answer.json()["id"])


def sends(who: Pharmacist, path: str, body: dict[str, str] | None = None) -> None:
    """Let the pharmacy take a step past its pages."""
    answer = who.context.request.post(
        f"/api/prescriptions/{path}", data=body or {}, headers={"Origin": who.url}
    )
    assert answer.ok, answer.text()


def test_two_medicines_by_keyboard_one_against_an_allergy(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    doctor.is_allergic(patient, "penicillin")
    doctor.opens(consultation)
    doctor.turns_to_the_desk()

    doctor.finds("amox", NAMES[0])
    doctor.doses("1", 2, "7")
    reads = doctor.editor.get_by_text("Take 1 capsule by mouth three times a day for 7 days.")
    expect(reads).to_be_visible()
    expect(doctor.editor).to_contain_text("Allergy")
    doctor.page.keyboard.press("Enter")
    why = doctor.editor.get_by_label("Why do you prescribe it all the same?").first
    expect(why).to_be_focused()
    doctor.page.keyboard.type("Had it since without any reaction.")
    doctor.page.keyboard.press("Enter")
    expect(doctor.search).to_be_focused()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.doses("1", 0, "28")
    doctor.page.keyboard.press("Enter")
    expect(doctor.search).to_be_focused()
    signed = doctor.signs()

    doctor.goes_to("/gp/prescriptions?show=active")
    row = doctor.row(signed)
    expect(row).to_contain_text("Amoxicillin 500 mg capsules and 1 more")
    row.get_by_role("link", name="Open: ").click()
    expect(doctor.stands(signed, "active")).to_contain_text("Had it since without any reaction.")
    expect(doctor.page.get_by_role("link", name="PDF")).to_have_attribute(
        "href", f"/api/prescriptions/{signed}/pdf"
    )
    answer = patient.context.request.get("/api/prescriptions/patient").json()
    assert [one["id"] for one in answer["items"]] == [signed], "a double click signs once"


def test_a_short_course_that_would_be_repeated_is_named_before_it_is_signed(
    gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    for typed, name, days in (("amox", NAMES[0], "7"), ("omeprazole 20", NAMES[1], "28")):
        doctor.finds(typed, name)
        doctor.doses("1", 0, days)
        doctor.page.keyboard.press("Enter")
        expect(doctor.search).to_be_focused()
    doctor.desk.get_by_label("Repeats").select_option("2")

    doctor.desk.get_by_role("button", name="Review and sign…").click()

    said = doctor.dialog.get_by_text("would be repeated too")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("Amoxicillin 500 mg capsules is for 7 days only")
    expect(said).to_contain_text("2 more times, every 28 days")
    doctor.dialog.get_by_role("button", name="Sign and send").click()
    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_be_visible()


def test_when_needed_is_asked_in_one_place(gp: Gp, consultation: str) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.page.keyboard.type("1")

    expect(doctor.editor.get_by_text("when needed")).to_have_count(1)
    doctor.editor.get_by_label("Only when needed").check()

    expect(doctor.editor.get_by_label("no fixed times")).to_be_checked()
    doctor.editor.get_by_label("For what?").fill("heartburn")
    doctor.editor.get_by_label("At most in 24 hours").fill("2")
    expect(doctor.editor).to_contain_text("Take 1 capsule by mouth when needed for heartburn")
    doctor.editor.get_by_text("once a day").click()
    expect(doctor.editor).to_contain_text("once a day when needed for heartburn")
    doctor.editor.get_by_label("Only when needed").uncheck()
    expect(doctor.editor.get_by_label("no fixed times")).to_have_count(0)
    expect(doctor.editor).to_contain_text("Take 1 capsule by mouth once a day.")


def test_a_draft_outlives_a_reload_and_holds_the_consultation_open(
    stage: Stage, gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    stage.excuses("status of 409")
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.doses("1", 0, "28")
    doctor.desk.get_by_label("Note to the pharmacist").fill("Large print, please.")
    expect(doctor.saved).to_contain_text("Saved")

    doctor.page.reload()
    doctor.waits_until_live()
    doctor.turns_to_the_desk()

    expect(doctor.desk).to_contain_text("Take 1 capsule by mouth once a day for 28 days.")
    expect(doctor.desk.get_by_label("Note to the pharmacist")).to_have_value("Large print, please.")
    doctor.turns_to_the_note()
    doctor.writes_a_note()
    doctor.completes()
    expect(doctor.note.get_by_role("alert")).to_contain_text("prescription")
    doctor.note.get_by_role("button", name="Go to the prescription").click()
    expect(doctor.desk.get_by_role("button", name="Review and sign…")).to_be_visible()
    doctor.goes_to("/gp/prescriptions?show=drafts")
    doctor.page.get_by_role("link", name="Go on: ").click()
    expect(doctor.desk).to_contain_text("Large print, please.")
    doctor.desk.get_by_role("button", name="Discard…").click()
    doctor.confirms("Discard the draft")
    expect(doctor.desk.get_by_label("Which medicine?")).to_be_visible()
    assert not doctor.has_drafts()


def test_two_tabs_write_one_prescription(stage: Stage, gp: Gp, consultation: str) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.doses("1", 0, "28")
    expect(doctor.saved).to_contain_text("Saved")
    second = doctor.another_tab()
    second.opens(consultation)
    second.turns_to_the_desk()

    second.desk.get_by_label("Note to the pharmacist").fill("From the second tab.")

    expect(doctor.desk.get_by_label("Note to the pharmacist")).to_have_value("From the second tab.")


def test_a_pharmacy_asks_and_the_prescriber_answers(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    pharmacist = stage.enters(Pharmacist, "pharmacist")
    place = stage.world.pharmacy.id
    signed = doctor.prescribed(patient, str(place))
    doctor.goes_home()
    sends(pharmacist, f"{signed}/claim")

    sends(pharmacist, f"{signed}/hold", {"query": "She takes clopidogrel: is omeprazole meant?"})
    doctor.page.get_by_role("link", name="1 pharmacy asks and waits for your answer").click()
    doctor.row(signed).get_by_role("link", name="Answer: ").click()
    expect(doctor.stands(signed, "on_hold")).to_contain_text("is omeprazole meant?")
    doctor.page.get_by_role("button", name="Answer…").first.click()
    doctor.dialog.get_by_label("Your answer").fill("Yes: her cardiologist agreed.")
    doctor.confirms("Send the answer")

    expect(doctor.stands(signed, "active")).to_contain_text("Yes: her cardiologist agreed.")
    expect(doctor.page.get_by_role("button", name="Answer…")).to_have_count(0)
    doctor.tries_to("Cancel")
    doctor.dialog.get_by_label("Why do you cancel it?").fill("A reaction to it.")
    doctor.confirms("Cancel prescription")
    expect(doctor.stands(signed, "cancelled")).to_contain_text("A reaction to it.")


def test_the_same_again_from_an_earlier_prescription(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    signed = doctor.prescribed(patient)
    doctor.goes_to(f"/gp/prescriptions/{signed}")

    doctor.page.get_by_role("button", name="Prescribe again").click()

    expect(doctor.page).to_have_url(re.compile(f"/gp/patients/{patient.who.id}"))
    expect(doctor.desk).to_contain_text("Take 1 capsule by mouth in the morning for 28 days.")


def test_a_favourite_is_kept_names_its_medicine_begins_an_item_and_is_forgotten(
    gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    found = doctor.context.request.get("/api/medications?q=omeprazole 20 capsule").json()
    said = {
        "name": "Heartburn, 4 weeks", "medicine_id": found["items"][0]["id"],
        "dosage": {"dose": "1", "frequency": "morning", "duration_days": 28},
    }  # fmt: skip
    kept = doctor.context.request.post(
        "/api/prescriptions/favourites", data=said, headers={"Origin": doctor.url}
    )
    assert kept.ok, kept.text()
    doctor.opens(consultation)
    doctor.turns_to_the_desk()
    liked = doctor.desk.get_by_role("region", name="Favourites")
    named = liked.get_by_role("button", name="Heartburn, 4 weeks").first

    expect(named).to_contain_text(NAMES[1])
    named.click()
    reads = doctor.editor.get_by_text("Take 1 capsule by mouth in the morning for 28 days.")
    expect(reads).to_be_visible()
    doctor.page.keyboard.press("Enter")
    expect(doctor.search).to_be_focused()

    doctor.finds("amox", NAMES[0])
    doctor.doses("1", 2, "5")
    doctor.editor.get_by_role("button", name="Keep as a favourite").click()
    doctor.editor.get_by_role("button", name="Remove").click()
    amoxicillin = liked.get_by_role("button", name="Amoxicillin 500 mg capsules").first
    expect(amoxicillin).to_contain_text("three times a day for 5 days")
    liked.get_by_role("button", name="No favourite any more: Amoxicillin").click()
    expect(amoxicillin).to_have_count(0)
