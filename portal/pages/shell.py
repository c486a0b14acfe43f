"""The one way to declare a page: its address, title, audience, data and frame."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import reflex as rx

from portal.components.ui.account_menu import account_menu
from portal.components.ui.arrived import Arrived
from portal.components.ui.bell import bell
from portal.components.ui.brand import brand
from portal.components.ui.demo_banner import demo_banner
from portal.components.ui.find import Find
from portal.components.ui.jump import Jump
from portal.components.ui.keys import COUNTER, keys
from portal.components.ui.navigation import Place, sidebar, tab_bar, top_links
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_flags import PageFlags
from portal.domain.permission import Role
from portal.settings import settings
from portal.state.base import PortalState
from portal.state.live import PAGE_ROLES, PAGE_STATES
from portal.state.live import LiveState as Live
from portal.state.patient_search import PatientSearchState as Search

SKIP = "main"
SIGN_IN_AGAIN = "0; url=/sign-in?problem=ended"

CLINICAL = (Role.GP, Role.SPECIALIST)
"""Who shares the clinicians' pages, each under the address of their own home."""

PLACES: dict[Role, tuple[Place, ...]] = {
    Role.PATIENT: (
        Place("Home", "house", "/patient"),
        Place("Consultations", "messages-square", "/patient/consultations", Live.waiting),
        Place("Medicines", "pill", "/patient/prescriptions"),
        Place("Record", "file-heart", "/patient/record"),
        Place("Notifications", "bell", "/patient/notifications", Live.unread),
    ),
    Role.GP: (
        Place("Work list", "list-todo", "/gp", Live.waiting),
        Place("Consultations", "messages-square", "/gp/consultations"),
        Place("Prescriptions", "pill", "/gp/prescriptions", Live.asking),
        Place("Patients", "users", "/gp/patients"),
        Place("Notifications", "bell", "/gp/notifications", Live.unread),
    ),
    Role.SPECIALIST: (
        Place("Work list", "list-todo", "/specialist", Live.waiting),
        Place("Consultations", "messages-square", "/specialist/consultations"),
        Place("Prescriptions", "pill", "/specialist/prescriptions", Live.asking),
        Place("Patients", "users", "/specialist/patients"),
        Place("Notifications", "bell", "/specialist/notifications", Live.unread),
    ),
    Role.PHARMACIST: (
        Place("Dispense", "pill", "/pharmacy", Live.waiting),
        Place("Scanner", "scan-line", "/pharmacy/scanner"),
        Place("End of day", "clipboard-list", "/pharmacy/day"),
        Place("Register", "lock-keyhole", "/pharmacy/register"),
        Place("Notifications", "bell", "/pharmacy/notifications", Live.unread),
    ),
    Role.DIAGNOSTICS: (
        Place("Home", "house", "/diagnostics"),
        Place("Notifications", "bell", "/diagnostics/notifications", Live.unread),
        Place("Account", "circle-user", "/diagnostics/account"),
    ),
    Role.PRACTICE_MANAGER: (
        Place("Home", "house", "/manager"),
        Place("Staff", "users", "/manager/staff"),
        Place("Notifications", "bell", "/manager/notifications", Live.unread),
        Place("Account", "circle-user", "/manager/account"),
    ),
    Role.ADMIN: (
        Place("Overview", "layout-dashboard", "/admin"),
        Place("People", "users", "/admin/people", Live.waiting),
        Place("Organisations", "building-2", "/admin/organisations"),
        Place("Notifications", "bell", "/admin/notifications", Live.unread),
        Place("Account", "circle-user", "/admin/account"),
    ),
}


class Page(NamedTuple):
    """A declared page."""

    route: str
    title: str | rx.Var[str]
    body: Callable[[], rx.Component]
    on_load: list[rx.event.EventType[()]]


PAGES: list[Page] = []


def page(
    route: str,
    *,
    title: str | rx.Var[str],
    role: Role,
    place: str,
    state: type[PortalState],
    also: tuple[type[PortalState], ...] = (),
    detail: bool = False,
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register a page for people of `role`, inside their frame.

    `place` is the entry of the navigation that is marked, `state` the State whose `load` runs
    when the page opens and whose `_refresh` keeps it true; so do the States in `also`, in turn,
    for panels that stand on several pages. `detail` narrows the sidebar.
    """

    def register(body: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        PAGE_ROLES[route.strip("/")] = frozenset({role})
        PAGE_STATES[route.strip("/")] = (state, *also)

        def framed() -> rx.Component:
            inner = _arrived(body()) if "[" in route else body()
            return frame(inner, role=role, place=place, detail=detail)

        PAGES.append(Page(route, title, framed, [Live.arrive, *_loads(state, *also), Live.enter]))
        return body

    return register


def for_roles(
    path: str,
    roles: Iterable[Role],
    *,
    title: str | rx.Var[str],
    place: str,
    state: type[PortalState],
    also: tuple[type[PortalState], ...] = (),
    detail: bool = False,
) -> Callable[[Callable[[str], rx.Component]], Callable[[str], rx.Component]]:
    """Register the same page for several roles, each under its own home.

    The body is called with that home, so that its links stay there.
    """

    def register(body: Callable[[str], rx.Component]) -> Callable[[str], rx.Component]:
        for role in roles:
            declare = page(
                f"{role.home}{path}", title=title, role=role, place=place, state=state,
                also=also, detail=detail,
            )  # fmt: skip
            declare(partial(body, role.home))
        return body

    return register


def public(
    route: str, *, title: str, state: type[PortalState] | None = None
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register a page for everybody, signed in or not."""

    def register(body: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        if state is not None:
            PAGE_STATES[route.strip("/")] = (state,)

        def framed() -> rx.Component:
            return rx.el.div(_skip(), _flags(), _demo(), body(), class_name="ho roomy")

        PAGES.append(Page(route, title, framed, [state.load] if state else []))
        return body

    return register


def _loads(*states: type[PortalState]) -> list[rx.event.EventType[()]]:
    return [one.load for one in states]


def _arrived(body: rx.Component) -> rx.Component:
    """Hold back the page of one person or thing until it was read for the address."""
    return Arrived.create(body, hydrated=rx.State.is_hydrated, at=Live.at)


def frame(body: rx.Component, *, role: Role, place: str, detail: bool) -> rx.Component:
    """Put a page's content into the frame of its role."""
    inner = rx.fragment(
        rx.cond(Live.gone, rx.el.meta(http_equiv="refresh", content=SIGN_IN_AGAIN)),
        rx.cond(
            Live.away,
            problem_notice("The record cannot be reached for the moment. What you typed is kept."),
        ),
        rx.cond(Live.forbidden, _not_yours(), body),
    )
    return _roomy(inner, role, place) if role is Role.PATIENT else _desk(inner, role, place, detail)


def _desk(inner: rx.Component, role: Role, place: str, detail: bool) -> rx.Component:  # noqa: FBT001
    return rx.el.div(
        _skip(),
        _flags(),
        _demo(),
        rx.el.div(
            sidebar(PLACES[role], place, Live.organization),
            rx.el.div(
                _top(role, place), rx.el.main(inner, class_name="main", id=SKIP, tab_index=-1)
            ),
            class_name="shell rail" if detail else "shell",
        ),
        tab_bar(PLACES[role], place),
        class_name="ho",
    )


def _roomy(inner: rx.Component, role: Role, place: str) -> rx.Component:
    return rx.el.div(
        _skip(),
        _flags(),
        _demo(),
        _top(role, place),
        rx.el.main(inner, class_name="page", id=SKIP, tab_index=-1),
        tab_bar(PLACES[role], place),
        class_name="ho roomy",
    )


def _top(role: Role, place: str) -> rx.Component:
    first = brand(role.home)
    wide = role is Role.PATIENT
    return rx.el.header(
        first if wide else rx.el.div(first, class_name="only-phone"),
        top_links(PLACES[role], place) if wide else rx.fragment(),
        _search() if role in CLINICAL else rx.fragment(),
        keys(COUNTER) if role is Role.PHARMACIST else rx.fragment(),
        rx.el.div(class_name="grow"),
        bell(
            Live.unread,
            Live.latest,
            Live.ring,
            Live.read,
            Live.read_all,
            f"{role.home}/notifications",
        ),
        account_menu(
            Live.name,
            Live.initials,
            Live.role_label,
            Live.organization,
            f"{role.home}/account",
            *(
                ((("text-quote", "Texts to use again", f"{role.home}/texts"),))
                if role in CLINICAL
                else ()
            ),
        ),
        class_name="top",
    )


def _search() -> rx.Component:
    return rx.fragment(
        Find.create(
            label="Find a patient of mine",
            found=Search.found,
            asked=Search.asked,
            on_ask=Search.look_up,
        ),
        keys(),
    )


def _skip() -> rx.Component:
    return Jump.create("Skip to content", href=f"#{SKIP}", class_name="skip")


def _flags() -> rx.Component:
    return PageFlags.create(
        hydrated=rx.State.is_hydrated, watermark=Live.watermark, person=Live.person_id
    )


def _demo() -> rx.Component:
    return demo_banner() if settings().demo_mode else rx.fragment()


def _not_yours() -> rx.Component:
    return rx.el.div(
        rx.el.h1("We cannot find that page"),
        rx.el.p("It may belong to somebody else. Nothing is lost.", class_name="soft"),
        rx.el.p(rx.button(rx.el.a("Go to my start page", href="/"), as_child=True, size="3")),
        class_name="col g12",
    )
