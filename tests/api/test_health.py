"""What watches over the server is told the truth, and nothing more."""

import time
from pathlib import Path

import pytest
from factories import World
from sqlalchemy.exc import OperationalError

from portal.api import health
from portal.infra import db
from portal.settings import Settings
from tests.api.callers import client


async def test_a_server_with_its_database_lives_and_is_ready(world: World) -> None:
    for path in ("/livez", "/readyz"):
        said = await client().get(path)
        assert (said.status_code, said.json()) == (200, {"status": "ok"})


async def test_a_server_without_its_database_lives_but_is_not_ready(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("host=10.1.2.3 password=hidden"))

    monkeypatch.setattr(db, "ping", away)

    said = await client().get("/readyz")

    assert (said.status_code, said.json()["code"]) == (503, "unavailable")
    assert "10.1.2.3" not in said.text
    assert (await client().get("/livez")).status_code == 200


@pytest.mark.timed
async def test_a_database_that_hangs_is_not_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(db, "ping", lambda: time.sleep(0.5))
    assert (await client().get("/livez")).status_code == 200, "the first answer warms up"
    began = time.monotonic()

    assert (await client().get("/readyz")).status_code == 503
    assert time.monotonic() - began < 0.4


async def test_a_redis_that_is_away_is_not_ready(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Settings(redis_url="redis://127.0.0.1:1/0")
    monkeypatch.setattr(health, "settings", lambda: known)

    assert (await client().get("/readyz")).status_code == 503


async def test_a_redis_that_answers_is_ready(
    world: World, redis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Settings(redis_url=redis)
    monkeypatch.setattr(health, "settings", lambda: known)

    assert (await client().get("/readyz")).status_code == 200
