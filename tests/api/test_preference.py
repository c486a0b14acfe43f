"""What people are told, chosen by a program."""

import pytest
from factories import World

from tests.api.callers import browser, program

AT = "/api/notifications/preferences"
CHANGE = {"kind": "reminders", "in_portal": True, "by_email": True}


async def test_a_choice_is_kept_and_the_others_stay(world: World) -> None:
    gp = browser(world.gp)
    before = (await gp.get(AT)).json()

    after = (await gp.put(AT, json={"items": [CHANGE]})).json()

    assert (await gp.get(AT)).json() == after
    assert after["email"] == "carol.cedar@clinic.example"
    changed = [a for a, b in zip(after["items"], before["items"], strict=True) if a != b]
    assert [(one["kind"], one["by_email"]) for one in changed] == [("reminders", True)]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"items": [CHANGE | {"kind": "weather"}]}, "items"),
        ({"items": [CHANGE | {"by_email": "yes"}]}, "items"),
        ({"items": [CHANGE | {"user_id": "somebody"}]}, "items.0.user_id"),
        ({"items": []}, "items"),
        ({"items": [CHANGE | {"kind": "account"}]}, "account"),
        ({"items": [CHANGE | {"kind": "people"}]}, "people"),
        ({"items": [CHANGE | {"in_portal": False, "by_email": False}]}, "reminders"),
    ],
)
async def test_s7_what_cannot_be_chosen_is_refused_by_name(
    world: World, body: dict[str, object], field: str
) -> None:
    said = await browser(world.gp).put(AT, json=body)

    assert said.status_code == 422
    assert field in said.json()["errors"]


async def test_a_token_without_the_right_scope_chooses_nothing(world: World) -> None:
    said = await program(world.gp, "consultation:read").put(AT, json={"items": [CHANGE]})

    assert said.status_code == 403


async def test_the_same_key_chooses_once(world: World) -> None:
    gp, key = browser(world.gp), {"Idempotency-Key": "choice-1"}
    first = await gp.put(AT, json={"items": [CHANGE]}, headers=key)
    await gp.put(AT, json={"items": [CHANGE | {"by_email": False}]})

    assert (await gp.put(AT, json={"items": [CHANGE]}, headers=key)).json() == first.json()
    kept = {one["kind"]: one["by_email"] for one in (await gp.get(AT)).json()["items"]}
    assert kept["reminders"] is False
