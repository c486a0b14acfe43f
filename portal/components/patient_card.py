"""A patient's consultations as cards in sentences: what goes on, what waits, what is next."""

import reflex as rx

from portal.components.status import CONSULTATION
from portal.components.ui.moment import moment
from portal.components.ui.status_pill import status_pill
from portal.components.work_list import new_messages
from portal.schemas.consultation import ConsultationRow


def ask_button() -> rx.Component:
    """Lead to the request form."""
    return rx.button(
        rx.el.a("Ask for a consultation", href="/patient/consultations/new"),
        as_child=True,
        size="3",
    )


def patient_card(row: rx.Var[ConsultationRow]) -> rx.Component:
    """Show one of the patient's own consultations as a card in sentences."""
    href = "/patient/consultations/" + row.id
    return rx.el.li(
        rx.el.div(
            rx.el.h3(
                rx.el.a(
                    rx.cond(row.clinician != "", row.clinician, "First available GP"), href=href
                )
            ),
            status_pill(row.status, CONSULTATION),
            class_name="row between wrap",
        ),
        rx.el.p(row.symptoms, class_name="clamp soft"),
        rx.el.p(
            rx.match(
                row.status,
                (
                    "requested",
                    rx.fragment(
                        "Asked ",
                        moment(row.created_at, "full"),
                        ". Answer ",
                        moment(row.due_at, "by"),
                        ".",
                    ),
                ),
                ("accepted", rx.fragment("Agreed for ", moment(row.scheduled_for, "full"), ".")),
                (
                    "info_needed",
                    rx.fragment("Your answer is needed ", moment(row.due_at, "by"), "."),
                ),
                (
                    "in_progress",
                    rx.fragment(
                        rx.cond(
                            row.unread > 0, new_messages(row) + " for you.", row.turn_words + "."
                        )
                    ),
                ),
                rx.fragment("Asked ", moment(row.created_at, "full"), "."),
            ),
            class_name="small muted",
        ),
        class_name="card-row",
        custom_attrs={"data-id": row.id, "data-status": row.status},
        key=row.id,
    )


def todo(row: rx.Var[ConsultationRow]) -> rx.Component:
    """Show one thing that waits for the patient, with the button that settles it."""
    who = rx.cond(row.clinician != "", row.clinician, "the practice")
    return rx.el.li(
        rx.cond(
            row.proposed_for,
            rx.icon("calendar-clock", size=22, class_name="t-wait", aria_hidden="true"),
            rx.icon("message-circle-question", size=22, class_name="t-live", aria_hidden="true"),
        ),
        rx.el.div(
            rx.el.h3(
                rx.cond(
                    row.question != "",
                    "A question about your request",
                    rx.cond(row.proposed_for, "Another time is proposed", "Message from " + who),
                )
            ),
            rx.el.p(
                rx.cond(
                    row.question != "",
                    row.question,
                    rx.cond(
                        row.proposed_for,
                        rx.fragment(
                            who, " proposes ", moment(row.proposed_for, "full"), " instead of ",
                            moment(row.scheduled_for, "full"), ".",
                        ),
                        row.symptoms,
                    ),
                ),
                class_name="small soft clamp",
            ),
            rx.button(
                rx.el.a(
                    rx.cond(
                        row.question != "",
                        "Answer",
                        rx.cond(row.proposed_for, "Confirm or refuse", "Read and answer"),
                    ),
                    href="/patient/consultations/" + row.id,
                    aria_label="Answer: " + row.clinician,
                ),
                as_child=True,
                size="3",
            ),
        ),
        class_name="task",
        custom_attrs={"data-id": row.id, "data-status": row.status},
        key=row.id,
    )  # fmt: skip


def appointment(row: rx.Var[ConsultationRow]) -> rx.Component:
    """Show the next agreed time as a leaf of a calendar."""
    return rx.el.section(
        rx.el.div(
            rx.el.span(moment(row.scheduled_for, "month")),
            rx.el.b(moment(row.scheduled_for, "day")),
            rx.el.span(moment(row.scheduled_for, "clock")),
            class_name="cal",
            aria_hidden="true",
        ),
        rx.el.div(
            rx.el.h3(rx.el.a(row.clinician, href="/patient/consultations/" + row.id)),
            rx.el.p(moment(row.scheduled_for, "full"), ", in writing, here", class_name="soft"),
            rx.el.p(row.symptoms, class_name="small muted clamp"),
        ),
        class_name="card appt",
        aria_label="Next appointment",
    )
