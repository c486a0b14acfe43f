"""Searching medicines over the API."""

from api.callers import browser, program
from factories import World

from portal.domain.permission import Permission


async def test_medicines_are_found_while_typing(world: World) -> None:
    said = await browser(world.gp).get("/api/medications", params={"q": "amoxil 500 cap"})

    (first, *_) = said.json()["items"]
    assert (first["name"], first["matched_brand"], first["max_daily"]) == (
        "Amoxicillin 500 mg capsules", "Amoxil", "3000",
    )  # fmt: skip
    assert (first["pack_unit"], first["schedule"], first["unknown"]) == ("capsule", "none", [])


async def test_a_list_is_as_long_as_was_asked_and_no_longer_than_thirty(world: World) -> None:
    gp = browser(world.gp)

    some = await gp.get("/api/medications", params={"q": "am", "limit": 3})
    refused = [await gp.get("/api/medications", params={"q": "a" * n, "limit": m})
               for n, m in ((2, 31), (2, 0), (101, 5))]  # fmt: skip

    assert len(some.json()["items"]) == 3
    assert [one.status_code for one in refused] == [422] * 3
    assert (await gp.get("/api/medications")).json() == {"items": []}


async def test_who_prescribes_or_dispenses_searches_and_nobody_else(world: World) -> None:
    allowed = (world.gp, world.specialist, world.pharmacist)
    refused = (world.patient, world.diagnostics, world.manager)

    for who, answer in [(one, 200) for one in allowed] + [(one, 403) for one in refused]:
        assert (await browser(who).get("/api/medications?q=amox")).status_code == answer


async def test_a_token_needs_the_scope(world: World) -> None:
    allowed = program(world.gp, Permission.MEDICINE_READ)
    narrow = program(world.gp, Permission.NOTIFICATION_READ)

    assert (await allowed.get("/api/medications?q=amox")).status_code == 200
    assert (await narrow.get("/api/medications?q=amox")).status_code == 403
