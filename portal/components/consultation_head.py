"""The head of a clinician's consultation: where it stands, and the steps that are open."""

from collections.abc import Callable

import reflex as rx

from portal.components.status import CONSULTATION
from portal.components.ui.moment import moment
from portal.components.ui.more_menu import more_menu
from portal.components.ui.name import namesake_line
from portal.components.ui.status_pill import status_pill
from portal.components.ui.urgency_mark import urgency_mark
from portal.schemas.consultation import ConsultationView, StepView

SELDOM = (
    "decline", "hand_back", "reassign", "transfer", "propose", "no_show", "interrupt", "cancel",
)  # fmt: skip
"""Steps behind the menu; the others are buttons of their own."""


def where_it_stands(
    view: rx.Var[ConsultationView], turn_words: rx.Var[str], since: rx.Var[str]
) -> rx.Component:
    """Say status, urgency, whose turn since when, due when."""
    return rx.fragment(
        status_pill(view.status, CONSULTATION),
        urgency_mark(view.urgency),
        rx.cond(
            turn_words != "",
            rx.el.span(turn_words, " since ", moment(since, "full"), class_name="strong"),
        ),
        rx.cond(
            (turn_words != "") & view.due_at,
            rx.el.span(moment(view.due_at, "left")),
        ),
        namesake_line(view.namesake),
    )


def steps(
    view: rx.Var[ConsultationView],
    on_take: Callable[[str | rx.Var[str]], rx.event.EventType[()]],
    on_pass: rx.event.EventType[()],
) -> list[rx.Component]:
    """Show the open steps: the usual ones as buttons, the others in a menu."""
    return [
        rx.foreach(view.steps, lambda step: _button(step, on_take, on_pass)),
        rx.cond(
            view.steps.length() > 0,
            more_menu(view.steps, SELDOM, on_take),
        ),
    ]


def question_box(view: rx.Var[ConsultationView]) -> rx.Component:
    """Say what the patient was asked, while it waits for the answer."""
    return rx.cond(
        view.question != "",
        rx.el.section(
            rx.icon("message-circle-question", size=18, aria_hidden="true"),
            rx.el.div(
                rx.el.p(view.asker, " asked the patient:", class_name="small soft"),
                rx.el.p(view.question, class_name="quote"),
            ),
            class_name="notice wait",
            aria_label="Question",
        ),
    )


def time_box(
    view: rx.Var[ConsultationView],
    on_agree: rx.event.EventType[()],
    on_keep: rx.event.EventType[()],
) -> rx.Component:
    """Show another time that was proposed, and let the other one confirm or refuse it."""
    return rx.cond(
        view.proposed_for,
        rx.el.section(
            rx.icon("calendar-clock", size=18, aria_hidden="true"),
            rx.el.div(
                rx.el.p(
                    rx.cond(view.proposed_by_me, "You proposed ", "Another time is proposed: "),
                    rx.el.b(moment(view.proposed_for, "full")),
                    ". Agreed until now: ",
                    moment(view.scheduled_for, "full"),
                    ".",
                ),
                rx.el.p("To be confirmed ", moment(view.proposed_until, "by"), ".",
                        class_name="small"),
                rx.el.div(
                    rx.cond(
                        ~view.proposed_by_me,
                        rx.button("Agree to the new time", on_click=on_agree),
                    ),
                    rx.button(
                        rx.cond(view.proposed_by_me, "Take it back", "Keep the old time"),
                        on_click=on_keep,
                        variant="surface",
                        color_scheme="gray",
                    ),
                    class_name="row wrap spaced",
                ),
            ),
            class_name="notice wait",
            aria_label="Another time",
        ),
    )  # fmt: skip


def _button(
    step: rx.Var[StepView],
    on_take: Callable[[str | rx.Var[str]], rx.event.EventType[()]],
    on_pass: rx.event.EventType[()],
) -> rx.Component:
    return rx.match(
        step.name,
        ("accept", _one("check", "Accept", on_take("accept"), key="a", solid=True)),
        ("ask", _one("message-circle-question", "Ask…", on_take("ask"))),
        ("pass", _one("corner-up-right", "Pass", on_pass, key="d")),
        ("start", _one("play", "Start", on_take("start"), key="s", solid=True)),
        ("complete", _one("check", "Complete…", on_take("complete"), solid=True)),
        ("add", _one("file-plus", "Add to the note…", on_take("add"))),
        rx.fragment(),
    )


def _one(icon: str, word: str, on_click, *, key: str = "", solid: bool = False) -> rx.Component:
    return rx.button(
        rx.icon(icon, size=15, aria_hidden="true"),
        word,
        on_click=on_click,
        variant="solid" if solid else "surface",
        color_scheme="cyan" if solid else "gray",
        custom_attrs={"data-key": key} if key else {},
    )
