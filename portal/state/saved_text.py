"""State behind the texts that clinicians use again."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.schemas.base import parse
from portal.schemas.saved_text import BODY, SavedTextChange, SavedTextClaim, SavedTextView
from portal.services import saved_text
from portal.state.base import PortalState, Topics


class SavedTextState(PortalState, rx.State):
    """Replies and templates: mine and the practice's."""

    AUDIENCE: ClassVar = CLINICIANS

    replies: list[SavedTextView] = []
    templates: list[SavedTextView] = []
    lead: bool = False
    editing: str = ""
    removing: SavedTextView | None = None
    said: str = ""

    @rx.event
    async def load(self):
        """Read the texts."""
        self._clear()
        self.editing, self.removing, self.said = "", None, ""
        self.lead = self._actor.is_lead
        await self._read()
        self.loading = False

    @rx.event
    async def keep(self, kind: str, title: str, fields: dict[str, Any], practice: bool):  # noqa: FBT001 - a claim
        """Keep a text under a name."""
        claim = {"kind": kind, "title": title, "fields": fields, "practice": practice}
        await self._kept(claim)

    @rx.event
    async def write(self, form: dict[str, Any]):
        """Keep a reply that was written on the page of texts."""
        title, body = form.get("title", ""), form.get("body", "")
        practice = bool(form.get("practice"))
        claim = {"kind": "reply", "title": title, "fields": {BODY: body}, "practice": practice}
        await self._kept(claim)

    @rx.event
    async def edit(self, text_id: str):
        """Open one text for changing; an empty id closes it."""
        self._clear()
        self.editing, self.said = text_id, ""

    @rx.event
    async def change(self, form: dict[str, Any]):
        """Keep the new name and words of the open text."""
        rest = {str(k): v for k, v in form.items() if k not in ("title", "form_key")}
        claim = {"title": form.get("title", ""), "fields": rest}

        def changed(work, text_id):
            return saved_text.change(work, text_id, parse(SavedTextChange, claim))

        if await self._act(changed, self.editing) is not None:
            self.editing, self.said = "", "Kept."
            await self._read()

    @rx.event
    async def ask(self, text_id: str):
        """Ask before a text is removed; an empty id goes back."""
        self._clear()
        everything = [*self.replies, *self.templates]
        self.removing = next((t for t in everything if t.id == text_id and t.editable), None)

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Go back without removing."""
        if not is_open:
            self.removing = None
            self._clear()

    @rx.event
    async def remove(self, form: dict[str, Any]):
        """Remove the text that was asked about."""
        del form  # a confirmation asks for nothing
        if self.removing is None:
            return
        await self._act(saved_text.drop, self.removing.id)
        if not self.problem:
            self.said, self.removing = f"“{self.removing.title}” is removed.", None
            await self._read()

    async def _kept(self, claim: dict[str, Any]) -> None:
        self.said = ""

        def kept(work):
            return saved_text.keep(work, parse(SavedTextClaim, claim))

        view = await self._act(kept)
        if view is not None:
            self.said = f"“{view.title}” is kept."
            await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("saved_text", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        found = await self._see(saved_text.texts)
        if found is not None:
            self.replies = [one for one in found.items if one.kind == "reply"]
            self.templates = [one for one in found.items if one.kind == "note"]
