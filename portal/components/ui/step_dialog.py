"""Asks once before something that cannot be undone, naming what will happen."""

from typing import NamedTuple

import reflex as rx

from portal.components.ui.field import field, hints
from portal.components.ui.form_dialog import form_dialog


class Asked(NamedTuple):
    """One thing that a step asks for: a text, a moment, or one of some choices."""

    name: str
    label: str
    hint: str = ""
    rows: int = 3
    kind: str = "text"
    choices: rx.Var | None = None


def step_dialog(
    title: str | rx.Component,
    what: str | rx.Component,
    asked: tuple[Asked, ...],
    confirm: str,
    *,
    is_open: rx.Var[bool],
    on_close: rx.event.EventType[bool],
    on_submit: rx.event.EventType[dict],
    errors: rx.Var[dict[str, str]],
    problem: rx.Var[str],
    busy: rx.Var[bool] | bool = False,
    alarm: bool = False,
) -> rx.Component:
    """Show a dialog with what one step asks for; what was typed stays when it is refused.

    `alarm` is for what cannot be taken back.
    """
    return form_dialog(
        title,
        what,
        *[field(one.name, one.label, _control(one), errors, one.hint) for one in asked],
        confirm=confirm,
        is_open=is_open,
        on_close=on_close,
        on_submit=on_submit,
        errors=errors,
        problem=problem,
        busy=busy,
        alarm=alarm,
    )


def _control(one: Asked) -> rx.Component:
    shared = {"id": one.name, "name": one.name, "custom_attrs": hints(one.name)}
    if one.kind == "date":
        return rx.el.input(type="date", class_name="select", **shared)
    if one.kind == "when":
        return rx.el.input(type="datetime-local", class_name="select", **shared)
    if one.kind == "choice" and one.choices is not None:
        return rx.el.select(
            rx.el.option("Choose…", value=""),
            rx.foreach(one.choices, lambda c: rx.el.option(c.label, value=c.value, key=c.value)),
            class_name="select",
            **shared,
        )
    return rx.text_area(rows=str(one.rows), size="3", **shared)
