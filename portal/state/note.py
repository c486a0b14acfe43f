"""State behind the note of the open consultation, and what comes after it."""

from typing import ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.consultation import ConsultationRow
from portal.schemas.note import NoteEditorView
from portal.services import icd10, note
from portal.state.base import PortalState, Topics

BLANK = NoteEditorView.blank()


class NoteState(PortalState, rx.State):
    """The author's draft, and the next patient once nothing is left to write.

    What is typed goes to the portal's REST routes: they answer while the live line is cut, and a
    tab that is closed still sends its last words.
    """

    AUDIENCE: ClassVar = CLINICIANS

    editor: NoteEditorView = BLANK
    upcoming: list[ConsultationRow] = []

    @rx.event
    async def load(self):
        """Read the draft of the consultation in the address."""
        opened = self.router.url.path.rstrip("/").rpartition("/")[2]
        if opened != self.editor.consultation_id:
            self.editor, self.upcoming = BLANK, []
        await self._read(opened)
        self.loading = False
        if self.editor.writes:
            icd10.warm()

    async def _refresh(self, topics: Topics) -> None:
        opened = self.editor.consultation_id
        news = {topic for topic, subject in topics if subject in (opened, "")}
        if opened and news & {"draft", "consultation", "resync"}:
            await self._read(opened)
        elif opened and any(topic in ("consultation", "resync") for topic, _ in topics):
            await self._look_on(opened)

    async def _read(self, opened: str) -> None:
        found = await self._see(note.editor, opened)
        self._clear()  # the page itself says what cannot be opened
        if found is None:
            self.editor, self.upcoming = BLANK, []
            return
        if found != self.editor:
            self.editor = found
        await self._look_on(opened)

    async def _look_on(self, opened: str) -> None:
        if self.editor.writes:
            return
        found = await self._see(note.next_up, opened)
        rows = found.rows if found else []
        if rows != self.upcoming:
            self.upcoming = rows
