"""The patient's own record, in plain words, and who looked at it."""

from typing import Any

import reflex as rx

from portal.components.attachment import documents
from portal.components.record import identity, reading, spark
from portal.components.record_allergy import allergies
from portal.components.record_form import HOME, measurement, needs_fields, record_dialog
from portal.components.record_timeline import look_list, timeline_list
from portal.components.ui.chart import Chart
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.domain.permission import Role
from portal.pages.attachment import ACTIONS, attachment_dialogs
from portal.pages.shell import page
from portal.schemas.record import VitalView
from portal.state.prescription_mine import RecordMedicinesState as Medicines
from portal.state.record_reading import PatientRecordState as Mine


@page(
    "/patient/record",
    title="My record · Handover",
    role=Role.PATIENT,
    place="Record",
    state=Mine,
    also=(Medicines,),
)
def record() -> rx.Component:
    """Show what the practice knows, what the patient measured, and who looked."""
    return rx.fragment(
        rx.el.h1("My record"),
        rx.el.p(identity(Mine.record), class_name="soft"),
        problem_notice(rx.cond(Mine.dialog == "", Mine.problem, "")),
        rx.el.div(
            rx.cond(Mine.said != "", rx.el.p(Mine.said, class_name="notice calm")),
            role="status",
        ),
        rx.cond(
            Mine.loading,
            loading(5),
            rx.el.div(
                _section("My allergies", _allergies()),
                _section("What I have", _plain_list(Mine.record.conditions, "label")),
                _section("What I take", _plain_list(Mine.record.medications, "title")),
                _section(
                    "My measurements", _vitals(), _over_time(),
                    button=_button("Add a measurement", Mine.begin("measure")),
                ),
                _section(
                    "My needs and contact", _needs(),
                    button=_button("Change", Mine.begin("needs")),
                ),
                _section("My documents", documents(Mine.record.documents, ACTIONS)),
                _section(
                    "Who looked at my record",
                    rx.el.p("Every opening by somebody else stands here, as it happens.",
                            class_name="soft gap"),
                    look_list(Mine.looks, Mine.more_looks, Mine.earlier_looks),
                ),
                _section(
                    "Everything, newest first",
                    timeline_list(Mine.rows, Mine.more, Mine.earlier, "/patient"),
                ),
                class_name="col g16 sec-gap record-patient",
            ),
        ),
        _dialogs(),
        attachment_dialogs(),
    )  # fmt: skip


def _section(title: str, *body: rx.Component, button: rx.Component | None = None) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(title), button or rx.fragment(), class_name="row between wrap gap"),
        *body,
        class_name="card",
        aria_label=title,
    )


def _button(word: str, on_click: Any) -> rx.Component:
    return rx.button(word, on_click=on_click, variant="surface", color_scheme="gray", size="2")


def _allergies() -> rx.Component:
    return rx.cond(
        Mine.record.allergy_knowledge == "not_asked",
        rx.el.p("Nobody has asked you yet. If you have an allergy, tell your practice."),
        allergies(Mine.record, None, None),
    )


def _plain_list(rows: Any, title: str) -> rx.Component:
    return rx.cond(
        rows.length() > 0,
        rx.el.ul(
            rx.foreach(
                rows,
                lambda one: rx.el.li(
                    rx.el.p(one[title], class_name="strong"),
                    rx.el.p(one.detail, class_name="small soft"),
                    rx.cond(
                        Medicines.behind.contains(one.id),
                        rx.el.p(
                            rx.el.a(
                                "See its prescription",
                                href="/patient/prescriptions/" + Medicines.behind[one.id],
                                aria_label="See the prescription of " + one[title].to(str),
                            ),
                            class_name="small",
                        ),
                    ),
                    key=one.id,
                    class_name="event",
                ),
            ),
            class_name="events",
            role="list",
        ),
        rx.el.p("Nothing is on record.", class_name="soft"),
    )


def _vitals() -> rx.Component:
    return rx.cond(
        Mine.record.vitals.length() > 0,
        rx.el.ul(rx.foreach(Mine.record.vitals, _vital), class_name="events", role="list"),
        rx.el.p("Nothing has been measured yet.", class_name="soft"),
    )


def _over_time() -> rx.Component:
    return rx.cond(
        Mine.series.vital != "",
        rx.fragment(
            rx.el.h3(Mine.series.name, " over time", class_name="more"),
            Chart.create(series=Mine.series),
        ),
    )


def _vital(one: rx.Var[VitalView]) -> rx.Component:
    latest = one.latest
    return rx.el.li(
        rx.el.div(
            rx.el.p("Your ", one.plain, ": ", rx.el.b(latest.text, " ", latest.unit_words)),
            rx.el.p(
                reading(latest.reading, latest.reading_words),
                rx.cond(latest.usual != "", rx.el.span(" Usual is ", latest.usual, ".")),
                class_name="small soft row wrap",
            ),
            rx.el.p(
                moment(latest.taken_at, "full"),
                rx.cond(latest.source == "patient", " · measured by you", " · by " + latest.by),
                rx.cond(one.change != "", " · " + one.change + " since the last", ""),
                class_name="tiny muted",
            ),
        ),
        rx.el.div(
            spark(one.spark, latest.reading),
            rx.el.button(
                "Over time",
                aria_label="Over time: " + one.plain,
                type="button",
                class_name="linkish small",
                on_click=Mine.chart(latest.vital),
            ),
            class_name="col g4 vital-side",
        ),
        class_name="event vital",
        key=latest.id,
    )


def _needs() -> rx.Component:
    sheet = Mine.record.needs
    return rx.el.dl(
        _fact("Telephone", sheet.phone),
        _fact("How to reach you best", sheet.contact_preference),
        _fact("Address", sheet.address),
        _fact("Interpreter", sheet.language),
        _fact("Letters", rx.cond(sheet.large_print, "In large print", "")),
        _fact("Other needs", sheet.needs),
        _fact("In an emergency", rx.cond(
            sheet.emergency_contact != "",
            sheet.emergency_contact + " " + sheet.emergency_phone, "")),
        class_name="facts",
    )  # fmt: skip


def _fact(name: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name),
        rx.el.dd(rx.cond(value != "", value, rx.el.span("Not given", class_name="muted"))),
    )


def _dialogs() -> rx.Component:
    shared = {"on_close": Mine.close, "errors": Mine.fields, "problem": Mine.problem}
    whose = identity(Mine.record)
    return rx.fragment(
        record_dialog(
            "Add a measurement", whose,
            measurement(
                {}, Mine.vital, Mine.choose, Mine.fields, HOME, "Leave it empty for now."
            ),
            is_open=Mine.dialog == "measure", on_submit=Mine.measure, confirm="Add", **shared,
        ),
        record_dialog(
            "My needs and contact", whose, *needs_fields(Mine.form, Mine.fields),
            is_open=Mine.dialog == "needs", on_submit=Mine.change_needs, confirm="Save", **shared,
        ),
    )  # fmt: skip
