"""How much of a long list is shown, and the button for the next part of it."""

import reflex as rx


def show_more(
    shown: rx.Var[int],
    total: rx.Var[str] | rx.Var[int],
    more: rx.Var[bool],
    on_more: rx.event.EventType,
    word: str = "Show 50 more",
) -> rx.Component:
    """Say “50 of 132” while there is more, and offer it; nothing when all of it is shown."""
    return rx.cond(
        more,
        rx.el.div(
            rx.el.span(shown, " of ", total, class_name="small muted figures"),
            rx.button(word, on_click=on_more, variant="surface", color_scheme="gray"),
            class_name="show-more",
        ),
    )
