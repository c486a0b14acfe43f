"""The prescriptions that a clinician wrote or answers for, and one of them."""

import reflex as rx

from portal.components.prescription_detail import about_the_patient, items, thread, where_it_is
from portal.components.prescription_dialog import prescriber_dialogs
from portal.components.prescription_list import prescription_line
from portal.components.status import PRESCRIPTION
from portal.components.ui.empty_state import empty_state
from portal.components.ui.held import Held
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.more_menu import more_menu
from portal.components.ui.name import name, namesake_line
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.search_field import search_field
from portal.components.ui.show_more import show_more
from portal.components.ui.status_pill import status_pill
from portal.components.ui.timeline import timeline
from portal.pages.shell import CLINICAL, for_roles
from portal.state.live import LiveState as Live
from portal.state.prescription import ClinicianPrescriptionState as Open
from portal.state.prescription_list import ClinicianPrescriptionsState as All

TABS = (
    ("waiting", "Waiting for my answer"),
    ("drafts", "Drafts"),
    ("active", "Active"),
    ("past", "Past"),
)
EMPTY = {
    "waiting": ("message-circle-question", "No pharmacy waits for you",
                "When a pharmacy asks about a prescription, the question appears here at once."),
    "drafts": ("pencil-line", "No drafts",
               "What you have begun and not signed yet appears here, until it is discarded."),
    "active": ("pill", "Nothing is being supplied",
               "Prescriptions appear here once you sign them. Prescribe inside a consultation, or "
               "from a patient’s record."),
    "past": ("archive", "Nothing here yet",
             "What was supplied, cancelled or has expired appears here."),
}  # fmt: skip
SELDOM = ("end_repeats", "cancel", "request_stop")


@for_roles(
    "/prescriptions",
    CLINICAL,
    title=rx.cond(
        All.counts["waiting"] > 0,
        All.counts["waiting"].to(str) + " to answer · Prescriptions · Handover",
        "Prescriptions · Handover",
    ),
    place="Prescriptions",
    state=All,
)
def prescriptions(home: str) -> rx.Component:
    """Show one tab, newest first."""
    return rx.fragment(
        page_header("Prescriptions", rx.el.span(All.total, " in this list, newest first")),
        problem_notice(All.problem),
        rx.el.div(
            rx.el.nav(
                *[_tab(name, word) for name, word in TABS],
                class_name="filters",
                aria_label="Which prescriptions",
            ),
            rx.el.div(
                search_field("q", "Patient, medicine or code", All.text, All.search),
                role="search", class_name="rx-find",
            ),
            class_name="rx-tools",
        ),
        rx.cond(
            All.loading,
            loading(5),
            rx.cond(
                All.rows.length() > 0,
                rx.el.ol(
                    rx.foreach(All.rows, lambda row: prescription_line(row, home)),
                    class_name="work rx-work",
                    role="list",
                    aria_label="Prescriptions",
                ),
                _nothing(home),
            ),
        ),
        show_more(All.rows.length(), All.total, All.cursor != "", All.more),
    )  # fmt: skip


@for_roles(
    "/prescriptions/[prescription_id]",
    CLINICAL,
    title=rx.cond(
        Open.view.patient != "",
        Open.view.patient + " · Prescription · Handover",
        "Prescription · Handover",
    ),
    place="Prescriptions",
    state=Open,
    detail=True,
)
def prescription(home: str) -> rx.Component:
    """Show where it is, each medicine, what was asked, and the steps that are open."""
    return rx.fragment(
        _whole(home),
        Held.create(
            born=Live.born,
            person=Live.person_id,
            what={"id": Open.view.id, "dialog": Open.dialog},
            empty=Open.dialog == "",
            ready=~Open.loading & (Open.view.id != ""),
            on_lost=Open.resume,
        ),
    )


def _whole(home: str) -> rx.Component:
    return rx.cond(
        Open.loading,
        loading(6),
        rx.cond(
            Open.missing != "",
            rx.fragment(
                rx.el.h1("Prescription", class_name="vh"),
                empty_state(
                    "search-x",
                    "You cannot open this prescription",
                    Open.missing,
                    rx.button(
                        rx.el.a("My prescriptions", href=f"{home}/prescriptions"),
                        as_child=True,
                        size="3",
                    ),
                ),
            ),
            rx.fragment(
                page_header(_who(), _stands(), *_steps()),
                problem_notice(rx.cond(Open.dialog == "", Open.problem, "")),
                rx.el.div(
                    rx.el.div(
                        where_it_is(Open.view, home),
                        thread(Open.view, Open.take("answer")),
                        items(Open.view),
                        class_name="col g12",
                    ),
                    rx.el.aside(
                        about_the_patient(Open.view, home),
                        _past(home),
                        class_name="col g12",
                        aria_label="Patient and timeline",
                    ),
                    class_name="split rx-split",
                    custom_attrs={"data-id": Open.view.id, "data-status": Open.view.status},
                ),
                *prescriber_dialogs(Open),
            ),
        ),
    )


def _tab(name: str, word: str) -> rx.Component:
    count = rx.el.b(All.counts[name]) if name in ("waiting", "drafts") else rx.fragment()
    return rx.el.a(
        count,
        word,
        href=f"?show={name}",
        class_name="chip",
        custom_attrs={"aria-current": rx.cond(All.show == name, "true", "false")},
    )


def _nothing(home: str) -> rx.Component:
    found = rx.button(
        "Show all of this list", on_click=All.search(""), variant="surface", color_scheme="gray",
    )  # fmt: skip
    patients = rx.button(
        rx.el.a("My patients", href=f"{home}/patients"),
        as_child=True, variant="surface", color_scheme="gray",
    )  # fmt: skip
    return rx.cond(
        All.text != "",
        empty_state("search-x", "Nothing found", "No prescription in this list fits.", found),
        rx.match(
            All.show,
            *[
                (name, empty_state(*words, *((patients,) if name == "active" else ())))
                for name, words in EMPTY.items()
            ],
            rx.fragment(),
        ),
    )


def _who() -> rx.Component:
    return rx.fragment(
        name(Open.view.patient),
        rx.cond(Open.view.age != None, ", " + Open.view.age.to(str), ""),  # noqa: E711 - a Var
        rx.cond(Open.view.sex != "unknown", ", " + Open.view.sex, ""),
        rx.cond(Open.view.born != "", rx.el.span(" born ", Open.view.born, class_name="born")),
    )


def _stands() -> rx.Component:
    return rx.fragment(
        status_pill(Open.view.status, PRESCRIPTION),
        rx.el.span(Open.view.code, class_name="strong nowrap"),
        rx.cond(
            Open.view.signed_at,
            rx.el.span(Open.view.prescriber, ", ", moment(Open.view.signed_at, "full")),
        ),
        rx.cond(
            Open.view.turn_words != "",
            rx.el.span(
                Open.view.turn_words, " since ", moment(Open.view.since, "full"),
                class_name="strong",
            ),
        ),
        namesake_line(Open.view.namesake),
    )  # fmt: skip


def _steps() -> list[rx.Component]:
    return [
        rx.cond(
            Open.view.step == "answer",
            rx.button(
                rx.icon("message-square-reply", size=15, aria_hidden="true"),
                "Answer…",
                on_click=Open.take("answer"),
            ),
        ),
        rx.button(
            rx.el.a(
                rx.icon("file-down", size=15, aria_hidden="true"),
                "PDF",
                href="/api/prescriptions/" + Open.view.id + "/pdf",
                target="_blank",
            ),
            as_child=True,
            variant="surface",
            color_scheme="gray",
        ),
        rx.button(
            rx.icon("repeat", size=15, aria_hidden="true"),
            "Prescribe again",
            on_click=Open.again,
            variant="surface",
            color_scheme="gray",
        ),
        rx.cond(Open.view.steps.length() > 0, more_menu(Open.view.steps, SELDOM, Open.take)),
    ]


def _past(home: str) -> rx.Component:
    return rx.el.section(
        rx.el.h2("What happened", class_name="gap"),
        timeline(Open.view.timeline, Open.view.turn_words, Open.view.since.to(str), reasons=True),
        rx.cond(
            Open.view.consultation_id != "",
            rx.el.a(
                "Open the consultation",
                href=f"{home}/consultations/" + Open.view.consultation_id,
                class_name="small",
            ),
        ),
        class_name="panel pad",
        aria_label="Timeline",
    )
