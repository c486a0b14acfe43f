"""A note from the first word to paper: kept, found again, completed once, read by the patient."""

from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

PROXIED = True


def test_a_note_goes_from_the_first_word_to_paper(
    patient: Patient, other_patient: Patient, gp: Gp, consultation: str
) -> None:
    patient.opens(consultation)
    gp.opens(consultation)
    gp.turns_to_the_note()
    gp.note.get_by_label("History").fill("Since Saturday.")
    expect(gp.kept).to_contain_text("Saved")

    gp.note.get_by_role("button", name="Complete…").click()
    expect(gp.note.get_by_role("alert")).to_contain_text("Write what you think it is.")
    gp.codes("tonsilitis", "J03.90")
    gp.writes_a_note(History="Since Saturday, no cough.")
    waiting = other_patient.asked()
    gp.note.get_by_role("button", name="Complete…").click()
    expect(gp.dialog).to_contain_text(f"Complete the consultation with {patient.name}?")
    gp.dialog.get_by_role("button", name="Complete consultation").dblclick()

    expect(gp.stands(consultation, "completed")).to_contain_text("J03.90 Acute tonsillitis")
    advice = patient.page.get_by_role("region", name="Advice")
    expect(advice).to_contain_text("Trouble breathing.")
    expect(advice.get_by_role("link", name="020 7946 0000")).to_have_attribute(
        "href", "tel:02079460000"
    )
    for who, title in ((gp, "Clinician’s copy"), (patient, "Patient’s copy")):
        answer = who.context.request.get(f"/api/consultations/{consultation}/summary.pdf")
        assert answer.headers["content-type"] == "application/pdf", title
        with pikepdf.open(BytesIO(answer.body())) as pdf:
            assert len(pdf.pages) == 1
    following = gp.page.get_by_role("region", name="Next patient")
    expect(following).to_contain_text(other_patient.name)
    following.get_by_role("link", name="Next patient").click()
    expect(gp.stands(waiting)).to_be_visible()


def test_nothing_typed_is_lost_when_the_line_breaks_and_the_page_is_reloaded(
    stage: Stage, gp: Gp, consultation: str
) -> None:
    stage.excuses("WebSocket connection to")
    stage.excuses("net::ERR")
    stage.excuses("status of 409")  # the page that is left and the one that comes both send it
    gp.opens(consultation)
    gp.turns_to_the_note()
    gp.note.get_by_label("History").fill("First words.")
    expect(gp.kept).to_contain_text("Saved")

    stage.server.proxy.cut()
    expect(gp.reconnecting).to_be_visible()
    gp.note.get_by_label("Plan").fill("Written without a line.")
    expect(gp.kept).to_contain_text("Not saved yet: no connection")
    stage.server.proxy.mend()
    gp.page.reload()
    gp.waits_until_live()
    gp.turns_to_the_note()

    expect(gp.note.get_by_label("Plan")).to_have_value("Written without a line.")
    expect(gp.kept).to_contain_text("Saved", timeout=20_000)
    assert gp.reads(f"{consultation}/draft")["fields"]["plan"] == "Written without a line."


def test_a_second_tab_shows_the_same_note(gp: Gp, consultation: str) -> None:
    gp.opens(consultation)
    gp.turns_to_the_note()
    gp.note.get_by_label("History").fill("From the first tab.")
    second = gp.another_tab()
    expect(gp.kept).to_contain_text("Saved")
    second.opens(consultation)
    second.turns_to_the_note()
    expect(second.note.get_by_label("History")).to_have_value("From the first tab.")

    second.note.get_by_label("Plan").fill("From the second tab.")

    expect(gp.note.get_by_label("Plan")).to_have_value("From the second tab.")
    expect(gp.note.get_by_label("History")).to_have_value("From the first tab.")


def test_what_is_typed_stays_when_it_is_completed_elsewhere(
    stage: Stage, gp: Gp, consultation: str
) -> None:
    stage.excuses("net::ERR")
    gp.opens(consultation)
    gp.turns_to_the_note()
    second = gp.another_tab()
    second.opens(consultation)
    second.turns_to_the_note()
    gp.page.route("**/draft", lambda route: route.abort())
    gp.note.get_by_label("Examination").fill("Only in this tab.")

    second.writes_a_note()
    second.completes()

    left = gp.page.get_by_role("region", name="What was not sent")
    expect(left).to_contain_text("Only in this tab.", timeout=15_000)
    left.get_by_role("button", name="I do not need it any more").click()
    expect(left).to_have_count(0)
    assert not gp.has_drafts()


def test_signing_out_leaves_no_word_of_the_note_behind(
    stage: Stage, gp: Gp, consultation: str
) -> None:
    stage.excuses("status of 503")
    gp.opens(consultation)
    gp.turns_to_the_note()
    gp.page.route("**/draft", lambda route: route.fulfill(status=503, body="{}"))
    gp.note.get_by_label("History").fill("Private.")
    expect(gp.kept).to_contain_text("Not saved yet")
    assert gp.has_drafts()

    gp.signs_out()
    expect(gp.page.locator('body[data-hydrated="true"]')).to_be_attached()

    assert not gp.has_drafts()


def test_a_template_and_a_reply_are_kept_and_used_again(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    gp.opens(consultation)
    gp.box.fill(f"Good morning {patient.name}, how are you?")
    gp.page.get_by_role("button", name="Saved replies").click()
    gp.dialog.get_by_label("Keep what is typed as a reply").fill("Hello")
    gp.confirms("Keep")
    gp.box.fill("")
    gp.box.press("/")
    gp.dialog.get_by_role("button", name="Hello").click()
    expect(gp.box).to_have_value(f"Good morning {patient.name}, how are you?")

    gp.turns_to_the_note()
    gp.note.get_by_label("Plan").fill("Fluids.")
    gp.note.get_by_role("button", name="Templates").click()
    gp.dialog.get_by_label("Keep the present note as a template").fill("Cold")
    gp.confirms("Keep")
    gp.note.get_by_label("Plan").fill("Rest.")
    gp.note.get_by_role("button", name="Templates").click()
    gp.dialog.get_by_role("button", name="Cold").click()

    expect(gp.note.get_by_label("Plan")).to_have_value("Rest.\nFluids.")
    gp.goes_to("/gp/texts")
    gp.page.get_by_role("button", name="Remove… Cold").click()
    gp.confirms("Remove")
    expect(gp.page.get_by_text("“Cold” is removed.")).to_be_visible()
    expect(gp.page.get_by_role("region", name="Templates of notes")).not_to_contain_text("Fluids.")
