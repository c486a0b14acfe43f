"""The record at a glance: what stands beside every consultation, allergies in red first."""

from collections.abc import Callable

import reflex as rx

from portal.components.attachment import Actions
from portal.components.attachment import documents as file_list
from portal.components.record_allergy import (
    Amend,
    Begin,
    add_button,
    allergies,
    icon_button,
    pencil,
)
from portal.components.ui.moment import moment
from portal.components.ui.name import name, namesake_line
from portal.schemas.record import (
    ConditionView,
    MedicationView,
    NeedsView,
    RecordView,
    VitalView,
)


def record_panel(
    record: rx.Var[RecordView],
    on_begin: Begin,
    on_amend: Amend,
    files: Actions,
    *,
    page: rx.Var[str] | str = "",
) -> rx.Component:
    """Show what speaks in a record now. `page` is where the whole record is."""
    return rx.fragment(
        allergies(record, on_begin, on_amend),
        rx.el.section(
            who(record, page),
            needs(record.needs, on_begin),
            _section(
                "Conditions", "condition", "Nothing recorded.", record.conditions,
                lambda one: _condition(one, on_amend), on_begin,
            ),
            _section(
                "Current medication", "medication", "Nothing recorded.", record.medications,
                lambda one: _medication(one, on_amend), on_begin,
            ),
            _section(
                "Measurements", "measurement", "Nothing measured yet.", record.vitals,
                lambda one: vital_row(one, on_amend), on_begin,
            ),
            rx.el.div(
                rx.el.h2("Documents"),
                file_list(record.documents, files),
                class_name="ctx",
            ),
            class_name="panel",
            aria_label="At a glance",
        ),
    )  # fmt: skip


def identity(record: rx.Var[RecordView]) -> rx.Component:
    """Say whose record it is, so that nobody writes in another one's."""
    return rx.fragment(
        rx.el.b(name(record.name)),
        rx.cond(record.born != "", " · ", ""),
        born(record),
    )


def born(record: rx.Var[RecordView]) -> rx.Component:
    """Say the day of birth and the age, under a heading that has the name."""
    return rx.fragment(
        rx.cond(record.born != "", rx.fragment("born ", record.born)),
        rx.cond(record.age != None, rx.fragment(" · ", record.age.to(str), " years")),  # noqa: E711
    )


def told_apart(record: rx.Var[RecordView]) -> rx.Component:
    """Say whom the patient of an open record must not be taken for."""
    return namesake_line(record.namesake)


def who(record: rx.Var[RecordView], page: rx.Var[str] | str) -> rx.Component:
    """Show whose record this is, with the way to all of it."""
    return rx.el.div(
        rx.el.p(identity(record), class_name="small"),
        rx.el.a("Open the whole record", href=page, class_name="small") if page else rx.fragment(),
        class_name="ctx who-is",
    )


def needs(sheet: rx.Var[NeedsView], on_begin: Begin) -> rx.Component:
    """Show what the patient needs, and how to reach them."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2("Needs and contact"),
            icon_button("pencil", "Change needs and contact", on_begin("needs")),
            class_name="ctx-head",
        ),
        rx.el.ul(
            rx.cond(
                sheet.language != "",
                _chip("languages", rx.fragment("Interpreter: ", sheet.language)),
            ),
            rx.cond(sheet.large_print, _chip("a-large-small", "Large print")),
            rx.cond(sheet.needs != "", _chip("accessibility", sheet.needs)),
            class_name="need-chips",
            role="list",
        ),
        rx.el.p(
            rx.cond(
                sheet.phone != "",
                rx.el.a(sheet.phone, href="tel:" + sheet.phone),
                rx.el.span("No telephone number.", class_name="muted"),
            ),
            rx.cond(sheet.contact_preference != "", rx.fragment(" · ", sheet.contact_preference)),
            class_name="small",
        ),
        rx.cond(
            sheet.emergency_contact != "",
            rx.el.p(
                "In an emergency: ", sheet.emergency_contact,
                rx.cond(sheet.emergency_relation != "", " (" + sheet.emergency_relation + ")", ""),
                " ", sheet.emergency_phone,
                class_name="tiny muted",
            ),
        ),
        class_name="ctx",
    )  # fmt: skip


def vital_row(one: rx.Var[VitalView], on_amend: Amend | None) -> rx.Component:
    """Show the latest value with its range, the change, and the last few as a line."""
    latest = one.latest
    return rx.el.li(
        rx.el.div(
            rx.el.p(latest.name),
            rx.el.p(
                moment(latest.taken_at, "ago"),
                rx.cond(latest.source == "patient", rx.el.span(" · by the patient")),
                class_name="tiny muted",
            ),
        ),
        spark(one.spark, latest.reading),
        rx.el.div(
            rx.el.p(rx.el.b(latest.text), " ", rx.el.span(latest.unit_words, class_name="tiny")),
            rx.el.p(reading(latest.reading, latest.reading_words), class_name="tiny"),
            rx.cond(
                one.change != "",
                rx.el.p(one.change, rx.el.span(" since the last", class_name="vh"),
                        class_name="tiny muted"),
            ),
            class_name="val",
        ),
        pencil(latest.title, on_amend(latest.kind, latest.id)) if on_amend else rx.fragment(),
        class_name="res",
        key=latest.id,
    )  # fmt: skip


def reading(value: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    """Say low, high or in range, with an icon and a colour."""
    shown = {
        "usual": ("check", "t-done"), "low": ("arrow-down", "t-wait"),
        "high": ("arrow-up", "t-wait"),
        "very_low": ("octagon-alert", "t-crit"), "very_high": ("octagon-alert", "t-crit"),
    }  # fmt: skip
    return rx.match(
        value,
        *[
            (name, rx.el.span(rx.icon(icon, size=13, aria_hidden="true"), words,
                              class_name=f"reading {tone}"))
            for name, (icon, tone) in shown.items()
        ],
        rx.fragment(),
    )  # fmt: skip


def spark(points: rx.Var[str], tone: rx.Var[str]) -> rx.Component:
    """Draw the last few values as a small line; the words beside it say the same."""
    return rx.el.svg(
        rx.cond(points != "", rx.el.svg.polyline(points=points)),
        view_box="0 0 72 20",
        class_name="spark " + tone,
        aria_hidden="true",
    )


def _condition(one: rx.Var[ConditionView], on_amend: Amend) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.label),
            rx.el.p(one.detail, class_name="tiny muted"),
        ),
        pencil(one.title, on_amend("condition", one.id)),
        key=one.id,
    )


def _medication(one: rx.Var[MedicationView], on_amend: Amend) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.title, class_name="strong"),
            rx.el.p(one.detail, class_name="tiny muted"),
        ),
        pencil(one.title, on_amend("medication", one.id)),
        key=one.id,
    )


def _section(
    title: str,
    kind: str,
    none: str,
    rows: rx.Var,
    row: Callable[[rx.Var], rx.Component],
    on_begin: Begin,
) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h2(title),
            add_button(kind, f"Add: {title.lower()}", on_begin),
            class_name="ctx-head",
        ),
        rx.cond(
            rows.length() > 0,
            rx.el.ul(rx.foreach(rows, row), role="list"),
            rx.el.p(none, class_name="small muted"),
        ),
        class_name="ctx",
    )


def _chip(icon: str, words: str | rx.Var[str] | rx.Component) -> rx.Component:
    return rx.el.li(rx.icon(icon, size=13, aria_hidden="true"), words)
