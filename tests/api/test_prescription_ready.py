"""Favourites and "as last time" through the API: what comes out goes in again."""

import prescribing
import pytest
from api.callers import program

from portal.schemas.prescription_claim import PrescriptionWrite
from portal.services import prescription
from portal.services.work import perform

HOME = "/api/prescriptions/favourites"
DOSAGE = {"dose": 2, "frequency": "four_daily", "duration_days": 5}


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


async def kept(desk, name="Paracetamol for pain", who=None, **facts):
    said = {"name": name, "medicine_id": str(desk.counter.tablets.id), "dosage": DOSAGE | facts}
    return await program(who or desk.gp).post(HOME, json=said)


async def prescribed(desk, item, who=None):
    asked = {
        "patient_id": str(desk.patient.id),
        "pharmacy_id": str(desk.counter.west),
        "items": [item],
    }
    return await program(who or desk.gp).post("/api/prescriptions/create", json=asked)


async def test_a_favourite_is_kept_listed_taken_and_forgotten(desk) -> None:
    gp = program(desk.gp)
    first = (await kept(desk)).json()
    await kept(desk, "Another")

    taken = await gp.post(f"{HOME}/{first['id']}/use")
    listed = [one["name"] for one in (await gp.get(HOME)).json()["items"]]
    gone = await gp.delete(f"{HOME}/{first['id']}")
    left = [one["name"] for one in (await gp.get(HOME)).json()["items"]]

    assert taken.json()["sentence"] == "Take 2 tablets by mouth four times a day for 5 days."
    assert sorted(listed) == ["Another", "Paracetamol for pain"]
    assert gone.status_code == 204
    assert left == ["Another"]


async def test_a_favourite_is_an_item_that_can_be_prescribed(desk) -> None:
    favourite = (await kept(desk)).json()

    answer = await prescribed(desk, favourite["item"])

    assert answer.status_code == 201, answer.text
    assert answer.json()["items"][0]["sentence"] == favourite["sentence"]


async def test_what_was_prescribed_before_can_be_prescribed_again(desk, clock) -> None:
    said = desk.written(
        desk.counter.tablets, desk.counter.capsules, item={"as_needed": True,
        "as_needed_for": "pain", "max_per_day": 4},
    )  # fmt: skip
    perform(desk.gp, prescription.create, PrescriptionWrite.model_validate(said.model_dump()))
    clock.advance(days=60)
    there = f"/api/patients/{desk.patient.id}/prescribed"

    before = (await program(desk.gp).get(there)).json()["items"]
    (last,) = (
        await program(desk.gp).get(there, params={"medicine_id": str(desk.counter.capsules.id)})
    ).json()["items"]

    assert [one["medicine_id"] for one in before] == [
        str(desk.counter.tablets.id), str(desk.counter.capsules.id)
    ]  # fmt: skip
    assert last == before[1]
    assert PrescriptionWrite.model_validate(
        {"patient_id": desk.patient.id, "items": [one["item"] for one in before]}
    )
    assert last["item"]["max_per_day"] == "4"


async def test_a_favourite_that_cannot_be_meant_is_refused_by_field(desk) -> None:
    answer = await kept(desk, dose=0.3)

    assert answer.status_code == 422
    assert "dose" in answer.json()["errors"]


async def test_favourites_of_others_and_patients_of_others_are_not_there(desk) -> None:
    one = (await kept(desk)).json()["id"]
    other = program(desk.world.gp2)

    assert (await other.get(HOME)).json()["items"] == []
    assert (await other.post(f"{HOME}/{one}/use")).status_code == 404
    assert (await other.delete(f"{HOME}/{one}")).status_code == 404
    strangers = f"/api/patients/{desk.world.other_patient.id}/prescribed"
    assert (await program(desk.gp).get(strangers)).status_code == 404


async def test_keeping_a_favourite_twice_under_one_key_keeps_one(desk) -> None:
    gp, key = program(desk.gp), {"Idempotency-Key": "favourite-1"}
    said = {"name": "A", "medicine_id": str(desk.counter.tablets.id), "dosage": DOSAGE}

    first = await gp.post(HOME, json=said, headers=key)
    again = await gp.post(HOME, json=said, headers=key)

    assert first.json() == again.json()
    assert len((await gp.get(HOME)).json()["items"]) == 1
