"""The production server as a process of its own, as people run it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import servers
from sqlalchemy import MetaData, create_engine, select

from portal.services import demo_world
from portal.services.demo_world import TestWorld

PASSWORD = "handover-for-tests"
QUIET = {"audit_entries", "sign_ins", "alembic_version"}
"""Tables that a refusal may write to: what was refused is kept."""


@dataclass
class Running:
    """One server: where it is, what it writes, how to stop it."""

    home: Path
    port: int
    database: str
    options: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text()

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "PORTAL_HOME": str(self.home), "PORT": str(self.port),
            "DATABASE_URL": self.database, "REDIS_URL": "", "DEMO_PASSWORD": PASSWORD,
            "HANDSHAKES_PER_MINUTE": "100000", "ENTRIES_PER_MINUTE": "1000",
            "LOG_LEVEL": "INFO", **self.options,
        }  # fmt: skip

    def start(self) -> None:
        """Start and wait until it answers."""
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal", "serve"], cwd=servers.ROOT, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=servers._die_with_parent,  # noqa: PLW1509 - one system call
            )  # fmt: skip
        until = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, self.log[-3000:]
            assert time.monotonic() < until, self.log[-3000:]
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.base}/readyz", timeout=2).is_success
        except httpx.HTTPError:
            return False

    def workers(self) -> list[psutil.Process]:
        """The processes that answer."""
        assert self.process is not None
        return [
            one for one in psutil.Process(self.process.pid).children(recursive=True)
            if "resource_tracker" not in " ".join(one.cmdline())
        ]  # fmt: skip

    def memory(self) -> int:
        """Bytes of memory that the answering processes hold."""
        return sum(one.memory_info().rss for one in self.workers())

    def processor_seconds(self) -> float:
        return sum(sum(one.cpu_times()[:2]) for one in self.workers())

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def stop(self) -> None:
        """Stop it and wait."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def world(self, name: str) -> TestWorld:
        """A practice of its own, with its people."""
        with self.bound():
            return demo_world.make(name)

    def bound(self) -> Any:
        """Let the portal in this process use the server's database and Redis."""
        redis = self.options.get("REDIS_URL", "")
        return servers.bound(self.database, self.home, DEMO_PASSWORD=PASSWORD, REDIS_URL=redis)

    def rows(self, *, but: set[str] = QUIET) -> dict[str, list[str]]:
        """Every row there is, as text, by table."""
        engine = create_engine(self.database)
        try:
            tables = MetaData()
            tables.reflect(engine)
            with engine.connect() as connection:
                return {
                    name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
                    for name, table in tables.tables.items()
                    if name not in but
                }
        finally:
            engine.dispose()


@contextmanager
def serving(home: Path, kind: str = "sqlite", **options: str) -> Iterator[Running]:
    """Run the server on a fresh database while the block runs."""
    home.mkdir(parents=True, exist_ok=True)
    with servers.fresh_database(kind) as database:
        one = Running(home, servers.free_port(), database, options)
        one.start()
        try:
            yield one
        finally:
            one.stop()


def told(log: str) -> list[dict[str, Any]]:
    """The log's entries."""
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]
