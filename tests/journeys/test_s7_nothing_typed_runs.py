"""What people type is text, wherever it is shown again (S7): forty ways to smuggle in a script."""

from playwright.sync_api import Dialog, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient, Person

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
