"""The page for addresses that lead nowhere."""

import reflex as rx

from portal.components.ui.brand import brand
from portal.pages.shell import SKIP, public


@public("404", title="Page not found · Handover")
def not_found() -> rx.Component:
    """Say so, and lead home."""
    return rx.el.main(
        brand(),
        rx.el.h1("We cannot find that page"),
        rx.el.p(
            "The address may be mistyped, or the page may belong to someone else. Nothing is lost.",
            class_name="soft",
        ),
        rx.el.p(rx.button(rx.el.a("Go to my start page", href="/"), as_child=True, size="3")),
        rx.el.p("Not found (404)", class_name="tiny muted"),
        class_name="front",
        id=SKIP,
    )
