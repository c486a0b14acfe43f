"""A patient follows a prescription: live, to another pharmacy, at the counter, in large letters."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient, Person, Pharmacist
from tests.journeys.test_for_everybody import GRAVE, LOOKS, OPTIONS

SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
LARGE = (
    "addEventListener('DOMContentLoaded', () => "
    "{ document.documentElement.style.fontSize = '200%' })"
)
TAKEN = {"dose": 1, "frequency": "twice_daily", "duration_days": 14}


def does(who: Person, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Take a step of a prescription that the journey is not about, past the pages."""
    answer = who.context.request.post(
        f"/api/prescriptions/{path}", data=body or {}, headers={"Origin": who.url}
    )
    assert answer.ok, answer.text()
    return answer.json()


def finds(who: Person, name: str) -> str:
    """Return the first medicine that is found by a name."""
    answer = who.context.request.get(f"/api/medications?q={name}")
    assert answer.ok, answer.text()
    return str(answer.json()["items"][0]["id"])


def prescribed(
    gp: Gp, patient: Patient, pharmacy: str = "", *names: str, **terms: int
) -> dict[str, Any]:
    """Have prescribed already, in a consultation that goes on."""
    one = gp.accepted(patient.asked())
    items = [{"medicine_id": finds(gp, name), **TAKEN} for name in names or ("amoxicillin",)]
    asked = {"patient_id": patient.who.id, "consultation_id": one, "items": items, **terms}
    return does(gp, "create", asked | ({"pharmacy_id": pharmacy} if pharmacy else {}))


def supplies(
    pharmacist: Pharmacist, checker: Pharmacist, one: dict[str, Any], *quantities: float
) -> Iterator[str]:
    """Claim, prepare, check, make ready and hand over, one step each time it is asked."""
    path = str(one["id"])
    does(pharmacist, f"{path}/claim")
    yield "taken_on"
    lines = [
        {"item_id": item["id"], "quantity": quantity}
        for item, quantity in zip(one["items"], quantities, strict=True)
    ]
    number = does(pharmacist, f"{path}/fulfill", {"lines": lines})["supplies"][-1]["number"]
    yield "preparing"
    does(checker, f"{path}/supplies/{number}/check")
    does(pharmacist, f"{path}/supplies/{number}/ready")
    yield "ready"
    asked = {"identifiers": ["name", "birth_date"]}
    does(pharmacist, f"{path}/supplies/{number}/collect", asked)
    yield "handed"


def stands(who: Person, one: dict[str, Any], stage: str) -> Locator:
    """Return where the prescription is shown at that stage."""
    return who.page.locator(f'main [data-id="{one["id"]}"][data-stage="{stage}"]').first


@pytest.fixture
def pharmacist(stage: Stage) -> Pharmacist:
    return stage.enters(Pharmacist, "pharmacist")


@pytest.fixture
def checker(stage: Stage) -> Pharmacist:
    return stage.enters(Pharmacist, "pharmacist2")


def test_open_pages_follow_the_prescription_from_the_signature_to_the_hand(
    stage: Stage, patient: Patient, gp: Gp, pharmacist: Pharmacist, checker: Pharmacist
) -> None:
    at_home, listed = patient.another_tab(), patient.another_tab()
    at_home.goes_home()
    listed.goes_to("/patient/prescriptions")
    expect(listed.page.get_by_text("Nothing on the way")).to_be_visible()

    one = prescribed(gp, patient, stage.world.pharmacy.id, "amoxicillin", "paracetamol")

    for tab in (at_home, listed):
        expect(stands(tab, one, "sent")).to_be_visible()
    listed.page.get_by_role("link", name="and 1 more").click()
    expect(listed.heading).to_contain_text("Prescription of")
    first, second = (float(item["quantity"]) for item in one["items"])
    steps = supplies(pharmacist, checker, one, first, second / 2)
    for step in steps:
        wanted = "owed" if step == "handed" else step
        for tab in (at_home, listed):
            expect(stands(tab, one, wanted)).to_be_visible()
        if step == "ready":
            expect(at_home.page.get_by_role("heading", name="Ready to collect at")).to_be_visible()
    where = listed.page.get_by_role("region", name="Where it is")
    expect(where).to_contain_text("1 of 2 medicines owed")
    medicines = listed.page.get_by_role("region", name="Medicines", exact=True)
    expect(medicines.get_by_text("you have it")).to_be_visible()
    expect(medicines.get_by_text("rest owed")).to_be_visible()
    happened = listed.page.get_by_role("region", name="What happened")
    expect(happened.get_by_text("Signed")).to_be_visible()


def test_the_prescriber_ends_the_repeats_after_a_supply_and_open_pages_say_so(
    stage: Stage, patient: Patient, gp: Gp, pharmacist: Pharmacist, checker: Pharmacist
) -> None:
    place = stage.world.pharmacy.id
    one = prescribed(gp, patient, place, repeats=2, interval_days=28)
    assert list(supplies(pharmacist, checker, one, float(one["items"][0]["quantity"])))
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    expect(patient.page.get_by_text("The next one comes on")).to_be_visible()
    gp.goes_to(f"/gp/prescriptions/{one['id']}")
    expect(gp.page.get_by_text("1 of 3, the next")).to_be_visible()

    gp.page.get_by_role("button", name="More", exact=True).click()
    gp.page.get_by_role("menuitem", name="End the repeats…").click()
    gp.dialog.get_by_label("Why do the repeats end?").fill("She is well without it.")
    gp.confirms("End the repeats")

    expect(gp.page.get_by_text("1 of 3, no further one comes")).to_be_visible()
    expect(gp.page.get_by_text("She is well without it.")).to_be_visible()
    expect(patient.page.get_by_text("No further one comes")).to_be_visible()
    expect(patient.page.get_by_text("She is well without it.")).to_be_visible()


def test_a_change_of_pharmacy_reaches_both_and_happens_once(
    stage: Stage, patient: Patient, gp: Gp, pharmacist: Pharmacist
) -> None:
    elsewhere = stage.server.world()
    context = stage.context()
    there = Pharmacist(context, elsewhere.people["pharmacist"], stage.url)
    there.signs_in(elsewhere.password)
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    pharmacist.goes_home()
    there.goes_home()
    expect(pharmacist.bell).to_have_accessible_name("Notifications, 1 unread")
    patient.goes_to(f"/patient/prescriptions/{one['id']}")

    patient.page.get_by_role("button", name="Change the pharmacy…").click()
    expect(patient.dialog).to_contain_text(f"{stage.world.pharmacy.name} no longer supplies it")
    patient.confirms("Send it there")
    expect(patient.dialog.get_by_text("Choose a pharmacy from the list.")).to_be_visible()
    patient.dialog.get_by_role("radio", name=re.compile(f"^{elsewhere.pharmacy.name}")).check()
    patient.dialog.get_by_role("button", name="Send it there").dblclick()

    expect(patient.page.get_by_text(f"It is sent to {elsewhere.pharmacy.name}.")).to_be_visible()
    expect(patient.page.get_by_role("region", name="Pharmacy")).to_contain_text(
        elsewhere.pharmacy.name
    )
    expect(there.bell).to_have_accessible_name("Notifications, 1 unread")
    expect(pharmacist.bell).to_have_accessible_name("Notifications, 2 unread")
    assert [row["id"] for row in queue(there)] == [one["id"]]
    assert queue(pharmacist) == []


def queue(who: Pharmacist) -> list[dict[str, Any]]:
    """Return what a pharmacy has."""
    answer = who.context.request.get("/api/prescriptions/pharmacy")
    assert answer.ok, answer.text()
    return answer.json()["items"]


def test_a_pharmacy_that_has_started_keeps_it_and_the_patient_is_told_in_words(
    stage: Stage, patient: Patient, gp: Gp, pharmacist: Pharmacist
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    patient.page.get_by_role("button", name="Change the pharmacy…").click()
    expect(patient.dialog).to_be_visible()

    does(pharmacist, f"{one['id']}/claim")

    expect(patient.dialog).to_have_count(0)
    expect(patient.page.get_by_role("alert")).to_contain_text("has started with it")
    expect(patient.page.get_by_role("button", name="Change the pharmacy…")).to_have_count(0)


def test_the_code_fills_the_screen_and_goes_when_nothing_can_be_supplied(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    small = patient.page.get_by_role("region", name="Collection code")
    expect(small.get_by_role("img")).not_to_have_js_property("naturalWidth", 0)
    expect(small).to_contain_text(one["code"])

    button = patient.page.get_by_role("button", name="Show large")
    button.click()
    large = patient.dialog.get_by_role("img", name="QR code of this prescription")
    expect(large).not_to_have_js_property("naturalWidth", 0)
    expect(patient.dialog).to_contain_text(one["code"])
    expect(patient.dialog).to_have_css("background-color", "rgb(255, 255, 255)")
    patient.page.keyboard.press("Escape")
    expect(patient.dialog).to_have_count(0)
    expect(button).to_be_focused()

    does(gp, f"{one['id']}/cancel", {"reason": "The swab was negative."})

    expect(stands(patient, one, "cancelled")).to_be_visible()
    expect(small).to_have_count(0)
    todo = patient.page.get_by_role("region", name="What to do")
    expect(todo).to_contain_text("The swab was negative.")
    expect(todo).to_contain_text("Do not start it.")


def test_the_consultation_leads_to_what_was_prescribed_in_it_and_back(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    meeting = gp.accepted(patient.asked())
    patient.opens(meeting)

    asked = {"patient_id": patient.who.id, "consultation_id": meeting}
    asked["items"] = [{"medicine_id": finds(gp, "amoxicillin"), **TAKEN}]
    one = does(gp, "create", asked)

    found = patient.page.get_by_role("region", name="Prescribed")
    expect(found).to_contain_text("Choose a pharmacy")
    found.get_by_role("link").click()
    expect(stands(patient, one, "choose")).to_be_visible()
    patient.page.get_by_role("link", name="The consultation it comes from").click()
    expect(patient.stands(meeting)).to_be_visible()


@pytest.mark.parametrize("stage", [SMALL], ids=["320"], indirect=True)
def test_a_page_speaks_in_one_zone_and_names_it_to_a_patient_who_is_elsewhere(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    abroad = stage.enters(Patient, "patient", timezone_id="Asia/Tokyo")
    for who in (patient, abroad):
        who.goes_to(f"/patient/prescriptions/{one['id']}")

    said = {
        who: (
            who.page.locator(".where .steps .when").first.inner_text(),
            who.page.locator(".what-happened time").first.inner_text(),
        )
        for who in (patient, abroad)
    }

    assert said[abroad] == said[patient]
    assert len(set(said[abroad])) == 1
    expect(abroad.page.locator(".zone-note")).to_contain_text("Times here are London time")
    expect(patient.page.locator(".zone-note")).to_have_count(0)
    abroad.goes_to("/patient/prescriptions")
    expect(stands(abroad, one, "sent").locator(".zone-note")).to_contain_text("London time")


LOW = """links => links.filter(one => one.getClientRects().length)
    .map(one => [one.innerText, Math.round(one.getBoundingClientRect().height)])
    .filter(([, high]) => high < 44)"""


def test_a_thumb_hits_the_names_in_lists(stage: Stage, patient: Patient, gp: Gp) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id, "amoxicillin")
    patient.page.set_viewport_size({"width": 390, "height": 844})
    gp.page.set_viewport_size({"width": 390, "height": 844})

    for who, path, links in (
        (patient, "/patient", "main :is(h3, .sec) > a"),
        (patient, "/patient/prescriptions", "main h3 > a"),
        (patient, "/patient/record", "main .event a"),
        (gp, "/gp/prescriptions?show=active", "main .who a"),
        (gp, f"/gp/prescriptions/{one['id']}", "main :is(.who-is, dd) > a"),
    ):
        who.goes_to(path)
        expect(who.page.locator(links).first).to_be_visible()
        assert who.page.locator(links).evaluate_all(LOW) == [], path


@pytest.mark.parametrize("letters", ["", LARGE], ids=["100", "200"])
def test_everything_fits_a_small_phone(
    stage: Stage, letters: str, patient: Patient, gp: Gp, pharmacist: Pharmacist,
    checker: Pharmacist,
) -> None:  # fmt: skip
    one = prescribed(gp, patient, stage.world.pharmacy.id, "amoxicillin", "paracetamol")
    other = prescribed(gp, patient, "", "salbutamol")
    first, second = (float(item["quantity"]) for item in one["items"])
    steps = supplies(pharmacist, checker, one, first, second / 2)
    assert [next(steps), next(steps), next(steps)][-1] == "ready"
    if letters:
        patient.page.add_init_script(letters)

    wrong = []
    for path in ("", "/prescriptions", f"/prescriptions/{one['id']}"):
        patient.goes_to(f"/patient{path}")
        expect(stands(patient, one, "ready")).to_be_visible()
        wrong += too_wide(patient)
    patient.page.get_by_role("button", name="Show large").click()
    expect(patient.dialog.get_by_role("img")).not_to_have_js_property("naturalWidth", 0)
    expect(patient.dialog.get_by_role("button", name="Close")).to_be_visible()
    wrong += too_wide(patient)
    patient.goes_to(f"/patient/prescriptions/{other['id']}")
    patient.page.get_by_role("button", name="Choose a pharmacy…").click()
    expect(patient.dialog.get_by_role("radio").first).to_be_attached()
    wrong += too_wide(patient)

    assert wrong == []


@pytest.mark.parametrize("stage", LOOKS.values(), ids=LOOKS, indirect=True)
def test_axe_finds_nothing_serious_on_a_prescription(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id, "amoxicillin", "paracetamol")
    stopped = prescribed(gp, patient, "", "salbutamol")
    does(gp, f"{stopped['id']}/cancel", {"reason": "The swab was negative."})
    page, found = patient.page, {}

    for path in (
        "",
        "/prescriptions",
        *(f"/prescriptions/{each['id']}" for each in (stopped, one)),
    ):
        patient.goes_to(f"/patient{path}")
        expect(page.locator(".ghosts")).to_have_count(0)
        found[path] = grave(patient)
    for button in ("Show large", "Change the pharmacy…"):
        page.get_by_role("button", name=button).click()
        expect(patient.dialog).to_be_visible()
        found[button] = grave(patient)
        page.keyboard.press("Escape")
        expect(patient.dialog).to_have_count(0)

    assert {name: those for name, those in found.items() if those} == {}


def grave(who: Person) -> list[str]:
    """Return what axe finds serious or worse on the page that is open, seen from its top.

    What is scrolled half under the bar at the top is half covered, and no finding.
    """
    who.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    who.page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    result = Axe().run(who.page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target'][0]}" for one in result if one["impact"] in GRAVE
    ]


def too_wide(who: Person) -> list[str]:
    """Return the page if it is wider than its screen."""
    wide, room = who.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{who.page.url} is {wide} wide on {room}"] if wide > room else []
