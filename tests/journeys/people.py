"""The cast: one browser context per person, speaking in their own verbs."""

import re
from typing import Any, Self
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from portal.services.demo_world import WorldPerson

ONE = re.compile(r"/consultations/([0-9a-f-]{36})$")
ASKED = {
    "symptoms": "A cough that will not go away, worse at night.",
    "began": "weeks",
    "urgency": "soon",
}

NOTE = {
    "History": "Two days of it.",
    "Assessment": "Viral cough.",
    "Plan": "Fluids and rest.",
    "Watch for": "Trouble breathing.\nA fever for more than three days.",
    "By when": "within a week",
    "Call whom": "The practice, 020 7946 0000",
}
"""What a whole note holds, by label."""


class Person:
    """Somebody with a browser, signed in."""

    home = "/"

    def __init__(self, context: BrowserContext, who: WorldPerson, url: str) -> None:
        self.context, self.who, self.url = context, who, url
        self.page: Page = context.new_page()

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def body(self) -> Locator:
        return self.page.locator("body")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def bell(self) -> Locator:
        return self.page.get_by_role("button", name="Notifications, ")

    @property
    def menu(self) -> Locator:
        return self.page.get_by_role("button", name="Account: ")

    @property
    def box(self) -> Locator:
        """Where a message is written."""
        return self.page.get_by_role("textbox", name="Message to")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def reconnecting(self) -> Locator:
        return self.page.get_by_text("Reconnecting…")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def signs_in(self, password: str) -> Self:
        """Sign in without the form."""
        answer = self.context.request.post(
            "/auth/sign-in",
            form={"email": self.who.email, "password": password},
            headers={"Origin": self.url},
            max_redirects=0,
        )
        assert "problem" not in answer.headers["location"], answer.headers["location"]
        return self

    def fills_in_the_door(self, password: str) -> None:
        """Sign in with the form."""
        self.tries_the_door(password)
        self.waits_until_live()

    def tries_the_door(self, password: str) -> None:
        """Send the form, whatever the answer."""
        self.page.get_by_label("E-mail").fill(self.who.email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def signs_out(self) -> None:
        self.menu.click()
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.heading).to_have_text("Sign in")

    def goes_to(self, path: str) -> Self:
        self.page.goto(path)
        self.waits_until_live()
        return self

    def visits(self, path: str) -> Self:
        """Go to a page for which nobody signs in."""
        self.page.goto(path)
        expect(self.page.locator('body[data-hydrated="true"]')).to_be_attached(timeout=20_000)
        return self

    def goes_home(self) -> Self:
        return self.goes_to(self.home)

    def opens(self, consultation: str) -> Self:
        self.goes_to(f"{self.home}/consultations/{consultation}")
        expect(self.stands(consultation)).to_be_visible()
        return self

    def waits_until_live(self) -> None:
        live = 'body[data-hydrated="true"][data-live="true"]:not([data-watermark="0"])'
        expect(self.page.locator(live)).to_be_attached(timeout=20_000)

    def another_tab(self) -> Self:
        """Return the same person at a second tab of the same browser."""
        return type(self)(self.context, self.who, self.url)

    def stands(self, consultation: str, status: str = "") -> Locator:
        """Return where a consultation is shown, in that status if one is given."""
        wanted = f'[data-status="{status}"]' if status else "[data-status]"
        return self.page.locator(f'main [data-id="{consultation}"]{wanted}')

    def row(self, consultation: str) -> Locator:
        return self.page.get_by_role("main").locator(f'li[data-id="{consultation}"]')

    def calls(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Take a step that the journey is not about, past the pages."""
        answer = self.context.request.post(
            f"/api/consultations/{path}", data=body or {}, headers={"Origin": self.url}
        )
        assert answer.ok, answer.text()
        return answer.json()

    def reads(self, path: str) -> dict[str, Any]:
        """Ask the portal itself, past the pages."""
        answer = self.context.request.get(f"/api/consultations/{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def writes(self, text: str) -> None:
        self.box.fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def said(self, text: str) -> Locator:
        """Return a message in the conversation that has reached the record."""
        return self.log.locator("article[data-mid]").filter(has_text=text)

    def tries_to(self, step: str) -> None:
        """Open the dialog of a step, by its button or from the menu."""
        button = self.page.get_by_role("button", name=f"{step}…")
        more = self.page.get_by_role("button", name="More", exact=True)
        expect(button.or_(more).first).to_be_visible()
        if not button.is_visible():
            more.click()
            button = self.page.get_by_role("menuitem", name=f"{step}…")
        button.click()
        expect(self.dialog).to_be_visible()

    def confirms(self, word: str) -> None:
        self.dialog.get_by_role("button", name=word).click()

    def has_drafts(self) -> bool:
        return bool(
            self.page.evaluate("Object.keys(sessionStorage).some(k => k.startsWith('portal:'))")
        )


class Patient(Person):
    home = "/patient"

    def fills_in(self, symptoms: str = ASKED["symptoms"], urgency: str = "Soon") -> None:
        self.page.get_by_label("What is wrong?").fill(symptoms)
        self.page.get_by_label("Since when?").select_option(ASKED["began"])
        self.chooses(urgency)

    def chooses(self, urgency: str) -> None:
        choice = self.page.get_by_role("radio", name=urgency)
        choice.click()
        expect(choice).to_be_checked()

    def asks(self, symptoms: str = ASKED["symptoms"], urgency: str = "Soon") -> str:
        """Fill in the form, send it, and return which consultation it became."""
        self.goes_to("/patient/consultations/new")
        self.fills_in(symptoms, urgency)
        self.page.get_by_role("button", name="Send request").click()
        return self.arrives()

    def arrives(self) -> str:
        """Wait for the page of a new consultation and return its id."""
        expect(self.page).to_have_url(ONE)
        found = ONE.search(self.page.url)
        assert found
        expect(self.stands(found[1])).to_be_visible()
        return found[1]

    def asked(self, **facts: str) -> str:
        """Have asked already."""
        return str(self.calls("create", {**ASKED, **facts})["id"])


class Gp(Person):
    home = "/gp"

    def accepts(self, patient: Person) -> None:
        self.page.get_by_role("button", name=f"Accept: {patient.name}").click()

    def accepted(self, consultation: str) -> str:
        """Have accepted and begun already."""
        self.calls(f"{consultation}/accept")
        self.calls(f"{consultation}/start")
        return consultation

    def told(self, consultation: str, text: str) -> None:
        """Have written already."""
        self.calls(f"{consultation}/message", {"body": text, "client_message_id": str(uuid4())})

    @property
    def note(self) -> Locator:
        """The note that is being written."""
        return self.page.get_by_role("form", name="Note")

    @property
    def kept(self) -> Locator:
        """What the note says of being kept."""
        return self.note.get_by_role("status").first

    def turns_to_the_note(self) -> None:
        self.page.get_by_text("Note", exact=True).first.click()
        expect(self.page.get_by_role("region", name="Note")).to_be_visible()

    def writes_a_note(self, **fields: str) -> None:
        """Fill in a whole note; `fields` says what is different, by label."""
        for label, text in {**NOTE, **fields}.items():
            self.note.get_by_label(label, exact=True).fill(text)
        self.note.get_by_label("Advice given").check()

    def codes(self, typed: str, code: str) -> None:
        """Find a diagnosis by what is typed, and take it by keyboard."""
        box = self.note.get_by_role("combobox", name="Diagnoses")
        box.press_sequentially(typed)
        option = self.note.get_by_role("option", name=code).first
        expect(option).to_be_visible(timeout=20_000)
        while option.get_attribute("aria-selected") != "true":
            box.press("ArrowDown")
        box.press("Enter")
        expect(self.note.get_by_role("button", name=f"Remove {code}")).to_be_visible()

    def completes(self) -> None:
        """Send the note, and confirm it."""
        self.note.get_by_role("button", name="Complete…").click()
        self.confirms("Complete consultation")


class Admin(Person):
    home = "/admin"


class Specialist(Gp):
    home = "/specialist"


class Pharmacist(Person):
    home = "/pharmacy"


class Technician(Person):
    home = "/diagnostics"


class Manager(Person):
    home = "/manager"


CAST: dict[str, type[Person]] = {
    "patient": Patient,
    "lead": Gp,
    "specialist": Specialist,
    "pharmacist": Pharmacist,
    "diagnostics": Technician,
    "manager": Manager,
    "admin": Admin,
}
"""Somebody of every role, by their key in a world."""
