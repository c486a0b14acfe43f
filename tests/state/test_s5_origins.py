"""S5: live connections only from the portal's own pages, and only as websockets."""

from uuid import uuid4

import pytest
from state.conftest import Place
from state.socket import LIVE, Person, Tab
from websockets.exceptions import ConnectionClosed, InvalidHandshake

TRICKS = [
    "https://evil.example",
    "null",
    "",
    "http://localhost:{port}.evil.example",
    "http://evil.example#http://localhost:{port}",
    "http://localhost:{port}/",
    "http://localhost:{port}1",
    "http://localhost",
    "https://localhost:{port}",
    "HTTP://LOCALHOST:{port}",
    "http://user@localhost:{port}",
    "http://sub.localhost:{port}",
    "http://127.0.0.1:{port} http://evil.example",
    "file://",
]


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("signed_in", [True, False])
async def test_s5_a_foreign_origin_is_refused(place: Place, trick: str, signed_in: bool) -> None:
    who = await place.person("patient" if signed_in else "")
    origin = trick.format(port=place.server.port)
    if not origin and not signed_in:
        pytest.skip("No origin and no cookie: a program, and it is nobody.")
    with pytest.raises((InvalidHandshake, ConnectionClosed)):
        await Tab(who, "/patient", origin=origin).open()


async def test_s5_a_cookie_without_an_origin_is_refused(place: Place) -> None:
    who = await place.person("patient")
    with pytest.raises((InvalidHandshake, ConnectionClosed)):
        await Tab(who, "/patient", origin=None).open()


async def test_s5_own_origins_connect_and_a_program_without_a_cookie_is_nobody(
    place: Place,
) -> None:
    who = await place.person("patient")
    for name in ("localhost", "127.0.0.1"):
        own = await place.tab(who, "/patient", origin=f"http://{name}:{place.server.port}")
        assert own.value(LIVE, "person_id") == who.id
    program = await place.tab(Person(place.server.base), "/patient", origin=None)
    assert not program.value(LIVE, "person_id")


@pytest.mark.parametrize("path", ["/_event", "/_event/"])
async def test_s5_polling_is_refused(place: Place, path: str) -> None:
    for who in (await place.person("patient"), Person(place.server.base)):
        query = f"?EIO=4&transport=polling&token={uuid4()}"
        assert (await who.get(path + query)).status_code == 404
        assert (await who.post(path + query, content="40/_event,")).status_code == 404
        assert (await who.call("OPTIONS", path + query)).status_code == 404
