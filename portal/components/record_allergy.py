"""Allergies look like nothing else on the page; so does that nobody has asked."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from portal.schemas.record import AllergyView, RecordView

Amend = Callable[[str | rx.Var[str], rx.Var[str]], rx.event.EventType[()]]
Begin = Callable[[str], rx.event.EventType[()]]


def allergies(
    record: rx.Var[RecordView], on_begin: Begin | None, on_amend: Amend | None
) -> rx.Component:
    """Show allergies like nothing else; say whether anybody asked."""
    add = add_button("allergy", "Add an allergy", on_begin) if on_begin else rx.fragment()
    return rx.match(
        record.allergy_knowledge,
        (
            "listed",
            rx.el.section(
                rx.el.header(
                    rx.icon("shield-alert", size=16, aria_hidden="true"),
                    rx.el.h2("Allergies"),
                    rx.el.span(record.allergies.length(), class_name="how-many"),
                    add,
                ),
                rx.el.ul(
                    rx.foreach(record.allergies, lambda one: _allergy(one, on_amend)), role="list"
                ),
                class_name="allergy",
                aria_label="Allergies",
            ),
        ),
        (
            "none_known",
            none_known(record.none_known_by, add),
        ),
        (
            "not_asked",
            not_asked(
                rx.el.div(
                    _word("Add an allergy", on_begin("allergy")),
                    _word("None known", on_begin("none_known")),
                    class_name="row wrap",
                )
                if on_begin
                else rx.fragment()
            ),
        ),
        rx.fragment(),
    )


def none_known(by: rx.Var[str], *steps: rx.Component) -> rx.Component:
    """Say that there are none, who asked, and when."""
    return rx.el.section(
        rx.icon("shield-check", size=18, aria_hidden="true"),
        rx.el.div(
            rx.el.h2("No known allergies"),
            rx.el.p("Asked by ", by, class_name="tiny muted"),
        ),
        *steps,
        class_name="no-allergy",
        aria_label="Allergies",
    )


def not_asked(*steps: rx.Component) -> rx.Component:
    """Say that nobody asked yet, which does not mean that there are none."""
    return rx.el.section(
        rx.icon("shield-question", size=18, aria_hidden="true"),
        rx.el.div(
            rx.el.h2("Allergies: not asked yet"),
            rx.el.p("Nothing is on record. That does not mean none.", class_name="tiny"),
            *steps,
        ),
        class_name="not-asked",
        aria_label="Allergies",
    )


def _allergy(one: rx.Var[AllergyView], on_amend: Amend | None) -> rx.Component:
    fatal = (one.severity == "life_threatening") & (one.certainty != "refuted")
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.strong(one.substance),
                rx.cond(
                    fatal,
                    rx.el.span(
                        rx.icon("octagon-alert", size=13, aria_hidden="true"),
                        "Life-threatening",
                        class_name="fatal",
                    ),
                ),
                class_name="row wrap",
            ),
            rx.el.p(one.reaction, class_name="small"),
            rx.el.p(
                rx.cond(fatal, "", one.severity_words + " · "),
                rx.match(
                    one.certainty,
                    ("confirmed", "confirmed"),
                    ("likely", "likely"),
                    ("unconfirmed", "unconfirmed"),
                    "ruled out",
                ),
                class_name="tiny muted",
            ),
        ),
        pencil(one.title, on_amend("allergy", one.id)) if on_amend else rx.fragment(),
        class_name=rx.match(one.certainty, ("refuted", "refuted"), rx.cond(fatal, "is-fatal", "")),
        key=one.id,
    )


def add_button(kind: str, label: str, on_begin: Begin) -> rx.Component:
    """Offer to write something new."""
    return icon_button("plus", label, on_begin(kind))


def pencil(title: rx.Var[str], on_click: rx.event.EventType[()]) -> rx.Component:
    """Offer to correct one entry."""
    return icon_button("pencil", "Correct " + title, on_click)


def icon_button(icon: str, label: str | rx.Var[str], on_click: Any) -> rx.Component:
    """Show a small button that is an icon, with its words for those who do not see it."""
    return rx.el.button(
        rx.icon(icon, size=14, aria_hidden="true"),
        type="button",
        on_click=on_click,
        class_name="ctx-button",
        aria_label=label,
        title=label,
    )


def _word(word: str, on_click: Any) -> rx.Component:
    return rx.button(
        word, on_click=on_click, variant="surface", color_scheme="gray", size="1", type="button"
    )
