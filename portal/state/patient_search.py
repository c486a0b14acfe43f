"""State behind the search of the top bar."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.patient_search import Found
from portal.services import patient_search
from portal.state.base import PortalState


class PatientSearchState(PortalState, rx.State):
    """What was asked last, and what was found."""

    AUDIENCE: ClassVar = CLINICIANS

    asked: str = ""
    found: list[Found] = []

    @rx.event
    async def look_up(self, text: str):
        """Search the clinician's own patients."""
        text = str(text)[: patient_search.LONGEST].strip()
        self.found = await self._see(patient_search.search, text) or []
        self.asked = text
