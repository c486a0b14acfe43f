"""The patient's consultations: the list, and one of them."""

import reflex as rx

from portal.components.status import CONSULTATION
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.status_pill import status_pill
from portal.components.ui.step_dialog import Asked, step_dialog
from portal.components.ui.timeline import timeline
from portal.components.work_list import patient_card
from portal.domain.permission import Role
from portal.pages.consultation import chat, missing
from portal.pages.shell import page
from portal.state.consultation import ConsultationState as Open
from portal.state.work_list import PatientConsultationsState as Mine

CANCEL = (Asked("reason", "Why? (You need not say)", "It helps your practice to know."),)


@page(
    "/patient/consultations",
    title="Consultations · Handover",
    role=Role.PATIENT,
    place="Consultations",
    state=Mine,
)
def consultations() -> rx.Component:
    """Show what is going on, and what is over."""
    return rx.fragment(
        rx.el.div(rx.el.h1("Consultations"), ask_button(), class_name="row between wrap"),
        problem_notice(Mine.problem),
        rx.el.div(rx.el.h2("Going on"), class_name="sec"),
        rx.cond(
            Mine.loading,
            loading(2),
            rx.cond(
                Mine.active.length() > 0,
                cards(Mine.active, "Going on"),
                empty_state(
                    "messages-square",
                    "Nothing going on",
                    "When you ask for a consultation, it appears here and changes by itself.",
                ),
            ),
        ),
        rx.el.div(rx.el.h2("Past"), class_name="sec"),
        rx.cond(
            Mine.past.length() > 0,
            cards(Mine.past, "Past"),
            rx.el.p("Consultations that are over appear here.", class_name="soft"),
        ),
        rx.cond(
            Mine.cursor != "",
            rx.button(
                "Show older",
                on_click=Mine.more,
                variant="surface",
                color_scheme="gray",
                size="3",
                class_name="more",
            ),
        ),
    )


def cards(rows: rx.Var, label: str) -> rx.Component:
    """Show consultations as a list of cards."""
    return rx.el.ul(
        rx.foreach(rows, patient_card), class_name="card cards", role="list", aria_label=label
    )


def ask_button() -> rx.Component:
    """Lead to the request form."""
    return rx.button(
        rx.el.a("Ask for a consultation", href="/patient/consultations/new"),
        as_child=True,
        size="3",
    )


@page(
    "/patient/consultations/[consultation_id]",
    title=rx.cond(
        Open.view.partner != "",
        Open.view.partner + " · Consultation · Handover",
        "Consultation · Handover",
    ),
    role=Role.PATIENT,
    place="Consultations",
    state=Open,
)
def consultation() -> rx.Component:
    """Show where it stands, the conversation, and what was asked."""
    return rx.cond(
        Open.loading,
        loading(5),
        rx.cond(
            Open.missing != "",
            rx.fragment(
                rx.el.h1("Consultation", class_name="vh"), missing("/patient/consultations")
            ),
            rx.el.div(
                rx.el.p(
                    rx.el.a("Consultations", href="/patient/consultations"), class_name="small"
                ),
                rx.el.div(
                    rx.el.h1(Open.view.partner),
                    status_pill(Open.view.status, CONSULTATION),
                    class_name="row between wrap",
                ),
                _where_it_stands(),
                problem_notice(rx.cond(Open.dialog == "", Open.problem, "")),
                _advice(),
                chat(),
                _request(),
                _cancel(),
                class_name="stack",
                custom_attrs={"data-id": Open.view.id, "data-status": Open.view.status},
            ),
        ),
    )


def _where_it_stands() -> rx.Component:
    return rx.el.p(
        rx.match(
            Open.view.status,
            (
                "requested",
                rx.fragment(
                    "Your request is with ",
                    rx.cond(Open.view.pool, Open.view.practice, Open.view.clinician),
                    ". You will have an answer ",
                    moment(Open.view.due_at, "left"),
                    ".",
                ),
            ),
            (
                "accepted",
                rx.fragment(
                    Open.view.clinician,
                    " has accepted. Agreed for ",
                    moment(Open.view.scheduled_for, "full"),
                    ".",
                ),
            ),
            (
                "in_progress",
                rx.fragment(Open.turn_words, " since ", moment(Open.since, "full"), "."),
            ),
            ("completed", rx.fragment("Completed ", moment(Open.view.since, "full"), ".")),
            (
                "declined",
                rx.fragment(
                    Open.view.clinician, " could not take this on. Please read the advice."
                ),
            ),
            ("cancelled", rx.fragment("This consultation was cancelled.")),
            (
                "expired",
                rx.fragment(
                    "Nobody could answer in time. We are sorry. Please call ",
                    rx.el.a(Open.view.practice_phone, href="tel:" + Open.view.practice_phone),
                    " or ask again.",
                ),
            ),
            rx.fragment(),
        ),
        class_name="soft",
    )


def _advice() -> rx.Component:
    return rx.fragment(
        rx.cond(
            Open.view.note,
            rx.el.section(
                rx.el.h2("What to watch for"),
                rx.el.p(Open.view.note.watch_for, class_name="quote"),
                rx.el.p(
                    "Worse, or worried? Call ",
                    rx.el.a(Open.view.practice_phone, href="tel:" + Open.view.practice_phone),
                    ".",
                    class_name="small soft",
                ),
                class_name="card stack",
            ),
        ),
        rx.cond(
            (Open.view.reason != "") | (Open.view.advice != ""),
            rx.el.section(
                rx.el.h2("Reason"),
                rx.el.p(Open.view.reason, class_name="quote"),
                rx.cond(
                    Open.view.advice != "",
                    rx.fragment(
                        rx.el.h2("What to do instead"),
                        rx.el.p(Open.view.advice, class_name="quote"),
                    ),
                ),
                class_name="card stack",
            ),
        ),
    )


def _request() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            rx.el.h2("What you asked"),
            rx.el.p(Open.view.symptoms, class_name="quote"),
            rx.el.p(Open.view.began, class_name="small muted"),
            class_name="card stack",
        ),
        rx.el.section(
            rx.el.h2("What happened", class_name="gap"),
            timeline(Open.view.timeline, Open.turn_words, Open.since, Open.view.due_at),
            class_name="card",
            aria_label="Timeline",
        ),
        class_name="stack",
    )


def _cancel() -> rx.Component:
    return rx.fragment(
        rx.foreach(
            Open.view.steps,
            lambda step: rx.cond(
                step.name == "cancel",
                rx.button(
                    "Cancel this consultation…",
                    on_click=Open.ask("cancel"),
                    variant="surface",
                    color_scheme="gray",
                    size="3",
                ),
            ),
        ),
        step_dialog(
            "Cancel this consultation?",
            "The practice is told at once. You can ask again at any time.",
            CANCEL,
            "Cancel consultation",
            is_open=Open.dialog == "cancel",
            on_close=Open.close,
            on_submit=Open.cancel,
            errors=Open.fields,
            problem=Open.problem,
        ),
    )
