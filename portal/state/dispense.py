"""State behind a pharmacy's counter: its queues, the scanner, and the prescription in hand."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.domain.prescription_word import VOID
from portal.schemas.base import parse
from portal.schemas.dispense import Picked
from portal.schemas.prescription import PrescriptionView, QueueView
from portal.schemas.prescription_claim import Scan
from portal.services import dispense, prescription, prescription_list
from portal.services.paging import PAGE
from portal.services.prescription_list import SHOWN
from portal.services.prescription_queue import NAMES
from portal.services.prescription_token import INCOMPLETE
from portal.state.base import PortalState, Topics
from portal.state.dispense_item import DispenseItems

PHARMACISTS = frozenset({Role.PHARMACIST})
HOME = Role.PHARMACIST.home
SHORT = 12
"""What is longer than this, without dashes, is the signed code of a paper, not a printed one."""

MOST = 400
LONGEST = 80
"""How much of what is searched for counts."""

HARD = ("forged", "step_not_possible", "taken")
"""Refusals of a code that was found, or was meant to be taken for one."""

KEPT = 12
LEFT_OUT = "it can no longer be supplied as you took it. Take what is left, if any."
BLANK = PrescriptionView.blank()


class CodeReader(PortalState, mixin=True):
    """Opens the prescription of a code; a refused code stays with the reason beside it."""

    refused: str = ""
    unknown: bool = False
    failed: int = 0
    passed: int = 0

    @rx.event
    async def scan(self, code: str):
        """Open what was scanned or typed: the whole signed code, or the short printed one."""
        self.refused = ""
        text = "".join(str(code).split())[:MOST]
        if not text:
            return None
        view = await self._act(_opened, text)
        if view is None:
            self.refused = next(iter(self.fields.values()), self.problem)
            self.unknown = self.problem_code not in HARD or self.refused == INCOMPLETE
            self.failed += 1
            self._clear()
            return None
        self.passed += 1
        return rx.redirect(f"{HOME}/prescriptions/{view.id}?queue={view.queue or 'new'}")


def _opened(work, text: str) -> PrescriptionView:
    if len(text.replace("-", "")) <= SHORT:
        return dispense.find_code(work, text)
    return dispense.scan_token(work, parse(Scan, {"token": text}))


_opened.__module__, _opened.__name__ = dispense.__name__, "scan"


class DispenseQueueState(CodeReader, rx.State):
    """The queues of the pharmacy, one of them open."""

    AUDIENCE: ClassVar = PHARMACISTS

    view: QueueView = QueueView.blank()
    queue: str = "new"
    q: str = ""
    """What is searched for. It names patients, so it never comes into the address."""

    limit: int = PAGE
    address: str = ""
    ids: list[str] = []
    fresh: list[str] = []
    opened: str = ""

    @rx.event
    async def load(self):
        """Read the queue that the address asks for."""
        self._clear()
        asked = self.router.url.query_parameters
        wanted = asked.get("queue", "new")
        queue = wanted if wanted in NAMES else "new"
        if queue != self.queue:
            self.view = self.view.model_copy(update={"rows": [], "queue": queue})
            self.q, self.limit = "", PAGE
        self.queue, self.fresh, self.refused = queue, [], ""
        self.address = f"?queue={queue}"
        path = self.router.url.path.rstrip("/")
        self.opened = path.rpartition("/")[2] if "/prescriptions/" in path else ""
        await self._read()
        self.loading = False

    @rx.event
    async def search(self, text: str):
        """Find in all queues, by a part of the name, of the medicine, or by the code."""
        self._clear()
        self.q, self.limit, self.fresh = str(text).strip()[:LONGEST], PAGE, []
        await self._read()

    @rx.event
    async def more(self):
        """Show more of the queue below."""
        self.limit = min(self.limit + PAGE, SHOWN)
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("prescription", "resync") for topic, _ in topics):
            await self._read(live=True)

    async def _read(self, *, live: bool = False) -> None:
        found = await self._see(prescription_list.counter, self.queue, self.q, self.limit)
        if found is None:
            return
        if live:
            known = {row.id for row in self.view.rows}
            self.fresh = [row.id for row in found.rows if row.id not in known]
        self.view, self.ids = found, [row.id for row in found.rows]


class DispenseScanState(CodeReader, rx.State):
    """The page with camera and picture."""

    AUDIENCE: ClassVar = PHARMACISTS

    @rx.event
    async def load(self):
        """Begin anew."""
        self._clear()
        self.refused, self.loading = "", False

    @rx.event
    async def again(self):
        """Close what was said about the last code."""
        self.refused = ""


class DispenseState(DispenseItems, rx.State):
    """The prescription of the address, and the supply that is being put together from it."""

    AUDIENCE: ClassVar = PHARMACISTS

    view: PrescriptionView = BLANK
    may: bool = False
    missing: str = ""
    owing: bool = False
    undelivered: bool = False
    releasable: bool = False
    _aside: dict[str, dict[str, Picked]] = {}

    @rx.event
    async def load(self):
        """Open the prescription of the address, and note that it was read."""
        self._clear()
        path = self.router.url.path.rstrip("/")
        opened = path.rpartition("/")[2] if "/prescriptions/" in path else ""
        if opened != self.view.id:
            self._lay_aside()
            self.view, self.dialog, self.missing = BLANK, "", ""
            self.picked = dict(self._aside.get(opened, {}))
            self.loading = bool(opened)
        if not opened:
            self.loading = False
            return
        view = await self._act(prescription.open_record, opened)
        self.loading = False
        self.missing = "" if view else self.problem
        if view is None:
            self.problem = ""
            return
        self._show(view)

    async def _refresh(self, topics: Topics) -> None:
        mine = {topic for topic, subject in topics if subject in (self.view.id, "")}
        if not self.view.id or not mine & {"prescription", "resync"}:
            return
        view = await self._see(prescription.get, self.view.id)
        if view is None:
            self.missing, self.problem = self.problem, ""
            self.view = BLANK
            return
        taken = dict(self.picked)
        self._show(view)
        lost = [one.name for one in view.items if one.id in taken.keys() - self.picked.keys()]
        if lost:
            self.problem = f"{', '.join(lost)}: {LEFT_OUT}"

    def _show(self, view: PrescriptionView) -> None:
        """Show it; what was taken and cannot be supplied any more is left out."""
        if view != self.view:
            self.view = view
        self.may = (
            view.status in ("active", "partly_dispensed")
            and not view.stop_requested
            and view.claim_status in ("offered", "claimed")
        )
        left = {one.id: one.remaining for one in view.items}
        kept = {k: p for k, p in self.picked.items() if self.may and p.quantity <= left.get(k, 0)}
        self._choose(kept)
        self.undelivered = any(one.status == "delivery_failed" for one in view.supplies)
        held = view.claim_status == "claimed" and not view.stop_requested
        begun = any(
            one.pharmacy == view.pharmacy and one.status not in VOID for one in view.supplies
        )
        self.owing = held and begun and any(one.remaining > 0 for one in view.items)
        self.releasable = "release" in {s.name for s in view.steps}
        open_steps = {s.name for s in view.steps} | {s.name for u in view.supplies for s in u.steps}
        open_steps |= {s.name for i in view.items for s in i.steps} | (
            {"line"} if self.may else set()
        )
        if self.dialog and self.dialog not in open_steps:
            self.dialog = ""

    def _lay_aside(self) -> None:
        """Keep what was taken for another prescription while this one is served first."""
        if self.view.id and self.picked:
            self._aside = {**self._aside, self.view.id: self.picked}
        else:
            self._aside = {k: v for k, v in self._aside.items() if k != self.view.id}
        while len(self._aside) > KEPT:
            self._aside.pop(next(iter(self._aside)))
