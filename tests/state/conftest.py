"""The servers that the live connection's tests talk to: one of each kind per test process."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import pytest
import servers
from state.running import Running, serving
from state.socket import Person, Tab

from portal.services.demo_world import TestWorld

_numbers = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One worker on SQLite."""
    with serving(tmp_path_factory.mktemp("server")) as one:
        yield one


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers on PostgreSQL and Redis."""
    home = tmp_path_factory.mktemp("pair")
    with serving(home, "postgresql", WORKERS="2", REDIS_URL=servers.redis()) as one:
        yield one


@dataclass
class Place:
    """A practice on a server, and its people at their browsers."""

    server: Running
    world: TestWorld
    stack: AsyncExitStack

    async def person(self, key: str) -> Person:
        """Somebody of the practice, signed in; `stranger` is nobody."""
        who = Person(self.server.base)
        if key:
            await who.sign_in(self.world.people[key].email, self.world.password)
            who.id = self.world.people[key].id
        return who

    async def tab(self, who: Person, path: str, **options: object) -> Tab:
        """A tab that is closed when the test ends."""
        return await self.stack.enter_async_context(who.tab(path, **options))

    async def request(self, patient: Person, **facts: str) -> str:
        """Let a patient ask and return the consultation's id."""
        asked = {"symptoms": "A cough that will not go away.", "began": "weeks", **facts}
        answer = await patient.post(
            "/api/consultations/create", json={"urgency": "urgent", **asked}
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def started(self, patient: Person, gp: Person, **facts: str) -> str:
        """A consultation that has begun."""
        one = await self.request(patient, **facts)
        for step in ("accept", "start"):
            answer = await gp.post(f"/api/consultations/{one}/{step}")
            assert answer.is_success, answer.text
        return one

    async def completed(self, gp: Person, one: str, words: str) -> None:
        """Complete it with a note and advice that hold these words."""
        for_patient = {"watch_for": f"Advice {words}", "act_by": "By Friday.", "call_whom": "Us."}
        note = {"assessment": f"Note {words}", "plan": "Rest.", "outcome": "advice", **for_patient}
        answer = await gp.post(f"/api/consultations/{one}/complete", json=note)
        assert answer.is_success, answer.text

    async def asked(self, patient: Person, gp: Person, words: str) -> str:
        """A request with a question and an answer that hold these words, accepted."""
        one = await self.request(patient)
        said = {"ask": {"question": f"Question {words}"}, "answer": {"answer": f"Answer {words}"}}
        for who, step in ((gp, "ask"), (patient, "answer"), (gp, "accept")):
            answer = await who.post(f"/api/consultations/{one}/{step}", json=said.get(step))
            assert answer.is_success, answer.text
        return one

    async def say(self, who: Person, one: str, body: str) -> None:
        """Write a message."""
        said = {"body": body, "client_message_id": str(uuid4())}
        answer = await who.post(f"/api/consultations/{one}/message", json=said)
        assert answer.status_code == 201, answer.text


@pytest.fixture
async def place(server: Running) -> AsyncIterator[Place]:
    """A fresh practice on one worker and SQLite."""
    async with AsyncExitStack() as stack:
        yield Place(server, server.world(f"w{next(_numbers)}"), stack)


@pytest.fixture
async def elsewhere(server: Running) -> AsyncIterator[Place]:
    """Another practice on the same server."""
    async with AsyncExitStack() as stack:
        yield Place(server, server.world(f"e{next(_numbers)}"), stack)


@pytest.fixture
async def shared(pair: Running) -> AsyncIterator[Place]:
    """A fresh practice on two workers, PostgreSQL and Redis."""
    async with AsyncExitStack() as stack:
        yield Place(pair, pair.world(f"p{next(_numbers)}"), stack)


TWO = pytest.param("two workers", marks=pytest.mark.xdist_group("pair"))


@pytest.fixture(params=["one worker", TWO])
def anywhere(request: pytest.FixtureRequest) -> Place:
    """A practice on each kind of server."""
    return request.getfixturevalue("place" if request.param == "one worker" else "shared")


def canary() -> str:
    """Words that appear nowhere else."""
    return f"canary{uuid4().hex}"
