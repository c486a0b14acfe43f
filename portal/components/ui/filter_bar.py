"""Counts are links, and the filter lives in the address."""

import reflex as rx


def filter_bar(
    filters: tuple[tuple[str, str, rx.Var[int]], ...], active: rx.Var[str], label: str
) -> rx.Component:
    """Show each filter as (name in the address, word, count)."""
    return rx.el.nav(
        *[
            rx.el.a(
                rx.el.b(count),
                word,
                href=f"?show={name}",
                class_name="chip",
                custom_attrs={"aria-current": rx.cond(active == name, "true", "false")},
            )
            for name, word, count in filters
        ],
        class_name="filters",
        aria_label=label,
    )
