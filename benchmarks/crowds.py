"""Many people at once, in a process of their own."""

import json
import os
import subprocess
import sys
import time

from state.running import Running

from benchmarks import ROOT, TESTS
from benchmarks.ground import Figures, Pair, spread

PER_SECOND = 20


def measure(server: Running, pairs: list[Pair], people: int, seconds: float) -> Figures:
    """That many people at once, some of them talking."""
    plan = {
        "base": server.base, "per_second": PER_SECOND, "seconds": seconds,
        "pairs": [(p.patient_cookie, p.gp_cookie, p.one) for p in pairs[: people // 2]],
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd"], cwd=ROOT, text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{TESTS}"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    before = server.memory()
    process.stdin.write(json.dumps(plan) + "\n")
    assert process.stdout.readline() == "here\n"
    time.sleep(1)
    memory, busy = server.memory(), server.processor_seconds()
    process.stdin.write("\n")
    talked = json.loads(process.stdout.readline())
    busy = server.processor_seconds() - busy
    process.stdin.write("\n")
    process.wait(20)
    took = [one * 1000 for one in talked["took"]]
    return {
        "people": people, "messages": len(took), "lost": talked["lost"], **spread(took),
        "cpu_ms_per_message": round(busy * 1000 / max(1, len(took)), 1),
        "cpu_share": round(busy / talked["seconds"], 2),
        "kib_per_person": round((memory - before) / people / 1024),
    }  # fmt: skip


def lines(found: list[Figures]) -> list[str]:
    """The figures as people read them."""
    head = "  people  messages  lost     p50     p95   CPU/message   of a core   memory/person"
    return [
        f"{head}   ({PER_SECOND}/s)",
        *(
            f"  {one['people']:6}{one['messages']:10}{one['lost']:6}{one['p50']:8.1f}"
            f"{one['p95']:8.1f} ms{one['cpu_ms_per_message']:8.1f} ms{one['cpu_share']:10.0%}"
            f"{one['kib_per_person']:12} KiB"
            for one in found
        ),
    ]
