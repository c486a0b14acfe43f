"""What every measurement stands on: a server, pairs of people, spreads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from sqlalchemy import event
from state.running import Running
from state.socket import Person, Tab

from portal.api.cookie import SECURE_NAME
from portal.domain.permission import Role
from portal.infra import db, password
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import SessionKind, SignIn
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation
from portal.services.work import Actor, perform

ASKED = {"symptoms": "A cough that will not go away.", "began": "weeks", "urgency": "urgent"}
PAUSE = 0.03

Figures = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How much is measured: the counts are fixed, so that two runs can be compared."""

    samples: int = 100
    requests: int = 60
    talked: int = 950
    crowds: tuple[tuple[int, int], ...] = ((20, 10), (200, 20))
    """How many people, for how many seconds."""
    rounds: int = 5
    pictures: int = 20
    loads: int = 60
    opened: int = 30
    dashboards: tuple[tuple[int, int], ...] = (
        (100, 100),
        (1_000, 100),
        (10_000, 100),
        (100_000, 100),
        (10_000, 10_000),
    )
    """How many consultations there are, and how many of them are open."""
    kinds: tuple[str, ...] = ("sqlite", "postgresql")
    between_keys: int = 1
    """Of what is typed, every so manieth key is measured."""


QUICK = Plan(8, 6, 40, ((4, 2),), 1, 2, 6, 4, ((100, 100), (1_000, 100)), between_keys=50)
"""Enough to see that everything runs; no figures to keep."""


class Pair:
    """A patient and a clinician in a conversation, both signed in."""

    def __init__(self, server: Running, world: Any, patient: str, gp: str) -> None:
        place = world.practice.id
        self.base = server.base
        self.patient = actor(world.people[patient], Role.PATIENT, place)
        self.gp = actor(world.people[gp], Role.GP, place)
        self.one = perform(
            self.patient, consultation.request, ConsultationRequest.model_validate(ASKED)
        ).id
        perform(self.gp, consultation.accept, self.one)
        perform(self.gp, consultation.start, self.one)
        self.patient_cookie, self.gp_cookie = cookie(self.patient), cookie(self.gp)

    def paths(self) -> tuple[str, str]:
        return f"/patient/consultations/{self.one}", f"/gp/consultations/{self.one}"

    def tabs(self) -> tuple[Tab, Tab]:
        """A tab of each, not yet connected."""
        made: list[Tab] = []
        for cookie, path in zip((self.patient_cookie, self.gp_cookie), self.paths(), strict=True):
            who = Person(self.base)
            who.cookie = cookie
            made.append(who.tab(path))
        return made[0], made[1]


def actor(person: Any, role: Role, place: str) -> Actor:
    """The person of a world, acting."""
    return Actor(UUID(person.id), role, person.name, UUID(place))


def cookie(who: Actor) -> str:
    """Sign somebody in without a password; returns what the browser sends."""
    token = password.new_token()
    assert who.id is not None
    with transaction(write=True) as session:
        session.add(
            SignIn(user_id=who.id, kind=SessionKind.COOKIE, token_hash=password.digest(token),
                   last_used_at=now(), expires_at=now() + timedelta(hours=2))
        )  # fmt: skip
        session.commit()
    return f"{SECURE_NAME}={token}"


def spread(milliseconds: list[float]) -> Figures:
    """The median and the slowest in twenty, of at least two."""
    cuts = quantiles(milliseconds, n=20)
    return {
        "p50": round(median(milliseconds), 1),
        "p95": round(cuts[18], 1),
        "n": len(milliseconds),
    }


def alone(service: Callable[[], object], count: int) -> Figures:
    """Time one service by itself: on the wall, and of the processor."""
    service()
    took: list[float] = []
    busy = process_time()
    for _ in range(count):
        start = perf_counter()
        service()
        took.append((perf_counter() - start) * 1000)
    return {**spread(took), "cpu": round((process_time() - busy) * 1000 / count, 1)}


def queries(service: Callable[[], object]) -> int:
    """How many times one reading asks the database."""
    with _counting() as asked:
        service()
    return len(asked)


@contextmanager
def _counting() -> Iterator[list[str]]:
    asked: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(db.engine(), "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(db.engine(), "before_cursor_execute", hear)


def line(name: str, one: Figures, more: str = "") -> str:
    """One row of a table: p50 and p95 in milliseconds."""
    return f"  {name:34}{one['p50']:8.1f}{one['p95']:9.1f} ms{more}"


def samples(one: Figures) -> str:
    """How many there were, in words."""
    return f"   ({one['n']} samples)"
