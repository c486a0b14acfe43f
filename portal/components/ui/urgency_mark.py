"""How fast it is needed. Only an emergency is solid red; the rest is a word with an arrow."""

import reflex as rx

from portal.components.status import URGENCY, Status
from portal.components.ui.status_pill import pill


def urgency_mark(urgency: rx.Var[str]) -> rx.Component:
    """Show the urgency of one request."""
    return rx.match(urgency, *[(key, _mark(one)) for key, one in URGENCY.items()], rx.fragment())


def _mark(status: Status) -> rx.Component:
    if status.tone == "crit":
        return pill(status)
    return rx.el.span(
        rx.icon(status.icon, size=15, aria_hidden="true"),
        status.word,
        class_name=f"mark t-{status.tone}",
    )
