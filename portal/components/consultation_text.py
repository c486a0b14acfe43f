"""What was asked in a consultation, how it ended, and what was written down."""

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.consultation import CallPart, ConsultationView, NoteView


def request(view: rx.Var[ConsultationView], files: rx.Component) -> rx.Component:
    """Show what the patient asked, of whom and for when, and what was sent along."""
    return rx.el.section(
        rx.el.h2("Request", class_name="gap"),
        rx.el.dl(
            fact("What is wrong", view.symptoms),
            fact("Since when", view.began),
            rx.cond(
                view.preferred_from,
                rx.el.div(
                    rx.el.dt("Preferred time"),
                    rx.el.dd(
                        moment(view.preferred_from, "full"),
                        " to ",
                        moment(view.preferred_until, "clock"),
                    ),
                ),
            ),
            rx.cond(
                view.scheduled_for,
                rx.el.div(rx.el.dt("Agreed time"), rx.el.dd(moment(view.scheduled_for, "full"))),
            ),
            fact(
                rx.cond(view.clinician != "", "With", "Asked of"),
                rx.cond(view.clinician != "", view.clinician, "Any clinician"),
            ),
            class_name="facts",
        ),
        files,
        class_name="panel pad",
        aria_label="Request",
    )


def ending(view: rx.Var[ConsultationView]) -> rx.Component:
    """Show why it was declined, cancelled or handed back."""
    return rx.cond(
        view.reason != "",
        rx.el.section(
            rx.el.h2("Outcome", class_name="gap"),
            rx.el.dl(
                fact("Reason", view.reason),
                rx.cond(view.advice != "", fact("Advice", view.advice)),
                class_name="facts",
            ),
            class_name="panel pad",
        ),
    )


def note(kept: rx.Var[NoteView]) -> rx.Component:
    """Show the note of a completed consultation, read only."""
    return rx.el.div(
        rx.el.h2("Note"),
        rx.el.p(kept.author, ", ", moment(kept.at, "full"), class_name="tiny muted"),
        rx.el.dl(
            *[
                rx.cond(value != "", fact(word, value))
                for word, value in (
                    ("History", kept.history),
                    ("Examination", kept.examination),
                    ("Assessment", kept.assessment),
                )
            ],
            rx.cond(
                kept.codes.length() > 0,
                rx.el.div(
                    rx.el.dt("Diagnoses (ICD-10)"),
                    rx.foreach(kept.codes, lambda code: rx.el.dd(code, key=code)),
                ),
            ),
            rx.cond(kept.plan != "", fact("Plan", kept.plan)),
            fact("Outcome", kept.outcome),
            class_name="facts spaced",
        ),
        rx.el.h3("What the patient reads", class_name="sec-gap"),
        rx.el.dl(
            fact("Watch for", kept.watch_for),
            rx.cond(kept.act_by != "", fact("By when", kept.act_by)),
            rx.cond(kept.call_whom != "", fact("Call whom", kept.call_whom)),
            class_name="facts spaced",
        ),
        rx.foreach(
            kept.addenda,
            lambda one: rx.el.section(
                rx.el.h3("Added by ", one.author, ", ", moment(one.at, "full")),
                rx.el.p(one.body, class_name="quote"),
                class_name="sec-gap",
            ),
        ),
        class_name="pad",
    )


def fact(name: str | rx.Var[str], value: rx.Var[str]) -> rx.Component:
    """Show one named text."""
    return rx.el.div(rx.el.dt(name), rx.el.dd(value))


def advice(kept: rx.Var[NoteView], phone: rx.Var[str], *ways: rx.Component) -> rx.Component:
    """Show the patient how it ended, what to watch for, until when, and whom to call.

    `ways` lead on from there: to print it, or take it away.
    """
    return rx.el.section(
        rx.el.div(
            rx.el.h2(kept.outcome),
            rx.el.p(kept.author, ", ", moment(kept.at, "full"), class_name="small soft"),
        ),
        rx.el.div(
            rx.icon("eye", size=20, aria_hidden="true"),
            rx.el.h3("Watch for"),
            rx.el.ul(
                rx.foreach(
                    kept.watch_for.split("\n"),
                    lambda line: rx.cond(line != "", rx.el.li(line)),
                ),
                class_name="watch",
            ),
            class_name="advice-part",
        ),
        rx.cond(
            kept.act_by != "",
            rx.el.div(
                rx.icon("clock", size=20, aria_hidden="true"),
                rx.el.h3("By when"),
                rx.el.p(kept.act_by),
                class_name="advice-part",
            ),
        ),
        rx.el.div(
            rx.icon("phone", size=20, aria_hidden="true"),
            rx.el.h3("Whom to call"),
            rx.cond(
                kept.call_whom != "",
                rx.el.p(rx.foreach(kept.calls, _call), class_name="quote"),
                rx.el.p(rx.el.a(phone, href="tel:" + phone)),
            ),
            class_name="advice-part",
        ),
        rx.foreach(
            kept.addenda,
            lambda one: rx.el.div(
                rx.el.h3("Added by ", one.author),
                rx.el.p(one.body, class_name="quote"),
                rx.el.p(moment(one.at, "full"), class_name="tiny muted"),
                class_name="advice-added",
            ),
        ),
        rx.el.div(*ways, class_name="row wrap no-print") if ways else rx.fragment(),
        class_name="card stack call-out advice summary-sheet",
        aria_label="Advice",
    )


def _call(part: rx.Var[CallPart]) -> rx.Component:
    return rx.cond(part.tel != "", rx.el.a(part.text, href="tel:" + part.tel), part.text)
