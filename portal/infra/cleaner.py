"""The process that opens what strangers send: without secrets, without the right to write a file,
with limits of time and memory. Nobody else waits for it, and when it dies, nobody else does.

Jobs and answers go through its pipes: a length, a JSON line of facts, then the bytes.
"""

import atexit
import json
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from queue import LifoQueue
from threading import Timer
from typing import IO, Any, cast

from portal.domain.attachment import MediaType
from portal.domain.errors import Invalid, NotAccepted, PortalError, TooLarge
from portal.infra.clean import Cleaned, Limits, clean
from portal.infra.clean_picture import DAMAGED

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
JOBS = 200
MEMORY = 2 * 1024**3
HEAD = struct.Struct(">I")
CLEAN, SCAN, PAGE = "clean", "scan", "page"
REFUSALS: dict[str, type[PortalError]] = {r.code: r for r in (NotAccepted, TooLarge, Invalid)}
PAGE_SECONDS = 4.0
"""How long the drawing of a first page may take; a file without one is as good."""

SLOW = "This file takes too long to check. It is not accepted."


class Cleaner:
    """One such process, started when it is first needed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.jobs = 0

    def clean(self, data: bytes, limits: Limits, seconds: float) -> Cleaned:
        """Return the file as it may be kept; see `clean.clean` for what is raised."""
        facts, parts = self._ask(CLEAN, data, limits, seconds)
        kind = MediaType(facts["media_type"])
        return Cleaned(kind, parts[0], facts["width"], facts["height"], parts[1])

    def texts(self, data: bytes, limits: Limits, seconds: float) -> list[str]:
        """Return what the codes in a picture say; see `scan.texts` for what is raised."""
        facts, _ = self._ask(SCAN, data, limits, seconds)
        return [str(text) for text in facts["texts"]]

    def page(self, data: bytes, limits: Limits, seconds: float) -> bytes:
        """Return the first page of a PDF as a small picture; empty when it cannot be drawn."""
        try:
            _, parts = self._ask(PAGE, data, limits, seconds)
        except (Invalid, TooLarge):
            return b""
        return parts[0]

    def _ask(
        self, job: str, data: bytes, limits: Limits, seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        process = self._running()
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            process.kill()

        alarm = Timer(seconds, stop)
        alarm.start()
        try:
            _send(cast(IO[bytes], process.stdin), {"job": job, "limits": limits}, data)
            facts, parts = _receive(cast(IO[bytes], process.stdout))
        except (OSError, EOFError, struct.error):
            self.stop()
            raise Invalid(SLOW if late else DAMAGED) from None
        finally:
            alarm.cancel()
        if "refused" in facts:
            raise REFUSALS[facts["refused"]](facts["why"])
        return facts, parts

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process is not None:
            self.process.kill()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    cast(IO[bytes], pipe).close()
            self.process.wait()
            self.process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None or self.jobs >= JOBS:
            self.stop()
            self.jobs = 0
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal.infra.cleaner"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=ROOT, env={"PATH": "", "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
        self.jobs += 1
        return self.process


def cleaned(data: bytes, limits: Limits, seconds: float) -> Cleaned:
    """Clean one file in one of this worker's processes; waits for its turn."""
    with _one() as process:
        one = process.clean(data, limits, seconds)
        if one.media_type is not MediaType.PDF:
            return one
        return one._replace(thumbnail=process.page(one.content, limits, PAGE_SECONDS))


def scanned(data: bytes, limits: Limits, seconds: float) -> list[str]:
    """Read the codes in one picture in one of this worker's processes; waits for its turn."""
    with _one() as process:
        return process.texts(data, limits, seconds)


@contextmanager
def _one() -> Generator[Cleaner]:
    idle = _idle()
    process = idle.get()
    try:
        yield process
    finally:
        idle.put(process)


@cache
def _idle() -> "LifoQueue[Cleaner]":
    queue: LifoQueue[Cleaner] = LifoQueue()
    for _ in range(AT_ONCE):
        one = Cleaner()
        atexit.register(one.stop)
        queue.put(one)
    return queue


def _send(pipe: IO[bytes], facts: dict[str, Any], *parts: bytes) -> None:
    head = json.dumps({**facts, "sizes": [len(p) for p in parts]}).encode()
    pipe.write(HEAD.pack(len(head)) + head)
    for part in parts:
        pipe.write(part)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    facts = json.loads(_exactly(pipe, HEAD.unpack(_exactly(pipe, HEAD.size))[0]))
    return facts, [_exactly(pipe, size) for size in facts["sizes"]]


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _answer(job: str, limits: Limits, data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    try:
        if job == SCAN:
            from portal.infra.scan import texts  # noqa: PLC0415 - only when it is needed

            return {"texts": texts(data, limits)}, ()
        if job == PAGE:
            from portal.infra.clean_pdf_page import first_page  # noqa: PLC0415 - as above

            return {}, (first_page(data),)
        one = clean(data, limits)
    except PortalError as refusal:
        return {"refused": refusal.code, "why": refusal.message}, ()
    except (MemoryError, RecursionError):
        return {"refused": TooLarge.code, "why": "This file needs too much memory to open."}, ()
    except (RuntimeError, ValueError):
        return {"refused": Invalid.code, "why": DAMAGED}, ()
    facts = {"media_type": one.media_type, "width": one.width, "height": one.height}
    return facts, (one.content, one.thumbnail)


def main() -> None:
    """Serve jobs until the pipe is closed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    while True:
        try:
            facts, (data,) = _receive(sys.stdin.buffer)
        except EOFError:
            return
        said, parts = _answer(facts["job"], Limits(*facts["limits"]), data)
        _send(answers, said, *parts)


if __name__ == "__main__":
    main()
