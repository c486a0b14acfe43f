"""Paper by the API: who takes it, how it is sent, and what anybody may ask."""

import io

import prescriptions
import pytest
from factories import World, saved
from journeys.camera import photograph

from portal.models import Prescription
from portal.services.prescription_token import token_of, verify
from tests.api.callers import browser, client
from tests.conftest import Clock


@pytest.fixture
def prescription(world: World, clock: Clock) -> Prescription:
    """One for Anna, at the pharmacy."""
    drug = prescriptions.medicine("amoxicillin")
    saved(drug)
    place = world.pharmacist.organization_id
    row, _ = prescriptions.written(world.patient, world.gp, [drug], pharmacy_id=place)
    return row


def picture(token: str) -> bytes:
    out = io.BytesIO()
    photograph(token).save(out, "JPEG", quality=80)
    return out.getvalue()


async def test_the_pdf_is_a_file_that_nobody_keeps(
    world: World, prescription: Prescription
) -> None:
    said = await browser(world.patient).get(f"/api/prescriptions/{prescription.id}/pdf")

    assert said.status_code == 200
    assert said.headers["content-type"] == "application/pdf"
    assert said.headers["cache-control"] == "no-store"
    name = f"prescription-{prescription.code[:4]}-{prescription.code[4:]}.pdf"
    assert said.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert said.content.startswith(b"%PDF-")


async def test_s2_paper_and_code_of_somebody_else_are_not_found(
    world: World, prescription: Prescription
) -> None:
    for who in (world.patient2, world.other_patient, world.other_gp):
        for path in ("pdf", "code.svg"):
            said = await browser(who).get(f"/api/prescriptions/{prescription.id}/{path}")
            assert said.status_code == 404


async def test_the_code_is_a_picture_for_those_who_carry_it(
    world: World, prescription: Prescription
) -> None:
    path = f"/api/prescriptions/{prescription.id}/code.svg"

    shown = await browser(world.patient).get(path)
    refused = await browser(world.pharmacist).get(path)

    assert shown.headers["content-type"] == "image/svg+xml"
    assert shown.headers["cache-control"] == "no-store"
    assert shown.text.startswith("<svg ")
    assert refused.status_code == 403


async def test_the_end_of_the_day_is_printed(world: World, prescription: Prescription) -> None:
    said = await browser(world.pharmacist).get("/api/prescriptions/end-of-day.pdf")

    assert said.status_code == 200
    assert "end-of-day-2026-09-14.pdf" in said.headers["content-disposition"]


async def test_anybody_asks_whether_it_is_genuine(prescription: Prescription) -> None:
    said = await client().post("/api/prescriptions/verify", json={"code": token_of(prescription)})

    assert said.status_code == 200
    assert said.json()["standing"] == "waiting"
    assert "Anna" not in said.text
    assert "amoxicillin" not in said.text


async def test_s10_an_altered_code_is_refused_in_words(prescription: Prescription) -> None:
    token = token_of(prescription)
    altered = token[:50] + ("A" if token[50] != "A" else "B") + token[51:]

    said = await client().post("/api/prescriptions/verify", json={"code": altered})

    assert (said.status_code, said.json()["code"]) == (422, "forged")
    assert said.json()["detail"] == "This code was altered, or it is not ours."


async def test_a_pharmacist_sends_a_picture_and_gets_its_code(
    world: World, prescription: Prescription
) -> None:
    content = picture(token_of(prescription))

    said = await browser(world.pharmacist).post(
        "/api/prescriptions/scan-picture", files={"file": ("p.jpg", content)}
    )

    assert said.status_code == 200
    assert verify(said.json()["token"]).prescription_id == prescription.id


async def test_no_picture_a_foreign_form_and_a_patient_are_refused(
    world: World, prescription: Prescription
) -> None:
    path, bare = "/api/prescriptions/scan-picture", {"X-Requested-With": ""}
    files = {"file": ("p.jpg", picture(token_of(prescription)))}

    nothing = await browser(world.pharmacist).post(path, data={"x": "y"})
    text = await browser(world.pharmacist).post(path, files={"file": ("p.jpg", b"x")})
    foreign = await browser(world.pharmacist).post(path, files=files, headers=bare)
    patient = await browser(world.patient).post(path, files=files)

    answers = (nothing, text, foreign, patient)
    assert [one.status_code for one in answers] == [422, 415, 403, 403]
