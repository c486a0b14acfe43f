"""Coming in: patients register, professionals apply and are verified, passwords are chosen anew."""

from io import BytesIO
from uuid import uuid4

from PIL import Image
from playwright.sync_api import expect

from portal.services.demo_world import WorldPerson
from tests.journeys.conftest import Stage
from tests.journeys.people import Admin, Gp, Patient, Person

WORDS = "quiet marble otter lantern"
OTHER_WORDS = "seven copper gardens waiting"


def newcomer(stage: Stage, role: str, name: str) -> WorldPerson:
    """Somebody whom the portal has never heard of."""
    email = f"{uuid4().hex[:10]}.{stage.world.name}@world.example"
    return WorldPerson(id="", role=role, name=f"{name} {stage.world.name}", email=email)


def introduces(person: Person) -> None:
    """Fill in what everybody who joins is asked."""
    person.page.get_by_label("First and last name").fill(person.name)
    person.page.get_by_label("E-mail").fill(person.who.email)
    person.page.get_by_label("Telephone").fill("01632 960555")
    person.page.get_by_label("Password", exact=True).fill(WORDS)


def confirms(person: Person, stage: Stage) -> None:
    """Open the link of the letter, and enter the password that was chosen."""
    person.visits(stage.server.link(person.who.email, "Confirm your e-mail address"))
    assert "#" not in person.page.url
    person.page.get_by_label("Your password", exact=True).fill(WORDS)
    person.page.get_by_role("button", name="Confirm my address").click()


def knocks(person: Person, password: str) -> None:
    """Go to the door and try."""
    person.visits("/sign-in").tries_the_door(password)


def licence() -> bytes:
    """A picture of a licence."""
    drawn = BytesIO()
    Image.new("RGB", (400, 280), "white").save(drawn, "PNG")
    return drawn.getvalue()


def test_s3_a_patient_registers_confirms_and_asks(stage: Stage, gp: Gp) -> None:
    gp.goes_home()
    patient = Patient(stage.context(), newcomer(stage, "patient", "Nora Field"), stage.url)
    patient.visits("/register")
    patient.page.get_by_role("button", name="Register").click()
    expect(patient.page.get_by_role("alert", name="There is a problem")).to_be_visible()
    introduces(patient)
    patient.page.get_by_label("Date of birth").fill("1991-03-04")
    patient.page.get_by_label("Sex").select_option("female")
    patient.page.get_by_label("Your practice").select_option(label=stage.world.practice.name)
    patient.page.get_by_role("button", name="Register").click()
    expect(patient.page.get_by_role("status")).to_contain_text(patient.who.email)
    knocks(patient, WORDS)
    expect(patient.page.get_by_role("alert").first).to_contain_text("not confirmed yet")

    confirms(patient, stage)
    patient.page.get_by_role("link", name="Sign in").click()
    patient.fills_in_the_door(WORDS)
    expect(patient.heading).to_have_text(f"Hello {patient.name}")
    one = patient.asks()

    expect(gp.row(one)).to_contain_text(patient.name)


def test_s3_a_gp_applies_is_verified_and_sees_the_first_work_list(
    stage: Stage, patient: Patient, admin: Admin
) -> None:
    one = patient.asked()
    admin.goes_to(f"/admin/people?show=pending&query={stage.world.name}")
    gp = Gp(stage.context(), newcomer(stage, "gp", "Dr Tess Hale"), stage.url)
    gp.visits("/apply")
    gp.page.get_by_label("What are you?").select_option("gp")
    gp.page.get_by_label("Where do you work?").select_option(label=stage.world.practice.name)
    gp.page.get_by_label("Who issued your licence?").fill("General Medical Council")
    gp.page.get_by_label("Licence number").fill("7654321")
    gp.page.get_by_label("Valid until").fill("2099-12-31")
    introduces(gp)
    gp.page.get_by_role("button", name="Send application").click()
    expect(gp.page.get_by_role("status")).to_contain_text(gp.who.email)
    confirms(gp, stage)

    listed = admin.page.get_by_role("list", name="People").get_by_role("link", name=gp.name)
    expect(listed).to_be_visible()
    gp.page.get_by_label("Choose files").set_input_files(
        {"name": "licence.png", "mimeType": "image/png", "buffer": licence()}
    )
    expect(gp.page.get_by_role("list", name="Documents")).to_contain_text("Added")
    knocks(gp, WORDS)
    expect(gp.page.get_by_role("alert").first).to_contain_text("being checked")
    listed.click()
    expect(admin.page.get_by_role("region", name="Licence")).to_contain_text("7654321")
    expect(admin.page.get_by_role("list", name="Documents")).to_contain_text("licence.png")
    admin.page.get_by_role("button", name="Verify").click()
    expect(admin.page.locator('[data-status="active"]')).to_be_visible()

    assert stage.server.letters(gp.who.email)[0]["subject"] == "Your account is ready"
    knocks(gp, WORDS)
    expect(gp.heading).to_have_text("Work list")
    expect(gp.row(one)).to_contain_text(patient.name)


def test_an_invitation_is_pasted_where_the_letter_cannot_be_opened(
    stage: Stage, admin: Admin
) -> None:
    invited = Person(stage.context(), newcomer(stage, "practice_manager", "Mia Moor"), stage.url)
    admin.goes_to("/admin/people")
    admin.page.get_by_role("button", name="Invite…").click()
    dialog = admin.page.get_by_role("dialog")
    dialog.get_by_label("E-mail").fill(invited.who.email)
    dialog.get_by_label("As what?").select_option("practice_manager")
    dialog.get_by_label("Where?").select_option(label=stage.world.practice.name)
    dialog.get_by_role("button", name="Send invitation").click()
    expect(admin.page.get_by_role("status").filter(has_text="on its way")).to_be_visible()

    invited.visits("/sign-in")
    invited.page.get_by_role("link", name="Join with an invitation").click()
    link = stage.server.link(invited.who.email, "You are invited to Handover")
    invited.page.get_by_label("Link from the letter").fill(link)
    invited.page.get_by_role("button", name="Go on").click()
    expect(invited.page.get_by_text("You are invited as")).to_contain_text(
        stage.world.practice.name
    )
    invited.page.get_by_label("First and last name").fill(invited.name)
    invited.page.get_by_label("Password", exact=True).fill(WORDS)
    invited.page.get_by_role("button", name="Join").click()

    expect(invited.page.get_by_text("Your account is ready")).to_be_visible()


def test_s3_a_new_password_ends_the_old_one_and_every_session(
    stage: Stage, patient: Patient
) -> None:
    patient.goes_home()
    elsewhere = Patient(stage.context(), patient.who, stage.url)
    elsewhere.visits("/sign-in")
    elsewhere.page.get_by_role("link", name="Forgot").click()
    expect(elsewhere.heading).to_have_text("Choose a new password")
    elsewhere.page.get_by_label("E-mail").fill(patient.who.email)
    elsewhere.page.get_by_role("button", name="Send me a link").click()
    expect(elsewhere.page.get_by_role("status")).to_contain_text("a link is on its way")

    link = stage.server.link(patient.who.email, "Choose a new password")
    elsewhere.visits(link)
    elsewhere.page.get_by_label("New password").fill(OTHER_WORDS)
    elsewhere.page.get_by_role("button", name="Change password").click()
    expect(elsewhere.page.get_by_role("status")).to_contain_text("Your password is changed")

    expect(patient.heading).to_have_text("Sign in")
    knocks(elsewhere, stage.world.password)
    expect(elsewhere.page.get_by_text("The e-mail address or the password is not")).to_be_visible()
    again = Person(stage.context(), patient.who, stage.url)
    again.visits(link)
    again.page.get_by_label("New password").fill("quiet marble otter candle")
    again.page.get_by_role("button", name="Change password").click()
    expect(again.page.get_by_text("The link does not work any more?")).to_be_visible()
    expect(again.page.get_by_role("alert").first).not_to_be_empty()
    knocks(again, OTHER_WORDS)
    expect(again.heading).to_have_text(f"Hello {patient.name}")
