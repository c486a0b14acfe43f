"""A pharmacy's day on one page: what is open, what happened, what the cabinet must hold."""

import reflex as rx

from portal.components.dispense_register import line_facts, line_kind, line_quantity
from portal.components.ui.jump import Jump
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
}


def day_choice(sheet: rx.Var[EndOfDay], on_choose: rx.event.EventType[dict]) -> rx.Component:
    """Offer another day: the one before, the one after, today, or any that has come."""
    return rx.el.nav(
        rx.cond(sheet.before != "", _step("chevron-left", "Day before", sheet.before)),
        rx.form(
            rx.el.label("Day", html_for="day", class_name="vh"),
            rx.el.input(
                id="day", name="day", type="date", class_name="select",
                default_value=sheet.day.to(str), max=sheet.latest.to(str), min="2000-01-01",
                key=sheet.day.to(str),
            ),
            rx.button("Show", type="submit", variant="surface", color_scheme="gray"),
            on_submit=on_choose,
            class_name="row g8",
        ),
        rx.cond(
            sheet.after != "",
            rx.fragment(
                _step("chevron-right", "Day after", sheet.after),
                rx.el.a("Today", href="?", class_name="small"),
            ),
        ),
        class_name="day-choice",
        aria_label="Choose the day",
    )  # fmt: skip


def _step(icon: str, word: str, day: rx.Var[str]) -> rx.Component:
    return rx.el.a(
        rx.icon(icon, size=18, aria_hidden="true"),
        href="?day=" + day,
        class_name="day-step",
        aria_label=word,
        title=word,
    )


def day_open(sheet: rx.Var[EndOfDay]) -> rx.Component:
    """Show what is open, which is known of today only."""
    return rx.cond(
        sheet.today,
        rx.el.section(
            rx.el.h2("Open now", class_name="day-part"),
            _figures(sheet, now=True),
            rx.foreach(sheet.sections, lambda one: rx.cond(one.open, _section(one))),
            class_name="col g16",
            aria_label="Open now",
        ),
        rx.el.p(
            rx.icon("info", size=16, aria_hidden="true"),
            rx.el.span(
                "What was open that evening is not shown: only today’s open work is known. ",
                rx.el.a("See today", href="?"),
            ),
            class_name="day-past small",
        ),
    )


def day_done(sheet: rx.Var[EndOfDay]) -> rx.Component:
    """Show what happened on the day, by whom, and the register's lines of it."""
    return rx.el.section(
        rx.el.h2(
            rx.cond(sheet.today, "What happened today", "What happened that day"),
            class_name="day-part",
        ),
        _figures(sheet, now=False),
        rx.foreach(
            sheet.sections,
            lambda one: rx.cond(~one.open & (one.lines.length() > 0), _section(one)),
        ),
        _controlled(sheet),
        class_name="col g16",
        aria_label="What happened",
    )


def _figures(sheet: rx.Var[EndOfDay], *, now: bool) -> rx.Component:
    """Show how many stand in each section; what is not empty is a link to it."""

    def each(one: rx.Var[DaySection]) -> rx.Component:
        inside = rx.fragment(rx.el.b(one.lines.length()), one.word)
        return rx.cond(
            one.open if now else ~one.open,
            rx.cond(
                one.lines.length() > 0,
                Jump.create(inside, href="#day-" + one.name, class_name="chip"),
                rx.el.span(inside, class_name="chip none"),
            ),
        )

    return rx.el.nav(
        rx.foreach(sheet.sections, each),
        class_name="filters queue day-figures",
        aria_label="Open now, in figures" if now else "What happened, in figures",
    )


def _section(one: rx.Var[DaySection]) -> rx.Component:
    return rx.el.section(
        rx.el.header(
            rx.el.h3(one.word),
            rx.el.span(one.lines.length(), class_name="muted figures"),
            class_name="row g8 pad-x",
        ),
        rx.cond(
            one.lines.length() > 0,
            rx.el.ul(
                rx.foreach(one.lines, lambda line, at: _line(line, at, one.open)),
                role="list",
                class_name="day-lines",
            ),
            rx.el.p(
                rx.match(one.name, *FREE.items(), ""),
                class_name="small soft pad-x day-none",
            ),
        ),
        class_name=rx.cond(one.open, "panel day-section now", "panel day-section"),
        id="day-" + one.name,
        aria_label=one.word,
        key=one.name,
    )


def _line(one: rx.Var[DayLine], at: rx.Var[int], now: rx.Var[bool]) -> rx.Component:
    """Show a line; of what is open now the words already say since when."""
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
        rx.cond(
            now,
            rx.fragment(),
            rx.el.div(moment(one.since, "full"), class_name="small muted end-words"),
        ),
        key=at,
    )


def _controlled(sheet: rx.Var[EndOfDay]) -> rx.Component:
    return rx.el.section(
        rx.el.header(
            rx.el.h3("Controlled drugs"),
            rx.el.span(sheet.controlled.length(), class_name="muted figures"),
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
                            line_kind(one),
                            line_facts(one),
                            rx.cond(
                                one.corrected_by_line > 0,
                                rx.el.p(
                                    "Corrected by line ", one.corrected_by_line,
                                    class_name="tiny joined",
                                ),
                            ),
                        ),
                        rx.el.div(
                            rx.el.p(line_quantity(one)),
                            rx.el.p("leaves ", one.balance_words, class_name="small"),
                            rx.el.p(one.by, class_name="tiny muted"),
                        ),
                        rx.el.div(moment(one.at, "full"), class_name="small muted end-words"),
                        class_name=rx.cond(one.corrected_by_line > 0, "struck", ""),
                        key=one.id,
                    ),
                ),
                role="list",
                class_name="day-lines",
            ),
            rx.el.p(
                "No controlled drug came in or left.", class_name="small soft pad-x day-none"
            ),
        ),
        rx.cond(
            sheet.balances.length() > 0,
            rx.el.p(
                rx.el.b(rx.cond(sheet.today, "Count the cabinet: ", "At the end of that day: ")),
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
        aria_label="Controlled drugs",
    )  # fmt: skip
