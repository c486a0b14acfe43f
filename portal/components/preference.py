"""What a person is told, and how: one row for each kind of news."""

import reflex as rx

from portal.schemas.preference import PreferenceView


def choices(
    items: rx.Var[list[PreferenceView]],
    email: rx.Var[str],
    saved: rx.Var[str],
    refused: rx.Var[str],
    why: rx.Var[str],
    on_portal: rx.event.EventCallback[str, bool],
    on_email: rx.event.EventCallback[str, bool],
) -> rx.Component:
    """Show every kind with its two switches; each change is kept at once."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("What I am told"),
            rx.el.p(
                "E-mails go to ",
                rx.el.b(email),
                ". They say only that there is news, never what it is.",
                class_name="soft small",
            ),
            class_name="told-head",
        ),
        rx.el.div(
            rx.el.span("In the portal"),
            rx.el.span("By e-mail"),
            class_name="told-columns tiny muted",
            aria_hidden="true",
        ),
        rx.el.ul(
            rx.foreach(items, lambda one: _row(one, saved, refused, why, on_portal, on_email)),
            role="list",
            aria_label="What I am told",
        ),
        class_name="panel told",
        id="told",
    )


def _row(
    one: rx.Var[PreferenceView],
    saved: rx.Var[str],
    refused: rx.Var[str],
    why: rx.Var[str],
    on_portal: rx.event.EventCallback[str, bool],
    on_email: rx.event.EventCallback[str, bool],
) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.h3(one.title),
            rx.el.p(one.hint, class_name="soft small"),
            rx.el.p(
                rx.cond(
                    saved == one.kind,
                    rx.el.span(
                        rx.icon("check", size=13, aria_hidden="true"), "Saved", class_name="t-done"
                    ),
                    rx.cond(refused == one.kind, rx.el.span(why, class_name="t-alarm"), ""),
                ),
                class_name="small strong said",
                role="status",
            ),
            class_name="what",
        ),
        _switch("In the portal", one, one.in_portal, on_portal),
        _switch("By e-mail", one, one.by_email, on_email),
        custom_attrs={"data-id": one.kind},
        key=one.kind,
    )


def _switch(
    way: str,
    one: rx.Var[PreferenceView],
    chosen: rx.Var[bool],
    on_change: rx.event.EventCallback[str, bool],
) -> rx.Component:
    return rx.cond(
        one.fixed,
        rx.el.span(
            rx.el.span(way, class_name="small only-phone"),
            rx.el.span(
                rx.icon("lock", size=13, aria_hidden="true"), "Always",
                class_name="mark t-idle",
            ),
            class_name="way",
        ),
        rx.el.label(
            rx.el.span(way, class_name="small only-phone"),
            rx.switch(
                checked=chosen,
                on_change=lambda on: on_change(one.kind, on),
                aria_label=one.title + ": " + way.lower(),
            ),
            class_name="way",
        ),
    )  # fmt: skip
