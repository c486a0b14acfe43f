"""The one h1 of the page, a line that says where things stand, and the open steps as buttons."""

import reflex as rx


def page_header(
    title: rx.Component | str | rx.Var, under: rx.Component, *steps: rx.Component
) -> rx.Component:
    """Head a page."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(title),
            rx.el.div(under, class_name="soft small row wrap"),
            class_name="col g4 head-words",
        ),
        rx.el.div(*steps, class_name="row wrap", role="group", aria_label="Next steps")
        if steps
        else rx.fragment(),
        class_name="head",
    )
