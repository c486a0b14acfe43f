"""State behind a patient's own prescriptions: the list, the home, one of them."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.prescription import PharmacyView
from portal.schemas.prescription_claim import ChoosePharmacy
from portal.schemas.prescription_mine import Errand, MyPrescription, MyPrescriptionRow
from portal.services import pharmacy, prescription, prescription_mine
from portal.services.idempotency import fingerprint, once
from portal.state.base import BEGUN_AGAIN, PortalState, Topics

BLANK = MyPrescription.blank()
KEY_LENGTH = 64
SHORT = 10
PATIENTS = frozenset({Role.PATIENT})
NEWS = ("prescription", "resync")
"""News that change what these pages show."""


def concerns(topics: Topics) -> bool:
    """Whether any of the news is about a prescription."""
    return any(topic in NEWS for topic, _ in topics)


class MyMedicinesState(PortalState, rx.State):
    """What is on the way to the patient, what waits for them, and what is over."""

    AUDIENCE: ClassVar = PATIENTS

    active: list[MyPrescriptionRow] = []
    errands: list[Errand] = []
    past: list[MyPrescriptionRow] = []
    past_total: int = 0
    cursor: str = ""

    @rx.event
    async def load(self):
        """Read what is on the way, and the newest of what is over."""
        self._clear()
        await self._read()
        self.loading = False

    @rx.event
    async def more(self):
        """Add older prescriptions below."""
        page = await self._see(prescription_mine.page, self.cursor or None, active=False)
        if page is not None:
            self.past = [*self.past, *page.items]
            self.cursor = page.next_cursor or ""

    async def _refresh(self, topics: Topics) -> None:
        if concerns(topics):
            await self._read()

    async def _read(self) -> None:
        found = await self._see(prescription_mine.medicines)
        past = await self._see(prescription_mine.page, limit=SHORT, active=False)
        if found is not None and past is not None:
            self.active, self.errands = found.active, found.errands
            self.past, self.past_total = past.items, past.total
            self.cursor = past.next_cursor or ""


class MyPrescriptionState(PortalState, rx.State):
    """The prescription in the address bar, and the pharmacies it may go to instead."""

    AUDIENCE: ClassVar = PATIENTS

    view: MyPrescription = BLANK
    missing: str = ""
    said: str = ""
    choosing: bool = False
    places: list[PharmacyView] = []

    @rx.event
    async def load(self):
        """Open the prescription of the address; its news are read with it."""
        self._clear()
        opened = self.router.url.path.rstrip("/").rpartition("/")[2]
        if opened != self.view.id:
            self.view, self.choosing, self.said, self.loading = BLANK, False, "", True
        view = await self._act(prescription_mine.open_page, opened)
        self.loading = False
        self.missing = "" if view else self.problem
        if view is None:
            self.problem = ""
        else:
            self._show(view)

    @rx.event
    async def consider(self):
        """Offer the pharmacies: the usual one, the near ones, the others."""
        await self._offer()

    @rx.event
    async def resume(self, held: dict[str, Any]):
        """Offer them again that were offered when the portal was started anew."""
        if isinstance(held, dict) and held.get("id") == self.view.id and self.view.may_choose:
            await self._offer()
            self.problem = BEGUN_AGAIN

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; nothing was sent anywhere."""
        if not is_open:
            self.choosing = False
            self._clear()

    @rx.event
    async def choose(self, form: dict[str, Any]):
        """Send it to the chosen pharmacy, once, however often the button is pressed."""
        if not self.choosing:
            return  # sent twice: it is shut already
        claim = self._given(form, "pharmacy_id")
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]
        which = self.view.id
        mark = fingerprint(f"choose_pharmacy:{which}", key)

        def choose_pharmacy(work):
            chosen = parse(ChoosePharmacy, claim)
            once(work, prescription.choose_pharmacy, key, mark, which, chosen)
            return prescription_mine.get(work, which)

        choose_pharmacy.__module__ = prescription.__name__
        self.busy = True
        yield
        view = await self._act(choose_pharmacy)
        self.busy = False
        if view is not None:
            self._show(view)
            self.choosing, self.said = False, f"It is sent to {view.place.name}."
        elif not self.fields:
            sentence = self.problem
            await self._again()
            self.choosing, self.problem = False, sentence

    async def _refresh(self, topics: Topics) -> None:
        mine = {topic for topic, subject in topics if subject in (self.view.id, "")}
        if self.view.id and mine & set(NEWS):
            await self._again()

    async def _offer(self) -> None:
        self._clear()
        self.said = ""
        found = await self._see(pharmacy.choices)
        if found is not None:
            self.places = found.items
            self.choosing = True

    async def _again(self) -> None:
        view = await self._see(prescription_mine.get, self.view.id)
        if view is None:
            self.missing, self.problem = self.problem, ""
            return
        self._show(view)

    def _show(self, view: MyPrescription) -> None:
        if view != self.view:
            self.view = view
        if not view.may_choose:
            self.said = ""  # a pharmacy has it in hand: where it is says more
        if self.choosing and not view.may_choose:
            self.choosing = False
            self.problem = f"{view.place.name} has started with it: it stays there."


class ConsultationMedicinesState(PortalState, rx.State):
    """What was prescribed in the consultation of the address bar."""

    AUDIENCE: ClassVar = PATIENTS

    rows: list[MyPrescriptionRow] = []
    of: str = ""

    @rx.event
    async def load(self):
        """Read what came out of the consultation."""
        self.of = self.router.url.path.rstrip("/").rpartition("/")[2]
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if self.of and concerns(topics):
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._see(prescription_mine.of_consultation, self.of) or []
        self._clear()


class RecordMedicinesState(PortalState, rx.State):
    """Which entries of the patient's record come from which prescription."""

    AUDIENCE: ClassVar = PATIENTS

    behind: dict[str, str] = {}

    @rx.event
    async def load(self):
        """Read which entries lead to a prescription."""
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if concerns(topics):
            await self._read()

    async def _read(self) -> None:
        self.behind = await self._see(prescription_mine.behind_record) or {}
        self._clear()
