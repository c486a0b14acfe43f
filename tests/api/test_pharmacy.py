"""Which pharmacies there are to choose from, over the API."""

import prescribing
import pytest
from api.callers import program


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


async def test_a_patient_chooses_one_of_the_list_and_it_is_the_usual_one_from_then_on(desk) -> None:
    patient = program(desk.patient)
    one = desk.signed()
    listed = (await patient.get("/api/pharmacies")).json()["items"]
    east = next(place for place in listed if place["id"] == str(desk.counter.east))

    chosen = await patient.post(
        f"/api/prescriptions/{one}/pharmacy", json={"pharmacy_id": east["id"]}
    )
    for_the_gp = await program(desk.gp).get(
        "/api/pharmacies", params={"patient_id": desk.patient.id}
    )

    assert chosen.status_code == 200, chosen.text
    first, *others = for_the_gp.json()["items"]
    assert (first["id"], first["usual"]) == (east["id"], True)
    assert not any(place["usual"] for place in others)


async def test_nobody_learns_where_somebody_elses_patient_goes(desk) -> None:
    for who in (desk.counter.phil, desk.counter.world.specialist):
        said = await program(who).get("/api/pharmacies", params={"patient_id": desk.patient.id})

        assert said.status_code == 404
