"""What stands where a list will be, as tall as its first rows, so that nothing jumps."""

import reflex as rx


def loading(rows: int = 3) -> rx.Component:
    """Show grey lines until the data is here."""
    return rx.el.div(
        rx.el.span("Loading…", class_name="vh"),
        *[rx.el.div(class_name="ghost") for _ in range(rows)],
        class_name="panel ghosts",
        role="status",
    )
