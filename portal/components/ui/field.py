"""Label above, hint below it, error beside the field; the control's id is the field's name."""

import reflex as rx


def hints(name: str) -> dict[str, str]:
    """Return the attributes that tie a control to its hint and error."""
    return {"aria-describedby": f"{name}-hint {name}-error"}


def field(
    name: str,
    label: str,
    control: rx.Component,
    errors: rx.Var[dict[str, str]],
    hint: str | rx.Var = "",
) -> rx.Component:
    """Show one labelled field of a form, with the sentence that says what is wrong with it."""
    return rx.el.div(
        rx.el.label(label, html_for=name),
        _hint(name, hint),
        _error(name, errors),
        control,
        class_name=rx.cond(errors.contains(name), "field bad", "field"),
    )


def fieldset(
    name: str, legend: str, control: rx.Component, errors: rx.Var[dict[str, str]], hint: str = ""
) -> rx.Component:
    """Show a group of choices under one question."""
    return rx.el.fieldset(
        rx.el.legend(legend),
        _hint(name, hint),
        _error(name, errors),
        control,
        id=name,
        tab_index=-1,
        class_name=rx.cond(errors.contains(name), "field bad", "field"),
        custom_attrs=hints(name),
    )


def _hint(name: str, hint: str | rx.Var) -> rx.Component:
    empty = isinstance(hint, str) and not hint
    return rx.fragment() if empty else rx.el.p(hint, id=f"{name}-hint", class_name="hint")


def _error(name: str, errors: rx.Var[dict[str, str]]) -> rx.Component:
    return rx.cond(
        errors.contains(name),
        rx.el.p(
            rx.icon("circle-alert", size=16, aria_hidden="true"),
            rx.el.span(rx.el.span("Error: ", class_name="vh"), errors[name]),
            id=f"{name}-error",
            class_name="err",
        ),
    )
