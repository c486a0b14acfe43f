"""A clinician's dashboard and lists, with few and with very many consultations behind them."""

import asyncio
import tempfile
import time
from pathlib import Path
from uuid import UUID

import history
from state.running import Running, serving
from state.socket import WORK_LIST, Person

from benchmarks.ground import Figures, Plan, actor, alone, cookie, queries, spread
from portal.domain.permission import Role
from portal.services import work_list
from portal.services.work import Actor, look
from portal.state.live import surroundings

STAFF = ("gp2", "gp3", "lead")
READ = {
    "dashboard": work_list.dashboard,
    "counts": surroundings,
    "list": work_list.provider_page,
}


def measure(plan: Plan) -> list[Figures]:
    """Every size on every database, each on a server of its own."""
    return [_one(kind, *size, plan) for kind in plan.kinds for size in plan.dashboards]


def _one(kind: str, count: int, still_open: int, plan: Plan) -> Figures:
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        serving(Path(folder), kind, LOG_LEVEL="WARNING") as server,
        server.bound(),
    ):
        world = server.world("d")
        practice = world.practice.id
        people = [UUID(world.people[name].id) for name in STAFF]
        history.fill(UUID(practice), people, count, still_open)
        gp = actor(world.people[STAFF[0]], Role.GP, practice)
        return {
            "database": kind, "consultations": count, "open": still_open,
            "rows": len(look(gp, work_list.dashboard).rows),
            "queries": {name: queries(lambda s=read: look(gp, s)) for name, read in READ.items()},
            **{name: alone(lambda s=read: look(gp, s), plan.loads) for name, read in READ.items()},
            "opened": spread(asyncio.run(_opened(server, gp, plan.opened))),
        }  # fmt: skip


async def _opened(server: Running, gp: Actor, count: int) -> list[float]:
    """From connecting a new tab to the whole dashboard in it."""
    person, took = Person(server.base), []
    person.cookie = cookie(gp)
    for number in range(count + 2):
        tab = person.tab("/gp")
        start = time.perf_counter()
        async with tab:
            await tab.until(lambda t=tab: t.value(WORK_LIST, "rows"))
            if number >= 2:
                took.append((time.perf_counter() - start) * 1000)
    return took


def lines(found: list[Figures]) -> list[str]:
    """The figures as people read them."""
    head = (
        f"  {'p50 / p95 in ms':11}{'consultations':>15}{'open':>8}   queries"
        f"{'dashboard':>17}{'counts':>15}{'list':>16}{'tab opened':>18}"
    )
    return [
        head,
        *(
            f"  {one['database']:15}{one['consultations']:>11,}{one['open']:>8,}"
            f"   {'+'.join(str(n) for n in one['queries'].values()):>7}"
            + "".join(
                f"{one[name]['p50']:>9.1f} /{one[name]['p95']:>6.1f}" for name in (*READ, "opened")
            )
            for one in found
        ),
    ]
