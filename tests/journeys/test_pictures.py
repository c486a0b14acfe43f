"""Pictures: sent along and in the conversation, looked at closely, hidden and removed."""

from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient, Person

NOT_INTIMATE = "I confirm that these pictures do not show intimate parts of the body."
SENT_ALONG = "Sent with the request"


def drawn(name: str = "rash.jpg", colour: str = "peachpuff") -> FilePayload:
    """A picture of a rash, from a phone."""
    made = BytesIO()
    picture = Image.new("RGB", (900, 600), colour)
    ImageDraw.Draw(picture).ellipse((300, 150, 600, 450), fill="crimson")
    picture.save(made, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.getvalue()}


def sends(person: Person, *pictures: FilePayload) -> None:
    """Choose pictures for the message that is being written, and send it."""
    person.page.locator('[data-chooser="files"]').set_input_files(list(pictures))
    person.page.get_by_label(NOT_INTIMATE).check()
    person.page.get_by_role("button", name="Send", exact=True).click()


def place(person: Person, name: str) -> Locator:
    """The files of the request, or the conversation; those of the record stand beside them."""
    return person.page.get_by_role("list" if name == SENT_ALONG else "region", name=name)


def picture(person: Person, where: str = "Conversation", name: str = "rash.jpg") -> Locator:
    """A picture on the page, as far as it can be opened."""
    return place(person, where).get_by_role("button", name=f"Open picture {name}")


def menu(person: Person, item: str) -> None:
    """Do something with the picture in the conversation."""
    place(person, "Conversation").get_by_role("button", name="What to do with rash.jpg").click()
    person.page.get_by_role("menuitem", name=item).click()


def is_seen(image: Locator) -> None:
    """Claim that the picture itself has arrived."""
    expect(image).to_be_visible()
    expect(image).not_to_have_js_property("naturalWidth", 0)


def test_s8_a_request_comes_with_pictures(patient: Patient, gp: Gp) -> None:
    gp.goes_home()
    patient.goes_to("/patient/consultations/new")
    patient.fills_in("A rash on my arm.")
    patient.page.locator('[data-chooser="files"]').set_input_files(
        [drawn(), drawn("later.jpg", "tan")]
    )
    rows = patient.page.get_by_role("list", name="Files to send along").get_by_role("listitem")
    expect(rows).to_have_count(2)
    patient.page.get_by_role("button", name="Send request").click()
    expect(patient.page.get_by_role("alert", name="There is a problem")).to_be_visible()
    patient.page.get_by_label(NOT_INTIMATE).check()
    for row in (rows.first, rows.last):
        expect(row).to_have_attribute("data-status", "sent")
    patient.page.get_by_role("button", name="Send request").click()
    one = patient.arrives()
    is_seen(picture(patient, SENT_ALONG).locator("img"))

    expect(gp.row(one)).to_be_visible()
    gp.opens(one)
    is_seen(picture(gp, SENT_ALONG).locator("img"))
    picture(gp, SENT_ALONG).click()
    viewer = gp.page.get_by_role("dialog", name="Picture rash.jpg")
    is_seen(viewer.get_by_role("img"))
    narrow = viewer.get_by_role("img").bounding_box()
    viewer.get_by_role("button", name="Zoom in").click()
    expect(viewer.get_by_text("150 %")).to_be_visible()
    wide = viewer.get_by_role("img").bounding_box()
    assert narrow
    assert wide
    assert wide["width"] > 1.4 * narrow["width"]
    viewer.get_by_role("button", name="Next").click()
    is_seen(gp.page.get_by_role("dialog", name="Picture later.jpg").get_by_role("img"))
    gp.page.keyboard.press("Escape")
    expect(gp.page.get_by_role("dialog")).to_have_count(0)
    expect(picture(gp, SENT_ALONG)).to_be_focused()


def test_s8_a_picture_reaches_the_other_screen(patient: Patient, gp: Gp, consultation: str) -> None:
    gp.opens(consultation)
    patient.opens(consultation)

    patient.page.locator('[data-chooser="files"]').set_input_files(drawn())
    patient.box.fill("Here it is.")
    patient.page.get_by_role("button", name="Send", exact=True).click()
    expect(patient.page.get_by_text("Confirm this first.")).to_be_visible()
    expect(gp.said("Here it is.")).to_have_count(0)
    patient.page.get_by_label(NOT_INTIMATE).check()
    patient.page.get_by_role("button", name="Send", exact=True).click()

    expect(gp.said("Here it is.")).to_be_visible()
    is_seen(picture(gp).locator("img"))
    is_seen(picture(patient).locator("img"))


def test_s8_a_sensitive_picture_is_for_those_who_were_named(
    stage: Stage, patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    stage.excuses("status of 403")
    one = other_gp.accepted(patient.asked())
    for who in (patient, other_gp, gp):
        who.opens(one)
    sends(patient, drawn())
    is_seen(picture(other_gp).locator("img"))
    is_seen(picture(gp).locator("img"))
    address = picture(gp).locator("img").get_attribute("src")
    assert address

    menu(other_gp, "Mark as sensitive")
    marked = f"{other_gp.name} marked this picture as sensitive"
    expect(place(gp, "Conversation").get_by_text(marked)).to_be_visible()
    expect(picture(gp)).to_have_count(0)
    assert gp.context.request.get(address).status == 403
    veiled = "Show sensitive picture rash.jpg"
    expect(place(patient, "Conversation").get_by_role("button", name=veiled)).to_be_visible()
    menu(other_gp, "Let somebody see it…")
    other_gp.dialog.get_by_label("Who may see it too?").select_option(label=gp.name)
    other_gp.confirms("Let them see it")

    expect(picture(gp)).to_have_count(0)
    place(gp, "Conversation").get_by_role("button", name=veiled).click()
    is_seen(picture(gp).locator("img"))


def test_s8_a_removed_picture_leaves_who_and_why(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("status of 404")
    stage.excuses("status of 410")
    patient.opens(consultation)
    gp.opens(consultation)
    sends(patient, drawn())
    is_seen(picture(gp).locator("img"))
    address = picture(gp).locator("img").get_attribute("src")
    assert address

    menu(gp, "Remove…")
    gp.dialog.get_by_label("Why do you remove it?").fill("It shows somebody else.")
    gp.confirms("Remove file")

    for who in (patient, gp):
        expect(
            who.log.get_by_text(f"Removed by {gp.name}: It shows somebody else.")
        ).to_be_visible()
        expect(picture(who)).to_have_count(0)
        assert not who.context.request.get(address).ok
