"""One consultation as its clinician sees it."""

import reflex as rx

from portal.components.status import CONSULTATION
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.phone_tabs import phone_tabs
from portal.components.ui.status_pill import status_pill
from portal.components.ui.step_dialog import Asked, step_dialog
from portal.components.ui.timeline import timeline
from portal.components.ui.urgency_mark import urgency_mark
from portal.pages.consultation import chat, missing
from portal.pages.shell import CLINICAL, for_roles
from portal.state.consultation import ConsultationState as Open

DECLINE = (
    Asked("reason", "Why do you decline?", "The patient reads this."),
    Asked("advice", "What should the patient do instead?", "Where to go, and how soon."),
)
COMPLETE = (
    Asked("assessment", "Assessment", "For clinicians: what you found.", 4),
    Asked("plan", "Plan", "What was agreed.", 3),
    Asked("outcome", "Outcome", "advice, treated, follow_up, referred, tests or emergency", 1),
    Asked("watch_for", "Watch for", "The patient reads this.", 3),
    Asked("act_by", "By when", "The patient reads this.", 1),
    Asked("call_whom", "Call whom", "The patient reads this.", 1),
)
CANCEL = (Asked("reason", "Why do you cancel?", "The patient reads this."),)


@for_roles(
    "/consultations/[consultation_id]",
    CLINICAL,
    title=rx.cond(
        Open.view.patient != "",
        Open.view.patient + " · Consultation · Handover",
        "Consultation · Handover",
    ),
    place="Consultations",
    state=Open,
    detail=True,
)
def consultation(home: str) -> rx.Component:
    """Show timeline, conversation and request side by side."""
    return rx.cond(
        Open.loading,
        loading(6),
        rx.cond(
            Open.missing != "",
            rx.fragment(rx.el.h1("Consultation", class_name="vh"), missing(home)),
            rx.fragment(
                page_header(_who(), _where_it_stands(), *_steps()),
                problem_notice(rx.cond(Open.dialog == "", Open.problem, "")),
                phone_tabs(("chat", "Chat"), ("request", "Request"), ("past", "What happened")),
                rx.el.div(
                    rx.el.section(
                        rx.el.h2("What happened", class_name="gap"),
                        timeline(Open.view.timeline, Open.turn_words, Open.since, Open.view.due_at),
                        class_name="panel pad",
                        aria_label="Timeline",
                    ),
                    chat(),
                    rx.el.aside(_request(), _outcome(), class_name="col g12", aria_label="Request"),
                    class_name="zones",
                    custom_attrs={"data-id": Open.view.id, "data-status": Open.view.status},
                ),
                *_dialogs(),
            ),
        ),
    )


def _who() -> rx.Component:
    return rx.fragment(
        Open.view.patient,
        rx.cond(Open.view.age != None, ", " + Open.view.age.to(str), ""),  # noqa: E711 - a Var
        rx.cond(Open.view.sex != "unknown", ", " + Open.view.sex, ""),
    )


def _where_it_stands() -> rx.Component:
    return rx.fragment(
        status_pill(Open.view.status, CONSULTATION),
        urgency_mark(Open.view.urgency),
        rx.cond(
            Open.turn_words != "",
            rx.el.span(Open.turn_words, " since ", moment(Open.since, "full"), class_name="strong"),
        ),
    )


def _steps() -> list[rx.Component]:
    return [
        rx.foreach(
            Open.view.steps,
            lambda step: rx.match(
                step.name,
                ("accept", _button("check", "Accept", Open.accept, solid=True)),
                ("pass", _button("corner-up-right", "Pass", Open.pass_on)),
                ("start", _button("play", "Start", Open.start, solid=True)),
                ("complete", _button("check", "Complete…", Open.ask("complete"), solid=True)),
                ("decline", _button("ban", "Decline…", Open.ask("decline"))),
                ("cancel", _button("x", "Cancel…", Open.ask("cancel"))),
                rx.fragment(),
            ),
        )
    ]


def _button(icon, word, on_click, *, solid=False) -> rx.Component:
    return rx.button(
        rx.icon(icon, size=15, aria_hidden="true"),
        word,
        on_click=on_click,
        variant="solid" if solid else "surface",
        color_scheme="cyan" if solid else "gray",
    )


def _request() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Request", class_name="gap"),
        rx.el.dl(
            _fact("What is wrong", Open.view.symptoms),
            _fact("Since when", Open.view.began),
            rx.cond(
                Open.view.preferred_from,
                rx.el.div(
                    rx.el.dt("Preferred time"),
                    rx.el.dd(
                        moment(Open.view.preferred_from, "full"),
                        " to ",
                        moment(Open.view.preferred_until, "clock"),
                    ),
                ),
            ),
            rx.cond(
                Open.view.scheduled_for,
                rx.el.div(
                    rx.el.dt("Agreed time"), rx.el.dd(moment(Open.view.scheduled_for, "full"))
                ),
            ),
            _fact("Asked of", rx.cond(Open.view.pool, "Any clinician", Open.view.clinician)),
            class_name="facts",
        ),
        class_name="panel pad",
    )


def _outcome() -> rx.Component:
    return rx.cond(
        Open.view.note | (Open.view.reason != ""),
        rx.el.section(
            rx.el.h2("Outcome", class_name="gap"),
            rx.el.dl(
                rx.cond(Open.view.reason != "", _fact("Reason", Open.view.reason)),
                rx.cond(Open.view.advice != "", _fact("Advice", Open.view.advice)),
                rx.cond(Open.view.note, _fact("Note", Open.view.note.assessment)),
                rx.cond(Open.view.note, _fact("The patient reads", Open.view.note.watch_for)),
                class_name="facts",
            ),
            class_name="panel pad",
        ),
    )


def _fact(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value))


def _dialogs() -> list[rx.Component]:
    shared = {"on_close": Open.close, "errors": Open.fields, "problem": Open.problem}
    return [
        step_dialog(
            "Decline the request",
            "The request ends here. The patient is told at once and reads both texts.",
            DECLINE,
            "Decline request",
            is_open=Open.dialog == "decline",
            on_submit=Open.decline,
            **shared,
        ),
        step_dialog(
            "Complete the consultation",
            "The conversation closes and stays readable. The patient is told at once.",
            COMPLETE,
            "Complete consultation",
            is_open=Open.dialog == "complete",
            on_submit=Open.complete,
            **shared,
        ),
        step_dialog(
            "Cancel the consultation",
            "The consultation ends without a result. The patient is told at once.",
            CANCEL,
            "Cancel consultation",
            is_open=Open.dialog == "cancel",
            on_submit=Open.cancel,
            **shared,
        ),
    ]
