"""State behind everybody's account page: who I am, and where I am signed in."""

from typing import Any, ClassVar

import reflex as rx

from portal.schemas.account import Profile, ProfileChange
from portal.schemas.base import parse
from portal.schemas.device import SessionView
from portal.services import device, profile
from portal.services.credential import SENTENCES
from portal.settings import settings
from portal.state.base import EVERYBODY, FormState, Topics


class AccountState(FormState, rx.State):
    """One's own account."""

    AUDIENCE: ClassVar = EVERYBODY

    view: Profile = Profile()
    sessions: list[SessionView] = []
    shortest: int = 15
    attempt: int = 0
    """Draws the form anew when what it shows was changed elsewhere."""

    wrong: dict[str, str] = {}
    """What is wrong with the password that was posted."""

    @rx.event
    async def load(self):
        """Read; the address says how the change of a password went."""
        self._blank()
        asked = self.router.url.query_parameters
        name, sentence = SENTENCES.get(asked.get("problem", ""), ("", ""))
        self.wrong = {name: sentence} if name else {}
        self.done = "password" if asked.get("done", "") == "password" else ""
        self.shortest = settings().password_length
        await self._read()
        self.loading = False

    @rx.event
    async def save(self, form: dict[str, Any]):
        """Change name and telephone number."""
        claim = self._given(form, "name", "phone")

        def keep(work):
            return profile.change(work, parse(ProfileChange, claim))

        view = await self._act(keep)
        self.summary, self.done = [], ""
        if view is not None:
            self.view, self.done = view, "profile"

    @rx.event
    async def end(self, session_id: str):
        """End one session; its tabs leave at once."""
        await self._act(device.end, session_id)
        await self._read()

    @rx.event
    async def end_others(self):
        """End every session but this one."""
        await self._act(device.end_others)
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("device", "account", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        view, sessions = await self._see(profile.get), await self._see(device.mine)
        if view is not None and view != self.view:
            self.view, self.attempt = view, self.attempt + 1
        self.sessions = self.sessions if sessions is None else sessions
