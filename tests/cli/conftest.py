"""The command line as somebody types it."""

from collections.abc import Callable

import pytest
from click.testing import Result
from typer.testing import CliRunner

from portal.cli import app
from portal.settings import settings

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run one command: `run("demo", "seed")`; `typed` is what the person answers."""

    def command(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=typed)

    return command


@pytest.fixture
def production(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A live clinic's settings."""
    monkeypatch.setenv("PORTAL_MODE", "production")
    settings.cache_clear()
