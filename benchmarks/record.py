"""Opening a patient's record: an empty one, and one with ten years of entries."""

import asyncio
import time
from uuid import UUID

import history
from state.running import Running
from state.socket import Person

from benchmarks.ground import Figures, Plan, actor, alone, cookie, line, queries, spread
from portal.domain.permission import Role
from portal.domain.record import Vital
from portal.services import record, record_timeline
from portal.services.work import Actor, look

YEARS = 10


def measure(server: Running, plan: Plan) -> list[Figures]:
    """What a clinician waits for, in both records, in the same run."""
    world = server.world("r")
    gp = actor(world.people["gp2"], Role.GP, world.practice.id)
    found: list[Figures] = []
    for name, years in (("patient", 0), ("patient2", YEARS)):
        one = UUID(world.people[name].id)
        entries = history.record(UUID(world.practice.id), gp.id, one, years)
        read = {
            "at_a_glance": lambda p=one: look(gp, record.at_a_glance, p),
            "timeline": lambda p=one: look(gp, record_timeline.timeline, p),
            "chart": lambda p=one: look(gp, record_timeline.series, p, Vital.BLOOD_PRESSURE),
        }
        found.append({
            "years": years, "entries": entries,
            "queries": {name: queries(reading) for name, reading in read.items()},
            **{name: alone(reading, plan.loads) for name, reading in read.items()},
            "opened": spread(asyncio.run(_opened(server, gp, one, plan.opened))),
        })  # fmt: skip
    return found


async def _opened(server: Running, gp: Actor, patient: UUID, count: int) -> list[float]:
    """Over the wire, audit included: what a page or another program asks for."""
    person, took = Person(server.base), []
    person.cookie = cookie(gp)
    for number in range(count + 2):
        start = time.perf_counter()
        answer = await person.get(f"/api/patients/{patient}/record")
        answer.raise_for_status()
        if number >= 2:
            took.append((time.perf_counter() - start) * 1000)
    return took


def lines(found: list[Figures]) -> list[str]:
    """The figures as people read them."""
    return [
        text
        for one in found
        for text in (
            f"  {one['years']} years, {one['entries']:,} entries",
            *(
                line(f"  {name.replace('_', ' ')}", one[name], f"   ({count} queries)")
                for name, count in one["queries"].items()
            ),
            line("  asked for over the wire", one["opened"]),
        )
    ]
