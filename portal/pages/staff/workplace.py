"""The home of a diagnostics centre: what there is, and nothing that is not."""

from typing import NamedTuple

import reflex as rx

from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.workplace import colleagues, open_mark, place
from portal.domain.permission import Role
from portal.pages.shell import for_roles
from portal.state.workplace import WorkplaceState as Place


class Coming(NamedTuple):
    """What will be listed here once somebody sends it."""

    icon: str
    title: str
    what: str


COMING = {
    Role.DIAGNOSTICS.home: Coming(
        "microscope",
        "No test orders yet",
        "Tests that clinicians order from this centre will appear here by themselves. "
        "Until then there is nothing for you to do.",
    ),
}


@for_roles(
    "",
    (Role.DIAGNOSTICS,),
    title="Home · Handover",
    place="Home",
    state=Place,
)
def home(path: str) -> rx.Component:
    """Show the workplace, and say what will come in."""
    coming = COMING[path]
    return rx.fragment(
        rx.cond(
            Place.loading,
            rx.fragment(rx.el.h1("Home", class_name="vh"), loading(4)),
            rx.fragment(
                page_header(
                    rx.cond(Place.view.name != "", Place.view.name, "Home"),
                    rx.cond(Place.view.name != "", open_mark(Place.view)),
                ),
                problem_notice(Place.problem),
                rx.cond(
                    Place.view.name != "",
                    rx.el.div(
                        empty_state(coming.icon, coming.title, coming.what),
                        rx.el.div(place(Place.view), colleagues(Place.view), class_name="col g16"),
                        class_name="home-zones",
                    ),
                ),
            ),
        ),
    )
