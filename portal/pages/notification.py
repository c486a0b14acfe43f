"""The notifications page, the same for every role."""

import reflex as rx

from portal.components.preference import choices
from portal.components.ui.bell import note_row
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.state.live import LiveState as Live
from portal.state.notification import NotificationsState as Notes
from portal.state.preference import PreferencesState as Choices

TITLE = rx.cond(
    Live.unread > 0,
    Live.unread.to(str) + " unread · Notifications · Handover",
    "Notifications · Handover",
)


def notifications(home: str) -> rx.Component:
    """Show everything that somebody was told."""
    return rx.fragment(
        page_header(
            "Notifications",
            rx.el.span(Live.unread, " unread of ", Notes.total),
            rx.cond(
                Live.unread > 0,
                rx.button(
                    rx.icon("check-check", size=15, aria_hidden="true"),
                    "Mark all read",
                    on_click=Live.read_all,
                    variant="surface",
                    color_scheme="gray",
                ),
            ),
        ),
        problem_notice(Notes.problem),
        rx.el.nav(
            _chip("All", "", ~(Notes.only_unread | Notes.choosing)),
            _chip("Unread", "?show=unread", Notes.only_unread),
            _chip("What I am told", "?show=told", Notes.choosing),
            class_name="filters",
            aria_label="Filter notifications",
        ),
        rx.cond(Notes.choosing, _choices(), _list(home)),
    )


def _choices() -> rx.Component:
    return rx.cond(
        Choices.loading,
        loading(6),
        choices(
            Choices.items,
            Choices.email,
            Choices.saved,
            Choices.refused,
            Choices.problem,
            Choices.in_portal,
            Choices.by_email,
        ),
    )


def _list(home: str) -> rx.Component:
    return rx.fragment(
        rx.cond(
            Notes.loading,
            loading(),
            rx.cond(
                Notes.items.length() > 0,
                rx.el.div(
                    rx.el.ul(
                        rx.foreach(Notes.items, lambda note: note_row(note, Live.read)),
                        role="list",
                        aria_label="Notifications",
                    ),
                    class_name="panel notes page-notes",
                ),
                empty_state(
                    "bell",
                    "Nothing here",
                    "Whatever others do that concerns you appears here by itself.",
                    rx.button(
                        rx.el.a("Go to my start page", href=home),
                        as_child=True,
                        variant="surface",
                        color_scheme="gray",
                    ),
                ),
            ),
        ),
        rx.cond(
            Notes.cursor != "",
            rx.button(
                "Show older",
                on_click=Notes.more,
                variant="surface",
                color_scheme="gray",
                class_name="more",
            ),
        ),
    )


def _chip(word: str, query: str, here: rx.Var[bool]) -> rx.Component:
    return rx.el.a(
        word,
        href=query or "?",
        class_name="chip",
        custom_attrs={"aria-current": rx.cond(here, "true", "false")},
    )
