"""R4: told once, also when the server dies between the deed and its delivery."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text
from state.conftest import Place
from state.running import Running, serving
from state.socket import LIVE


async def test_r4_one_notification_although_the_server_is_killed_in_between(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, SECRET_KEY="0123456789abcdefghijklmnopqrstuv") as server:
        async with AsyncExitStack() as stack:
            place = Place(server, server.world("killed"), stack)
            patient, gp = await place.person("patient"), await place.person("lead")
            first, second = await place.request(patient), await place.request(patient)

            assert (await gp.post(f"/api/consultations/{first}/accept")).is_success
            server.kill()
            server.start()
            assert _told(server, first) == 1
            assert (await gp.post(f"/api/consultations/{first}/accept")).status_code == 409

            accepting = asyncio.create_task(gp.post(f"/api/consultations/{second}/accept"))
            await asyncio.sleep(0.01)
            server.kill()
            with pytest.raises((httpx.HTTPError, AssertionError)):
                assert not (await accepting).is_success
            server.start()
            again = await gp.post(f"/api/consultations/{second}/accept")
            assert again.status_code in (200, 409)
            assert _told(server, first) == _told(server, second) == 1
            tab = await place.tab(patient, "/patient")
            assert tab.value(LIVE, "unread") == 2


def _told(server: Running, one: str) -> int:
    engine = create_engine(server.database)
    try:
        with engine.connect() as connection:
            query = text("SELECT count(*) FROM notifications WHERE subject_id = :id AND "
                         "kind = 'consultation:accepted'")  # fmt: skip
            return int(connection.execute(query, {"id": one.replace("-", "")}).scalar_one())
    finally:
        engine.dispose()
