"""What happened, by whom, when; then whose turn it is."""

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.consultation import TimelineEntry


def timeline(
    entries: rx.Var[list[TimelineEntry]],
    turn: rx.Var[str],
    since: rx.Var[str],
    due: rx.Var | None = None,
    *,
    reasons: bool = False,
    zone: rx.Var[str] | None = None,
) -> rx.Component:
    """Show the past as a line of dots, with its `reasons`, and the present as the last one.

    Times are the viewer's own, or those of a `zone`.
    """
    return rx.el.ol(
        rx.foreach(entries, lambda entry, index: _entry(entry, index, zone, reasons=reasons)),
        rx.cond(
            turn != "",
            rx.el.li(
                rx.el.i(aria_hidden="true"),
                rx.el.p(turn, class_name="strong"),
                rx.el.p("since ", moment(since, "full"), class_name="tiny muted"),
                rx.cond(due, rx.el.p("due ", moment(due, "full"), class_name="tiny muted"))
                if due is not None
                else rx.fragment(),
                class_name="now",
                custom_attrs={"aria-current": "step"},
            ),
        ),
        class_name="line",
        role="list",
    )


def _entry(
    entry: rx.Var[TimelineEntry], index: rx.Var[int], zone: rx.Var[str] | None, *, reasons: bool
) -> rx.Component:
    return rx.el.li(
        rx.el.i(aria_hidden="true"),
        rx.el.p(entry.what),
        rx.cond(entry.who != "", rx.el.p(entry.who, class_name="tiny muted")),
        rx.cond(entry.reason != "", rx.el.p("“", entry.reason, "”", class_name="small"))
        if reasons
        else rx.fragment(),
        rx.el.p(moment(entry.at, "full", zone), class_name="tiny muted"),
        class_name="past",
        key=index,
    )
