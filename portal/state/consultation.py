"""State behind one open consultation, for its patient and its clinicians."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.base import parse
from portal.schemas.consultation import ConsultationView, MessageView, ThreadView
from portal.schemas.consultation_claim import MessageCreate
from portal.services import consultation, message
from portal.services.work import number
from portal.state.base import Topics
from portal.state.consultation_step import ConsultationSteps

TAIL = 20
WINDOW = 50
BLANK = ConsultationView.blank()


class ConsultationState(ConsultationSteps, rx.State):
    """The consultation in the address bar, and its conversation.

    The conversation is three lists, so that a new message costs the same at any length: `tail` is
    sent again with each message and stays short, `shown` is what it folds into, `older` grows only
    when the reader asks for more.
    """

    AUDIENCE: ClassVar = frozenset({Role.PATIENT, Role.GP, Role.SPECIALIST})

    view: ConsultationView = BLANK
    turn: str = ""
    turn_words: str = ""
    since: str = ""
    older: list[MessageView] = []
    shown: list[MessageView] = []
    tail: list[MessageView] = []
    has_older: bool = False
    seen_at: str = ""
    typing: int = 0
    refused: str = ""
    refused_why: str = ""
    missing: str = ""
    _last: int = 0
    _first: int = 0

    @rx.event
    async def load(self):
        """Open the consultation of the address, and note that it was read."""
        self._clear()
        opened = self.router.url.path.rstrip("/").rpartition("/")[2]
        if opened != self.view.id:
            self.view, self.dialog, self.loading = BLANK, "", True
            self.older, self.shown, self.tail = [], [], []
        view = await self._act(consultation.open_record, opened)
        self.loading = False
        self.missing = "" if view else self.problem
        if view is None:
            self.problem = ""
            return
        self._show(view)
        page = await self._see(message.before, opened)
        if page is not None:
            self.older, self.tail, self.has_older = [], [], page.more
            self.shown = _separated(page.items, "")
            self._first = page.items[0].seq if page.items else 0
            self._last = page.items[-1].seq if page.items else 0
            await self._read_on()

    @rx.event
    async def send(self, client_message_id: str, body: str):
        """Append one message; sending it again changes nothing."""
        self.refused = ""
        claim = {"client_message_id": client_message_id, "body": body}

        def say(work, thread):
            return message.send(work, thread, parse(MessageCreate, claim))

        sent = await self._act(say, self.view.id)
        if sent is None:
            self.refused, self.refused_why = client_message_id, self._why()
            self._clear()
        elif sent.seq <= self._last:
            await self._read_on()

    @rx.event
    async def write(self):
        """Tell the other side that somebody is typing; never what."""
        await self._see(message.typing, self.view.id)
        self._clear()

    @rx.event
    async def see_up_to(self, seq: int):
        """Note what the reader has seen."""
        seq = number(seq, "seq")
        await self._act(message.seen, self.view.id, seq)

    @rx.event
    async def earlier(self):
        """Show older messages above."""
        if not self.has_older:
            return
        page = await self._see(message.before, self.view.id, self._first)
        if page is None or not page.items:
            self.has_older = False
            return
        self.older = [*_separated(page.items, ""), *self.older]
        self._first, self.has_older = page.items[0].seq, page.more

    async def _refresh(self, topics: Topics) -> None:
        mine = {topic for topic, subject in topics if subject in (self.view.id, "")}
        if not self.view.id or not mine:
            return
        if "typing" in mine:
            self.typing += 1
        if mine & {"consultation", "attachment", "resync"}:
            view = await self._see(consultation.get, self.view.id)
            if view is None:
                self.missing, self.problem = self.problem, ""
                return
            self._show(view)
        if mine & {"attachment", "resync"}:
            await self._look_at_files()
        if mine & {"consultation", "message", "seen", "resync"}:
            await self._read_on()

    async def _look_at_files(self) -> None:
        """Show what has become of the files in the conversation: marked, opened, removed."""
        files = await self._see(message.files, self.view.id)
        if files is None:
            return

        def again(part: list[MessageView]) -> list[MessageView]:
            now = [one.model_copy(update={"attachments": files.get(one.seq, [])}) for one in part]
            return part if now == part else now

        self.older, self.shown, self.tail = map(again, (self.older, self.shown, self.tail))

    async def _read_on(self) -> None:
        """Append what came after the last message this tab has."""
        thread = await self._see(message.thread, self.view.id, self._last)
        if thread is None:
            return
        self._stand(thread)
        if not thread.items:
            return
        self._last = thread.items[-1].seq
        self.typing = 0
        before = [*self.shown, *self.tail]
        fresh = _separated(thread.items, _last_day(before))
        tail = [*self.tail, *fresh]
        if len(tail) > TAIL:
            kept = [*self.shown, *tail]
            self.shown, tail = kept[-WINDOW:], []
            if len(kept) > WINDOW:
                self.has_older, self._first, self.older = True, self.shown[0].seq, []
        self.tail = tail
        if thread.more:
            await self._read_on()

    def _why(self) -> str:
        return next(iter(self.fields.values()), self.problem)

    def _show(self, view: ConsultationView) -> None:
        if view != self.view:
            self.view = view
        self.turn, self.turn_words, self.since = view.turn, view.turn_words, view.since.isoformat()
        if self.dialog and self.dialog not in {s.name for s in view.steps}:
            self.dialog = ""

    def _stand(self, thread: ThreadView) -> None:
        self.turn, self.turn_words = thread.turn, thread.turn_words
        self.since = thread.since.isoformat()
        self.seen_at = thread.seen_at.isoformat() if thread.seen_at else ""


def _separated(messages: list[MessageView], day: str) -> list[MessageView]:
    """Keep the day only on the first message of each day."""
    kept: list[MessageView] = []
    for one in messages:
        kept.append(one.model_copy(update={"day": one.day if one.date != day else ""}))
        day = one.date
    return kept


def _last_day(messages: list[MessageView]) -> str:
    return messages[-1].date if messages else ""
