"""The end of a pharmacy's day on one page: what is open, what left, what the cabinet holds."""

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.dispense_day import DayLine, DaySection, EndOfDay

FREE = {
    "unclaimed": "Everything that came in was started.",
    "hold": "No question is open, and nobody asked to stop anything.",
    "preparing": "Nothing is half done.",
    "owing": "Nothing is owed.",
    "ready": "Nothing waits to be handed over.",
    "uncollected": "Nothing has waited too long.",
    "delivery": "No delivery is open.",
    "supplied": "Nothing was handed over today.",
}


def day_figures(sheet: rx.Var[EndOfDay]) -> rx.Component:
    """Show how many stand in each section; each leads there."""
    return rx.el.nav(
        rx.foreach(
            sheet.sections,
            lambda one: rx.el.a(
                rx.el.b(one.lines.length()),
                one.word,
                href="#day-" + one.name,
                class_name=rx.cond(one.lines.length() == 0, "chip none", "chip"),
                key=one.name,
            ),
        ),
        class_name="filters queue",
        aria_label="Sections",
    )


def day_sections(sheet: rx.Var[EndOfDay]) -> rx.Component:
    """Show every section, and the register's lines of today."""
    return rx.el.div(rx.foreach(sheet.sections, _section), _controlled(sheet), class_name="col g16")


def _section(one: rx.Var[DaySection]) -> rx.Component:
    return rx.el.section(
        rx.el.header(
            rx.el.h2(one.word),
            rx.el.span(one.lines.length(), class_name="muted"),
            class_name="row g8 pad-x",
        ),
        rx.cond(
            one.lines.length() > 0,
            rx.el.ul(rx.foreach(one.lines, _line), role="list", class_name="day-lines"),
            rx.el.p(
                rx.match(one.name, *FREE.items(), ""),
                class_name="small soft pad-x day-none",
            ),
        ),
        class_name="panel day-section",
        id="day-" + one.name,
        aria_label=one.word,
        key=one.name,
    )


def _line(one: rx.Var[DayLine], at: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.a(one.patient, href="/pharmacy/prescriptions/" + one.prescription_id),
            rx.el.p(rx.cond(one.born != "", "born " + one.born, ""), class_name="tiny muted"),
        ),
        rx.el.div(rx.el.p(one.medicines), rx.el.p(one.detail, class_name="tiny soft")),
        rx.el.div(
            rx.el.p(one.code, class_name="rx-code small"),
            rx.el.p(one.prescriber, class_name="tiny muted"),
        ),
        rx.el.div(moment(one.since, "full"), class_name="small muted end-words"),
        key=at,
    )


def _controlled(sheet: rx.Var[EndOfDay]) -> rx.Component:
    return rx.el.section(
        rx.el.header(
            rx.el.h2("Controlled drugs today"),
            rx.el.span(sheet.controlled.length(), class_name="muted"),
            class_name="row g8 pad-x",
        ),
        rx.cond(
            sheet.controlled.length() > 0,
            rx.el.ul(
                rx.foreach(
                    sheet.controlled,
                    lambda one: rx.el.li(
                        rx.el.div(
                            rx.el.span(one.drug, class_name="strong"),
                            rx.el.p("line ", one.line, class_name="tiny muted"),
                        ),
                        rx.el.div(
                            rx.el.p(
                                rx.match(
                                    one.kind,
                                    ("received", "Received "),
                                    ("supplied", "Supplied "),
                                    "Written back ",
                                ),
                                one.quantity_words,
                            ),
                            rx.el.p(one.counterparty, class_name="tiny soft"),
                        ),
                        rx.el.div(
                            rx.el.p("leaves ", one.balance_words, class_name="small"),
                            rx.el.p(one.by, class_name="tiny muted"),
                        ),
                        rx.el.div(moment(one.at, "full"), class_name="small muted end-words"),
                        key=one.id,
                    ),
                ),
                role="list",
                class_name="day-lines",
            ),
            rx.el.p(
                "No controlled drug came in or left today.", class_name="small soft pad-x day-none"
            ),
        ),
        rx.cond(
            sheet.balances.length() > 0,
            rx.el.p(
                rx.el.b("Count the cabinet: "),
                rx.foreach(
                    sheet.balances,
                    lambda one: rx.el.span(
                        one.drug, " ", rx.el.b(one.balance_words), key=one.medicine_id
                    ),
                ),
                class_name="facts-line small pad-x day-none",
            ),
        ),
        class_name="panel day-section",
        id="day-controlled",
        aria_label="Controlled drugs today",
    )
