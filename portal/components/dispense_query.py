"""What pharmacy and prescriber wrote to each other about a prescription."""

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.prescription import PrescriptionView, ThreadLine


def thread(view: rx.Var[PrescriptionView], on_take) -> rx.Component:
    """Show what pharmacy and prescriber wrote to each other."""
    return rx.cond(
        view.thread.length() > 0,
        rx.el.section(
            rx.el.div(
                rx.el.h2("Questions to the prescriber", id="thread"),
                rx.cond(
                    view.status == "on_hold",
                    rx.el.span(
                        rx.cond(
                            view.escalated, "Escalated, still without an answer",
                            "Waits for the answer",
                        ),
                        " since ", moment(view.held_at, "full"), class_name="small t-wait strong",
                    ),
                ),
                class_name="row between wrap",
            ),
            rx.el.ol(
                rx.foreach(view.thread, _line), role="list", class_name="asked-lines"
            ),
            rx.foreach(
                view.steps,
                lambda step: rx.cond(
                    step.name == "withdraw",
                    rx.button(
                        "Take the question back", on_click=on_take("withdraw"), variant="surface",
                        color_scheme="gray", class_name="start",
                    ),
                ),
            ),
            class_name="panel pad col g12",
            aria_labelledby="thread",
        ),
    )  # fmt: skip


def _line(one: rx.Var[ThreadLine]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.b(one.author), ", ", one.role.lower(), " · ", moment(one.at, "full"),
            class_name="tiny muted",
        ),
        rx.el.p(one.body, class_name="bub"),
        class_name=rx.cond(one.kind == "answer", "answer", "query"),
        key=one.id,
    )  # fmt: skip
