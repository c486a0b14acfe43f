"""Where somebody is signed in, and how to end it."""

from collections.abc import Callable

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.device import SessionView


def session_list(
    sessions: rx.Var[list[SessionView]],
    on_end: Callable[[rx.Var[str]], rx.event.EventType[()]],
    on_end_others: rx.event.EventType[()],
) -> rx.Component:
    """Show each session; the one in use has no button."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Where you are signed in"),
            rx.cond(
                sessions.length() > 1,
                rx.button(
                    "End all others",
                    on_click=on_end_others,
                    variant="surface",
                    color_scheme="gray",
                    size="2",
                ),
            ),
            class_name="row between wrap gap",
        ),
        rx.el.ul(
            rx.foreach(sessions, lambda one: _session(one, on_end)),
            role="list",
            class_name="sessions",
            aria_label="Sessions",
        ),
        rx.el.p(
            "A session you do not know? End it, then change your password.",
            class_name="soft small spaced",
        ),
        class_name="panel pad",
        aria_label="Where you are signed in",
    )


def _session(one: rx.Var[SessionView], on_end: Callable) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.program,
            rx.icon("square-terminal", size=20, class_name="muted", aria_hidden="true"),
            rx.icon("monitor-smartphone", size=20, class_name="muted", aria_hidden="true"),
        ),
        rx.el.div(
            rx.el.p(
                rx.el.b(one.device),
                rx.cond(one.program, rx.el.span(" · program", class_name="muted")),
            ),
            rx.el.p(
                one.address, " · since ", moment(one.signed_in, "full"), class_name="small soft"
            ),
            rx.cond(
                one.here,
                rx.fragment(),
                rx.el.p("Last used ", moment(one.last_used, "full"), class_name="small soft"),
            ),
            class_name="grow",
        ),
        rx.cond(
            one.here,
            rx.el.span(
                rx.icon("check", size=13, aria_hidden="true"),
                "This device",
                class_name="pill t-live",
            ),
            rx.button(
                "End",
                on_click=on_end(one.id),
                variant="surface",
                color_scheme="gray",
                size="2",
                aria_label="End the session on " + one.device + ", " + one.address,
            ),
        ),
        key=one.id,
        custom_attrs={"data-id": one.id},
    )
