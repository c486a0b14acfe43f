"""One consultation as its clinician sees it."""

import reflex as rx

from portal.components.consultation_dialog import clinician_dialogs
from portal.components.consultation_head import question_box, steps, time_box, where_it_stands
from portal.components.consultation_text import ending, request
from portal.components.note import next_patient, note_editor, note_view
from portal.components.record import identity, record_panel
from portal.components.record_form import entry_dialogs
from portal.components.saved_text import SavedReplies
from portal.components.ui.loading import loading
from portal.components.ui.name import name
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.timeline import timeline
from portal.components.ui.zones import zone_tabs, zones
from portal.pages.attachment import ACTIONS, attachment_dialogs
from portal.pages.clinician.desk import desk
from portal.pages.consultation import chat, missing, request_files
from portal.pages.shell import CLINICAL, for_roles
from portal.state.consultation import ConsultationState as Open
from portal.state.live import LiveState as Live
from portal.state.note import NoteState as Note
from portal.state.prescription_desk import PrescriptionDeskState as Desk
from portal.state.record import PatientPanelState as Panel
from portal.state.saved_text import SavedTextState as Texts


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
    also=(Panel, Note, Texts, Desk),
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
                _next(home),
                zone_tabs(
                    ("chat", "Chat"),
                    ("note", "Note"),
                    ("prescribe", "Prescribe"),
                    ("record", "Record"),
                    ("request", "Request"),
                ),
                zones(
                    request=_asked(),
                    chat=chat(_replies(home)),
                    note=_note(home),
                    prescribe=desk(home),
                    record=_record(home),
                    data={"data-id": Open.view.id, "data-status": Open.view.status},
                ),
                *clinician_dialogs(Open),
                attachment_dialogs(),
            ),
        ),
    )


def _who() -> rx.Component:
    return rx.fragment(
        name(Open.view.patient),
        rx.cond(Open.view.age != None, ", " + Open.view.age.to(str), ""),  # noqa: E711 - a Var
        rx.cond(Open.view.sex != "unknown", ", " + Open.view.sex, ""),
        rx.cond(Open.view.born != "", rx.el.span(" born ", Open.view.born, class_name="born")),
    )


def _asked() -> rx.Component:
    return rx.fragment(
        request(Open.view, request_files()),
        ending(Open.view),
        rx.el.section(
            rx.el.h2("What happened", class_name="gap"),
            timeline(Open.view.timeline, Open.turn_words, Open.since, Open.view.due_at),
            class_name="panel pad",
            aria_label="Timeline",
        ),
    )


def _note(home: str) -> rx.Component:
    return rx.cond(
        Open.view.note,
        note_view(
            Open.view.note,
            thread=Open.view.id,
            person=Live.person_id,
            about=rx.fragment(
                rx.el.h1("Consultation summary"), rx.el.p(_who(), " · ", Open.view.practice)
            ),
        ),
        rx.cond(
            Note.editor.writes,
            note_editor(
                Note.editor,
                thread=Open.view.id,
                person=Live.person_id,
                patient=Open.view.patient,
                templates=Texts.templates,
                said=rx.cond(Texts.problem != "", Texts.problem, Texts.said),
                asked=Open.dialog == "complete",
                lead=Texts.lead,
                manage=f"{home}/texts",
                on_asked=Open.close(False),  # noqa: FBT003 - as a dialog reports it
                on_keep=Texts.keep,
            ),
            rx.el.p("The note is written while the consultation goes on.", class_name="soft pad"),
        ),
    )


def _next(home: str) -> rx.Component:
    over = ("completed", "no_show", "cancelled", "declined", "missed", "expired")
    return rx.cond(
        rx.Var.create(list(over)).contains(Open.view.status), next_patient(Note.upcoming, home)
    )


def _replies(home: str) -> rx.Component:
    return SavedReplies.create(
        replies=Texts.replies,
        patient=Open.view.patient,
        clinician=Live.name,
        lead=Texts.lead,
        manage=f"{home}/texts",
        on_keep=Texts.keep,
    )


def _record(home: str) -> rx.Component:
    whole = f"{home}/patients/{Panel.record.patient_id}"
    return rx.cond(
        Panel.missing != "",
        rx.el.section(
            rx.el.h2("Record", class_name="gap"),
            rx.el.p(Panel.missing, class_name="soft small"),
            class_name="panel pad",
            aria_label="Record",
        ),
        rx.fragment(
            record_panel(Panel.record, Panel.begin, Panel.amend, ACTIONS, page=whole),
            entry_dialogs(Panel, identity(Panel.record)),
        ),
    )
