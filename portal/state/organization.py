"""State behind the administrator's pages about organisations."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import Role
from portal.schemas.base import parse
from portal.schemas.organization import OrganizationForm, OrganizationRow, OrganizationView
from portal.services import organization_edit
from portal.state.base import FormState, Topics

FIELDS = ("name", "kind", "phone", "address", "opens_at", "closes_at", "weekdays")


class OrganizationsState(FormState, rx.State):
    """Every organisation."""

    AUDIENCE: ClassVar = frozenset({Role.ADMIN})

    items: list[OrganizationRow] = []

    @rx.event
    async def load(self):
        """Read the list."""
        self._blank()
        await self._read()
        self.loading = False

    async def _refresh(self, topics: Topics) -> None:
        if any(topic in ("organization", "account", "resync") for topic, _ in topics):
            await self._read()

    async def _read(self) -> None:
        items = await self._see(organization_edit.all_of_them)
        self.items = self.items if items is None else items


class OrganizationState(FormState, rx.State):
    """One organisation: what is known of it, who works there; or a new one."""

    AUDIENCE: ClassVar = frozenset({Role.ADMIN})

    view: OrganizationView = OrganizationView()
    attempt: int = 0
    asking: bool = False
    missing: str = ""

    @rx.event
    async def load(self):
        """Open the organisation of the address."""
        self._blank()
        self.asking, self.missing = False, ""
        if self._opened == "new":
            self.view = OrganizationView()
        else:
            await self._read()
        self.attempt += 1
        self.loading = False

    @rx.event
    async def submit(self, form: dict[str, Any]):
        """Keep what was entered."""
        claim = self._given(form, *FIELDS[:-1])
        claim["weekdays"] = "".join(day for day in "0123456" if form.get(f"day_{day}"))
        opened = self._opened
        self.busy = True
        yield

        def keep(work):
            asked = parse(OrganizationForm, claim)
            if opened == "new":
                return organization_edit.add(work, asked)
            return organization_edit.change(work, opened, asked)

        view = await self._act(keep)
        self.busy, self.done = False, ""
        self.summary = [
            {"field": name, "sentence": self.fields[name]} for name in FIELDS if name in self.fields
        ]
        if view is not None:
            self.view, self.done = view, "saved"
            if opened == "new":
                yield rx.redirect(f"/admin/organisations/{view.id}")

    @rx.event
    async def ask(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Open or close the question whether to suspend it."""
        self.asking = bool(is_open)

    @rx.event
    async def suspend(self):
        """Let nobody join it any more."""
        await self._set(organization_edit.suspend)

    @rx.event
    async def resume(self):
        """Let people join it again."""
        await self._set(organization_edit.resume)

    @property
    def _opened(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _set(self, service: Any) -> None:
        view = await self._act(service, self.view.id)
        self.asking = False
        if view is not None:
            self.view = view

    async def _refresh(self, topics: Topics) -> None:
        if self._opened != "new" and any(
            topic in ("organization", "account", "resync") for topic, _ in topics
        ):
            await self._read()

    async def _read(self) -> None:
        view = await self._see(organization_edit.get, self._opened)
        self.missing = "" if view else self.problem
        if view is not None:
            self.view = view
