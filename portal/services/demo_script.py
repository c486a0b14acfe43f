"""Turn one invented story into acts at moments of opening time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from sqlmodel import col, select

from portal.domain.consultation import Urgency
from portal.infra import clock
from portal.models import Notification
from portal.schemas.consultation_claim import (
    Addition,
    Answer,
    Cancel,
    ConsultationRequest,
    Decline,
    Interrupt,
    MessageCreate,
    Propose,
    Question,
    Reason,
    Reassign,
)
from portal.services import (
    consultation,
    consultation_step,
    consultation_time,
    consultation_turn,
    demo_course,
    demo_file,
    demo_record,
    message,
    notification,
)
from portal.services.demo_prescriptions import PRESCRIBED
from portal.services.demo_record import Pen
from portal.services.demo_records import ENTERED
from portal.services.demo_story import (
    OPEN,
    WAITING,
    End,
    Scene,
    Story,
    Turn,
    Verb,
    days_later,
    on_open_day,
    person,
    prose,
    working_after,
    working_before,
)
from portal.services.work import Work

MARGIN = timedelta(minutes=30)
WINDOW_DAYS = 5
LOOKS_AFTER, BELL_AFTER = 20, 95
LEFT_UNREAD = timedelta(days=2)


class Script:
    """One story, turn by turn; `at` is where its time has come to."""

    def __init__(self, stage: Scene, story: Story, earlier: int = 0) -> None:
        self.stage, self.story, self.hours = stage, story, stage.hours
        self.lines: list[tuple[datetime, str, str, Verb]] = []
        self.torn = False
        if story.back:
            self.at = working_before(self.hours, stage.present, story.back + earlier)
        else:
            asked = on_open_day(self.hours, stage.present, story.ago, story.at)
            self.at = self.hours.next_open(asked)
        self.asked = self.at
        self.agreed = self.proposed = self.at
        self.said, self.spoke = 0, ""
        self.stale = self._stale()
        self.window = self._window()

    def write(self) -> Self:
        """Write the whole story into `lines`.

        It is `torn` where a night falls between accepting and what follows: nobody would come.
        """
        self._act(self.story.patient, self._request)
        for who in self.story.passes:
            self._turn(Turn(who, 25, "pass"))
        if not self.stale:
            self._turns(self.story.before)
        if self.story.end not in WAITING:
            self._goes_on()
        return self

    def _goes_on(self) -> None:
        if self.story.by:
            self._answered()
        else:
            self._turn(Turn(self.story.patient, self.story.after, "cancel"))
        if self.story.end not in OPEN:
            self._read()

    @property
    def id(self) -> UUID:
        """The consultation's id, known once it was asked for."""
        return self.stage.ids[self.story.key]

    def _answered(self) -> None:
        story = self.story
        self._turn(Turn(story.by, story.after, "look"))
        if story.end is End.DECLINED:
            self._turn(Turn(story.by, 3, "decline"))
            return
        self._turn(Turn(story.by, 1, "accept"))
        self._turns(story.arranged)
        if story.end is End.ACCEPTED:
            return
        if story.end in (End.NO_SHOW, End.WAITED):
            came = story.end is End.NO_SHOW
            who, verb = (story.by, "no_show") if came else (story.patient, "miss")
            self._turn(Turn(who, story.stops, verb))
        elif story.end is End.MISSED:
            self.at = self.agreed + consultation_step.deadlines().miss_grace
        elif not (story.chat or story.note):
            who = story.patient if story.end is End.WITHDRAWN else story.by
            self._turn(Turn(who, story.stops, "cancel"))
        else:
            self._held()

    def _held(self) -> None:
        story = self.story
        self._turn(Turn(story.by, story.begins, "start"))
        self._turn(Turn(story.by, 0, "consult"))
        self._turns(story.chat)
        if story.end is End.COMPLETED:
            if "complete" not in {turn.verb for turn in story.turns(story.chat)}:
                self._turn(Turn(story.by, story.stops, "complete"))
            self._turns(story.later)
        elif story.end is End.CALLED_OFF:
            self._turn(Turn(story.by, story.stops, "cancel"))

    def _turns(self, text: str) -> None:
        for turn in self.story.turns(text):
            self._turn(turn)

    def _turn(self, turn: Turn) -> None:
        """Line up one turn; whoever is met somewhere comes at the agreed time."""
        if turn.verb in ("start", "no_show", "miss") and self.agreed > self.at:
            self.at = self.hours.next_open(self.agreed)
        self.at = working_after(self.hours, self.at, turn.after)
        late = self.at >= self.agreed + consultation_step.deadlines().miss_grace
        self.torn |= late and turn.verb in ("start", "hand_back")
        if turn.verb in ("say", "ask", "answer"):
            if self.said and turn.who != self.spoke:
                self._act(turn.who, lambda w, last=self.said: message.seen(w, self.id, last))
            self.said, self.spoke = self.said + 1, turn.who
        if turn.verb == "complete":
            self._leaves(turn.who)
        self._act(turn.who, self._verb(turn))

    def _leaves(self, who: str) -> None:
        """Line up what is entered and prescribed at the end, and what becomes of it."""
        if self.story.key in ENTERED:
            self._act(who, self._enter)
        for one in PRESCRIBED.get(self.story.key, ()):
            said = replace(one, by=who, patient=self.story.patient)
            self.lines += demo_course.lines(self.stage, said, self.at)

    def _enter(self, work: Work) -> None:
        """Enter in the record what was learnt."""
        patient = person(self.stage, self.story.patient)
        Pen(work, patient, self.id, self.hours).write(ENTERED[self.story.key])
        demo_file.paper(work, self.story.key, patient)

    def _verb(self, turn: Turn) -> Verb:
        """Return what somebody does, to be done when its time has come."""
        makers = self._plain() | self._telling(turn.body) | self._moving(turn)
        if turn.verb not in makers:
            raise ValueError(f"The story {self.story.key} has no step called {turn.verb}.")
        if turn.verb == "accept":
            self.agreed = max(self.window[0], self.at) if self.window else self.at
        elif turn.verb == "propose":
            self.proposed = self._moment(turn.arg)
        elif turn.verb == "agree":
            self.agreed = self.proposed
        elif turn.verb == "interrupt":
            self.agreed = self._moment(turn.arg)
        return makers[turn.verb]

    def _plain(self) -> dict[str, Verb]:
        """Return the steps that say nothing, or what the story keeps for them."""
        story = self.story
        return {
            "look": lambda w: consultation.open_record(w, self.id),
            "consult": lambda w: demo_record.consult(w, person(self.stage, story.patient)),
            "pass": lambda w: consultation.pass_on(w, self.id),
            "accept": lambda w: consultation.accept(w, self.id),
            "start": lambda w: consultation.start(w, self.id),
            "agree": lambda w: consultation_time.agree(w, self.id),
            "keep": lambda w: consultation_time.keep(w, self.id),
            "no_show": lambda w: consultation_turn.no_show(w, self.id),
            "miss": lambda w: consultation_turn.miss(w, self.id),
            "complete": lambda w: consultation.complete(w, self.id, story.kept()),
            "decline": lambda w: consultation.decline(
                w, self.id, Decline(reason=prose(story.reason), advice=prose(story.advice))
            ),
            "cancel": lambda w: consultation.cancel(w, self.id, Cancel(reason=prose(story.reason))),
        }

    def _telling(self, body: str) -> dict[str, Verb]:
        """Return the steps that say something."""
        return {
            "say": lambda w: message.send(
                w, self.id, MessageCreate(body=body, client_message_id=clock.new_id())
            ),
            "ask": lambda w: consultation.ask(w, self.id, Question(question=body)),
            "answer": lambda w: consultation.answer(w, self.id, Answer(answer=body)),
            "add": lambda w: consultation_turn.add(w, self.id, Addition(addendum=body)),
            "hand_back": lambda w: consultation_turn.hand_back(w, self.id, Reason(reason=body)),
        }

    def _moving(self, turn: Turn) -> dict[str, Verb]:
        """Return the steps that name a colleague, or another time."""
        at, body = self._moment, turn.body
        return {
            "reassign": lambda w: consultation_turn.reassign(
                w, self.id, Reassign(reason=body, clinician_id=person(self.stage, turn.arg))
            ),
            "propose": lambda w, to=self.at: consultation_time.propose(
                w, self.id, Propose(scheduled_for=at(turn.arg, to).isoformat())
            ),
            "interrupt": lambda w, to=self.at: consultation_turn.interrupt(
                w, self.id, Interrupt(reason=body, scheduled_for=at(turn.arg, to).isoformat())
            ),
        }

    def _moment(self, text: str, since: datetime | None = None) -> datetime:
        """Read `2d 14:30`: half past two, two open days later."""
        days, at = text.split()
        return days_later(self.hours, since or self.at, int(days.removesuffix("d")), at)

    def _read(self) -> None:
        """Whoever was told of an old story has read it since."""
        later = ((LOOKS_AFTER, "looks", self._look_again), (BELL_AFTER, "bell", self._bells))
        for after, name, verb in later:
            at = working_after(self.hours, self.at, after)
            if at <= self.stage.present - LEFT_UNREAD:
                self.lines.append((at, f"{self.story.key}/{name}", self.story.patient, verb))

    def _look_again(self, work: Work) -> None:
        consultation.open_record(work, self.id)
        if self.said:
            message.seen(work, self.id, self.said)

    def _bells(self, work: Work) -> None:
        """Everybody who has an unread notification of this story reads it."""
        about, unread = Notification.subject_id == self.id, col(Notification.read_at).is_(None)
        known = {actor.id: actor for actor in self.stage.actors.values()}
        told = work.session.exec(select(Notification.recipient_id).where(about, unread).distinct())
        for one in told.all():
            notification.settle(Work(work.session, known[one]), self.id)

    def _stale(self) -> bool:
        """Whether a question that is to be open at the present would have run out by now."""
        limit = consultation_step.deadlines().info - MARGIN
        return self.story.end is End.ASKED and self.asked + limit <= self.stage.present

    def _window(self) -> tuple[datetime, datetime] | None:
        """The preferred half day; one is added where the answer would be overdue by now."""
        halves = self.hours.windows(self.asked, WINDOW_DAYS)
        if self.story.window is not None and not self.story.back:
            return halves[self.story.window]
        ahead = self.hours.windows(self.stage.present, WINDOW_DAYS)
        if self.story.window is not None:
            return ahead[self.story.window]
        waits = self.story.end is End.REQUESTED or self.stale
        if not waits or not self.story.back:
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
            attachments=demo_file.pictures(work, story.key),
            emergency_confirmed=story.urgency is Urgency.EMERGENCY,
        )
        self.stage.ids[story.key] = UUID(consultation.request(work, asked).id)

    def _act(self, who: str, verb: Verb) -> None:
        self.lines.append((self.at, self.story.key, who, verb))
