"""The production server as its own process, on a database of its own, with a proxy to cut."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import servers

from portal.services import demo_world
from portal.services.demo_world import TestWorld
from tests.journeys.proxy import Proxy

PATIENCE = 120.0
LINK = re.compile(r"https?://[^/\s]+(/\S+#\S+)")
WRONG = ('"level": "error"', '"level": "critical"', "Traceback")


class Server:
    """One portal, with its data in `home`."""

    def __init__(self, home: Path, database: str = "", **options: str) -> None:
        self.home, self.database, self.options = home, database, options
        self.port = servers.free_port()
        self.proxy = Proxy(self.port)
        self.url = f"http://localhost:{self.port}"
        self.log = home / "server.log"
        self._read = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def through_proxy(self) -> str:
        """The address whose connections can be cut."""
        return f"http://localhost:{self.proxy.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this portal is told."""
        return {
            **os.environ,
            "PORTAL_HOME": str(self.home),
            "PORT": str(self.port),
            "DATABASE_URL": self.database,
            "DEMO_MODE": "true",
            "ALLOWED_ORIGINS": self.through_proxy,
            "HANDSHAKES_PER_MINUTE": "100000",
            "LOG_LEVEL": "WARNING",
            "PATIENT_IDLE_MINUTES": "600",
            "STAFF_IDLE_MINUTES": "600",
            **self.options,
        }

    def start(self) -> None:
        """Start, and come back when it is ready for people."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "portal", "serve"], cwd=servers.ROOT, env=self.environment,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                preexec_fn=servers._die_with_parent,  # noqa: PLW1509 - one system call
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"It did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop, and come back when it has."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            for one in (*self.workers(), self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def workers(self) -> list[int]:
        """Return the processes that serve people."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task").glob("*/children")
        found = {int(one) for file in children for one in file.read_text().split()}
        return sorted(one for one in found if "resource_tracker" not in _command(one))

    def portal(self, *words: str) -> str:
        """Run `portal …` beside the server, on the same data, and return what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "portal", *words], cwd=servers.ROOT, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def letters(self, recipient: str) -> list[dict[str, Any]]:
        """Return what was written to an address, newest first."""
        found = json.loads(self.portal("outbox", "--json"))
        return [one for one in found if one["recipient"] == recipient]

    def link(self, recipient: str, subject: str) -> str:
        """Return where the link of a letter leads, without the host."""
        body = next(one["body"] for one in self.letters(recipient) if one["subject"] == subject)
        found = LINK.search(body)
        assert found, body
        return found[1]

    def world(self) -> TestWorld:
        """Make a practice that nobody else uses."""
        with servers.bound(self.database, self.home):
            return demo_world.make(f"w{uuid4().hex[:8]}")

    def complaints(self) -> list[str]:
        """Return what the server logged as an error since it was last asked."""
        with self.log.open("rb") as log:
            log.seek(self._read)
            text = log.read().decode(errors="replace")
            self._read = log.tell()
        return [line for line in text.splitlines() if any(word in line for word in WRONG)]

    def _ready(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:  # noqa: S310
            return answer.status == 200
        return False


@contextmanager
def running(kind: str, home: Path) -> Iterator[Server]:
    """Yield a running portal: `shared` or `own` with SQLite, or a `pair` of workers."""
    with servers.fresh_database("postgresql" if kind == "pair" else "sqlite") as address:
        if kind == "pair":
            server = Server(home, address, WORKERS="2", REDIS_URL=servers.redis())
        else:
            server = Server(home, address)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            server.proxy.close()


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""
