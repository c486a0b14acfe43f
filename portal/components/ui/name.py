"""A person's name, and whom they must not be taken for."""

import reflex as rx


def name(words: rx.Var[str]) -> rx.Component:
    """Show a name so that its direction does not turn round what stands beside it."""
    return rx.el.bdi(words)


def namesake_mark(other: rx.Var[str], born: rx.Var[str]) -> rx.Component:
    """Say in a row that another patient has the same or a like name, and when this one was born."""
    return rx.cond(
        other != "",
        rx.el.p(
            rx.icon("users-round", size=13, aria_hidden="true"),
            rx.el.span(
                "Similar name",
                rx.cond(born != "", ", born " + born, ""),
                rx.el.span(". Not ", rx.el.bdi(other), class_name="vh"),
            ),
            title="Not " + other,
            class_name="namesake tiny t-wait",
        ),
    )


def namesake_line(other: rx.Var[str]) -> rx.Component:
    """Say under a heading whom this patient must not be taken for."""
    return rx.cond(
        other != "",
        rx.el.span(
            rx.icon("users-round", size=15, aria_hidden="true"),
            rx.el.span("Similar name: this is not ", rx.el.b(rx.el.bdi(other))),
            class_name="namesake t-wait",
        ),
    )
