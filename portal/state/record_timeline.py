"""State behind the sections of a record's own page: timeline, history of entries, charts."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.domain.record import EntryKind, TimelineKind, Vital
from portal.schemas.record import EntryView, SeriesView, TimelineRow
from portal.services import record_timeline
from portal.state.base import PortalState, Topics

NO_SERIES = SeriesView()
ROWS = 20
FIRST = Vital.BLOOD_PRESSURE
"""What is drawn before anybody chooses."""


class RecordTimelineState(PortalState, rx.State):
    """What happened, what every entry once said, and one measurement over time."""

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[TimelineRow] = []
    more: str = ""
    kind: str = ""
    history: list[EntryView] = []
    history_kind: str = ""
    series: SeriesView = NO_SERIES
    _patient: str = ""

    @rx.event
    async def load(self):
        """Read the newest of the timeline."""
        opened = self.router.url.path.rstrip("/").rpartition("/")[2]
        if opened != self._patient:
            self.rows, self.kind, self.more, self.loading = [], "", "", True
            self.history, self.history_kind, self.series = [], "", NO_SERIES
        self._patient = opened
        await self._first()
        if not self.series.vital:
            await self._draw(FIRST)
        self.loading = False

    @rx.event
    async def show(self, kind: str):
        """Show only one kind of what happened, or everything."""
        self.kind = kind if kind in set(TimelineKind) else ""
        await self._first()

    @rx.event
    async def earlier(self):
        """Append what happened before."""
        if not self.more:
            return
        page = await self._act(
            record_timeline.read_timeline, self._patient, self._only(), self.more, ROWS
        )
        if page is not None:
            self.rows, self.more = [*self.rows, *page.items], page.next_cursor or ""

    @rx.event
    async def look_back(self, kind: str):
        """Show what every entry of one kind once said, or hide it again."""
        self.history, self.history_kind = [], ""
        if kind in set(EntryKind):
            page = await self._act(record_timeline.read_history, self._patient, EntryKind(kind))
            if page is not None:
                self.history, self.history_kind = page.items, kind

    @rx.event
    async def chart(self, vital: str):
        """Draw one measurement over time, or none."""
        self.series = NO_SERIES
        if vital in set(Vital):
            await self._draw(Vital(vital))

    async def _refresh(self, topics: Topics) -> None:
        concerned = {"record", "attachment", "consultation", "resync"}
        if not self._patient or not concerned & {topic for topic, _ in topics}:
            return
        page = await self._see(record_timeline.timeline, self._patient, self._only(), None, ROWS)
        if page is None:
            self.rows, self.history, self.series = [], [], NO_SERIES
            return
        self._show(page)
        if self.history_kind:
            kind = EntryKind(self.history_kind)
            past = await self._see(record_timeline.history, self._patient, kind)
            self.history = past.items if past else []
        if self.series.vital:
            vital = Vital(self.series.vital)
            self.series = await self._see(record_timeline.series, self._patient, vital) or NO_SERIES

    async def _draw(self, vital: Vital) -> None:
        found = await self._act(record_timeline.read_series, self._patient, vital)
        if found is not None:
            self.series = found

    async def _first(self) -> None:
        page = await self._act(
            record_timeline.read_timeline, self._patient, self._only(), None, ROWS
        )
        if page is not None:
            self._show(page)

    def _show(self, page: Any) -> None:
        self.rows, self.more = page.items, page.next_cursor or ""

    def _only(self) -> TimelineKind | None:
        return TimelineKind(self.kind) if self.kind else None
