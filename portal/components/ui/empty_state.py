"""An empty list says what will appear there, and what to do meanwhile."""

import reflex as rx


def empty_state(icon: str, title: str, what: str, *steps: rx.Component) -> rx.Component:
    """Show words where a list has no rows."""
    return rx.el.div(
        rx.el.span(rx.icon(icon, size=22, aria_hidden="true"), class_name="disc"),
        rx.el.h2(title),
        rx.el.p(what, class_name="soft"),
        rx.el.div(*steps, class_name="row wrap empty-steps"),
        class_name="panel empty",
    )
