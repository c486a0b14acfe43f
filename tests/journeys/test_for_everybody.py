"""Nobody is shut out: axe finds nothing serious on any page, light or dark, desk or phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import CAST, Admin, Gp, Patient, Person

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}
LOOKS = {
    f"{scheme}-{name}": {"color_scheme": scheme, "viewport": size}
    for scheme in ("light", "dark")
    for name, size in (("desk", DESK), ("phone", PHONE))
}
LONG = ("light-desk", "dark-phone")
PUBLIC = ("/", "/sign-in", "/sign-in?problem=wrong", "/register", "/apply", "/forgot", "/confirm",
          "/reset", "/join", "/verify", "/nowhere")  # fmt: skip
MORE = {
    "specialist": ("/patients", "/texts"),
    "pharmacist": ("/scanner", "/register", "/day"),
    "manager": ("/staff",),
}
GRAVE = ("serious", "critical")
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.mark.parametrize(
    "stage",
    [
        pytest.param(look, id=name, marks=[pytest.mark.prove] if name in LONG else [])
        for name, look in LOOKS.items()
    ],
    indirect=True,
)
def test_axe_finds_nothing_serious(stage: Stage) -> None:
    stage.excuses("404")
    axe, found = Axe(), {}
    for name, page in _every_page(stage):
        result = axe.run(page, options=OPTIONS).response["violations"]
        grave = [_told(one) for one in result if one["impact"] in GRAVE]
        if grave:
            found[name] = grave

    assert not found


def _told(violation: dict) -> str:
    places = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
    why = violation["nodes"][0]["failureSummary"].splitlines()[-1].strip()
    return f"{violation['id']}: {places} ({why})"


def _every_page(stage: Stage) -> Iterator[tuple[str, Page]]:
    visitor = Person(stage.context(), stage.world.people["patient"], stage.url)
    patient, gp = stage.enters(Patient, "patient"), stage.enters(Gp, "lead")
    admin = stage.enters(Admin, "admin")
    yield from _public(visitor)
    gp.goes_home()
    yield "gp: empty work list", _still(gp)
    one = gp.accepted(patient.asked())
    gp.told(one, "How are you today?")
    patient.asked(urgency="urgent")
    over = patient.asked()
    gp.calls(f"{over}/decline", {"reason": "Not for us.", "advice": "Please see an optician."})
    yield from _places(patient, one, over)
    yield from _more(patient, "/record", "/prescriptions")
    yield from _booking(patient)
    yield from _places(gp, one, over)
    yield from _more(gp, "/patients", f"/patients/{patient.who.id}", "/texts")
    yield from _dialogs(gp, one)
    yield from _places(admin)
    places = ("/organisations", f"/organisations/{stage.world.practice.id}")
    yield from _more(admin, "/people", f"/people/{gp.who.id}", *places)
    for key in ("specialist", "pharmacist", "diagnostics", "manager"):
        person = stage.enters(CAST[key], key)
        yield from _places(person)
        yield from _more(person, *MORE.get(key, ()))


def _more(person: Person, *places: str) -> Iterator[tuple[str, Page]]:
    for place in ("/account", *places):
        person.goes_to(person.home + place)
        expect(person.page.locator(".skeleton, .loading")).to_have_count(0)
        yield person.home + place, _still(person)


def _public(visitor: Person) -> Iterator[tuple[str, Page]]:
    for path in PUBLIC:
        visitor.visits(path)
        yield path, _still(visitor)


def _places(person: Person, *consultations: str) -> Iterator[tuple[str, Page]]:
    home = person.home
    lists = (f"{home}/consultations",) if consultations else ()
    details = [f"{home}/consultations/{one}" for one in consultations]
    notes = f"{home}/notifications"
    for path in (home, *lists, *details, notes, f"{notes}?show=told"):
        person.goes_to(path)
        expect(person.page.locator(".skeleton, .loading")).to_have_count(0)
        yield path, _still(person)
    for button, name in ((person.bell, "Notifications"), (person.menu, "Account")):
        button.click()
        opened = person.page.get_by_role("dialog", name=name)
        expect(opened).to_be_visible()
        yield f"{home}: {name}", _still(person)
        person.page.keyboard.press("Escape")
        expect(opened).to_have_count(0)


def _booking(patient: Patient) -> Iterator[tuple[str, Page]]:
    patient.goes_to("/patient/consultations/new")
    yield "booking", _still(patient)
    patient.page.get_by_role("button", name="Send request").click()
    expect(patient.page.get_by_role("alert", name="There is a problem")).to_be_visible()
    yield "booking: errors", _still(patient)
    patient.page.get_by_role("radio", name="Emergency").click()
    expect(patient.page.get_by_role("alertdialog")).to_be_visible()
    yield "booking: emergency", _still(patient)


def _dialogs(gp: Gp, one: str) -> Iterator[tuple[str, Page]]:
    gp.opens(one)
    for step in ("Go on later", "Cancel"):
        gp.tries_to(step)
        yield f"dialog: {step}", _still(gp)
        gp.confirms("Go back")
        expect(gp.dialog).to_have_count(0)
    gp.turns_to_the_note()
    yield "note", _still(gp)
    gp.writes_a_note()
    gp.note.get_by_role("button", name="Complete…").click()
    expect(gp.dialog).to_be_visible()
    yield "dialog: Complete", _still(gp)


def _still(person: Person) -> Page:
    """Let what moves come to rest: halfway through a fade, colours are not what they will be."""
    person.page.evaluate(
        "document.getAnimations().forEach((one) => { try { one.finish() } catch { one.cancel() } })"
    )
    return person.page
