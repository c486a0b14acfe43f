"""Production servers, browsers and the cast.

A module says with `STAGE` which portal its journeys need: `shared` (one for all of this process),
`own` (SQLite, nobody else on it) or `pair` (two workers, PostgreSQL, Redis).
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import browser as chromium
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect, sync_playwright

from tests.journeys.counter import Counter, prescribed
from tests.journeys.people import Admin, Gp, Patient, Person
from tests.journeys.server import Server, running

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WATCH = """addEventListener("securitypolicyviolation", (e) =>
  console.error("policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile))"""
TRACES = Path("test-results")
P = TypeVar("P", bound=Person)
expect.set_options(timeout=10_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember whether a journey failed, for those who clean up after it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One browser, in which everybody has a context of their own."""
    found = chromium.executable()
    if found is None:
        pytest.fail("There is no Chromium: run `make browser`.")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=FLAGS)


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The portal of the journeys that disturb nobody."""
    with running("shared", tmp_path_factory.mktemp("portal")) as server:
        yield server


@pytest.fixture(scope="module")
def own_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A portal that one module has for itself."""
    with running(request.module.STAGE, tmp_path_factory.mktemp("portal")) as server:
        yield server


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The portal of this journey."""
    kind = getattr(request.module, "STAGE", "shared")
    return request.getfixturevalue("shared_server" if kind == "shared" else "own_server")


class Stage:
    """A practice, its people as they come in, and everything that went wrong meanwhile."""

    def __init__(self, chrome: Browser, server: Server, options: dict[str, Any]) -> None:
        self.chrome, self.server, self.options = chrome, server, options
        self.world = server.world()
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.excused: list[str] = []
        self.url = server.url

    def context(self, **options: Any) -> BrowserContext:
        """Open a browser for one person."""
        context = self.chrome.new_context(base_url=self.url, **{**self.options, **options})
        context.tracing.start(snapshots=True)
        context.add_init_script(WATCH)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(f"page: {error.error}"))
        self.contexts.append(context)
        return context

    def enters(self, kind: type[P], key: str, **options: Any) -> P:
        """Let somebody of the practice sign in."""
        person = kind(self.context(**options), self.world.people[key], self.url)
        return person.signs_in(self.world.password)

    def excuses(self, words: str) -> None:
        """Expect browsers to complain with these words."""
        self.excused.append(words)

    def wrong(self) -> list[str]:
        """Return every complaint that nobody expected."""
        heard = [*self.complaints, *self.server.complaints()]
        return [one for one in heard if not any(words in one for words in self.excused)]

    def close(self, trace: str = "") -> None:
        """Send everybody home; keep what they saw under the name `trace`."""
        for number, context in enumerate(self.contexts, 1):
            context.tracing.stop(path=TRACES / f"{trace}-{number}.zip" if trace else None)
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            at = message.location.get("url", "")
            self.complaints.append(f"console: {message.text} ({at})")


@pytest.fixture
def stage(request: pytest.FixtureRequest, chrome: Browser, server: Server) -> Iterator[Stage]:
    """The stage of this journey; nothing may have gone wrong behind it either."""
    made = Stage(chrome, server, getattr(request, "param", {}))
    if getattr(request.module, "PROXIED", False):
        made.url = server.through_proxy
    with ExitStack() as ending:
        ending.callback(server.proxy.mend)
        yield made
        failed = request.node.stash.get(FAILED, True)
        wrong = made.wrong()
        made.close(request.node.name if failed or wrong else "")
        assert not wrong


@pytest.fixture
def patient(stage: Stage) -> Patient:
    return stage.enters(Patient, "patient")


@pytest.fixture
def other_patient(stage: Stage) -> Patient:
    return stage.enters(Patient, "patient2")


@pytest.fixture
def gp(stage: Stage) -> Gp:
    return stage.enters(Gp, "lead")


@pytest.fixture
def other_gp(stage: Stage) -> Gp:
    return stage.enters(Gp, "gp2")


@pytest.fixture
def admin(stage: Stage) -> Admin:
    return stage.enters(Admin, "admin")


@pytest.fixture
def consultation(patient: Patient, gp: Gp) -> str:
    """A consultation that patient and GP have begun."""
    return gp.accepted(patient.asked())


@pytest.fixture
def counter(stage: Stage) -> Counter:
    """A pharmacist at the counter."""
    return stage.enters(Counter, "pharmacist")


@pytest.fixture
def colleague(stage: Stage) -> Counter:
    """Another pharmacist of the same pharmacy, who looks a second time."""
    return stage.enters(Counter, "pharmacist2")


@pytest.fixture
def sent(stage: Stage, gp: Gp, patient: Patient, consultation: str) -> dict[str, Any]:
    """A prescription of two medicines, sent to the pharmacy."""
    return prescribed(gp, patient, consultation, pharmacy_id=stage.world.pharmacy.id)
