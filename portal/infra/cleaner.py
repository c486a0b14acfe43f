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
from contextlib import suppress
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
REFUSALS: dict[str, type[PortalError]] = {r.code: r for r in (NotAccepted, TooLarge, Invalid)}
SLOW = "This file takes too long to check. It is not accepted."


class Cleaner:
    """One such process, started when it is first needed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.jobs = 0

    def clean(self, data: bytes, limits: Limits, seconds: float) -> Cleaned:
        """Return the file as it may be kept; see `clean.clean` for what is raised."""
        process = self._running()
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            process.kill()

        alarm = Timer(seconds, stop)
        alarm.start()
        try:
            _send(cast(IO[bytes], process.stdin), {"limits": limits}, data)
            facts, parts = _receive(cast(IO[bytes], process.stdout))
        except (OSError, EOFError, struct.error):
            self.stop()
            raise Invalid(SLOW if late else DAMAGED) from None
        finally:
            alarm.cancel()
        if "refused" in facts:
            raise REFUSALS[facts["refused"]](facts["why"])
        kind = MediaType(facts["media_type"])
        return Cleaned(kind, parts[0], facts["width"], facts["height"], parts[1])

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
    idle = _idle()
    one = idle.get()
    try:
        return one.clean(data, limits, seconds)
    finally:
        idle.put(one)


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


def _answer(limits: Limits, data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    try:
        one = clean(data, limits)
    except PortalError as refusal:
        return {"refused": refusal.code, "why": refusal.message}, ()
    except (MemoryError, RecursionError):
        return {"refused": TooLarge.code, "why": "This file needs too much memory to open."}, ()
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
        said, parts = _answer(Limits(*facts["limits"]), data)
        _send(answers, said, *parts)


if __name__ == "__main__":
    main()
