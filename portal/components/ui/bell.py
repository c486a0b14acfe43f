"""The bell: how many wait, and the ten latest."""

import reflex as rx

from portal.components.status import NOTICE
from portal.components.ui.moment import moment
from portal.components.ui.status_pill import status_icon
from portal.schemas.notification import NotificationView


def note_row(note: rx.Var[NotificationView], on_open: rx.event.EventCallback[str]) -> rx.Component:
    """Show one notification as a link to what it is about."""
    return rx.el.li(
        rx.el.a(
            status_icon(note.kind, NOTICE),
            rx.el.span(
                rx.cond(note.read, rx.fragment(), rx.el.span("Unread: ", class_name="vh")),
                rx.el.span(note.sentence, class_name="what"),
                rx.el.br(),
                rx.el.span(
                    rx.el.bdi(note.about),
                    rx.cond(note.more > 0, rx.fragment(" · and ", note.more, " more"), ""),
                    class_name="muted",
                ),
            ),
            rx.el.span(moment(note.at), class_name="muted tiny"),
            href=note.href,
            on_click=on_open(note.id),
        ),
        class_name=rx.cond(note.read, "read", ""),
        custom_attrs={"data-id": note.id},
        key=note.id,
    )


def bell(
    unread: rx.Var[int],
    latest: rx.Var[list[NotificationView]],
    on_ring: rx.event.EventType[bool],
    on_open: rx.event.EventCallback[str],
    on_read_all: rx.event.EventType[()],
    all_href: str,
) -> rx.Component:
    """Show the bell and, opened, a list; its entries are links, so it is no menu."""
    return rx.popover.root(
        rx.popover.trigger(
            rx.icon_button(
                rx.el.span(
                    rx.icon("bell", size=18, aria_hidden="true"),
                    rx.cond(unread > 0, rx.el.span(unread, class_name="dot", aria_hidden="true")),
                    class_name="bell row",
                ),
                variant="ghost",
                color_scheme="gray",
                size="3",
                aria_label="Notifications, " + unread.to(str) + " unread",
            )
        ),
        rx.popover.content(
            rx.el.section(
                rx.el.header(
                    rx.el.h2("Notifications"),
                    rx.cond(
                        unread > 0,
                        rx.button(
                            rx.icon("check-check", size=14, aria_hidden="true"),
                            "Mark all read",
                            on_click=on_read_all,
                            variant="ghost",
                            size="1",
                            margin="0 4px",
                        ),
                    ),
                ),
                rx.cond(
                    latest.length() > 0,
                    rx.el.ul(
                        rx.foreach(latest, lambda note: note_row(note, on_open)),
                        tab_index=0,
                        role="list",
                        aria_label="Latest notifications",
                    ),
                    rx.el.p(
                        "Nothing yet. What others do that concerns you appears here.",
                        class_name="soft small pad",
                    ),
                ),
                rx.el.footer(rx.el.a("See all notifications", href=all_href, class_name="t-live")),
                class_name="notes",
            ),
            align="end",
            side_offset=6,
            aria_label="Notifications",
            custom_attrs={"aria-describedby": None},
        ),
        on_open_change=on_ring,
    )
