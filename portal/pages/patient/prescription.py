"""The patient's prescriptions: what is on the way, what is over, and one of them."""

import reflex as rx

from portal.components.lane import stations
from portal.components.pharmacy_choice import pharmacy_dialog
from portal.components.prescription_card import (
    HOME,
    errand,
    prescription_cards,
    prescription_lines,
)
from portal.components.prescription_mine import my_items, pharmacy_card, what_to_do
from portal.components.qr_card import qr_card
from portal.components.status import STAGE
from portal.components.ui.empty_state import empty_state
from portal.components.ui.held import Held
from portal.components.ui.loading import loading
from portal.components.ui.moment import zone_note
from portal.components.ui.notice import problem_notice
from portal.components.ui.print_button import PrintButton
from portal.components.ui.status_pill import status_pill
from portal.components.ui.timeline import timeline
from portal.domain.permission import Role
from portal.domain.prescription_stage import Stage
from portal.pages.shell import page
from portal.state.live import LiveState as Live
from portal.state.prescription_mine import MyMedicinesState as Mine
from portal.state.prescription_mine import MyPrescriptionState as Open

PLACE = "Medicines"
ASK = "/patient/consultations/new"


@page(HOME, title="Medicines · Handover", role=Role.PATIENT, place=PLACE, state=Mine)
def prescriptions() -> rx.Component:
    """Show what waits for the patient, what is on the way, and what is over."""
    return rx.fragment(
        rx.el.h1("Medicines"),
        problem_notice(Mine.problem),
        rx.cond(
            Mine.loading,
            rx.el.div(loading(3), class_name="sec-gap"),
            rx.fragment(
                rx.cond(
                    Mine.errands.length() > 0,
                    rx.fragment(
                        rx.el.div(rx.el.h2("Waiting for you"), class_name="sec"),
                        errands(Mine.errands),
                    ),
                ),
                rx.el.div(rx.el.h2("On the way"), class_name="sec"),
                rx.cond(
                    Mine.active.length() > 0,
                    prescription_cards(Mine.active, "On the way"),
                    empty_state(
                        "pill",
                        "Nothing on the way",
                        "When a clinician prescribes something for you, it appears here at once, "
                        "and you can follow it to the counter.",
                    ),
                ),
                rx.el.div(rx.el.h2("Past"), class_name="sec"),
                rx.cond(
                    Mine.past.length() > 0,
                    prescription_lines(Mine.past, "Past"),
                    rx.el.p(
                        "What you have received, and what is over, appears here.",
                        class_name="soft",
                    ),
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
            ),
        ),
    )


def errands(rows: rx.Var) -> rx.Component:
    """Show what waits for the patient."""
    return rx.el.ul(
        rx.foreach(rows, errand), class_name="card cards", role="list", aria_label="Waiting for you"
    )


@page(
    f"{HOME}/[prescription_id]",
    title=rx.cond(
        Open.view.title != "", Open.view.title + " · Handover", "Prescription · Handover"
    ),
    role=Role.PATIENT,
    place=PLACE,
    state=Open,
)
def prescription() -> rx.Component:
    """Show the code, where it is, each medicine, the pharmacy, and what happened."""
    return rx.fragment(
        rx.cond(
            Open.loading,
            rx.fragment(rx.el.h1("Prescription", class_name="vh"), loading(5)),
            rx.cond(Open.missing != "", _missing(), _whole()),
        ),
        Held.create(
            born=Live.born,
            what={"id": Open.view.id},
            empty=~Open.choosing,
            ready=~Open.loading & (Open.view.id != ""),
            on_lost=Open.resume,
        ),
    )


def _whole() -> rx.Component:
    view = Open.view
    chooses = view.stage == Stage.CHOOSE
    place = pharmacy_card(view.place, view.may_choose, Open.consider)
    return rx.el.div(
        rx.el.p(
            rx.el.a(
                rx.icon("chevron-left", size=16, aria_hidden="true"),
                PLACE,
                href=HOME,
                class_name="back",
            ),
            class_name="no-print",
        ),
        rx.el.div(
            rx.el.h1(view.title),
            rx.el.p(
                status_pill(view.stage, STAGE),
                rx.el.span("from ", view.prescriber, class_name="soft"),
                class_name="row wrap",
            ),
            class_name="col g8",
        ),
        problem_notice(rx.cond(Open.choosing, "", Open.problem)),
        rx.el.div(
            rx.cond(Open.said != "", rx.el.p(Open.said, class_name="notice calm")),
            role="status",
            class_name="notices",
        ),
        what_to_do(view, ASK),
        rx.cond(chooses, place),
        rx.cond(view.shows_code, qr_card(view.id, view.code, sent=view.place.name != "")),
        rx.el.section(
            rx.el.h2("Where it is"),
            rx.el.p(
                rx.cond(view.stage == Stage.CANCELLED, "", view.words),
                class_name="lane-words",
                role="status",
            ),
            stations(view.stations),
            zone_note(view.zone),
            class_name="card where",
            aria_label="Where it is",
        ),
        my_items(view),
        rx.cond(chooses, rx.fragment(), place),
        _about(),
        rx.el.div(
            rx.button(
                rx.el.a(
                    rx.icon("download", size=16, aria_hidden="true"),
                    "Download PDF",
                    href="/api/prescriptions/" + view.id + "/pdf",
                    target="_blank",
                ),
                as_child=True,
                variant="surface",
                color_scheme="gray",
                size="3",
            ),
            PrintButton.create(word="Print"),
            class_name="row wrap no-print",
        ),
        rx.el.section(
            rx.el.h2("What happened", class_name="gap"),
            timeline(
                view.timeline, rx.Var.create(""), rx.Var.create(""), reasons=True, zone=view.zone
            ),
            class_name="card what-happened",
            aria_label="What happened",
        ),
        pharmacy_dialog(Open),
        class_name="stack my-prescription",
        custom_attrs={"data-id": view.id, "data-stage": view.stage},
    )


def _about() -> rx.Component:
    view = Open.view
    return rx.el.section(
        rx.el.h2("About this prescription"),
        rx.el.p("Prescribed by ", view.prescriber, ", ", view.practice, "."),
        rx.cond(
            view.valid != "",
            rx.el.p(
                view.valid,
                rx.cond(view.expires_soon, " Have it supplied before that day.", ""),
                class_name=rx.cond(view.expires_soon, "strong t-wait", ""),
            ),
        ),
        rx.cond(view.repeats != "", rx.el.p(view.repeats)),
        rx.cond(
            view.consultation_id != "",
            rx.el.p(
                rx.el.a(
                    "The consultation it comes from",
                    href="/patient/consultations/" + view.consultation_id,
                ),
                class_name="no-print",
            ),
        ),
        class_name="card col g8",
        aria_label="About this prescription",
    )


def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.h1("We cannot find this prescription"),
        rx.el.p(Open.missing, class_name="soft"),
        rx.el.p(rx.button(rx.el.a("Go to my medicines", href=HOME), as_child=True, size="3")),
        class_name="col g12",
    )
