"""A patient's whole record, and the list of one's patients."""

import reflex as rx

from portal.components.record import born, identity, record_panel, told_apart
from portal.components.record_form import entry_dialogs
from portal.components.record_timeline import (
    charts,
    history_list,
    kind_filter,
    patient_rows,
    timeline_list,
)
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.name import name
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.search_field import search_field
from portal.components.ui.zones import zone_tabs
from portal.pages.attachment import ACTIONS, attachment_dialogs
from portal.pages.clinician.desk import desk
from portal.pages.shell import CLINICAL, for_roles
from portal.state.prescription_desk import PrescriptionDeskState as Desk
from portal.state.record import MyPatientsState as Mine
from portal.state.record import PatientPanelState as Panel
from portal.state.record_timeline import RecordTimelineState as Past


@for_roles("/patients", CLINICAL, title="Patients · Handover", place="Patients", state=Mine)
def patients(home: str) -> rx.Component:
    """List my patients, narrowed while I type."""
    return rx.fragment(
        page_header("Patients", rx.el.span(Mine.total, " you have a consultation with")),
        problem_notice(Mine.problem),
        rx.cond(
            Mine.loading,
            loading(6),
            rx.fragment(
                rx.el.div(
                    rx.el.label("Find by name or day of birth", html_for="patient-search"),
                    search_field(
                        "patient-search", "", Mine.asked, Mine.search,
                        placeholder="Nwosu, or 17.5.1980", most=100,
                    ),
                    class_name="field narrow gap",
                ),
                rx.cond(
                    Mine.rows.length() > 0,
                    rx.fragment(
                        patient_rows(Mine.rows, home),
                        rx.cond(
                            Mine.total > Mine.rows.length(),
                            rx.el.p(Mine.total - Mine.rows.length(), " more: type a name.",
                                    class_name="soft small more"),
                        ),
                    ),
                    empty_state(
                        "users", "No patient found",
                        "Here are the patients you have a consultation with, or whose request "
                        "waits for you.",
                    ),
                ),
            ),
        ),
    )  # fmt: skip


@for_roles(
    "/patients/[patient_id]",
    CLINICAL,
    title=rx.cond(
        Panel.record.name != "", Panel.record.name + " · Record · Handover", "Record · Handover"
    ),
    place="Patients",
    state=Panel,
    also=(Past, Desk),
    detail=True,
)
def record(home: str) -> rx.Component:
    """Show the glance, then charts, timeline and history."""
    return rx.cond(
        Panel.loading,
        loading(6),
        rx.cond(
            Panel.missing != "",
            rx.fragment(
                rx.el.h1("Record", class_name="vh"),
                empty_state(
                    "search-x", "You cannot open this record", Panel.missing,
                    rx.button(rx.el.a("My patients", href=f"{home}/patients"), as_child=True,
                              size="3"),
                ),
            ),
            rx.fragment(
                page_header(
                    name(Panel.record.name),
                    rx.fragment(rx.el.span(born(Panel.record)), told_apart(Panel.record)),
                ),
                problem_notice(rx.cond(Panel.dialog == "", Panel.problem, Past.problem)),
                zone_tabs(("past", "Record"), ("prescribe", "Prescribe")),
                rx.el.div(
                    rx.el.div(desk(home), class_name="panel record-prescribe"),
                    rx.el.div(
                        _section("Over time", charts(Past.series, Past.chart)),
                        _section(
                            "Timeline",
                            kind_filter(Past.kind, Past.show),
                            timeline_list(Past.rows, Past.more, Past.earlier, home),
                        ),
                        _section(
                            "What entries once said",
                            history_list(Past.history_kind, Past.history, Past.look_back),
                        ),
                        class_name="col g16 record-past",
                    ),
                    rx.el.aside(
                        record_panel(Panel.record, Panel.begin, Panel.amend, ACTIONS),
                        class_name="col g12",
                        aria_label="At a glance",
                    ),
                    class_name="record-split",
                ),
                entry_dialogs(Panel, identity(Panel.record)),
                attachment_dialogs(),
            ),
        ),
    )  # fmt: skip


def _section(title: str, *body: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title, class_name="gap"), *body, class_name="panel pad",
                         aria_label=title)  # fmt: skip
