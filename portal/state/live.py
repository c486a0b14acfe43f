"""What every signed-in page shows around its content, and how it stays true."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS, Role
from portal.infra.clock import new_id
from portal.schemas.notification import NotificationView
from portal.services import account, notification, person, prescription_list, work_list
from portal.services.work import Work
from portal.state.base import EVERYBODY, PortalState, Topics

LATEST = 10
PAGE_STATES: dict[str, tuple[type[PortalState], ...]] = {}
"""Route → the States of the page that is open there; filled by `pages.shell.page`."""

PAGE_ROLES: dict[str, frozenset[Role]] = {}
"""Route → who the page is for; filled by `pages.shell.page`."""


def initials(name: str) -> str:
    """Return the first letters of the first two names."""
    words = [w for w in name.removeprefix("Dr ").split() if w]
    return "".join(w[0] for w in words[:2]).upper()


def surroundings(work: Work) -> dict[str, Any]:
    """Return the counts of bell and navigation, in one reading."""
    waiting = dict.fromkeys(CLINICIANS, work_list.waiting)
    waiting |= {Role.PATIENT: work_list.unread, Role.ADMIN: person.waiting}
    waiting[Role.PHARMACIST] = prescription_list.waiting
    count = waiting.get(work.actor.role) if work.actor.role else None
    return {
        "unread": notification.unread_count(work).unread,
        "waiting": count(work) if count else 0,
        "asking": prescription_list.asking(work) if work.actor.role in CLINICIANS else 0,
    }


class LiveState(PortalState, rx.State):
    """Who is signed in, the bell, and the counts in the navigation."""

    AUDIENCE: ClassVar = EVERYBODY

    person_id: str = ""
    name: str = ""
    initials: str = ""
    role_label: str = ""
    organization: str = ""
    unread: int = 0
    waiting: int = 0
    asking: int = 0
    """Pharmacies that wait for this clinician's answer."""

    bell_open: bool = False
    latest: list[NotificationView] = []
    watermark: int = 0
    gone: bool = False
    away: bool = False
    forbidden: bool = False
    at: str = ""
    """The path whose page was read last."""

    born: str = ""
    """Which memory of this tab it is: another one after the portal was started again."""

    @rx.event
    async def arrive(self):
        """Forget what was open at an earlier visit; a line that broke meanwhile forgets nothing."""
        if self.router.url.path.rstrip("/") == self.at:
            return
        for page in PAGE_STATES.get(self.router.route_id.strip("/"), ()):
            if page is not LiveState and self._actor.role in (page.AUDIENCE or ()):
                (await self.get_state(page))._anew()  # noqa: SLF001 - the page States' own protocol

    @rx.event
    async def enter(self):
        """Say who is signed in, when a page that is opened, or reconnects, was read."""
        self.gone = self.away = False
        route = self.router.route_id.strip("/")
        self.at = self.router.url.path.rstrip("/")
        self.born = self.born or new_id().hex
        self.forbidden = self._actor.role not in PAGE_ROLES.get(route, EVERYBODY)
        me = await self._see(account.me)
        if me is None:
            return
        self.person_id, self.name, self.initials = me.id, me.name, initials(me.name)
        self.role_label, self.organization = Role(me.role).label, me.organization
        await self._surround()
        self.loading = False
        self.watermark += 1

    @rx.event
    async def refresh(self, topics: list[Any]):
        """Read again what is on this tab's page. Sent by the hub."""
        told: Topics = [(str(t[0]), str(t[1])) for t in topics if isinstance(t, list | tuple)]
        for page in PAGE_STATES.get(self.router.route_id.strip("/"), ()):
            if page is not LiveState and self._actor.role in (page.AUDIENCE or ()):
                state = await self.get_state(page)
                await state._refresh(told)  # noqa: SLF001 - the page States' own protocol
        if any(topic not in ("typing", "seen") for topic, _ in told):
            await self._surround()
        self.away = False
        self.watermark += 1

    @rx.event
    async def ring(self, is_open: bool):  # noqa: FBT001 - what a popover reports
        """Read the latest notifications when the bell is opened; closed, it costs nothing."""
        self.bell_open = bool(is_open)
        await self._surround()

    @rx.event
    async def read_all(self):
        """Mark every notification as read."""
        await self._act(notification.mark_all_read)

    @rx.event
    async def read(self, notification_id: str):
        """Mark one notification as read: the person is opening what it is about."""
        await self._act(notification.mark_read, notification_id)

    async def _surround(self) -> None:
        around = await self._see(surroundings)
        if around is not None:
            self.unread, self.waiting = around["unread"], around["waiting"]
            self.asking = around["asking"]
        if self.bell_open:
            latest = await self._see(notification.latest, LATEST)
            self.latest = self.latest if latest is None else latest
