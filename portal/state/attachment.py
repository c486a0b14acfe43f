"""State behind what is done with a file: mark, let somebody see it, remove."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.attachment import Removal, Sensitive, Viewer
from portal.schemas.base import parse
from portal.schemas.consultation import Choice
from portal.services import attachment_mark
from portal.services.work import Work
from portal.state.base import PortalState

DIALOGS = ("remove", "name")


def candidates(work: Work, attachment_id: str) -> list[Choice]:
    """Return who may be let see a sensitive picture, as a list to choose from."""
    found = attachment_mark.candidates(work, attachment_id)
    return [Choice(value=one.id, label=one.name) for one in found]


class AttachmentState(PortalState, rx.State):
    """The file whose dialog is open. Pages show the outcome when they read again."""

    AUDIENCE: ClassVar = frozenset({Role.PATIENT, Role.GP, Role.SPECIALIST})

    dialog: str = ""
    chosen: str = ""
    candidates: list[Choice] = []

    @rx.event
    async def mark(self, attachment_id: str):
        """Blur a picture for everybody but those it concerns."""
        said = Sensitive(sensitive=True)
        await self._act(attachment_mark.mark, attachment_id, said)

    @rx.event
    async def unmark(self, attachment_id: str):
        """Show it as any other again."""
        said = Sensitive(sensitive=False)
        await self._act(attachment_mark.mark, attachment_id, said)

    @rx.event
    async def ask(self, dialog: str, attachment_id: str):
        """Open the dialog that a deed needs first."""
        self._clear()
        self.dialog = dialog if dialog in DIALOGS else ""
        self.chosen = attachment_id
        if self.dialog == "name":
            self.candidates = await self._see(candidates, attachment_id) or []

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def remove(self, form: dict[str, Any]):
        """Take the file away for good, and say why."""
        claim = self._given(form, "reason")

        def gone(work, which):
            return attachment_mark.remove(work, which, parse(Removal, claim))

        await self._done(gone)

    @rx.event
    async def show_to(self, form: dict[str, Any]):
        """Let one more person see a sensitive picture."""
        claim = self._given(form, "person")

        def named(work, which):
            return attachment_mark.name_viewer(work, which, parse(Viewer, claim))

        await self._done(named)

    async def _done(self, service: Any) -> None:
        await self._act(service, self.chosen)
        if not self.problem:
            self.dialog = ""
