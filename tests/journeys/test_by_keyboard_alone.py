"""Asking for help without a mouse, in an emergency too."""

from playwright.sync_api import Locator, expect

from tests.journeys.people import Gp, Patient
from tests.journeys.test_following_a_prescription import prescribed

PAIN = "Pressure on the chest since an hour ago."


def test_an_emergency_is_told_without_a_mouse(patient: Patient, gp: Gp) -> None:
    gp.goes_home()
    patient.goes_home()
    page, keys = patient.page, patient.page.keyboard
    screen = page.get_by_role("alertdialog")
    emergency = page.get_by_role("radio", name="Emergency")

    _tab_to(patient, page.get_by_role("link", name="Ask for a consultation"))
    keys.press("Enter")
    expect(patient.heading).to_have_text("Ask for a consultation")
    patient.waits_until_live()
    _tab_to(patient, page.get_by_label("What is wrong?"))
    keys.type(PAIN)
    _tab_to(patient, page.get_by_label("Since when?"))
    keys.press("ArrowDown")
    _tab_to(patient, page.get_by_role("radio", name="It can wait"))
    keys.press("Space")
    for _ in range(3):
        keys.press("ArrowDown")

    # The screen cannot be left but by an answer.
    expect(screen).to_be_visible()
    keys.press("Escape")
    expect(screen).to_be_visible()
    for _ in range(5):
        keys.press("Tab")
        expect(screen.locator(":focus")).to_have_count(1)
    _tab_to(patient, screen.get_by_role("button", name="It is not an emergency"))
    keys.press("Enter")
    expect(screen).to_have_count(0)
    expect(emergency).not_to_be_checked()
    expect(page.get_by_label("What is wrong?")).to_have_value(PAIN)

    _tab_to(patient, page.get_by_role("radio", name="It can wait"))
    keys.press("ArrowUp")
    _tab_to(patient, screen.get_by_role("button", name="I have called"))
    keys.press("Enter")
    expect(screen).to_have_count(0)
    expect(emergency).to_be_checked()
    _tab_to(patient, page.get_by_role("button", name="Send request"))
    keys.press("Enter")

    one = patient.arrives()
    expect(gp.row(one)).to_contain_text("Emergency")


def test_what_is_missing_is_said_on_top_and_beside_the_field(patient: Patient) -> None:
    patient.goes_to("/patient/consultations/new")
    patient.page.get_by_label("Since when?").select_option("days")
    patient.page.get_by_role("button", name="Send request").press("Enter")

    summary = patient.page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(patient.page).to_have_title("Error: Ask for a consultation · Handover")
    expect(patient.page.locator("#symptoms-error")).to_contain_text("Say what is wrong")
    expect(patient.page.get_by_label("Since when?")).to_have_value("days")
    _tab_to(patient, summary.get_by_role("link", name="Say what is wrong"))
    patient.page.keyboard.press("Enter")
    expect(patient.page.get_by_label("What is wrong?")).to_be_focused()


def test_pressing_send_twice_asks_once(patient: Patient, gp: Gp) -> None:
    gp.goes_home()
    patient.goes_to("/patient/consultations/new")
    patient.fills_in()

    patient.page.get_by_role("button", name="Send request").dblclick()

    one = patient.arrives()
    expect(gp.row(one)).to_be_visible()
    assert [row["id"] for row in gp.reads("provider")["items"]] == [one]


def _tab_to(person: Patient, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_attached()
    for _ in range(40):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    expect(target).to_be_focused()


def test_a_dialog_that_is_closed_gives_the_focus_back_to_what_opened_it(
    patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient)
    gp.goes_to(f"/gp/prescriptions/{one['id']}")
    more = gp.page.get_by_role("button", name="More", exact=True)
    keys = gp.page.keyboard

    more.focus()
    keys.press("Enter")
    expect(gp.page.get_by_role("menuitem", name="Cancel…")).to_be_focused()
    keys.press("Enter")
    expect(gp.dialog.get_by_label("Why do you cancel it?")).to_be_focused()
    keys.press("Escape")

    expect(gp.dialog).to_have_count(0)
    expect(more).to_be_focused()
