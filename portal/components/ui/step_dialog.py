"""Asks once before something that cannot be undone, naming what will happen."""

from typing import NamedTuple

import reflex as rx

from portal.components.ui.field import field, hints
from portal.components.ui.notice import problem_notice


class Asked(NamedTuple):
    """One text that a step asks for."""

    name: str
    label: str
    hint: str
    rows: int = 3


def step_dialog(
    title: str,
    what: str | rx.Component,
    asked: tuple[Asked, ...],
    confirm: str,
    *,
    is_open: rx.Var[bool],
    on_close: rx.event.EventType[bool],
    on_submit: rx.event.EventType[dict],
    errors: rx.Var[dict[str, str]],
    problem: rx.Var[str],
) -> rx.Component:
    """Show a dialog with the texts of one step; what was typed stays when it is refused."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title),
            rx.dialog.description(what, class_name="soft"),
            rx.cond(errors.length() == 0, problem_notice(problem)),
            rx.form(
                *[
                    field(
                        one.name,
                        one.label,
                        rx.text_area(
                            id=one.name,
                            name=one.name,
                            rows=str(one.rows),
                            size="3",
                            custom_attrs=hints(one.name),
                        ),
                        errors,
                        one.hint,
                    )
                    for one in asked
                ],
                rx.el.div(
                    rx.dialog.close(
                        rx.button(
                            "Go back",
                            type="button",
                            variant="surface",
                            color_scheme="gray",
                            size="3",
                        )
                    ),
                    rx.button(confirm, type="submit", size="3"),
                    class_name="row end wrap",
                ),
                on_submit=on_submit,
                class_name="col g16",
                custom_attrs={"noValidate": True},
            ),
            class_name="ho-dialog",
            max_width="560px",
        ),
        open=is_open,
        on_open_change=on_close,
    )
