"""S5: a cookie writes only from the portal's own pages."""

import pytest
from factories import World

from tests.api.callers import SITE, STEP, browser, program

FOREIGN = (
    None,
    "null",
    "https://evil.example",
    f"{SITE}.evil.example",
    "http://evil-localhost:3000",
    "http://localhost:30000",
    "http://localhost",
    "https://localhost:3000",
    "http://LOCALHOST:3000",
    f"{SITE}/",
    f"{SITE}, https://evil.example",
)


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_page_cannot_write_with_the_cookie(world: World, origin: str) -> None:
    caller = browser(world.patient, origin)

    said = await caller.post("/api/consultations/create", json=STEP["create"])

    assert (said.status_code, said.json()["code"]) == (403, "not_allowed")
    assert (await caller.get("/api/consultations/patient")).json()["total"] == 0


async def test_the_portals_own_page_can_write(world: World) -> None:
    caller = browser(world.patient)

    assert (await caller.post("/api/consultations/create", json=STEP["create"])).status_code == 201


async def test_a_program_needs_no_origin(world: World) -> None:
    caller = program(world.patient)

    assert (await caller.post("/api/consultations/create", json=STEP["create"])).status_code == 201


@pytest.mark.parametrize("form", ["/auth/sign-in", "/auth/sign-out"])
@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_page_cannot_post_the_forms(
    world: World, form: str, origin: str | None
) -> None:
    caller = browser(world.patient, origin)
    sent = {"email": world.email(world.gp), "password": world.password}

    said = await caller.post(form, data=sent, headers={"Sec-Fetch-Site": "cross-site"})

    assert said.status_code == 403
    assert "set-cookie" not in said.headers
    assert (await caller.get("/api/me")).json()["name"] == world.patient.name


@pytest.mark.parametrize("origin", [None, "null"])
async def test_a_form_may_hide_its_origin_when_the_browser_vouches_for_it(
    world: World, origin: str | None
) -> None:
    caller = browser(world.patient, origin)

    said = await caller.post("/auth/sign-out", headers={"Sec-Fetch-Site": "same-origin"})

    assert said.status_code == 303
