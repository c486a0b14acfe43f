"""State behind a prescriber's list of prescriptions."""

from typing import Any, ClassVar
from urllib.parse import urlencode

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.prescription import PrescriptionRow
from portal.services import prescription_list
from portal.services.prescription_list import SHOWS
from portal.services.work import Work
from portal.state.base import PortalState, Topics

COUNTED = ("waiting", "drafts")


class ClinicianPrescriptionsState(PortalState, rx.State):
    """What this clinician prescribed, or answers for; tab and search lie in the address."""

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[PrescriptionRow] = []
    total: int = 0
    counts: dict[str, int] = dict.fromkeys(COUNTED, 0)
    show: str = "waiting"
    text: str = ""
    rest: str = ""
    """What the address says besides the tab, to go behind `?show=…`."""

    cursor: str = ""

    @rx.event
    async def load(self):
        """Read the tab of the address; without one, what waits, or else what is active."""
        self._clear()
        asked = self.router.url.query_parameters
        self.text = asked.get("q", "")[:80]
        self.rest = f"&{urlencode({'q': self.text})}" if self.text else ""
        await self._count()
        wanted = asked.get("show", "")
        first = "waiting" if self.counts["waiting"] and not self.text else "active"
        self.show = wanted if wanted in SHOWS else first
        self.rows = []
        await self._read()
        self.loading = False

    @rx.event
    async def search(self, form: dict[str, Any]):
        """Go to the address of what is looked for."""
        text = str(self._given(form, "q").get("q", "")).strip()
        wanted = {"show": self.show} | ({"q": text} if text else {})
        return rx.redirect(f"{self._actor.role.home}/prescriptions?{urlencode(wanted)}")

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
        page = await self._see(prescription_list.doctor_page, status=self.show, q=self.text)
        if page is not None:
            self.rows, self.total = page.items, page.total
            self.cursor = page.next_cursor or ""

    async def _count(self) -> None:
        found = await self._see(_counts)
        if found is not None:
            self.counts = found


def _counts(work: Work) -> dict[str, int]:
    return {
        show: prescription_list.doctor_page(work, limit=1, status=show).total for show in COUNTED
    }
