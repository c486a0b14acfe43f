"""R9: what people look at all day reads the same few rows, however much there is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import history
import pytest
from sqlalchemy import Connection, event

from portal.infra import db
from portal.services import consultation, notification, patient_search, record, work_list
from portal.services.work import Actor, look
from portal.state.live import surroundings

OPEN, YEAR, YEARS = 100, 1000, 4000
COUNTED = 6
"""What counting one more row of an index may cost; to read and sort it costs four times as much."""
DASHBOARDS = {
    "dashboard": work_list.dashboard,
    "counts of the navigation": surroundings,
    "waiting": work_list.waiting,
}
LISTS = {
    **DASHBOARDS,
    "list": work_list.provider_page,
    "completed": lambda work: work_list.provider_page(work, status="completed"),
    "notifications": notification.list_mine,
    "patients found": lambda work: patient_search.search(work, "patient 1"),
    "patients": record.my_patients,
}


@contextmanager
def listening(heard: Callable[[Connection, str, Any], None]) -> Iterator[None]:
    """Show every statement to `heard` before it runs."""

    def tell(connection: Connection, _cursor: Any, statement: str, said: Any, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            heard(connection, statement, said)

    event.listen(db.engine(), "before_cursor_execute", tell)
    try:
        yield
    finally:
        event.remove(db.engine(), "before_cursor_execute", tell)


def queries(who: Actor, service: Callable[..., Any], *given: Any) -> int:
    """How many statements one reading takes, as do all but the first of twenty seconds.

    That one also reads the names of all patients, to say whom one can be taken for.
    """
    look(who, service, *given)
    asked: list[str] = []
    with listening(lambda _c, statement, _s: asked.append(statement)):
        look(who, service, *given)
    return len(asked)


def work_done(who: Actor, service: Callable[..., Any]) -> int:
    """What one reading costs, without a clock: steps of SQLite's machine, rows in PostgreSQL."""
    done = 0

    def count() -> int:
        nonlocal done
        done += 1
        return 0

    def step(connection: Connection, statement: str, said: Any) -> None:
        nonlocal done
        raw: Any = connection.connection.dbapi_connection
        if not db.is_postgresql():
            raw.set_progress_handler(count, 1)
            return
        with raw.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", said)
            done += visited(cursor.fetchone()[0][0]["Plan"])

    with listening(step):
        look(who, service)
    return done


def visited(plan: dict[str, Any]) -> int:
    """Rows that PostgreSQL looked at in tables and indexes, kept or not."""
    here = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    own = here * plan["Actual Loops"] if "Scan" in plan["Node Type"] else 0
    return round(own + sum(visited(inner) for inner in plan.get("Plans", [])))


def staff(world: Any) -> list[UUID]:
    return [world.gp.id, world.gp2.id, world.lead.id]


@pytest.mark.parametrize("who", ["gp", "lead"])
@pytest.mark.parametrize("name", LISTS)
def test_r9_a_page_takes_as_many_queries_for_many_rows_as_for_few(world, name, who):
    for _ in range(2):  # so that there are patients with the same name among the few as well
        history.fill(world.north, staff(world), 15, 8)
    few = queries(getattr(world, who), LISTS[name])

    history.fill(world.north, staff(world), 400, 200)

    assert queries(getattr(world, who), LISTS[name]) == few
    assert few <= 5


def test_r9_a_consultation_is_read_with_few_queries(world):
    one = world.started()

    assert queries(world.gp, consultation.get, one) <= 8


@pytest.mark.parametrize("who", ["gp", "lead"])
def test_r9_a_dashboard_costs_the_same_after_years_of_consultations(world, who):
    history.fill(world.north, staff(world), YEAR, OPEN)
    before = {name: work_done(getattr(world, who), DASHBOARDS[name]) for name in DASHBOARDS}

    history.fill(world.north, staff(world), YEARS, 0)

    after = {name: work_done(getattr(world, who), DASHBOARDS[name]) for name in DASHBOARDS}
    assert {n: (before[n], after[n]) for n in before if after[n] > 1.5 * before[n] + OPEN} == {}


@pytest.mark.parametrize("name", ["list", "completed"])
def test_r9_of_what_is_not_shown_a_list_only_counts_the_index(world, name):
    history.fill(world.north, [world.gp.id], YEAR, OPEN)
    before = work_done(world.gp, LISTS[name])

    history.fill(world.north, [world.gp.id], YEARS, 0)

    assert work_done(world.gp, LISTS[name]) - before <= COUNTED * YEARS
