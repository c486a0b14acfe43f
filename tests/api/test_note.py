"""The note through the API: a draft, the diagnoses, the note, and its summary on paper."""

from api.callers import browser, program
from services.test_note import WHOLE


async def test_a_draft_becomes_a_note_and_a_note_becomes_paper(world) -> None:
    one = f"/api/consultations/{world.started()}"
    gp, patient = browser(world.gp), browser(world.patient)
    kept = await gp.put(f"{one}/draft", json={"fields": {"history": "Two days."}, "base": ""})
    assert (kept.status_code, (await gp.get(f"{one}/draft")).json()) == (200, kept.json())
    found = (await gp.get("/api/codes/icd10", params={"q": "sore throat"})).json()["items"]

    done = await gp.post(f"{one}/complete", json={**WHOLE, "codes": [_chosen(found[0])]})

    assert done.json()["note"]["codes"] == ["J02.9 Acute pharyngitis, unspecified"]
    assert (await gp.get(f"{one}/draft")).json()["mark"] == ""
    paper = await patient.get(f"{one}/summary.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.headers["content-disposition"].startswith("attachment; filename=")
    assert paper.content.startswith(b"%PDF")


def _chosen(found: dict[str, str]) -> dict[str, str]:
    return {name: found[name] for name in ("code", "label")}


async def test_s2_the_routes_of_a_note_are_closed_to_everybody_else(world) -> None:
    one = f"/api/consultations/{world.started(clinician_id=world.gp.id)}"
    body = {"fields": {"history": "x"}, "base": ""}

    for who, refused in ((world.patient, 403), (world.gp2, 404), (world.other_gp, 404)):
        assert (await browser(who).get(f"{one}/draft")).status_code == refused
        assert (await browser(who).put(f"{one}/draft", json=body)).status_code == refused
    for who in (world.patient2, world.gp2, world.other_patient):
        assert (await browser(who).get(f"{one}/summary.pdf")).status_code == 404
    assert (await browser(world.patient).get("/api/codes/icd10?q=fever")).status_code == 403


async def test_refusals_of_a_note_name_the_field_and_the_reason(world) -> None:
    one = f"/api/consultations/{world.started()}"
    gp = program(world.gp)

    early = await gp.get(f"{one}/summary.pdf")
    unknown = await gp.post(
        f"{one}/complete", json={**WHOLE, "codes": [{"code": "J99.99", "label": "x"}]}
    )
    foreign = await gp.put(
        f"{one}/draft", json={"fields": {"author_id": str(world.gp2.id)}, "base": ""}
    )

    assert (early.status_code, early.json()["code"]) == (409, "step_not_possible")
    assert (unknown.status_code, list(unknown.json()["errors"])) == (422, ["codes"])
    assert foreign.status_code == 422


async def test_a_double_click_writes_one_note(world) -> None:
    one = f"/api/consultations/{world.started()}"
    gp, key = program(world.gp), {"Idempotency-Key": "one-note"}

    first, again = [await gp.post(f"{one}/complete", json=WHOLE, headers=key) for _ in range(2)]

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
