"""State behind a prescriber's list of prescriptions."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.prescription import PrescriptionRow
from portal.services import prescription_list
from portal.services.prescription_list import SHOWS
from portal.services.work import Work
from portal.state.base import PortalState, Topics

COUNTED = ("waiting", "drafts")
LONGEST = 80
"""How much of what is searched for counts."""


class ClinicianPrescriptionsState(PortalState, rx.State):
    """What this clinician prescribed, or answers for; the tab lies in the address.

    What is searched for names patients: it stays here.
    """

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[PrescriptionRow] = []
    total: int = 0
    counts: dict[str, int] = dict.fromkeys(COUNTED, 0)
    show: str = "waiting"
    text: str = ""
    cursor: str = ""

    @rx.event
    async def load(self):
        """Read the tab of the address; without one, what waits, or else what is active."""
        self._clear()
        asked = self.router.url.query_parameters
        await self._count()
        wanted = asked.get("show", "")
        first = "waiting" if self.counts["waiting"] and not self.text else "active"
        self.show = wanted if wanted in SHOWS else first
        self.rows = []
        await self._read()
        self.loading = False

    @rx.event
    async def search(self, text: str):
        """Find in this list, by a part of the name, of the medicine, or by the code."""
        self._clear()
        self.text, self.rows = str(text).strip()[:LONGEST], []
        await self._read()

    @rx.event
    async def more(self):
        """Add the next page below."""
        page = await self._see(
            prescription_list.doctor_page, self.cursor or None, status=self.show, q=self.text
        )
        if page is not None:
            self.rows = [*self.rows, *page.items]
            self.cursor = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("prescription", "draft", "resync") for topic, _ in topics):
            await self._count()
            await self._read()

    async def _read(self) -> None:
        """Read anew, as far down as it was shown."""
        wanted, page, rows = len(self.rows), None, []
        while page is None or (page.next_cursor and len(rows) < wanted):
            page = await self._see(
                prescription_list.doctor_page,
                page.next_cursor if page else None,
                status=self.show,
                q=self.text,
            )
            if page is None:
                return
            rows += page.items
        self.rows, self.total, self.cursor = rows, page.total, page.next_cursor or ""

    async def _count(self) -> None:
        found = await self._see(_counts)
        if found is not None:
            self.counts = found


def _counts(work: Work) -> dict[str, int]:
    return {
        show: prescription_list.doctor_page(work, limit=1, status=show).total for show in COUNTED
    }
