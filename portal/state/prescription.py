"""State behind one prescription as those see it who wrote it or treat its patient."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.domain.prescription_word import PrescriptionStatus
from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import CancelPrescription, PharmacyAnswer
from portal.services import prescription, prescription_desk
from portal.services.idempotency import fingerprint, once
from portal.state.base import BEGUN_AGAIN, PortalState, Topics

BLANK = PrescriptionView.blank()
KEY_LENGTH = 64
DIALOGS = ("answer", "cancel", "request_stop", "end_repeats")
STALE = ("step_not_possible", "taken", "not_found")


class ClinicianPrescriptionState(PortalState, rx.State):
    """The prescription in the address bar, and the steps that are open to its prescriber."""

    AUDIENCE: ClassVar = CLINICIANS

    view: PrescriptionView = BLANK
    missing: str = ""
    dialog: str = ""

    @rx.event
    async def load(self):
        """Open the prescription of the address; a draft is opened where it is written."""
        self._clear()
        opened = self.router.url.path.rstrip("/").rpartition("/")[2]
        if opened != self.view.id:
            self.view, self.dialog, self.loading = BLANK, "", True
        view = await self._act(prescription.open_record, opened)
        if view is not None and view.status == PrescriptionStatus.DRAFT:
            return rx.redirect(self._desk(view.patient_id, view.consultation_id))
        self.loading = False
        self.missing = "" if view else self.problem
        if view is None:
            self.problem = ""
        else:
            self.view = view
        return None

    @rx.event
    async def take(self, step: str):
        """Open the dialog of a step."""
        self._open(step)

    @rx.event
    async def resume(self, held: dict[str, Any]):
        """Open the dialog again that was open when the portal was started anew."""
        if isinstance(held, dict) and held.get("id") == self.view.id:
            self._open(held.get("dialog"))
            self.problem = BEGUN_AGAIN if self.dialog else ""

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def answer(self, form: dict[str, Any]):
        """Answer the pharmacy's question."""
        await self._step(prescription.answer, PharmacyAnswer, form, "answer")

    @rx.event
    async def cancel(self, form: dict[str, Any]):
        """Take back what was not supplied yet."""
        await self._step(prescription.cancel, CancelPrescription, form, "reason")

    @rx.event
    async def stop(self, form: dict[str, Any]):
        """Ask the pharmacy to stop a supply that is under way."""
        await self._step(prescription.request_stop, CancelPrescription, form, "reason")

    @rx.event
    async def end_repeats(self, form: dict[str, Any]):
        """Issue it no more."""
        await self._step(prescription.end_repeats, CancelPrescription, form, "reason")

    @rx.event
    async def again(self):
        """Write the same medicines into a new draft, and go there."""
        draft = await self._act(prescription_desk.again, self.view.id)
        return rx.redirect(self._desk(draft.patient_id, "")) if draft else None

    async def _refresh(self, topics: Topics) -> None:
        if not self.view.id or not any(subject in (self.view.id, "") for _, subject in topics):
            return
        view = await self._see(prescription.get, self.view.id)
        if view is None:
            self.missing, self.problem = self.problem, ""
        elif view != self.view:
            self._show(view)

    def _desk(self, patient_id: str, consultation_id: str) -> str:
        home = self._actor.role.home
        if consultation_id:
            return f"{home}/consultations/{consultation_id}#prescribe"
        return f"{home}/patients/{patient_id}#prescribe"

    def _open(self, step: object) -> None:
        self._clear()
        open_now = {one.name for one in self.view.steps}
        self.dialog = str(step) if step in DIALOGS and step in open_now else ""

    def _show(self, view: PrescriptionView) -> None:
        self.view = view
        if self.dialog and self.dialog not in {one.name for one in view.steps}:
            self.dialog = ""

    async def _step(self, service: Any, schema: Any, form: dict[str, Any], name: str) -> None:
        if not self.dialog:
            return  # sent twice: it is shut already
        claim = self._given(form, name)
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]
        mark = fingerprint(f"{service.__name__}:{self.view.id}", key)

        def taken(work, which):
            return once(work, service, key, mark, which, parse(schema, claim))

        taken.__module__, taken.__name__ = service.__module__, service.__name__
        done = await self._act(taken, self.view.id)
        if done is not None:
            self.dialog = ""
            self._show(await self._see(prescription.get, self.view.id) or self.view)
        elif self.problem_code in STALE:
            sentence, self.dialog = self.problem, ""
            latest = await self._see(prescription.get, self.view.id)
            if latest is None:
                self.missing = self.problem
            else:
                self._show(latest)
            self.problem = sentence
