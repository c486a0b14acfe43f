"""The dialog in which a patient sends a prescription to another pharmacy."""

from typing import Any

import reflex as rx

from portal.components.ui.field import fieldset
from portal.components.ui.form_key import FormKey
from portal.components.ui.notice import problem_notice
from portal.schemas.prescription import PharmacyView


def pharmacy_dialog(state: Any) -> rx.Component:
    """Offer the pharmacies: the usual first, then the near ones, with their hours.

    `state` holds the prescription, the places and the handlers.
    """
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Choose a pharmacy"),
            rx.dialog.description(
                rx.cond(
                    state.view.place.name != "",
                    rx.fragment(
                        "It is sent there at once. ", state.view.place.name,
                        " no longer supplies it.",
                    ),
                    "It is sent there at once. You can change it until they start with it.",
                ),
                class_name="soft",
            ),
            rx.cond(state.fields.length() == 0, problem_notice(state.problem)),
            rx.form(
                FormKey.create(name="form_key"),
                fieldset(
                    "pharmacy_id",
                    "Where do you want to collect it?",
                    rx.el.div(
                        rx.foreach(state.places, lambda one: _place(one, state.view.place.id)),
                        class_name="choices",
                    ),
                    state.fields,
                ),
                rx.el.div(
                    rx.dialog.close(
                        rx.button(
                            "Go back", type="button", variant="surface", color_scheme="gray",
                            size="3",
                        )
                    ),
                    rx.button("Send it there", type="submit", size="3", loading=state.busy),
                    class_name="row end wrap",
                ),
                on_submit=state.choose,
                class_name="col g16",
                custom_attrs={"noValidate": True},
            ),
            class_name="ho-dialog pharmacy-dialog",
            max_width="560px",
        ),
        open=state.choosing,
        on_open_change=state.close,
    )  # fmt: skip


def _place(one: rx.Var[PharmacyView], present: rx.Var[str]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="pharmacy_id", value=one.id),
        rx.el.span(
            rx.el.b(one.name),
            rx.cond(
                one.id == present,
                rx.el.span("Has it now", class_name="pill t-idle"),
                rx.cond(one.usual, rx.el.span("Your usual one", class_name="pill t-live")),
            ),
            class_name="row wrap",
        ),
        rx.el.span(one.address, class_name="small"),
        rx.el.span(
            rx.cond(
                one.open_now,
                rx.icon("clock", size=14, class_name="t-done", aria_hidden="true"),
                rx.icon("moon", size=14, class_name="t-wait", aria_hidden="true"),
            ),
            one.hours_words,
            class_name="small row",
        ),
        class_name="choice",
        key=one.id,
    )
