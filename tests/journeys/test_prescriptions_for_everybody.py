"""Nobody is shut out of prescriptions: axe on every page and dialog; a hand-over by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient, Person
from tests.journeys.test_following_a_prescription import does, grave, prescribed, supplies
from tests.journeys.test_for_everybody import LONG, LOOKS
from tests.journeys.test_prescribing import Prescriber

EVERY = [
    pytest.param(look, id=name, marks=[pytest.mark.prove] if name in LONG else [])
    for name, look in LOOKS.items()
]


def rests(who: Person) -> None:
    expect(who.page.locator(".skeleton, .loading, .ghosts")).to_have_count(0)


def put_away(who: Person) -> None:
    who.page.keyboard.press("Escape")
    expect(who.dialog).to_have_count(0)


@pytest.mark.parametrize("stage", EVERY, indirect=True)
def test_axe_finds_nothing_serious_where_prescriptions_are_written(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    counter = stage.enters(Counter, "pharmacist")
    begun = prescribed(gp, patient, stage.world.pharmacy.id, "paracetamol")
    held = prescribed(gp, patient, stage.world.pharmacy.id, "omeprazole")
    doctor.is_allergic(patient, "penicillin")
    for one in (begun, held):
        does(counter, f"{one['id']}/claim")
    lines = [{"item_id": begun["items"][0]["id"], "quantity": 10}]
    does(counter, f"{begun['id']}/fulfill", {"lines": lines})
    does(counter, f"{held['id']}/hold", {"query": "Is once a day meant?"})
    meeting = gp.accepted(patient.asked())

    found = {name: grave(doctor) for name in _written(doctor, begun["id"], held["id"], meeting)}

    assert {name: those for name, those in found.items() if those} == {}


@pytest.mark.parametrize("stage", EVERY, indirect=True)
def test_axe_finds_nothing_serious_where_prescriptions_are_supplied(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    place = stage.world.pharmacy.id
    counter, colleague = stage.enters(Counter, "pharmacist"), stage.enters(Counter, "pharmacist2")
    one = prescribed(gp, patient, place, "amoxicillin", "paracetamol")
    held, fresh = (prescribed(gp, patient, place, name) for name in ("omeprazole", "bisoprolol"))
    first, second = (float(item["quantity"]) for item in one["items"])
    going = supplies(counter, colleague, one, first, second / 2)
    assert [next(going), next(going), next(going)][-1] == "ready"
    does(counter, f"{held['id']}/claim")
    does(counter, f"{held['id']}/hold", {"query": "Is once a day meant?"})

    found = {
        name: grave(counter) for name in _supplied(counter, one["id"], held["id"], fresh["id"])
    }

    assert {name: those for name, those in found.items() if those} == {}


def _written(doctor: Prescriber, one: str, held: str, meeting: str) -> Iterator[str]:
    """Everything that a prescriber sees, from the first letter to the answer."""
    for show in ("waiting", "drafts", "active", "past"):
        doctor.goes_to(f"/gp/prescriptions?show={show}")
        rests(doctor)
        yield f"prescriptions: {show}"
    doctor.goes_to(f"/gp/prescriptions/{held}")
    rests(doctor)
    yield "asked"
    doctor.page.get_by_role("button", name="Answer…").first.click()
    doctor.confirms("Send the answer")
    expect(doctor.dialog).to_contain_text("Answer the question")
    yield "dialog: answer"
    put_away(doctor)
    for where, step in ((held, "Cancel"), (one, "Stop the supply")):
        doctor.goes_to(f"/gp/prescriptions/{where}")
        doctor.tries_to(step)
        yield f"dialog: {step}"
        put_away(doctor)
    doctor.opens(meeting)
    doctor.turns_to_the_desk()
    yield "desk"
    doctor.page.keyboard.type("amox")
    expect(doctor.desk.get_by_role("option").first).to_be_visible(timeout=20_000)
    yield "desk: found"
    doctor.page.keyboard.press("Enter")
    doctor.doses("1", 2, "7")
    expect(doctor.editor).to_contain_text("Allergy")
    yield "desk: against an allergy"
    doctor.page.keyboard.press("Enter")
    whys = doctor.editor.get_by_label("Why do you prescribe it all the same?")
    expect(whys.first).to_be_focused()
    for why in whys.all():
        why.fill("Had it since without any reaction.")
    whys.last.press("Enter")
    expect(doctor.search).to_be_focused()
    doctor.desk.get_by_role("button", name="Review and sign…").click()
    expect(doctor.dialog).to_be_visible()
    yield "review"
    doctor.dialog.get_by_role("button", name="Sign and send").click()
    expect(doctor.desk.get_by_role("link", name="Open prescription")).to_be_visible()
    doctor.heading.scroll_into_view_if_needed()  # nothing is half below the head of the page
    yield "signed"


def _supplied(counter: Counter, one: str, held: str, fresh: str) -> Iterator[str]:
    """Everything at the counter, with its dialogs."""
    for path in ("", "?queue=ready", "/scanner", "/register", "/day", f"/prescriptions/{held}"):
        counter.goes_to(f"/pharmacy{path}")
        rests(counter)
        yield f"/pharmacy{path.replace(held, 'held')}"
    counter.goes_to("/pharmacy/register")
    counter.page.get_by_role("button", name="Enter a delivery…").click()
    counter.confirms("Enter the delivery")
    expect(counter.dialog).to_contain_text("Choose the drug.")
    yield "dialog: delivery"
    counter.opens_one(one)
    yield "in hand"
    counter.page.get_by_role("button", name="Ask the prescriber…").click()
    expect(counter.dialog).to_be_visible()
    yield "dialog: ask"
    put_away(counter)
    counter.page.get_by_role("button", name="More: Paracetamol").click()
    counter.page.get_by_role("menuitem", name="Batch, other product, owed until…").click()
    expect(counter.dialog).to_be_visible()
    yield "dialog: batch"
    put_away(counter)
    for word in ("Hand over…", "Send out…"):
        counter.supply(1).get_by_role("button", name=word).click()
        expect(counter.dialog).to_be_visible()
        yield f"dialog: {word}"
        put_away(counter)
    counter.supply(1).get_by_role("button", name="More", exact=True).click()
    counter.page.get_by_role("menuitem", name="Return to stock").click()
    expect(counter.dialog).to_be_visible()
    yield "dialog: return"
    put_away(counter)
    counter.opens_one(fresh)
    counter.page.get_by_role("button", name="Start").click()
    counter.page.get_by_role("button", name="More: Bisoprolol").click()
    counter.page.get_by_role("menuitem", name="Not supplied…").click()
    expect(counter.dialog).to_be_visible()
    yield "dialog: not supplied"
    put_away(counter)
    counter.tries_to("Give back")
    yield "dialog: give back"
    put_away(counter)
    counter.goes_to("/pharmacy/scanner")
    counter.page.get_by_label("Type the code").fill("ZZZZ-ZZZZ")
    counter.page.get_by_role("button", name="Open", exact=True).click()
    expect(counter.page.get_by_role("alert").filter(has_text="No prescription")).to_be_visible()
    yield "refused"


@pytest.mark.parametrize("stage", EVERY, indirect=True)
def test_axe_finds_nothing_serious_in_what_anybody_is_told_of_a_code(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    visitor = Person(stage.context(), patient.who, stage.url).visits("/verify")

    for code, title in ((one["code"], "Genuine"), ("ZZZZ-ZZZZ", "Not genuine")):
        visitor.page.get_by_label("Code on the paper").fill(code)
        visitor.page.get_by_role("button", name="Check").click()
        expect(visitor.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        assert grave(visitor) == []


def test_a_scanner_and_a_keyboard_are_enough_to_hand_it_over(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    counter, colleague = stage.enters(Counter, "pharmacist"), stage.enters(Counter, "pharmacist2")
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    counter.goes_home()
    keys = counter.page.keyboard

    expect(counter.box).to_be_focused()
    counter.scans(one["code"])
    expect(counter.in_hand).to_be_visible()
    start = counter.page.get_by_role("button", name="Start")
    start.focus()
    keys.press("Enter")
    expect(start).to_have_count(0)
    presses(counter, "p")
    expect(counter.page.get_by_role("button", name="Undo: Amoxicillin")).to_be_visible()
    presses(counter, "p")
    expect(counter.supply(1)).to_have_attribute("data-status", "preparing")
    colleague.opens_one(one["id"])
    expect(colleague.supply(1)).to_be_visible()
    presses(colleague, "c")
    expect(counter.supply(1)).to_have_attribute("data-status", "ready")
    presses(counter, "h")
    expect(counter.dialog).to_be_visible()
    for fact in ("Name", "Date of birth"):
        tabs_to(counter, fact)
        keys.press("Space")
    keys.press("Enter")

    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(counter.dialog).to_have_count(0)


def presses(who: Counter, key: str) -> None:
    """Press a letter that is a step; the key before it tells a finger from a scanner."""
    who.page.keyboard.press("Escape")
    who.page.get_by_role("main").focus()
    who.page.keyboard.press(key)


def tabs_to(counter: Counter, fact: str) -> None:
    """Press Tab until that box has the focus, at most once round the dialog."""
    box = counter.dialog.get_by_role("checkbox", name=fact)
    for _ in range(12):
        if box.evaluate("one => one === document.activeElement"):
            return
        counter.page.keyboard.press("Tab")
    expect(box).to_be_focused()
