"""What people type is text, wherever it is shown again (S7): forty ways to smuggle in a script."""

from typing import Any

from playwright.sync_api import Dialog, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient, Person, Pharmacist
from tests.journeys.test_following_a_prescription import does, finds

DO = "pwned=1"
PAYLOADS = (
    f"<script>{DO}</script>",
    f"<ScRiPt>{DO}</sCrIpT>",
    f"</script><script>{DO}</script>",
    f"</textarea><script>{DO}</script>",
    f"</title><script>{DO}</script>",
    f"<!--><script>{DO}</script>",
    f"<img src=x onerror={DO}>",
    f"<img src=x onerror='{DO}'>",
    f'<img src="x" onerror="{DO}"/>',
    f"<svg onload={DO}>",
    f"<svg/onload={DO}>",
    f"<svg><script>{DO}</script></svg>",
    f"<svg><animate onbegin={DO} attributeName=x dur=1s>",
    f"<body onload={DO}>",
    f"<iframe src=javascript:{DO}>",
    f'<iframe srcdoc="<script>parent.{DO}</script>">',
    f"<a href=javascript:{DO}>x</a>",
    f"<a href='jav&#x09;ascript:{DO}'>x</a>",
    f"<form action=javascript:{DO}><button>x</button></form>",
    f"<button formaction=javascript:{DO}>x</button>",
    f"<input autofocus onfocus={DO}>",
    f"<select autofocus onfocus={DO}>",
    f"<details open ontoggle={DO}>",
    f"<video src=x onerror={DO}>",
    f"<audio src=x onerror={DO}>",
    f"<video><source onerror={DO}></video>",
    f"<object data=javascript:{DO}>",
    f"<embed src=javascript:{DO}>",
    f"<link rel=stylesheet href=javascript:{DO}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{DO}'>",
    f"<base href='javascript:{DO}//'>",
    f"<math><mtext><img src=x onerror={DO}></mtext></math>",
    f"<template><script>{DO}</script></template>",
    f"<style>@import 'javascript:{DO}'</style>",
    f"javascript:{DO}",
    f"'-{DO}-'",
    f'";{DO};//',
    f"${{{DO}}}",
    f"{{{{constructor.constructor('{DO}')()}}}}",
    f"\\u003cscript\\u003e{DO}\\u003c/script\\u003e",
)
ALL = "\n".join(PAYLOADS)
SHORT = ["<img src=x onerror=pwned=1>", "<svg/onload=pwned=1>", "<script>pwned=1</script>"]
PROSE = "\n".join(PAYLOADS[6:22])[:600]
NOTE = ("history", "examination", "assessment", "plan", "watch_for")


def test_s7_no_text_of_anybody_runs_on_any_screen(stage: Stage, patient: Patient, gp: Gp) -> None:
    assert len(set(PAYLOADS)) == 40
    for person in (patient, gp):
        person.page.on("dialog", _no_dialog)
    one = patient.asked(symptoms=ALL)
    gp.calls(f"{one}/ask", {"question": ALL})
    patient.goes_home()
    _harmless(patient)
    patient.opens(one)
    _harmless(patient)
    patient.calls(f"{one}/answer", {"answer": ALL})
    gp.accepted(one)
    gp.told(one, ALL)
    person_id = stage.world.people["patient"].id
    _records(gp, person_id)
    for person in (gp, patient):
        person.opens(one)
        expect(person.log).to_contain_text("<svg onload=pwned=1>")
        _harmless(person)
    gp.calls(
        f"{one}/complete",
        dict.fromkeys(NOTE, ALL)
        | {"outcome": "advice", "act_by": SHORT[0] * 4, "call_whom": SHORT[1] * 4},
    )
    gp.calls(f"{one}/addendum", {"addendum": ALL})

    places = {
        gp: ("", "/consultations", f"/consultations/{one}", f"/patients/{person_id}", "/texts",
             "/notifications"),
        patient: ("", "/consultations", f"/consultations/{one}", "/record", "/notifications"),
    }  # fmt: skip
    for person, paths in places.items():
        for path in paths:
            person.goes_to(person.home + path)
            expect(person.heading).to_be_attached()
            _harmless(person)
    assert SHORT[0] in patient.page.request.get("/api/record").text()


def test_s7_no_text_on_a_prescription_runs_on_any_screen(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    counter = stage.enters(Pharmacist, "pharmacist")
    colleague = stage.enters(Pharmacist, "pharmacist2")
    for person in (patient, gp, counter, colleague):
        person.page.on("dialog", _no_dialog)
    loud, quiet = (_written(stage, gp, patient, one) for one in ("atorvastatin 20", "salbutamol"))
    _records(gp, stage.world.people["patient"].id)
    at, line = f"{loud['id']}", {"item_id": loud["items"][0]["id"], "quantity": 5}
    does(counter, f"{at}/claim")
    does(counter, f"{at}/hold", {"query": PROSE})
    does(gp, f"{at}/answer", {"answer": PROSE})
    told = {"batch": SHORT[1], "substitution_note": "".join(SHORT)}
    other = _another_product(gp, loud)
    does(counter, f"{at}/fulfill", {"lines": [line | told | other]})
    does(colleague, f"{at}/supplies/1/check", {"note": "".join(SHORT)})
    does(counter, f"{at}/supplies/1/ready")
    send = {"step": "dispatch", "number": 1, "delivery_to": PROSE[:200], "courier": "".join(SHORT)}
    does(counter, f"{at}/delivery", send)
    does(counter, f"{at}/delivery", {"step": "fail", "number": 1, "reason": PROSE})
    does(counter, f"{at}/delivery", send)
    given = {"identifiers": ["name", "code"], "collector": SHORT[0], "proof": "".join(SHORT)}
    does(counter, f"{at}/delivery", {"step": "deliver", "number": 1, **given})
    _looked_at(loud, patient, gp, counter)
    does(colleague, f"{at}/supplies/1/correct", {"reason": PROSE})
    does(counter, f"{at}/fulfill", {"lines": [line]})
    does(counter, f"{at}/supplies/2/return", {"reason": PROSE})
    does(counter, f"{at}/items/{line['item_id']}/refuse", {"reason": PROSE})
    _looked_at(loud, patient, gp, counter)

    does(counter, f"{quiet['id']}/claim")
    does(counter, f"{quiet['id']}/release", {"reason": PROSE})
    _looked_at(quiet, patient, gp)
    does(gp, f"{quiet['id']}/cancel", {"reason": PROSE})
    _looked_at(quiet, patient, gp)
    _receipt(counter)
    for path in ("", "?queue=done", "/register", "/day", "/notifications"):
        counter.goes_to(f"/pharmacy{path}")
        expect(counter.heading).to_be_attached()
        _harmless(counter)


def _written(stage: Stage, gp: Gp, patient: Patient, name: str) -> dict[str, Any]:
    """Have prescribed something with a text wherever one can be written."""
    item: dict[str, Any] = {
        "medicine_id": finds(gp, name), "dose": 1, "frequency": "once_daily", "as_needed": True,
        "as_needed_for": "".join(SHORT), "max_per_day": 1, "duration_days": 28, "quantity": 10,
        "instruction": PROSE[:300],
    }  # fmt: skip
    body = {
        "patient_id": patient.who.id, "consultation_id": gp.accepted(patient.asked()),
        "pharmacy_id": stage.world.pharmacy.id, "note": PROSE, "items": [item],
    }  # fmt: skip
    answer = gp.context.request.post(
        "/api/prescriptions/create", data=body, headers={"Origin": gp.url}
    )
    if answer.ok:
        return answer.json()
    found = [key.removeprefix("items.0.overrides.") for key in answer.json()["errors"]]
    item["overrides"] = dict.fromkeys(found, PROSE)
    return does(gp, "create", body)


def _another_product(gp: Gp, one: dict[str, Any]) -> dict[str, str]:
    """Return another product of the same, where the formulary knows one."""
    had = one["items"][0]
    found = gp.context.request.get(f"/api/medications?q={had['substance']} {had['strength']}")
    ids = [each["id"] for each in found.json()["items"] if each["strength"] == had["strength"]]
    return {"substitute_id": next((i for i in ids if i != had["medicine_id"]), had["medicine_id"])}


def _receipt(counter: Pharmacist) -> None:
    given = {
        "medicine_id": finds(counter, "morphine 10 mg tablet"), "quantity": 5,
        "supplier": "".join(SHORT), "note": PROSE[:300],
    }  # fmt: skip
    does(counter, "register", given)


def _looked_at(one: dict[str, Any], *people: Person) -> None:
    """Let everybody look at the prescription, and at what lists it."""
    for person in people:
        for path in (f"/prescriptions/{one['id']}", "/prescriptions", "/notifications", ""):
            if person.home == "/pharmacy" and path == "/prescriptions":
                continue
            person.goes_to(person.home + path)
            expect(person.heading).to_be_attached()
            _harmless(person)
            if path.endswith(one["id"]):
                expect(person.body).to_contain_text(SHORT[0])


def _records(gp: Gp, person: str) -> None:
    """Put the payloads into every kind of entry."""
    short, shorter = SHORT[0], SHORT[1]
    for path, body in (
        ("allergies", {"substance": short, "reaction": shorter, "severity": "mild",
                       "certainty": "confirmed"}),
        ("conditions", {"code": "J00", "note": "".join(SHORT)}),
        ("medications", {"substance": short, "strength": shorter, "dosage": SHORT[2]}),
    ):  # fmt: skip
        answer = gp.context.request.post(
            f"/api/patients/{person}/{path}", data=body, headers={"Origin": gp.url}
        )
        assert answer.ok, answer.text()


def _harmless(person: Person) -> None:
    assert person.page.evaluate("typeof window.pwned") == "undefined", person.page.url


def _no_dialog(dialog: Dialog) -> None:
    raise AssertionError(f"a script spoke: {dialog.message}")
