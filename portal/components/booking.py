"""The parts of the request form."""

import reflex as rx

from portal.components.ui.focus import Focus
from portal.domain.consultation import Urgency
from portal.schemas.consultation import BookingOptions

CALL = "emergency-call"
WORDS = {
    Urgency.ROUTINE: ("It can wait", "A question, a long-standing complaint"),
    Urgency.SOON: ("Soon", "It bothers me, or is getting worse"),
    Urgency.URGENT: ("Urgent", "I am worried, and it cannot wait for days"),
    Urgency.EMERGENCY: ("Emergency", "Chest pain, trouble breathing, heavy bleeding, a collapse"),
}


def urgency_choices(
    chosen: rx.Var[str],
    attempt: rx.Var[int],
    on_choose: rx.event.EventCallback[str],
    promises: rx.Var[dict[str, str]],
) -> rx.Component:
    """Show four cards to choose from, each with the time of the answer.

    The browser holds the choice, so that a click shows at once on any line; a new `attempt` draws
    the cards anew with what is `chosen` on the server.
    """
    return rx.el.div(
        *[
            rx.el.label(
                rx.el.input(
                    type="radio",
                    name="urgency",
                    value=urgency.value,
                    default_checked=chosen == urgency.value,
                    on_change=lambda _value, u=urgency.value: on_choose(u),
                ),
                rx.el.span(rx.el.b(title), " · ", why),
                rx.el.span("Answer by ", promises[urgency.value], class_name="small muted"),
                class_name="choice",
            )
            for urgency, (title, why) in WORDS.items()
        ],
        class_name="choices",
        key=attempt,
    )


def emergency_screen(
    number: rx.Var[str], on_confirm: rx.event.EventType[()], on_back: rx.event.EventType[()]
) -> rx.Component:
    """Fill the screen with the number to call; going on needs an answer."""
    return rx.alert_dialog.root(
        rx.alert_dialog.content(
            rx.el.div(
                rx.alert_dialog.title("Call ", number, " now", as_="h1"),
                rx.alert_dialog.description(
                    "If a life may be in danger, do not wait for an answer here: call, or ask "
                    "somebody near you to call."
                ),
                rx.el.a("Call ", number, href="tel:" + number, class_name="call", id=CALL),
                rx.button(
                    "I have called, or I cannot call: tell the practice as well",
                    on_click=on_confirm,
                    size="3",
                    type="button",
                ),
                rx.button(
                    "It is not an emergency: go back", on_click=on_back, size="3", type="button"
                ),
                Focus.create(target=CALL),
            ),
            class_name="sos ho",
            max_width="none",
        ),
        open=True,
    )


def promise_card(options: rx.Var[BookingOptions]) -> rx.Component:
    """Say what it costs, when it is read, and whom to call meanwhile."""
    return rx.el.div(
        rx.el.p(
            rx.cond(
                options.open_now,
                rx.fragment(rx.el.b(options.practice), " is open and reads your request now."),
                rx.fragment(
                    rx.el.b(options.practice),
                    " is closed now and reads your request from ",
                    options.read_by,
                    ".",
                ),
            )
        ),
        rx.el.p("It costs nothing. You can cancel until it has started.", class_name="soft"),
        rx.el.p(
            "Cannot wait? Call ",
            rx.el.a(options.advice_number, href="tel:" + options.advice_number),
            " for advice, or the practice: ",
            rx.el.a(options.practice_phone, href="tel:" + options.practice_phone),
            ".",
            class_name="soft small",
        ),
        class_name="card col g8",
    )
