"""A workplace as its staff see it: hours and address, colleagues, figures of the work."""

import reflex as rx

from portal.schemas.workload import ClinicianLoad, WorkloadView
from portal.schemas.workplace import Colleague, DayHours, WorkplaceView


def open_mark(view: rx.Var[WorkplaceView]) -> rx.Component:
    """Say whether it is open, in a word with an icon and a colour."""
    return rx.cond(
        view.open_now,
        rx.el.span(
            rx.icon("door-open", size=14, aria_hidden="true"), view.now_words,
            class_name="mark t-done",
        ),
        rx.el.span(
            rx.icon("door-closed", size=14, aria_hidden="true"), view.now_words,
            class_name="mark t-idle",
        ),
    )  # fmt: skip


def place(view: rx.Var[WorkplaceView]) -> rx.Component:
    """Show where it is and when it is open."""
    return rx.el.section(
        rx.el.h2("Opening hours"),
        rx.el.dl(rx.foreach(view.week, _day), class_name="week"),
        rx.el.hr(class_name="hr"),
        rx.el.p(
            rx.el.b(view.name), rx.el.br(), view.address, rx.el.br(),
            rx.el.a(view.phone, href="tel:" + view.phone), class_name="small",
        ),
        class_name="panel pad col g12",
    )  # fmt: skip


def colleagues(view: rx.Var[WorkplaceView]) -> rx.Component:
    """Show who works there."""
    return rx.el.section(
        rx.el.h2("Who works here", class_name="gap"),
        rx.el.ul(
            rx.foreach(view.colleagues, _colleague), role="list", aria_label="Who works here",
            class_name="staff",
        ),
        class_name="panel pad",
    )  # fmt: skip


def load_figures(load: rx.Var[WorkloadView]) -> rx.Component:
    """Show how long people wait."""
    return rx.el.section(
        rx.el.h2("Waiting", class_name="gap"),
        rx.el.div(
            figure(load.waiting, "requests wait for an answer"),
            figure(rx.cond(load.longest_wait != "", load.longest_wait, "–"), "the longest wait"),
            figure(load.late, "late: the time is up", alarm=load.late > 0),
            figure(load.escalated, "escalated to the lead, not late yet"),
            figure(
                rx.cond(load.median_answer != "", load.median_answer, "–"),
                "until accepted (median, 30 days)",
            ),
            figure(load.asked, "asked in the last 7 days"),
            class_name="figures",
        ),
        class_name="panel pad",
    )


def loads(load: rx.Var[WorkloadView]) -> rx.Component:
    """Show what each clinician has open."""
    heads = (
        "Clinician",
        "Waiting",
        "Accepted",
        "In progress",
        "Escalated",
        "Late",
        "Completed in 7 days",
    )
    return rx.el.section(
        rx.el.div(
            rx.el.table(
                rx.el.caption("Open consultations by clinician"),
                rx.el.thead(rx.el.tr(*[rx.el.th(word, scope="col") for word in heads])),
                rx.el.tbody(rx.foreach(load.clinicians, _load)),
                class_name="tbl plain numbers",
            ),
            class_name="scroll-x",
            tab_index=0,
            role="region",
            aria_label="Open consultations by clinician",
        ),
        class_name="panel",
    )


def figure(
    count: rx.Var | str, label: rx.Var | str, alarm: rx.Var[bool] | None = None
) -> rx.Component:
    """Show one counted thing; `alarm` when it should be acted on."""
    tone = "" if alarm is None else rx.cond(alarm, "t-alarm", "")
    return rx.el.div(
        rx.el.b(count, class_name=tone), rx.el.span(label, class_name="small soft"),
        class_name="figure",
    )  # fmt: skip


def _day(one: rx.Var[DayHours]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.day),
        rx.el.dd(one.hours),
        class_name=rx.cond(one.today, "today", ""),
        key=one.day,
    )


def _colleague(one: rx.Var[Colleague]) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.name, rx.cond(one.me, " (you)", ""), class_name="strong"),
        rx.el.span(one.work, rx.cond(one.lead, " · lead", ""), class_name="small soft"),
        key=one.id,
    )


def _load(one: rx.Var[ClinicianLoad]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(one.name, scope="row"),
        number_cell("Waiting", one.waiting),
        number_cell("Accepted", one.accepted),
        number_cell("In progress", one.in_progress),
        number_cell("Escalated", one.escalated, rx.cond(one.escalated > 0, "t-wait strong", "")),
        number_cell("Late", one.late, rx.cond(one.late > 0, "t-alarm strong", "")),
        number_cell("Completed in 7 days", one.completed),
        key=one.id,
    )


def number_cell(label: str, count: rx.Var[int], look: rx.Var[str] | str = "") -> rx.Component:
    """Show a count; on a phone, where the head of the table is away, with its label."""
    return rx.el.td(count, class_name=look, custom_attrs={"data-label": label})
