"""A status is always a word with an icon and a colour."""

from collections.abc import Mapping

import reflex as rx

from portal.components.status import Status


def pill(status: Status) -> rx.Component:
    """Show one status."""
    return rx.el.span(
        rx.icon(status.icon, size=13, aria_hidden="true"),
        status.word,
        class_name=f"pill t-{status.tone}",
    )


def status_pill(value: rx.Var[str], table: Mapping[str, Status]) -> rx.Component:
    """Show the status that `value` names in `table`."""
    return rx.match(value, *[(key, pill(status)) for key, status in table.items()], rx.fragment())


def status_icon(value: rx.Var[str], table: Mapping[str, Status], size: int = 16) -> rx.Component:
    """Show only the icon of a status; its word must stand beside it."""
    return rx.match(
        value,
        *[
            (key, rx.icon(s.icon, size=size, class_name=f"t-{s.tone}", aria_hidden="true"))
            for key, s in table.items()
        ],
        rx.fragment(),
    )
