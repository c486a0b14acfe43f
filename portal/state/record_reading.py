"""State behind the patient's own record: what it says, what they measured, who looked."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.domain.record import Vital
from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.record import LookView, RecordView, SeriesView, TimelineRow
from portal.schemas.record_claim import MeasurementClaim, NeedsClaim
from portal.services import record, record_entry, record_needs, record_reading, record_timeline
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState, Topics
from portal.state.record import BLANK, KEY_LENGTH

LOOKS = 10
ROWS = 20
NO_SERIES = SeriesView()


class PatientRecordState(PortalState, rx.State):
    """The patient's own record, and the people who looked at it."""

    AUDIENCE: ClassVar = frozenset({Role.PATIENT})

    record: RecordView = BLANK
    looks: list[LookView] = []
    more_looks: str = ""
    rows: list[TimelineRow] = []
    more: str = ""
    dialog: str = ""
    vital: str = ""
    said: str = ""
    form: dict[str, str] = {}
    series: SeriesView = NO_SERIES

    @rx.event
    async def load(self):
        """Read the record, who looked, and the newest of the timeline."""
        self._clear()
        self.said = ""
        await self._read()
        await self._who()
        self.loading = False

    @rx.event
    async def begin(self, dialog: str):
        """Open the form of a measurement, or of needs."""
        self._clear()
        self.vital, self.said = "", ""
        self.dialog = dialog if dialog in ("measure", "needs") else ""
        needs = self.record.needs.model_dump(exclude={"updated_at"})
        self.form = {name: str(value) for name, value in needs.items()}

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def choose(self, vital: str):
        """Choose what was measured: the form shows its unit, and one number or two."""
        self.vital = str(vital)[:20]

    @rx.event
    async def measure(self, form: dict[str, Any]):
        """Write down what was measured at home; sending it again changes nothing."""
        claim = self._given(form, "vital", "value", "value_second", "taken_at", "note")
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]

        def take(work):
            asked = parse(MeasurementClaim, claim)
            return once(work, record_entry.measure, key, fingerprint("measure", key), asked)

        if await self._act(take) is not None:
            self.dialog, self.said = "", "Thank you. Your practice sees it at once."

    @rx.event
    async def change_needs(self, form: dict[str, Any]):
        """Write the sheet of needs anew."""
        claim = self._given(form, *(set(NeedsClaim.model_fields) - {"large_print"}))
        claim["large_print"] = bool(form.get("large_print"))

        def change(work):
            return record_needs.change_mine(work, parse(NeedsClaim, claim))

        if await self._act(change) is not None:
            self.dialog, self.said = "", "Your details were changed."

    @rx.event
    async def chart(self, vital: str):
        """Draw one measurement over time."""
        await self._draw(str(vital))

    @rx.event
    async def earlier(self):
        """Append what happened before."""
        if self.more:
            page = await self._see(
                record_timeline.timeline, self.record.patient_id, None, self.more, ROWS
            )
            if page is not None:
                self.rows, self.more = [*self.rows, *page.items], page.next_cursor or ""

    @rx.event
    async def earlier_looks(self):
        """Append who looked before."""
        if self.more_looks:
            page = await self._see(record_reading.looks, self.more_looks, LOOKS)
            if page is not None:
                self.looks = [*self.looks, *page.items]
                self.more_looks = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        told = {topic for topic, _ in topics}
        if told & {"record", "attachment", "consultation", "resync"}:
            await self._read()
        if told & {"looked", "resync"}:
            await self._who()

    async def _read(self) -> None:
        view = await self._see(record.mine)
        if view is None:
            return
        self.record = view
        await self._draw(self.series.vital)
        page = await self._see(record_timeline.timeline, view.patient_id, None, None, ROWS)
        if page is not None:
            self.rows, self.more = page.items, page.next_cursor or ""

    async def _draw(self, vital: str) -> None:
        if vital in set(Vital):
            patient = self.record.patient_id
            series = await self._see(record_timeline.series, patient, Vital(vital))
            self.series = series or NO_SERIES

    async def _who(self) -> None:
        page = await self._see(record_reading.looks, None, LOOKS)
        if page is not None:
            self.looks, self.more_looks = page.items, page.next_cursor or ""
