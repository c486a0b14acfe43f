"""The note of a consultation: written beside the chat, and read once it is completed.

How to place it, in the zone "Note" of a clinician's consultation page, with `NoteState` and
`SavedTextState` among the page's States (`also=`):

    rx.cond(
        Open.view.note,
        note_view(Open.view.note, thread=Open.view.id, person=Live.person_id, …),
        rx.cond(Note.editor.writes, note_editor(Note.editor, thread=Open.view.id, …)),
    )

`thread` is the consultation of the page. What is typed is kept in the tab under person and thread,
so that nothing is lost when the line is cut, the page is reloaded, or somebody else ends it.
"""

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from portal.components.consultation_text import note
from portal.components.ui.moment import moment
from portal.components.ui.name import name, namesake_mark
from portal.components.ui.print_button import PrintButton
from portal.components.ui.urgency_mark import urgency_mark
from portal.domain.consultation_word import Outcome
from portal.schemas.consultation import ConsultationRow, NoteView
from portal.schemas.consultation_claim import Complete
from portal.schemas.note import TEXTS, NoteEditorView
from portal.schemas.saved_text import SavedTextView

SCRIPT = rx.asset("note.jsx", shared=True)
PARTS = [
    rx.asset(name, shared=True) for name in ("icd10.jsx", "note_codes.jsx", "note_templates.jsx")
]

OUTCOMES = [{"value": one.value, "label": one.words} for one in Outcome]
SAY = dict(Complete.SAY)


def _least() -> dict[str, int]:
    """Return how long each text must at least be, as the schema itself says."""
    lengths = {
        name: next((one.min_length for one in rules if hasattr(one, "min_length")), 0)
        for name in TEXTS
        for rules in [Complete.model_fields[name].metadata]
    }
    return {"outcome": 1} | {name: least for name, least in lengths.items() if least}


class NoteEditor(rx.NoSSRComponent):
    """Sections, diagnoses, outcome and advice; kept while they are typed, completed from here."""

    library = SCRIPT.importable_path
    tag = "NoteEditor"

    editor: rx.Var[NoteEditorView]
    thread: rx.Var[str]
    person: rx.Var[str]
    patient: rx.Var[str]
    outcomes: rx.Var[list[dict[str, str]]]
    templates: rx.Var[list[SavedTextView]]
    say: rx.Var[dict[str, str]]
    least: rx.Var[dict[str, int]]
    asked: rx.Var[bool]
    lead: rx.Var[bool]
    manage: rx.Var[str]
    on_asked: rx.EventHandler[no_args_event_spec]
    on_keep: rx.EventHandler[passthrough_event_spec(str, str, dict, bool)]


class Leftover(rx.NoSSRComponent):
    """What this tab still holds of a note that was closed before it was sent."""

    library = SCRIPT.importable_path
    tag = "Leftover"

    thread: rx.Var[str]
    person: rx.Var[str]


def note_editor(
    editor: rx.Var[NoteEditorView],
    *,
    thread: rx.Var[str],
    person: rx.Var[str],
    patient: rx.Var[str],
    templates: rx.Var[list[SavedTextView]],
    said: rx.Var[str],
    asked: rx.Var[bool],
    lead: rx.Var[bool],
    manage: str,
    on_asked: rx.event.EventType[()],
    on_keep: rx.event.EventCallback,
) -> rx.Component:
    """Show the editor of a note that can still be written.

    `asked` turns true when somebody presses Complete elsewhere on the page; `on_asked` takes it
    back. `said` is what became of a template that was kept.
    """
    return rx.el.div(
        rx.el.p(said, role="status", class_name="note-said small soft"),
        NoteEditor.create(
            editor=editor,
            thread=thread,
            person=person,
            patient=patient,
            outcomes=OUTCOMES,
            templates=templates,
            say=SAY,
            least=_least(),
            asked=asked,
            lead=lead,
            manage=manage,
            on_asked=on_asked,
            on_keep=on_keep,
        ),
    )


def note_view(
    kept: rx.Var[NoteView],
    *,
    thread: rx.Var[str],
    person: rx.Var[str],
    about: rx.Component,
) -> rx.Component:
    """Show a note that is written, what was added, and the ways to take it away.

    `about` says on paper whose note it is.
    """
    return rx.el.div(
        Leftover.create(thread=thread, person=person),
        rx.el.div(about, class_name="print-only"),
        note(kept),
        rx.el.div(
            *summary_ways(thread),
            class_name="row wrap note-ways no-print",
        ),
        class_name="summary-sheet",
    )


def summary_ways(thread: rx.Var[str]) -> tuple[rx.Component, rx.Component]:
    """Offer the summary as a PDF, and on paper."""
    return _summary_link(thread), PrintButton.create(word="Print")


def _summary_link(thread: rx.Var[str]) -> rx.Component:
    return rx.button(
        rx.el.a(
            rx.icon("file-down", size=15, aria_hidden="true"),
            "Summary (PDF)",
            href="/api/consultations/" + thread + "/summary.pdf",
            target="_blank",
        ),
        as_child=True,
        variant="surface",
        color_scheme="gray",
    )


def next_patient(rows: rx.Var[list[ConsultationRow]], home: str) -> rx.Component:
    """Lead to what waits first on the work list, or say that nothing does."""
    return rx.el.section(
        rx.cond(
            rows.length() > 0,
            rx.foreach(rows, lambda row: _next(row, home)),
            rx.el.p(
                rx.icon("circle-check", size=18, aria_hidden="true"),
                rx.el.span("Nothing waits for you."),
                rx.el.a("Work list", href=home),
                class_name="row wrap",
            ),
        ),
        class_name="next-patient",
        aria_label="Next patient",
    )


def _next(row: rx.Var[ConsultationRow], home: str) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.el.b(
                    name(row.patient),
                    rx.cond(row.age != None, ", " + row.age.to(str), ""),  # noqa: E711 - a Var
                ),
                urgency_mark(row.urgency),
                class_name="row wrap",
            ),
            namesake_mark(row.namesake, row.born),
            rx.el.p(row.symptoms, class_name="small soft clamp"),
            rx.el.p("Waiting since ", moment(row.since, "full"), class_name="tiny muted"),
            class_name="col g4 grow",
        ),
        rx.button(
            rx.el.a(
                "Next patient",
                rx.icon("arrow-right", size=15, aria_hidden="true"),
                href=home + "/consultations/" + row.id,
            ),
            as_child=True,
        ),
        class_name="row between wrap",
        key=row.id,
    )
