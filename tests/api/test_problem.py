"""Every refusal has one shape, and says nothing about the inside."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from factories import World
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from portal.api.app import api
from portal.api.guard import LIMIT, Guard
from portal.services import notification
from tests.api.callers import browser, client

SECRET = "the patient's name"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/me/x", "/auth/register"])
async def test_an_unknown_address_is_not_found(home: Path, path: str) -> None:
    said = await client().get(path)

    assert said.status_code == 404
    assert said.json() == {
        "type": "urn:handover:problem:not_found",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "code": "not_found",
    }
    assert said.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/me", "GET"),
        ("PUT", "/api/notifications", "GET"),
        ("GET", "/auth/sign-in", "POST"),
        ("POST", "/livez", "GET"),
        ("GET", "/api/consultations/7/accept", "POST"),
    ],
)
async def test_a_wrong_method_says_which_is_right(
    home: Path, method: str, path: str, allowed: str
) -> None:
    said = await client().request(method, path)

    assert (said.status_code, said.headers["allow"]) == (405, allowed)
    assert said.json()["code"] == "method_not_allowed"


async def test_a_body_over_the_limit_is_refused_before_it_is_read(home: Path) -> None:
    said = await client().post("/api/auth/token", content=b"x" * (LIMIT + 1))

    assert (said.status_code, said.json()["code"]) == (413, "too_large")


async def test_a_stream_over_the_limit_is_refused_when_it_gets_there(home: Path) -> None:
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        while True:
            given += 1
            yield b"x" * 1024

    said = await client().post("/auth/sign-in", content=endless())

    assert (said.status_code, given) == (413, LIMIT // 1024 + 1)


async def test_pages_and_uploads_of_others_are_not_limited_here() -> None:
    seen: list[str] = []

    async def page(scope: object, receive: object, send: object) -> None:
        seen.append("reached")

    await Guard(page)({"type": "http", "path": "/gp"}, None, None)  # type: ignore[arg-type]

    assert seen == ["reached"]


async def test_a_crash_is_a_sentence_without_a_trace(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_work: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(notification, "unread_count", crash)

    with capture_logs() as logged:
        said = await browser(world.gp).get("/api/notifications/unread-count")

    assert (said.status_code, said.json()["code"]) == (500, "unexpected")
    assert SECRET not in said.text + str(logged)
    assert [(one["event"], one["kind"]) for one in logged] == [("api.crashed", "RuntimeError")]


async def test_a_database_that_is_away_is_unavailable(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception(SECRET))

    caller = browser(world.gp)
    monkeypatch.setattr("portal.services.account.actor_for", away)

    said = await caller.get("/api/me")

    assert (said.status_code, said.json()["code"]) == (503, "unavailable")
    assert SECRET not in said.text


def test_the_routes_are_not_swallowed_by_the_pages() -> None:
    paths = [getattr(route, "path", None) for route in api.router.routes]

    assert "/api/{rest:path}" in paths
