"""A refusal or a result, said once and politely; errors stay until they are closed."""

import reflex as rx


def problem_notice(sentence: rx.Var[str]) -> rx.Component:
    """Show why something was refused. The region is always there, so that it is read aloud."""
    return rx.el.div(
        rx.cond(
            sentence != "",
            rx.el.p(
                rx.icon("circle-alert", size=16, aria_hidden="true"),
                rx.el.span(sentence),
                class_name="notice t-alarm",
            ),
        ),
        role="alert",
        class_name="notices",
    )
