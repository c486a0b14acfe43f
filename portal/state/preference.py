"""State behind the choice of what one is told, and how."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.base import parse
from portal.schemas.preference import Preferences, PreferenceView
from portal.services import preference
from portal.state.base import EVERYBODY, PortalState


class PreferencesState(PortalState, rx.State):
    """How this person hears of each kind of news."""

    AUDIENCE: ClassVar = EVERYBODY

    email: str = ""
    items: list[PreferenceView] = []
    saved: str = ""
    refused: str = ""

    @rx.event
    async def load(self):
        """Read what was chosen."""
        self._clear()
        self.saved = self.refused = ""
        self._show(await self._see(preference.mine))
        self.loading = False

    @rx.event
    async def in_portal(self, kind: str, on: bool):  # noqa: FBT001 - what a switch reports
        """Choose whether the bell tells of this kind."""
        await self._choose(kind, {"in_portal": on})

    @rx.event
    async def by_email(self, kind: str, on: bool):  # noqa: FBT001 - what a switch reports
        """Choose whether a letter tells of this kind."""
        await self._choose(kind, {"by_email": on})

    async def _choose(self, kind: str, change: dict[str, Any]) -> None:
        known = next((one for one in self.items if one.kind == kind), None)
        self.saved = self.refused = ""
        before = {"in_portal": known.in_portal, "by_email": known.by_email} if known else {}
        claim = {"items": [{"kind": kind, **before, **change}]}

        def choose(work):
            return preference.choose(work, parse(Preferences, claim))

        view = await self._act(choose)
        if view is None:
            self.refused = kind
            self._show(await self._see(preference.mine))
            return
        self.saved = kind
        self._show(view)

    def _show(self, view: Any) -> None:
        if view is not None:
            self.email, self.items = view.email, view.items
