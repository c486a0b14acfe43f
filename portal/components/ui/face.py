"""Initials in a circle; the name always stands beside it, so it is hidden from screen readers."""

import reflex as rx


def face(initials: rx.Var[str]) -> rx.Component:
    """Show who it is at a glance."""
    return rx.el.span(initials, class_name="face", aria_hidden="true")
