"""Small screens and large letters: everything fits, nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Admin, Gp, Patient, Person

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
PLACES: dict[type[Person], tuple[str, ...]] = {
    Patient: ("", "/consultations", "/consultations/new", "/consultations/{}", "/notifications"),
    Gp: ("", "/consultations", "/consultations/{}", "/notifications"),
    Admin: ("", "/notifications"),
}
KEYS = {Patient: "patient", Gp: "lead", Admin: "admin"}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter " * 3


@pytest.mark.parametrize("stage", [PHONE, SMALL], ids=["390", "320"], indirect=True)
def test_a_patient_asks_and_talks_with_a_thumb(patient: Patient, gp: Gp) -> None:
    one = patient.asks(LONG)
    gp.accepted(one)

    patient.writes("From my phone. " + LONG)

    expect(patient.said("From my phone.")).to_be_visible()
    expect(patient.box).to_be_in_viewport()
    _fits(patient)
    gp.opens(one)
    expect(gp.said("From my phone.")).to_be_visible()
    _fits(gp)


@pytest.mark.parametrize("stage", [PHONE, SMALL], ids=["390", "320"], indirect=True)
def test_no_page_scrolls_sideways(stage: Stage) -> None:
    _walk(stage)


@pytest.mark.parametrize("stage", [PHONE], ids=["390"], indirect=True)
def test_large_letters_fit(stage: Stage) -> None:
    _walk(stage, "addEventListener('DOMContentLoaded', () => "
                 "{ document.documentElement.style.fontSize = '200%' })")  # fmt: skip


def _walk(stage: Stage, script: str = "") -> None:
    patient, gp = stage.enters(Patient, "patient"), stage.enters(Gp, "lead")
    admin = stage.enters(Admin, "admin")
    patient.asked(symptoms=LONG)
    one = gp.accepted(patient.asked(symptoms=LONG))
    gp.told(one, LONG)
    for person in (patient, gp, admin):
        if script:
            person.page.add_init_script(script)
        for place in PLACES[type(person)]:
            person.goes_to(person.home + place.format(one))
            expect(person.heading).to_be_attached()
            _fits(person)
    visitor = Person(stage.context(), stage.world.people["patient"], stage.url)
    stage.excuses("404")
    if script:
        visitor.page.add_init_script(script)
    for path in ("/", "/sign-in", "/nowhere"):
        visitor.page.goto(path)
        expect(visitor.page.locator('body[data-hydrated="true"]')).to_be_attached()
        _fits(visitor)


def _fits(person: Person) -> None:
    wide, room = person.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room, f"{person.page.url} is {wide} wide on {room}"
