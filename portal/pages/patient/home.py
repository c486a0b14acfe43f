"""The patient's home: what is next, what waits for them, what is going on."""

import reflex as rx

from portal.components.patient_card import appointment, ask_button, todo
from portal.components.prescription_card import HOME as MEDICINES
from portal.components.prescription_card import errand, prescription_cards
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.domain.permission import Role
from portal.pages.patient.consultation import cards
from portal.pages.shell import page
from portal.state.live import LiveState as Live
from portal.state.prescription_mine import MyMedicinesState as Medicines
from portal.state.work_list import PatientConsultationsState as Mine

FEW = 3


@page(
    "/patient",
    title="Home · Handover",
    role=Role.PATIENT,
    place="Home",
    state=Mine,
    also=(Medicines,),
)
def home() -> rx.Component:
    """Greet, and show what matters now."""
    return rx.fragment(
        rx.el.div(rx.el.h1("Hello ", Live.name), ask_button(), class_name="row between wrap"),
        problem_notice(Mine.problem),
        rx.cond(
            Mine.loading | Medicines.loading,
            rx.el.div(loading(3), class_name="sec-gap"),
            rx.fragment(
                rx.cond(
                    Mine.upcoming.length() > 0,
                    rx.fragment(
                        rx.el.div(rx.el.h2("Next appointment"), class_name="sec"),
                        rx.foreach(Mine.upcoming, appointment),
                    ),
                ),
                rx.cond(
                    (Mine.waiting.length() > 0) | (Medicines.errands.length() > 0),
                    rx.fragment(
                        rx.el.div(rx.el.h2("Waiting for you"), class_name="sec"),
                        rx.el.ul(
                            rx.foreach(Medicines.errands, errand),
                            rx.foreach(Mine.waiting, todo),
                            class_name="card cards",
                            role="list",
                            aria_label="Waiting for you",
                        ),
                    ),
                ),
                rx.cond(
                    Medicines.active.length() > 0,
                    rx.fragment(
                        rx.el.div(
                            rx.el.h2("Medicines on the way"),
                            rx.el.a("All medicines", href=MEDICINES, class_name="small"),
                            class_name="sec",
                        ),
                        prescription_cards(Medicines.active[:FEW], "Medicines on the way"),
                    ),
                ),
                rx.el.div(
                    rx.el.h2("Your consultations"),
                    rx.el.a("All consultations", href="/patient/consultations", class_name="small"),
                    class_name="sec",
                ),
                rx.cond(
                    Mine.active.length() > 0,
                    cards(Mine.active, "Your consultations"),
                    empty_state(
                        "messages-square",
                        "Nothing going on",
                        "Not feeling well, or a question about your health? Ask your practice: "
                        "a clinician answers here, in writing.",
                    ),
                ),
            ),
        ),
    )
