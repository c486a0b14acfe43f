"""Play invented stories through the real services, each step at its own moment."""

import hashlib
import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from portal.domain.opening import OpeningHours
from portal.infra import clock
from portal.models import Organization, User
from portal.services import notification
from portal.services.demo_due import Agenda
from portal.services.demo_script import Script
from portal.services.demo_story import Story, Verb, working_before
from portal.services.work import SYSTEM, Actor, Work

EARLIER = (0, 25, 50, 75)
"""By how many minutes of opening time a story of the present may begin earlier."""

SETTLED = timedelta(days=3)


@dataclass(order=True)
class Act:
    """Somebody does something at a moment; `place` keeps the order of what is simultaneous."""

    at: datetime
    place: int
    key: str = field(compare=False)
    who: str = field(compare=False)
    verb: Verb = field(compare=False)


class Stage:
    """Everybody's acts in the order of time, with the timer in between, up to `present`."""

    def __init__(
        self,
        work: Work,
        hours: OpeningHours,
        actors: dict[str, Actor],
        present: datetime,
        seed: int,
    ) -> None:
        self.work, self.hours, self.actors = work, hours, actors
        self.present, self.seed = present, seed
        self.ids: dict[str, UUID] = {}
        self.acts: list[Act] = []
        self.counted: Counter[str] = Counter()
        self.agenda = Agenda(work.session)
        self.known = [*work.session.exec(select(User)), *work.session.exec(select(Organization))]
        self.reached = datetime.min.replace(tzinfo=UTC)

    def stage(self, story: Story) -> None:
        """Line up all acts of one story; one of the present begins earlier if a night tears it."""
        scripts = [Script(self, story, earlier) for earlier in EARLIER]
        whole = next((one for one in scripts if not one.write().torn), scripts[0])
        for line in whole.lines:
            self.add(*line)

    def add(self, at: datetime, key: str, who: str, verb: Verb) -> None:
        """Line up one act, of somebody unknown where `who` is empty.

        Raises ValueError for one that lies ahead of the present.
        """
        if at > self.present:
            raise ValueError(f"The story {key} runs on into the future.")
        self.counted[key] += 1
        named = f"{key}/{self.counted[key]}"
        heapq.heappush(self.acts, Act(at, self.counted.total(), named, who, verb))

    def settle(self) -> None:
        """Let everybody have looked at their bell a few days ago."""
        at = working_before(self.hours, self.present - SETTLED, 10)
        for who in sorted(self.actors):
            self.add(at, f"bell-{who}", who, notification.mark_all_read)

    def play(self) -> None:
        """Do everything that was lined up, and what falls due meanwhile."""
        while self.acts:
            act = heapq.heappop(self.acts)
            self._fall_due(act.at)
            self.reached = max(act.at, self.reached)
            self.do(act.at, act.key, self.actors.get(act.who, SYSTEM), act.verb)
        self._fall_due(self.present)
        self.agenda.close()

    def do(self, at: datetime, key: str, actor: Actor, verb: Verb) -> Any:
        """Do one thing at its moment, with ids that depend on nothing else but the seed."""
        number = int.from_bytes(hashlib.sha256(f"{self.seed}/{key}".encode()).digest()[:8])
        with clock.frozen(at), clock.repeating(number):
            try:
                result = verb(Work(self.work.session, actor, unseen=True))
            except Exception as refusal:
                refusal.add_note(f"In the demo clinic, at {at.isoformat()}: {key}")
                raise
            self.work.session.flush()
        self._forget()
        return result

    def _forget(self) -> None:
        """Let go of everything but the people and places, which every act reads."""
        session = self.work.session
        for row in list(session):
            if not isinstance(row, User | Organization):
                session.expunge(row)

    def _fall_due(self, until: datetime) -> None:
        """Take the timer's steps up to `until`, each when its time comes."""
        while found := self.agenda.next(until):
            chore, which, due = found
            self.reached = at = max(due, self.reached)
            key = f"{which}/{at.isoformat()}"
            self.do(at, key, SYSTEM, lambda work, one=which, step=chore: step.take(work, one))
