"""Play invented stories through the real services, each step at its own moment."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.consultation import WORKFLOW, Urgency
from portal.domain.consultation_word import Outcome
from portal.domain.opening import OpeningHours
from portal.domain.permission import Role
from portal.infra import clock
from portal.models import Consultation
from portal.schemas.consultation_claim import (
    Cancel,
    Complete,
    ConsultationRequest,
    Decline,
    MessageCreate,
)
from portal.services import consultation, consultation_due, consultation_step, message, notification
from portal.services.demo_story import (
    End,
    Story,
    on_open_day,
    prose,
    working_after,
    working_before,
)
from portal.services.work import SYSTEM, Actor, Work

MARGIN = timedelta(minutes=30)
WINDOW_DAYS = 5
LOOKS_AFTER, BELL_AFTER = 20, 95
LEFT_UNREAD = timedelta(days=2)
SETTLED = timedelta(days=3)
OPEN = frozenset({End.REQUESTED, End.ACCEPTED, End.IN_PROGRESS})

Verb = Callable[[Work], Any]


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

    def stage(self, story: Story) -> None:
        """Line up all acts of one story."""
        Script(self, story).write()

    def add(self, at: datetime, key: str, who: str, verb: Verb) -> None:
        """Line up one act. Raises ValueError for one that lies ahead of the present."""
        if at > self.present:
            raise ValueError(f"The story {key} runs on into the future.")
        self.counted[key] += 1
        named = f"{key}/{self.counted[key]}"
        heapq.heappush(self.acts, Act(at, self.counted.total(), named, who, verb))

    @property
    def clinicians(self) -> list[str]:
        """The keys of everybody who answers requests."""
        return [key for key, actor in self.actors.items() if actor.role is Role.GP]

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
            self.do(act.at, act.key, self.actors[act.who], act.verb)
        self._fall_due(self.present)

    def do(self, at: datetime, key: str, actor: Actor, verb: Verb) -> Any:
        """Do one thing at its moment, with ids that depend on nothing else but the seed."""
        number = int.from_bytes(hashlib.sha256(f"{self.seed}/{key}".encode()).digest()[:8])
        with clock.frozen(at), clock.repeating(number):
            result = verb(Work(self.work.session, actor))
            self.work.session.flush()
        self.work.session.expunge_all()
        return result

    def _fall_due(self, until: datetime) -> None:
        """Take the timer's steps up to `until`, each when its time comes."""
        while found := self._next_due(until):
            which, at = found
            key = f"{which}/{at.isoformat()}"
            self.do(at, key, SYSTEM, lambda work, one=which: consultation_due.take_due(work, one))

    def _next_due(self, until: datetime) -> tuple[UUID, datetime] | None:
        due, escalate = col(Consultation.due_at), col(Consultation.escalate_at)
        query = select(Consultation.id, due, escalate).where(
            col(Consultation.status).in_([duty.status for duty in WORKFLOW.duties]),
            func.coalesce(escalate, due) <= until,
        )
        found = [
            (min(moment for moment in moments if moment), which)
            for which, *moments in self.work.session.exec(query)
        ]
        if not found:
            return None
        at, which = min(found)
        return which, at


class Script:
    """Turns one story into acts at moments of opening time."""

    def __init__(self, stage: Stage, story: Story) -> None:
        self.stage, self.story, self.hours = stage, story, stage.hours
        if story.back:
            self.at = working_before(self.hours, stage.present, story.back)
        else:
            asked = on_open_day(self.hours, stage.present, story.ago, story.at)
            self.at = self.hours.next_open(asked)
        self.asked = self.at
        self.window = self._window()

    def write(self) -> None:
        """Line up the whole story."""
        story = self.story
        self._act(story.patient, self._request)
        for who in story.passes:
            self._later(25, who, lambda w: consultation.pass_on(w, self.id))
        if story.end in (End.REQUESTED, End.EXPIRED):
            return
        if not story.by:
            self._later(story.after, story.patient, self._cancel)
            return
        self._later(story.after, story.by, lambda w: consultation.open_record(w, self.id))
        if story.end is End.DECLINED:
            self._later(3, story.by, self._decline)
        else:
            self._taken()
        if story.end not in OPEN:
            self._read()

    @property
    def id(self) -> UUID:
        """The consultation's id, known once it was asked for."""
        return self.stage.ids[self.story.key]

    def _taken(self) -> None:
        story = self.story
        self._later(1, story.by, lambda w: consultation.accept(w, self.id))
        if story.end is End.ACCEPTED:
            return
        if self.window and self.window[0] > self.at:
            self.at = self.hours.next_open(self.window[0])
        if not (story.lines or story.note):
            who = story.patient if story.end is End.WITHDRAWN else story.by
            self._later(story.stops, who, self._cancel)
            return
        self._later(story.begins, story.by, lambda w: consultation.start(w, self.id))
        self._talk()
        if story.end is End.COMPLETED:
            self._later(story.stops, story.by, self._complete)
        elif story.end is End.CALLED_OFF:
            self._later(story.stops, story.by, self._cancel)

    def _talk(self) -> None:
        before = None
        for seq, line in enumerate(self.story.lines, start=1):
            who = self.story.by if line.by_clinician else self.story.patient
            self._later(line.after, who, None)
            if before not in (None, who):
                self._act(who, lambda w, last=seq - 1: message.seen(w, self.id, last))
            self._act(who, lambda w, body=line.body: self._send(w, body))
            before = who

    def _read(self) -> None:
        """Whoever was told of an old story has read it since."""
        stage, clinicians = self.stage, self.stage.clinicians
        looks = working_after(self.hours, self.at, LOOKS_AFTER)
        if looks <= stage.present - LEFT_UNREAD:
            stage.add(looks, f"{self.story.key}/looks", self.story.patient, self._look_again)
        bell = working_after(self.hours, self.at, BELL_AFTER)
        if bell <= stage.present - LEFT_UNREAD:
            for who in clinicians:
                stage.add(bell, f"{self.story.key}/{who}", who, self._bell)

    def _look_again(self, work: Work) -> None:
        consultation.open_record(work, self.id)
        if last := len(self.story.lines):
            message.seen(work, self.id, last)

    def _bell(self, work: Work) -> None:
        notification.settle(work, self.id)

    def _window(self) -> tuple[datetime, datetime] | None:
        """The preferred half day; one is added where the answer would be overdue by now."""
        halves = self.hours.windows(self.asked, WINDOW_DAYS)
        if self.story.window is not None and not self.story.back:
            return halves[self.story.window]
        ahead = self.hours.windows(self.stage.present, WINDOW_DAYS)
        if self.story.window is not None:
            return ahead[self.story.window]
        if self.story.end is not End.REQUESTED or not self.story.back:
            return None
        due = consultation_step.deadlines().answer_by(self.story.urgency, self.asked, self.hours)
        return ahead[0] if due <= self.stage.present + MARGIN else None

    def _request(self, work: Work) -> None:
        story = self.story
        chosen = self.stage.actors[story.chosen].id if story.chosen else None
        asked = ConsultationRequest(
            symptoms=prose(story.asks),
            began=story.began,
            urgency=story.urgency,
            clinician_id=chosen,
            preferred_from=self.window[0] if self.window else None,
            preferred_until=self.window[1] if self.window else None,
            emergency_confirmed=story.urgency is Urgency.EMERGENCY,
        )
        self.stage.ids[story.key] = UUID(consultation.request(work, asked).id)

    def _send(self, work: Work, body: str) -> None:
        said = MessageCreate(body=body, client_message_id=clock.new_id())
        message.send(work, self.id, said)

    def _decline(self, work: Work) -> None:
        said = Decline(reason=prose(self.story.reason), advice=prose(self.story.advice))
        consultation.decline(work, self.id, said)

    def _complete(self, work: Work) -> None:
        kept = Complete(
            assessment=prose(self.story.note),
            plan="As discussed with the patient.",
            outcome=Outcome.ADVICE,
            watch_for=prose(self.story.safety_net),
            act_by="As written above",
            call_whom="The practice, or 111",
        )
        consultation.complete(work, self.id, kept)

    def _cancel(self, work: Work) -> None:
        consultation.cancel(work, self.id, Cancel(reason=prose(self.story.reason)))

    def _later(self, minutes: float, who: str, verb: Verb | None) -> None:
        self.at = working_after(self.hours, self.at, minutes)
        if verb is not None:
            self._act(who, verb)

    def _act(self, who: str, verb: Verb) -> None:
        self.stage.add(self.at, self.story.key, who, verb)
