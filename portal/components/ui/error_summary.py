"""On top after a refused form, each line a link to its field (NHS pattern)."""

import reflex as rx

from portal.components.ui.focus import Focus
from portal.components.ui.jump import Jump


def error_summary(lines: rx.Var[list[dict[str, str]]]) -> rx.Component:
    """List what must be mended; it takes the focus when it appears."""
    return rx.cond(
        lines.length() > 0,
        rx.el.section(
            Focus.create(target="problem-box"),
            rx.el.h2("There is a problem", id="problem"),
            rx.el.ul(
                rx.foreach(
                    lines,
                    lambda line: rx.el.li(
                        Jump.create(line["sentence"], href="#" + line["field"].to(str)),
                        key=line["field"],
                    ),
                ),
                role="list",
            ),
            class_name="errors",
            id="problem-box",
            role="alert",
            tab_index=-1,
            aria_labelledby="problem",
        ),
    )
