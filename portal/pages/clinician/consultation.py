"""One consultation as its clinician sees it."""

import reflex as rx

from portal.components.consultation_dialog import clinician_dialogs
from portal.components.consultation_head import question_box, steps, time_box, where_it_stands
from portal.components.consultation_text import ending, note, request
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.timeline import timeline
from portal.components.ui.zones import zone_tabs, zones
from portal.pages.consultation import chat, missing
from portal.pages.shell import CLINICAL, for_roles
from portal.state.consultation import ConsultationState as Open


@for_roles(
    "/consultations/[consultation_id]",
    CLINICAL,
    title=rx.cond(
        Open.view.patient != "",
        Open.view.patient + " · Consultation · Handover",
        "Consultation · Handover",
    ),
    place="Consultations",
    state=Open,
    detail=True,
)
def consultation(home: str) -> rx.Component:
    """Show request and timeline, conversation and note, and the patient's record side by side."""
    return rx.cond(
        Open.loading,
        loading(6),
        rx.cond(
            Open.missing != "",
            rx.fragment(rx.el.h1("Consultation", class_name="vh"), missing(home)),
            rx.fragment(
                page_header(
                    _who(),
                    where_it_stands(Open.view, Open.turn_words, Open.since),
                    *steps(Open.view, Open.take, Open.pass_on),
                ),
                problem_notice(rx.cond(Open.dialog == "", Open.problem, "")),
                question_box(Open.view),
                time_box(Open.view, Open.agree, Open.keep),
                zone_tabs(
                    ("chat", "Chat"), ("note", "Note"), ("record", "Record"), ("request", "Request")
                ),
                zones(
                    request=_asked(),
                    chat=chat(),
                    note=_note(),
                    record=_record(),
                    data={"data-id": Open.view.id, "data-status": Open.view.status},
                ),
                *clinician_dialogs(Open),
            ),
        ),
    )


def _who() -> rx.Component:
    return rx.fragment(
        Open.view.patient,
        rx.cond(Open.view.age != None, ", " + Open.view.age.to(str), ""),  # noqa: E711 - a Var
        rx.cond(Open.view.sex != "unknown", ", " + Open.view.sex, ""),
    )


def _asked() -> rx.Component:
    return rx.fragment(
        request(Open.view),
        ending(Open.view),
        rx.el.section(
            rx.el.h2("What happened", class_name="gap"),
            timeline(Open.view.timeline, Open.turn_words, Open.since, Open.view.due_at),
            class_name="panel pad",
            aria_label="Timeline",
        ),
    )


def _note() -> rx.Component:
    return rx.cond(
        Open.view.note,
        note(Open.view.note),
        rx.el.p("The note is written when the consultation is completed.", class_name="soft pad"),
    )


def _record() -> rx.Component:
    return rx.fragment()
