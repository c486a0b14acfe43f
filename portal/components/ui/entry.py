"""The plain fields of forms, and the frame of the pages before the sign-in."""

import reflex as rx

from portal.components.ui.brand import brand
from portal.components.ui.field import field, hints


def entry(title: str, *children: rx.Component, anchor: str) -> rx.Component:
    """Frame a page for somebody who is not signed in."""
    return rx.el.main(brand(), rx.el.h1(title), *children, class_name="front entry", id=anchor)


def text_field(
    name: str,
    label: str,
    errors: rx.Var[dict[str, str]],
    hint: str = "",
    *,
    kind: str = "text",
    fill: str = "off",
    value: rx.Var | str | None = None,
    longest: int = 254,
) -> rx.Component:
    """Show one labelled line to type in; the browser keeps what was typed."""
    start = {} if value is None else {"default_value": value}
    control = rx.el.input(
        id=name,
        name=name,
        type=kind,
        auto_complete=fill,
        max_length=longest,
        class_name="select",
        custom_attrs=hints(name),
        **start,
    )
    return field(name, label, control, errors, hint)


def choice_field(
    name: str,
    label: str,
    errors: rx.Var[dict[str, str]],
    hint: str = "",
    *,
    fixed: list[tuple[str, str]],
    more: rx.Var | None = None,
    on_change: rx.event.EventType[str] | None = None,
    value: rx.Var | str | None = None,
) -> rx.Component:
    """Show one labelled list to choose from: `fixed` as (value, words), then `more`."""
    extra: dict = {} if on_change is None else {"on_change": on_change}
    if value is not None:
        extra["default_value"] = value
    control = rx.el.select(
        *[rx.el.option(words, value=one) for one, words in fixed],
        rx.foreach(more, lambda one: rx.el.option(one.label, value=one.value, key=one.value))
        if more is not None
        else rx.fragment(),
        id=name,
        name=name,
        class_name="select",
        custom_attrs=hints(name),
        **extra,
    )
    return field(name, label, control, errors, hint)


def sent(icon: str, title: str, *words: rx.Component) -> rx.Component:
    """Say that a form was sent, and what happens next."""
    return rx.el.section(
        rx.el.p(rx.icon(icon, size=22, aria_hidden="true"), class_name="disc t-done"),
        rx.el.h2(title),
        *words,
        class_name="card col g8 sent",
        role="status",
    )
