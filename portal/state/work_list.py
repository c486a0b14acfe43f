"""State behind the lists of consultations."""

from typing import ClassVar

import reflex as rx

from portal.domain.consultation import ConsultationStatus
from portal.domain.permission import CLINICIANS, Role
from portal.infra.clock import now
from portal.schemas.consultation import ConsultationRow
from portal.services import consultation, work_list
from portal.state.base import PortalState, Topics

NO_COUNTS = dict.fromkeys(work_list.FILTERS, 0)


class ClinicianWorkListState(PortalState, rx.State):
    """What waits for this clinician now."""

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[ConsultationRow] = []
    counts: dict[str, int] = NO_COUNTS
    total: int = 0
    oldest: str = ""
    show: str = "mine"

    @rx.event
    async def load(self):
        """Read the list that the address asks for."""
        self._clear()
        wanted = self.router.url.query_parameters.get("show", "mine")
        self.show = wanted if wanted in work_list.FILTERS else "mine"
        self.rows = []
        await self._read()
        self.loading = False

    @rx.event
    async def accept(self, consultation_id: str):
        """Take a request; the list changes by itself."""
        await self._act(consultation.accept, consultation_id)
        if self.problem:
            await self._read()

    @rx.event
    async def start(self, consultation_id: str):
        """Begin a consultation and open it."""
        started = await self._act(consultation.start, consultation_id)
        if started is None:
            return None
        return rx.redirect(f"{self._actor.role.home}/consultations/{started.id}")

    @rx.event
    async def pass_on(self, consultation_id: str):
        """Let a request go to the colleagues."""
        await self._act(consultation.pass_on, consultation_id)

    @rx.event
    async def forget(self, consultation_id: str):
        """Take a row away that says who took it: it has been read."""
        self.rows = [r for r in self.rows if not (r.id == consultation_id and r.look == "taken")]

    @rx.event
    async def dismiss(self):
        """Close the message about a refusal."""
        self._clear()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("consultation", "message", "resync") for topic, _ in topics):
            await self._read(live=True)

    async def _read(self, *, live: bool = False) -> None:
        found = await self._see(work_list.dashboard, self.show)
        if found is None:
            return
        rows = found.rows
        if live:
            known = {r.id for r in self.rows}
            rows = [r if r.id in known else r.model_copy(update={"look": "new"}) for r in rows]
            rows = await self._with_taken(rows)
        self.rows, self.counts, self.total = rows, found.counts, found.total
        self.oldest = found.oldest.isoformat() if found.oldest else ""

    async def _with_taken(self, rows: list[ConsultationRow]) -> list[ConsultationRow]:
        """Keep, for a moment and in their place, the rows that a colleague took."""
        present = {r.id for r in rows}
        left = [r for r in self.rows if r.id not in present]
        takers = await self._see(work_list.taken, [r.id for r in left]) if left else {}
        for index, before in enumerate(self.rows):
            taker = (takers or {}).get(before.id)
            if taker and before.id not in present:
                marked = before.model_copy(update={"look": "taken", "taken_by": taker, "step": ""})
                rows.insert(min(index, len(rows)), marked)
        return rows


class ClinicianConsultationsState(PortalState, rx.State):
    """Everything this clinician may see, newest first."""

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[ConsultationRow] = []
    total: int = 0
    status: str = ""
    cursor: str = ""

    @rx.event
    async def load(self):
        """Read the first page for the status in the address."""
        self._clear()
        self.status = self.router.url.query_parameters.get("status", "")
        await self._read()
        self.loading = False

    @rx.event
    async def more(self):
        """Add the next page below."""
        page = await self._see(
            work_list.provider_page, self.cursor or None, status=self.status or None
        )
        if page is not None:
            self.rows = [*self.rows, *page.items]
            self.cursor = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("consultation", "message", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        page = await self._see(work_list.provider_page, status=self.status or None)
        if page is not None:
            self.rows, self.total, self.cursor = page.items, page.total, page.next_cursor or ""


class PatientConsultationsState(PortalState, rx.State):
    """The patient's own consultations: what is going on, and what is over."""

    AUDIENCE: ClassVar = frozenset({Role.PATIENT})

    active: list[ConsultationRow] = []
    waiting: list[ConsultationRow] = []
    upcoming: list[ConsultationRow] = []
    past: list[ConsultationRow] = []
    past_total: int = 0
    cursor: str = ""

    @rx.event
    async def load(self):
        """Read both lists."""
        self._clear()
        await self._read()
        self.loading = False

    @rx.event
    async def more(self):
        """Add older consultations below."""
        page = await self._see(work_list.patient_page, self.cursor or None, active=False)
        if page is not None:
            self.past = [*self.past, *page.items]
            self.cursor = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("consultation", "message", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        active = await self._see(work_list.patient_page, active=True)
        past = await self._see(work_list.patient_page, active=False, limit=10)
        if active is not None and past is not None:
            self.active, self.past = active.items, past.items
            self.waiting = [r for r in active.items if r.turn == "mine" or r.unread]
            agreed = [
                (r.scheduled_for, r.id, r)
                for r in active.items
                if r.status == ConsultationStatus.ACCEPTED and (r.scheduled_for or now()) > now()
            ]
            self.upcoming = [r for _, _, r in sorted(agreed)[:1]]
            self.past_total, self.cursor = past.total, past.next_cursor or ""
