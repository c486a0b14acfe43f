"""Shown on every page in demo mode."""

import reflex as rx


def demo_banner() -> rx.Component:
    """Say that nobody here is real."""
    return rx.el.aside(
        rx.icon("info", size=14, aria_hidden="true"),
        rx.el.span("Demo clinic: invented people, no real records."),
        class_name="demo",
        aria_label="Demo mode",
    )
