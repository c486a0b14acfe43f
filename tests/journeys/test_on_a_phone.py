"""Small screens and large letters: everything fits, nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import CAST, Gp, Patient, Person

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
EVERYWHERE = ("", "/notifications", "/notifications?show=told", "/account")
TREATING = ("/consultations", "/consultations/{one}", "/patients", "/patients/{patient}", "/texts")
PLACES: dict[str, tuple[str, ...]] = {
    "patient": (
        "/consultations",
        "/consultations/new",
        "/consultations/{one}",
        "/record",
        "/prescriptions",
    ),
    "lead": TREATING,
    "specialist": TREATING,
    "pharmacist": ("/scanner", "/register", "/day"),
    "manager": ("/staff",),
    "admin": ("/people", "/people/{gp}", "/organisations", "/organisations/{practice}"),
}
PUBLIC = ("/", "/sign-in", "/register", "/apply", "/forgot", "/confirm", "/reset", "/join",
          "/nowhere")  # fmt: skip
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
    patient.asked(symptoms=LONG)
    one = gp.accepted(patient.asked(symptoms=LONG))
    gp.told(one, LONG)
    facts = {
        "one": one,
        "patient": patient.who.id,
        "gp": gp.who.id,
        "practice": stage.world.practice.id,
    }
    stage.excuses("status of 40")  # a hospital that knows nothing of the patient of the practice
    wrong = []
    for key, kind in CAST.items():
        person = stage.enters(kind, key)
        if script:
            person.page.add_init_script(script)
        for place in (*EVERYWHERE, *PLACES.get(key, ())):
            person.goes_to(person.home + place.format(**facts))
            expect(person.page.locator(".skeleton, .loading")).to_have_count(0)
            expect(person.heading).to_be_attached()
            wrong += _too_wide(person)
        if key == "lead":
            person.opens(one)
            person.turns_to_the_note()
            wrong += _too_wide(person)
    visitor = Person(stage.context(), stage.world.people["patient"], stage.url)
    stage.excuses("404")
    if script:
        visitor.page.add_init_script(script)
    for path in PUBLIC:
        visitor.visits(path)
        wrong += _too_wide(visitor)

    assert not wrong


def _fits(person: Person) -> None:
    assert not _too_wide(person)


def _too_wide(person: Person) -> list[str]:
    wide, room = person.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{person.page.url} is {wide} wide on {room}"] if wide > room else []
