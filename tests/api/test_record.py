"""A record over the API: the same rules; without a relationship it is not there (S2)."""

from typing import Any

import pytest
from factories import World
from sqlmodel import select

from portal.api import example_record, gate
from portal.infra.db import transaction
from portal.models import Allergy, AuditEntry, Condition, Measurement, Medication, PatientProfile
from tests.api.callers import browser

TABLES = (Allergy, Condition, Measurement, Medication, PatientProfile)
BODIES = {
    "allergies": example_record.ALLERGIES,
    "conditions": example_record.CONDITIONS,
    "medications": example_record.MEDICATIONS,
    "measurements": example_record.MEASUREMENTS,
    "needs": example_record.NEEDS,
    "withdraw": example_record.REASONS,
    "end": example_record.ENDINGS,
}
CORRECTIONS = {
    "allergies": example_record.ALLERGY_CORRECTIONS,
    "conditions": example_record.CONDITION_CORRECTIONS,
    "medications": example_record.MEDICATION_CORRECTIONS,
    "measurements": example_record.MEASUREMENT_CORRECTIONS,
}


def body_of(path: str) -> Any:
    parts = path.split("/")
    given = CORRECTIONS[parts[4]] if parts[-1] == "correct" else BODIES.get(parts[-1])
    return given["said"]["value"] if given else None


def everything() -> list[dict[str, Any]]:
    with transaction(write=False) as session:
        return [row.model_dump() for table in TABLES for row in session.exec(select(table))]


def routes() -> list[dict[str, Any]]:
    return [route for route in gate.routes() if "{patient_id}" in route["path"]]


def filled(path: str, patient: object, entry: str) -> str:
    values = {"patient_id": patient, "entry_id": entry, "kind": "allergy", "vital": "85354-9"}
    return path.format(**values)


@pytest.fixture
async def entry(world: World) -> str:
    """An allergy that the GP, who treats the patient, has written."""
    world.started(clinician_id=str(world.gp.id))
    said = await browser(world.gp).post(
        f"/api/patients/{world.patient.id}/allergies", json=body_of("/allergies")
    )
    assert said.status_code == 201, said.text
    return said.json()["id"]


async def test_s2_nobody_finds_the_record_of_somebody_elses_patient(
    world: World, entry: str
) -> None:
    before = everything()

    for who in (world.patient2, world.other_patient, world.gp2, world.other_gp, world.admin):
        caller = browser(who)
        for route in routes():
            path = filled(route["path"], world.patient.id, entry)
            said = await caller.request(route["method"], path, json=body_of(path))
            allowed = who.role in route["audience"]
            assert said.status_code in ((403, 404) if allowed else (403,)), (who.name, path)
            if who.role == "gp":
                assert said.status_code == 404, path
            assert "Penicillin" not in said.text
    assert everything() == before


async def test_the_clinician_reads_writes_corrects_and_withdraws(world: World, entry: str) -> None:
    gp, at = browser(world.gp), f"/api/patients/{world.patient.id}"

    path = f"{at}/allergies/{entry}/correct"
    new = await gp.post(path, json=body_of(path))
    assert (await gp.get(f"{at}/record")).json()["allergies"][0]["id"] == new.json()["id"]
    history = (await gp.get(f"{at}/entries/allergy")).json()["items"]
    assert [one["status"] for one in history] == ["current", "corrected"]
    gone = await gp.post(
        f"{at}/entries/allergy/{new.json()['id']}/withdraw", json=body_of("/withdraw")
    )
    assert gone.json()["status"] == "entered_in_error"
    again = await gp.post(
        f"{at}/entries/allergy/{new.json()['id']}/withdraw", json=body_of("/withdraw")
    )
    assert again.status_code == 409


async def test_an_impossible_value_is_named_in_a_sentence(world: World, entry: str) -> None:
    body = {"vital": "8310-5", "value": "370"}
    said = await browser(world.gp).post(f"/api/patients/{world.patient.id}/measurements", json=body)

    assert said.status_code == 422
    assert said.json()["errors"]["value"].startswith("370 is not possible here: temperature lies")


async def test_patients_read_measure_and_see_who_looked(world: World, entry: str) -> None:
    patient = browser(world.patient)
    await browser(world.gp).get(f"/api/patients/{world.patient.id}/record")
    written = await patient.post("/api/record/measurements", json=body_of("/measurements"))

    assert written.json()["source"] == "patient"
    assert (await patient.get("/api/record")).json()["vitals"][0]["latest"]["text"] == "128/82"
    looks = (await patient.get("/api/record/looks")).json()["items"]
    assert [(one["who"], one["what"]) for one in looks] == [("Dr Carol Cedar", "your record")]
    assert (await patient.get("/api/patients")).status_code == 403


@pytest.mark.parametrize("path", ["timeline", "entries/allergy", "measurements/85354-9", "record"])
async def test_s11_every_way_to_read_a_record_is_audited_once(
    world: World, entry: str, path: str
) -> None:
    gp = browser(world.gp)
    for _ in range(2):
        assert (await gp.get(f"/api/patients/{world.patient.id}/{path}")).status_code == 200

    with transaction(write=False) as session:
        query = select(AuditEntry).where(AuditEntry.action == "record:read")
        assert [one.patient_id for one in session.exec(query)] == [world.patient.id]


async def test_my_patients_are_searched_by_name(world: World, entry: str) -> None:
    said = await browser(world.gp).get("/api/patients", params={"q": "ash"})

    assert [one["name"] for one in said.json()["items"]] == ["Anna Ash"]
    assert (await browser(world.other_gp).get("/api/patients")).json()["total"] == 0
