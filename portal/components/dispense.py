"""The prescription in hand, as a pharmacist works on it: a table of contents of its parts."""

from typing import Any

import reflex as rx

from portal.components.dispense_head import bands, ended, stop_box, taking, who
from portal.components.dispense_item import Refused, item_row
from portal.components.dispense_query import thread
from portal.components.dispense_supply import supplies
from portal.components.ui.due import weight
from portal.components.ui.field import field, hints
from portal.components.ui.first_wrong import FirstWrong
from portal.components.ui.focus_kept import FocusKept
from portal.components.ui.form_key import FormKey
from portal.components.ui.notice import problem_notice
from portal.components.ui.pressed import Pressed
from portal.components.ui.timeline import timeline


def in_hand(state: Any) -> rx.Component:
    """Show the whole of it; `state` holds the view, what was taken, and the handlers."""
    view = state.view
    return rx.el.div(
        FocusKept.create(opened=view.id, target="whose"),
        Pressed.create(errors=state.fields),
        stop_box(view, state.take),
        rx.cond(state.dialog == "", problem_notice(state.problem)),
        rx.el.section(
            who(view, state.undelivered),
            ended(view),
            bands(view),
            rx.el.ol(
                rx.foreach(
                    view["items"],
                    lambda item: item_row(
                        item, state.picked, state.first, state.due == "items", state.may,
                        Refused(state.wrong, state.why, state.refusals),
                        state.pick, state.unpick, state.open_item,
                    ),
                ),
                role="list",
                aria_label="Medicines",
            ),
            rx.cond(
                state.may & ((state.picked.length() > 0) | (state.first != "")), _footer(state)
            ),
            class_name="panel counter",
            aria_labelledby="whose",
            custom_attrs={"data-id": view.id, "data-status": view.status, "data-queue": view.queue},
        ),
        rx.cond(
            state.owing,
            rx.el.p(
                rx.icon("printer", size=14, aria_hidden="true"),
                rx.el.a(
                    "Owing slip for the patient (PDF)",
                    href=f"/api/prescriptions/{view.id}/owing.pdf",
                    target="_blank",
                ),
                class_name="row g8 small owing-slip",
            ),
        ),
        supplies(view, state.due, state.open_supply, state.check, state.finish),
        thread(view, state.take),
        taking(view),
        rx.el.section(
            rx.el.h2("What happened", class_name="gap"),
            timeline(view.timeline, view.turn_words, view.since.to(str), reasons=True),
            class_name="panel pad",
        ),
        class_name="col g16",
    )  # fmt: skip


def _footer(state: Any) -> rx.Component:
    count = state.picked.length()
    return rx.form(
        FormKey.create(name="form_key", key=state.view.supplies.length().to(str)),
        FirstWrong.create(errors=state.fields),
        rx.el.p(
            rx.icon("info", size=15, aria_hidden="true"),
            rx.cond(
                count > 0,
                rx.fragment(
                    count, " of ", state.view["items"].length(), " taken for this supply."
                ),
                "Take each medicine from the shelf, then send it to the second check.",
            ),
            class_name="row g8 small soft grow",
            role="status",
        ),
        rx.cond(
            count > 0,
            rx.el.div(
                field(
                    "ready_by", "Ready about",
                    rx.el.input(
                        type="datetime-local", id="ready_by", name="ready_by", class_name="select",
                        custom_attrs=hints("ready_by"), title="Empty: as long as it usually takes",
                    ),
                    state.fields,
                ),
                class_name="ready-by",
            ),
        ),
        rx.button(
            "Send to second check", type="submit", disabled=count == 0,
            **weight(state.due == "send"), custom_attrs={"data-key": "p"},
        ),
        on_submit=state.prepare,
        class_name="counter-foot",
        custom_attrs={"noValidate": True},
    )  # fmt: skip
