"""The mark: an H whose bar is an arrow, one side handing to the other."""

import reflex as rx


def brand(href: str = "/") -> rx.Component:
    """Show mark and name, leading home."""
    return rx.el.a(
        rx.el.svg(
            rx.el.rect(width="26", height="26", rx="6", fill="var(--cyan-9)"),
            rx.el.path(
                d="M8 7v12M18 7v12M8 13h6.5M12.2 10.2 15 13l-2.8 2.8",
                stroke="var(--cyan-contrast)",
                fill="none",
                custom_attrs={"strokeWidth": "2.2", "strokeLinecap": "round"},
            ),
            width="26",
            height="26",
            view_box="0 0 26 26",
            aria_hidden="true",
        ),
        rx.el.span("Handover"),
        href=href,
        class_name="brand",
        aria_label="Handover, home",
    )
