"""How the post goes, and the letters that could not be sent."""

import reflex as rx

from portal.components.ui.moment import moment
from portal.components.workplace import figure
from portal.schemas.letter import LetterFault, LetterFigures


def letters(
    view: rx.Var[LetterFigures],
    on_again: rx.event.EventCallback[str],
    on_drop: rx.event.EventCallback[str],
) -> rx.Component:
    """Show the counts, and each letter that was given up with its reason and what can be done."""
    return rx.el.section(
        rx.el.h2("E-mail", class_name="gap"),
        rx.el.div(
            figure(view.sent, "sent in the last 7 days"),
            figure(view.waiting, "waiting to be sent"),
            figure(view.failed, "could not be sent", alarm=view.failed > 0),
            class_name="figures",
        ),
        rx.cond(
            view.faults.length() > 0,
            rx.el.ul(
                rx.foreach(view.faults, lambda one: _fault(one, on_again, on_drop)),
                role="list",
                aria_label="Letters that could not be sent",
                class_name="faults",
            ),
        ),
        class_name="panel pad",
    )


def _fault(
    one: rx.Var[LetterFault],
    on_again: rx.event.EventCallback[str],
    on_drop: rx.event.EventCallback[str],
) -> rx.Component:
    return rx.el.li(
        rx.icon("mail-warning", size=18, class_name="t-alarm", aria_hidden="true"),
        rx.el.div(
            rx.el.p(one.subject, rx.el.span(" to ", one.recipient), class_name="strong"),
            rx.el.p(
                one.failure, " Given up ", moment(one.given_up), ", tries: ", one.tries, ".",
                class_name="small soft",
            ),
            class_name="grow",
        ),
        rx.el.div(
            rx.button(
                "Try again",
                on_click=on_again(one.id),
                variant="surface",
                color_scheme="gray",
                aria_label="Try again to send “" + one.subject + "” to " + one.recipient,
            ),
            rx.button(
                "Remove",
                on_click=on_drop(one.id),
                variant="ghost",
                color_scheme="gray",
                aria_label="Remove “" + one.subject + "” to " + one.recipient,
            ),
            class_name="row g12",
        ),
        custom_attrs={"data-id": one.id},
        key=one.id,
    )  # fmt: skip
