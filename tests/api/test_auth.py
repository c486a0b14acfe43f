"""Signing in and out, and access tokens."""

from datetime import timedelta

import pytest
from factories import World
from httpx import AsyncClient, Response

from portal.api.auth import local_path
from portal.api.cookie import COOKIE, clear_cookie_header, outer_name
from portal.infra.clock import now
from portal.infra.password import digest
from portal.models import SessionKind
from tests.api.callers import SITE, STEP, browser, client, opened, program

ORIGIN = {"Origin": SITE}


def form(caller: AsyncClient, **sent: str):
    return caller.post("/auth/sign-in", data=sent, headers=ORIGIN)


def secret(said: Response) -> str:
    return said.headers["set-cookie"].partition("=")[2].partition(";")[0]


async def test_the_form_sets_the_cookie_and_leads_home(world: World) -> None:
    said = await form(client(), email=world.email(world.gp), password=world.password)

    assert (said.status_code, said.headers["location"]) == (303, "/gp")
    session, device = said.headers.get_list("set-cookie")
    assert session.partition(";")[2] == " Path=/; HttpOnly; SameSite=Lax; Secure"
    assert device.startswith("__Host-portal-device=")
    assert "; HttpOnly; SameSite=Lax; Secure" in device
    assert said.headers["set-cookie"].startswith("__Host-portal=")
    me = await client({"Cookie": f"{COOKIE}={digest(secret(said))}"}).get("/api/me")
    assert me.json()["email"] == world.email(world.gp)


async def test_the_form_leads_on_to_the_page_that_was_asked_for(world: World) -> None:
    sent = {"email": world.email(world.gp), "password": world.password, "next": "/gp/consultations"}

    assert (await form(client(), **sent)).headers["location"] == "/gp/consultations"


@pytest.mark.parametrize(
    "claimed",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "evil",
        "/\t/evil.example", "/a\r\nSet-Cookie: x=1", "/auth/sign-out", "/api/me", "", "/",
        "javascript:alert(1)", "/" + "a" * 400, "/é",
    ],
)  # fmt: skip
def test_no_next_leads_away(claimed: str) -> None:
    assert local_path(claimed) == ""


async def test_a_sign_in_ends_the_session_before(world: World) -> None:
    before = browser(world.patient)

    await before.post(
        "/auth/sign-in", data={"email": world.email(world.gp), "password": world.password}
    )

    assert (await before.get("/api/me")).status_code == 401


async def test_a_wrong_password_and_an_unknown_address_are_answered_alike(world: World) -> None:
    known = await form(client(), email=world.email(world.gp), password="wrong")
    unknown = await form(client(), email="nobody@clinic.example", password="wrong")

    assert known.headers["location"] == unknown.headers["location"] == "/sign-in?problem=wrong"
    assert "set-cookie" not in known.headers


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"email": "anna.ash@clinic.example"},
        {"email": "", "password": ""},
        {"email": "a\x00b@clinic.example", "password": "x"},
        {"email": "anna.ash@clinic.example", "password": "x", "role": "admin"},
    ],
)
async def test_an_incomplete_form_says_so(world: World, sent: dict[str, str]) -> None:
    assert (await form(client(), **sent)).headers["location"] == "/sign-in?problem=missing"


async def test_too_many_tries_are_slowed_down(world: World) -> None:
    sent = {"email": world.email(world.gp), "password": "wrong"}
    for _ in range(10):
        await form(client(), **sent, next="/gp")

    said = await form(client(), **{**sent, "password": world.password}, next="/gp")

    assert said.headers["location"] == "/sign-in?problem=many&next=%2Fgp"
    json = await client().post("/api/auth/token", json=sent)
    assert (json.status_code, json.json()["code"]) == (429, "too_many")


async def test_signing_out_ends_the_session_and_the_cookie(world: World) -> None:
    caller = browser(world.patient)

    said = await caller.post("/auth/sign-out")

    assert (said.status_code, said.headers["location"]) == (303, "/sign-in?problem=signed_out")
    assert "Max-Age=0" in said.headers["set-cookie"]
    assert (await caller.get("/api/me")).status_code == 401


async def test_signing_out_twice_is_harmless(world: World) -> None:
    assert (await client().post("/auth/sign-out", headers=ORIGIN)).status_code == 303


async def test_a_token_lets_a_program_in(world: World) -> None:
    sent = {"email": world.email(world.gp), "password": world.password}

    token = (await client().post("/api/auth/token", json=sent)).json()

    assert (token["token_type"], token["expires_in"]) == ("bearer", 3600)
    caller = client({"Authorization": f"Bearer {token['access_token']}"})
    assert (await caller.get("/api/me")).json()["role"] == "gp"


async def test_a_wrong_password_gets_no_token(world: World) -> None:
    sent = {"email": world.email(world.gp), "password": "wrong"}

    said = await client().post("/api/auth/token", json=sent)

    assert (said.status_code, said.json()["code"]) == (401, "not_signed_in")
    assert said.headers["www-authenticate"] == "Bearer"


async def test_nobody_gets_a_scope_that_is_not_theirs(world: World) -> None:
    scopes = ["consultation:provide", "figures:read", "everything"]
    sent = {"email": world.email(world.gp), "password": world.password, "scopes": scopes}

    said = await client().post("/api/auth/token", json=sent)

    assert (said.status_code, list(said.json()["errors"])) == (422, ["scopes"])


async def test_a_token_does_what_its_scopes_say_and_no_more(world: World) -> None:
    one = world.started()
    caller = program(world.gp, "consultation:read")

    assert (await caller.get(f"/api/consultations/{one}")).status_code == 200
    for path in (f"{one}/complete", f"{one}/message", f"{one}/cancel"):
        said = await caller.post(f"/api/consultations/{path}", json=STEP[path.rpartition("/")[2]])
        assert said.status_code == 403, path
    assert (await caller.get("/api/notifications")).status_code == 403


async def test_a_token_ends(world: World) -> None:
    over = program(world.gp, expires_at=now() - timedelta(seconds=1))
    revoked = program(world.gp, revoked_at=now())

    assert (await over.get("/api/me")).status_code == 401
    assert (await revoked.get("/api/me")).status_code == 401


async def test_a_cookies_hash_is_no_token_and_a_token_is_no_cookie(world: World) -> None:
    cookie, token = opened(world.gp), opened(world.gp, SessionKind.BEARER)
    callers = [
        client({"Authorization": f"Bearer {digest(cookie)}"}),
        client({"Authorization": f"Bearer {cookie}"}),
        client({"Cookie": f"{COOKIE}={digest(token)}"}),
        client({"Cookie": f"{COOKIE}={cookie}"}),
        client(
            {"Authorization": f"Basic {digest(cookie)}", "Cookie": f"{COOKIE}={digest(cookie)}"}
        ),
        client({"Authorization": "Bearer"}),
    ]

    for caller in callers:
        assert (await caller.get("/api/me")).status_code == 401


@pytest.mark.parametrize(
    ("scheme", "host", "name"),
    [
        ("https", "clinic.example", "__Host-portal"),
        ("wss", "clinic.example", "__Host-portal"),
        ("http", "localhost:3000", "__Host-portal"),
        ("http", "localhost", "__Host-portal"),
        ("http", "127.0.0.1:3000", "portal"),
        ("http", "localhost.evil.example", "portal"),
    ],
)
def test_the_cookies_name_promises_what_the_browser_keeps(
    home: object, scheme: str, host: str, name: str
) -> None:
    assert outer_name(scheme, host) == name
    assert ("Secure" in clear_cookie_header(scheme=scheme, host=host)) is (name != "portal")
