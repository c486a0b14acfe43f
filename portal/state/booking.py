"""State behind the form with which a patient asks for a consultation."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.consultation import Urgency
from portal.domain.permission import Role
from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.consultation import BookingOptions
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation, work_list
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState

NOTHING = BookingOptions.blank()
KEY_LENGTH = 64
NOT_YET = "Some files are not added yet. Wait for them, try them again, or remove them."
ORDER = (
    "symptoms",
    "began",
    "attachments",
    "urgency",
    "clinician_id",
    "preferred_from",
    "preferred_until",
)


class BookingState(PortalState, rx.State):
    """What the patient may choose, and what is wrong with what they sent."""

    AUDIENCE: ClassVar = frozenset({Role.PATIENT})

    options: BookingOptions = NOTHING
    urgency: str = ""
    attempt: int = 0
    emergency_open: bool = False
    emergency_confirmed: bool = False
    summary: list[dict[str, str]] = []
    _sent: bool = False

    @rx.event
    async def load(self):
        """Read what can be chosen; each opened form can be sent once."""
        self._clear()
        options = await self._see(work_list.booking)
        if options is not None:
            self.options = options
        self.loading = self.busy = False
        if self._sent:
            self.urgency, self.emergency_confirmed, self._sent = "", False, False

    @rx.event
    async def choose(self, urgency: str):
        """Note the urgency; an emergency first shows whom to call."""
        self.urgency = urgency if urgency in set(Urgency) else ""
        self.emergency_open = urgency == Urgency.EMERGENCY and not self.emergency_confirmed

    @rx.event
    async def not_an_emergency(self):
        """Go back to the form without the emergency."""
        self.emergency_open, self.emergency_confirmed, self.urgency = False, False, ""
        self.attempt += 1

    @rx.event
    async def confirm_emergency(self):
        """Go on: the patient has called, or cannot."""
        self.emergency_open, self.emergency_confirmed = False, True

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Send the request, once, however often the button is pressed."""
        claim = self._given(form, "symptoms", "began", "clinician_id")
        window = str(form.get("window") or "")
        self.urgency = str(form.get("urgency") or self.urgency)
        claim["urgency"] = self.urgency or None
        claim["attachments"] = [one for one in str(form.get("attachments") or "").split(",") if one]
        claim["emergency_confirmed"] = self.emergency_confirmed
        if window:
            start, _, end = window.partition("/")
            claim |= {"preferred_from": start, "preferred_until": end}
        if str(form.get("attachments_waiting") or "0") != "0":
            self.problem, self.fields = NOT_YET, {"attachments": NOT_YET}
            self.summary = [{"field": "attachments", "sentence": NOT_YET}]
            return
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]
        self.busy = True
        yield

        def ask(work):
            asked = parse(ConsultationRequest, claim)
            return once(work, consultation.request, key, fingerprint("booking", key), asked)

        answer = await self._act(ask)
        self.busy = False
        self.summary = [
            {"field": name, "sentence": self.fields[name]} for name in ORDER if name in self.fields
        ]
        if answer is not None:
            self._sent = True
            yield rx.redirect(f"/patient/consultations/{answer['id']}")
        elif "urgency" in self.fields and self.urgency == Urgency.EMERGENCY:
            self.emergency_open = True
