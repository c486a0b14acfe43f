"""A write with a key is done once, and answered the same again."""

import asyncio

import pytest
from factories import World

from tests.api.callers import STEP, browser

CREATE = "/api/consultations/create"
KEY = {"Idempotency-Key": "booking-1"}


async def test_the_same_key_gives_the_same_answer_and_one_effect(world: World) -> None:
    caller = browser(world.patient)

    first = await caller.post(CREATE, json=STEP["create"], headers=KEY)
    again = await caller.post(CREATE, json=STEP["create"], headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (await caller.get("/api/consultations/patient")).json()["total"] == 1


async def test_the_same_key_for_something_else_is_refused(world: World) -> None:
    caller = browser(world.patient)
    await caller.post(CREATE, json=STEP["create"], headers=KEY)

    other = await caller.post(CREATE, json={**STEP["create"], "began": "days"}, headers=KEY)
    elsewhere = await caller.post("/api/notifications/read-all", headers=KEY)

    for said in (other, elsewhere):
        assert (said.status_code, list(said.json()["errors"])) == (422, ["Idempotency-Key"])


async def test_two_people_may_use_the_same_key(world: World) -> None:
    first = await browser(world.patient).post(CREATE, json=STEP["create"], headers=KEY)
    second = await browser(world.patient2).post(CREATE, json=STEP["create"], headers=KEY)

    assert first.json()["id"] != second.json()["id"]


async def test_a_refusal_is_not_kept(world: World) -> None:
    caller = browser(world.patient)

    wrong = await caller.post(CREATE, json={**STEP["create"], "urgency": "emergency"}, headers=KEY)
    right = await caller.post(CREATE, json=STEP["create"], headers=KEY)

    assert (wrong.status_code, right.status_code) == (422, 201)


async def test_many_at_once_with_one_key_are_one_request(world: World) -> None:
    caller = browser(world.patient)

    answers = await asyncio.gather(
        *(caller.post(CREATE, json=STEP["create"], headers=KEY) for _ in range(8))
    )

    assert {a.status_code for a in answers} == {201}
    assert len({a.json()["id"] for a in answers}) == 1
    assert (await caller.get("/api/consultations/patient")).json()["total"] == 1


@pytest.mark.parametrize("step", ["accept", "pass"])
async def test_many_at_once_of_one_step_are_one_step(world: World, step: str) -> None:
    one = world.request()
    caller = browser(world.gp)

    answers = await asyncio.gather(
        *(caller.post(f"/api/consultations/{one}/{step}", headers=KEY) for _ in range(8))
    )

    assert {a.status_code for a in answers} <= {200, 204}
    assert len({a.text for a in answers}) == 1


async def test_every_write_takes_a_key(world: World) -> None:
    one = world.accepted()
    at = f"/api/consultations/{one}"
    gp = browser(world.gp)

    for number, step in enumerate(("start", "message", "seen", "complete")):
        headers = {"Idempotency-Key": f"key-{number}"}
        first = await gp.post(f"{at}/{step}", json=STEP.get(step), headers=headers)
        again = await gp.post(f"{at}/{step}", json=STEP.get(step), headers=headers)
        assert first.is_success, first.text
        assert (first.status_code, first.json()) == (again.status_code, again.json())


@pytest.mark.parametrize("key", ["", " ", "a" * 101, "two words", "a\tb", "naïve"])
async def test_an_odd_key_is_refused_by_name(world: World, key: str) -> None:
    headers = {b"Idempotency-Key": key.encode()}

    said = await browser(world.patient).post(CREATE, json=STEP["create"], headers=headers)

    assert (said.status_code, list(said.json()["errors"])) == (422, ["Idempotency-Key"])
