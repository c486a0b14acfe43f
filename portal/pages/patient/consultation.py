"""The patient's consultations: the list, and one of them."""

import reflex as rx

from portal.components.consultation_dialog import patient_dialogs
from portal.components.consultation_head import time_box
from portal.components.consultation_text import advice
from portal.components.note import summary_ways
from portal.components.patient_card import ask_button, patient_card
from portal.components.prescription_card import prescribed
from portal.components.status import CONSULTATION
from portal.components.ui.empty_state import empty_state
from portal.components.ui.field import field, hints
from portal.components.ui.form_key import FormKey
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.status_pill import status_pill
from portal.components.ui.timeline import timeline
from portal.domain.permission import Role
from portal.pages.attachment import attachment_dialogs
from portal.pages.consultation import chat, missing, request_files
from portal.pages.shell import page
from portal.state.consultation import ConsultationState as Open
from portal.state.prescription_mine import ConsultationMedicinesState as Prescribed
from portal.state.work_list import PatientConsultationsState as Mine


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
    also=(Prescribed,),
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
                _question(),
                time_box(Open.view, Open.agree, Open.keep),
                _advice(),
                prescribed(Prescribed.rows),
                chat(),
                _request(),
                _steps(),
                *patient_dialogs(Open),
                attachment_dialogs(),
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
                    moment(Open.view.due_at, "by"),
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
            (
                "info_needed",
                rx.fragment(
                    "Your answer is needed ",
                    moment(Open.view.due_at, "by"),
                    ". Then your request goes on.",
                ),
            ),
            (
                "no_show",
                rx.fragment(
                    Open.view.clinician,
                    " was there and did not reach you. Please ask again if you still need help.",
                ),
            ),
            (
                "missed",
                rx.fragment(
                    "Nobody came for you. We are sorry. Please call ",
                    rx.el.a(Open.view.practice_phone, href="tel:" + Open.view.practice_phone),
                    " or ask again.",
                ),
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
            advice(Open.view.note, Open.view.practice_phone, *summary_ways(Open.view.id)),
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
            request_files(),
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


def _question() -> rx.Component:
    return rx.cond(
        Open.view.question != "",
        rx.el.section(
            rx.el.h2(Open.view.asker, " asks you"),
            rx.el.p(Open.view.question, class_name="quote"),
            rx.form(
                FormKey.create(name="form_key"),
                field(
                    "answer",
                    "Your answer",
                    rx.text_area(
                        id="answer", name="answer", rows="4", size="3", max_length=4000,
                        custom_attrs=hints("answer"),
                    ),
                    Open.fields,
                    "Your request goes on as soon as you have answered.",
                ),
                rx.el.div(
                    rx.button("Send answer", type="submit", size="3"),
                    rx.button("I answered in the chat", type="button", size="3", variant="surface",
                              color_scheme="gray", on_click=Open.answer_in_chat),
                    class_name="row wrap g8",
                ),
                on_submit=Open.answer,
                class_name="col g12",
                custom_attrs={"noValidate": True},
            ),
            class_name="card stack call-out",
            aria_label="Question for you",
        ),
    )  # fmt: skip


def _steps() -> rx.Component:
    return rx.el.div(
        rx.foreach(
            Open.view.steps,
            lambda step: rx.match(
                step.name,
                ("cancel", _step("Cancel this consultation…", "cancel")),
                ("propose", _step("Propose another time…", "propose")),
                ("miss", _step("Nobody came…", "miss")),
                rx.fragment(),
            ),
        ),
        class_name="row wrap",
    )


def _step(word: str, name: str) -> rx.Component:
    return rx.button(
        word, on_click=Open.take(name), variant="surface", color_scheme="gray", size="3"
    )
