"""People as the administrator looks after them: search, filters, and who waits."""

import reflex as rx

from portal.components.person import person_row
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.search_field import search_field
from portal.domain.permission import Role
from portal.pages.invitation import invitation, invite_button
from portal.pages.shell import page
from portal.state.invitation import InvitationState
from portal.state.person import SHOWN
from portal.state.person import PeopleState as People

WORDS = {"pending": "to verify", "active": "active", "suspended": "suspended",
         "invited": "invited or unconfirmed", "over": "over"}  # fmt: skip


@page(
    "/admin/people",
    title=rx.cond(
        People.counts["pending"] > 0,
        People.counts["pending"].to(str) + " to verify · People · Handover",
        "People · Handover",
    ),
    role=Role.ADMIN,
    place="People",
    state=People,
    also=(InvitationState,),
)
def people() -> rx.Component:
    """Show everybody, those who wait first to find."""
    return rx.fragment(
        page_header("People", rx.el.span(People.total, " found"), invite_button()),
        problem_notice(People.problem),
        invitation(),
        _find(),
        _filters(),
        rx.cond(
            People.loading,
            loading(6),
            rx.cond(
                People.items.length() > 0,
                rx.el.ul(
                    rx.foreach(People.items, person_row),
                    class_name="people",
                    role="list",
                    aria_label="People",
                ),
                empty_state(
                    "users",
                    "Nobody here",
                    "Professionals who apply, and everybody who registers, appear here by "
                    "themselves.",
                ),
            ),
        ),
        rx.cond(
            People.cursor != "",
            rx.button(
                "Show more",
                on_click=People.more,
                variant="surface",
                color_scheme="gray",
                class_name="more",
            ),
        ),
    )


def _find() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label("Name or e-mail", html_for="q", class_name="small soft"),
            search_field("q", "", People.text, People.search, placeholder=" ", most=60),
            class_name="field",
        ),
        rx.el.div(
            rx.el.label("Role", html_for="role", class_name="small soft"),
            rx.el.select(
                rx.el.option("Every role", value=""),
                *[rx.el.option(role.label, value=role.value) for role in Role],
                id="role",
                name="role",
                class_name="select",
                default_value=People.role,
                key=People.role,
                on_change=People.choose,
            ),
            class_name="field",
        ),
        class_name="find-people",
        role="search",
    )  # fmt: skip


def _filters() -> rx.Component:
    return rx.el.nav(
        *[
            rx.el.a(
                rx.el.b(People.counts[name]),
                WORDS.get(name, "in all"),
                href=f"/admin/people?show={name}" + People.rest
                if name in SHOWN
                else "/admin/people?show=" + People.rest,
                class_name="chip",
                custom_attrs={
                    "aria-current": rx.cond(
                        People.show == (name if name in SHOWN else ""), "true", "false"
                    )
                },
            )
            for name in ("all", *SHOWN)
        ],
        class_name="filters",
        aria_label="Filter by status",
    )
