"""State behind the desk at which a prescription is written."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.base import parse
from portal.schemas.prescription_desk import DeskView
from portal.schemas.prescription_draft import FavouriteSave
from portal.services import prescription_desk, prescription_favourite
from portal.state.base import PortalState, Topics

BLANK = DeskView.blank()
DOSAGE = (
    "dose", "frequency", "every_hours", "as_needed_for", "max_per_day", "duration_days",
    "instruction",
)  # fmt: skip


class PrescriptionDeskState(PortalState, rx.State):
    """The author's draft for the patient, or the consultation, in the address.

    What is typed goes to the portal's REST routes: they answer while the live line is cut, and a
    tab that is closed still sends its last words.
    """

    AUDIENCE: ClassVar = CLINICIANS

    desk: DeskView = BLANK
    news: int = 0
    said: str = ""
    _opened: tuple[str, bool] = ("", False)

    @rx.event
    async def load(self):
        """Read what there is for the patient of the address."""
        path = self.router.url.path.rstrip("/")
        opened = path.rpartition("/")[2]
        self._opened = (opened, "/consultations/" in path)
        self.said = ""
        if opened not in (self.desk.patient_id, self.desk.consultation_id):
            self.desk = BLANK
        await self._read()
        self.loading = False

    @rx.event
    async def keep_favourite(self, name: str, item: dict[str, Any]):
        """Keep a medicine with its dosage under its name, to prescribe it again in one click."""
        given = item if isinstance(item, dict) else {}
        dosage = self._given(given, *DOSAGE) | {"as_needed": bool(given.get("as_needed"))}
        claim = {"name": name, "medicine_id": given.get("medicine_id"), "dosage": dosage}

        def kept(work):
            return prescription_favourite.save(work, parse(FavouriteSave, claim))

        kept.__module__, kept.__name__ = prescription_favourite.__name__, "save"
        saved = await self._act(kept)
        self.said = f"{saved.name} is a favourite now." if saved else self._why()

    @rx.event
    async def forget(self, favourite_id: str):
        """Take one from the favourites."""
        await self._act(prescription_favourite.remove, favourite_id)
        self.said = self.problem

    async def _refresh(self, topics: Topics) -> None:
        if not self.desk.patient_id:
            return
        held = self.desk.draft.id if self.desk.draft else ""
        mine = {"draft", "favourite", "resync"} & {topic for topic, _ in topics}
        about = {self.desk.patient_id, self.desk.consultation_id, held, ""}
        near = {topic for topic, subject in topics if subject in about}
        if near & {"record", "resync"}:
            self.news += 1
        if mine or near & {"consultation", "prescription"}:
            await self._read()

    async def _read(self) -> None:
        opened, beside = self._opened
        service = prescription_desk.of_consultation if beside else prescription_desk.of_patient
        found = await self._see(service, opened)
        self._clear()  # the page itself says what cannot be opened
        if found != self.desk:
            self.desk = found or BLANK

    def _why(self) -> str:
        return next(iter(self.fields.values()), self.problem)
