"""One person as the administrator looks after them: facts, licence, and what can be done."""

import reflex as rx

from portal.components.licence import licence_facts
from portal.components.person import account_pill
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.step_dialog import Asked, step_dialog
from portal.components.ui.timeline import timeline
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.schemas.attachment import AttachmentView
from portal.schemas.consultation import StepView
from portal.state.person import PersonState as One

WHY = Asked("reason", "Why?", "The person reads this.")
COVER = Asked(
    "cover_id",
    "Who goes on with what they have begun?",
    "Without one, the lead clinician does.",
    kind="choice",
    choices=One.view.covers,
)
NOTHING = rx.Var.create("")


@page(
    "/admin/people/[person_id]",
    title=rx.cond(One.view.name != "", One.view.name + " · People · Handover", "People · Handover"),
    role=Role.ADMIN,
    place="People",
    state=One,
)
def person() -> rx.Component:
    """Show one person, what they are, and what can be done."""
    return rx.cond(
        One.loading,
        loading(6),
        rx.cond(
            One.missing != "",
            rx.fragment(rx.el.h1("People"), problem_notice(One.missing)),
            rx.fragment(
                page_header(One.view.name, _under(), *_steps()),
                problem_notice(rx.cond(One.dialog == "", One.problem, "")),
                _standing(),
                rx.el.div(
                    rx.el.div(
                        _facts(), rx.cond(One.view.licensed, _licence()), class_name="col g16"
                    ),
                    rx.el.section(
                        rx.el.h2("What happened", class_name="gap"),
                        timeline(One.view.timeline, NOTHING, NOTHING),
                        class_name="panel pad",
                        aria_label="What happened",
                    ),
                    class_name="two-thirds",
                    custom_attrs={"data-id": One.view.id, "data-status": One.view.status},
                ),
                *_dialogs(),
            ),
        ),
    )


def _under() -> rx.Component:
    return rx.fragment(
        account_pill(One.view.status, One.view.unconfirmed),
        rx.el.span(
            One.view.role_label,
            rx.cond(One.view.organization != "", " · " + One.view.organization, ""),
        ),
    )


def _standing() -> rx.Component:
    """Say what an unusual status means, and why it is so."""
    return rx.fragment(
        rx.cond(
            One.done == "sent",
            rx.el.p("A fresh invitation is on its way.", class_name="notice calm", role="status"),
        ),
        rx.cond(
            One.view.unconfirmed,
            rx.el.p(
                rx.el.span(
                    "The address is not confirmed yet. Until ",
                    moment(One.view.until, "full"),
                    " the person can still do that.",
                ),
                class_name="notice calm",
            ),
        ),
        rx.cond(
            One.view.reason != "",
            rx.el.p(rx.icon("info", size=16, aria_hidden="true"), One.view.reason,
                    class_name="notice t-alarm"),
        ),
    )  # fmt: skip


def _facts() -> rx.Component:
    return rx.el.section(
        rx.el.dl(
            _fact("E-mail", One.view.email),
            _fact("Telephone", One.view.phone),
            _fact("Covered by", One.view.cover),
            rx.cond(
                One.view.sessions > 0,
                _fact("Signed in", One.view.sessions.to(str) + " sessions"),
            ),
            rx.cond(
                One.view.role.contains("gp") | One.view.role.contains("specialist"),
                rx.el.div(
                    rx.el.dt("Open work"),
                    rx.el.dd(
                        One.view.work.waiting, " waiting, ", One.view.work.accepted,
                        " accepted, ", One.view.work.started, " begun",
                    ),
                ),
            ),
            class_name="facts pairs",
        ),
        class_name="panel pad",
        aria_label="About",
    )  # fmt: skip


def _licence() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Licence", class_name="gap"),
        licence_facts(One.view.licence),
        rx.el.h3("Documents", class_name="sec-gap"),
        rx.cond(
            One.view.documents.length() > 0,
            rx.el.ul(
                rx.foreach(One.view.documents, _document),
                role="list",
                class_name="licence-files",
                aria_label="Documents",
            ),
            rx.el.p("None were sent.", class_name="soft"),
        ),
        class_name="panel pad",
        aria_label="Licence",
    )


def _document(one: rx.Var[AttachmentView]) -> rx.Component:
    return rx.el.li(
        rx.icon("file-text", size=18, class_name="muted", aria_hidden="true"),
        rx.el.a(one.name, href="/api/attachments/" + one.id, target="_blank"),
        rx.el.span(one.size_words, " · ", moment(one.sent_at, "full"), class_name="small muted"),
        key=one.id,
    )


def _steps() -> list[rx.Component]:
    return [
        rx.foreach(One.view.steps, _step),
        rx.cond(
            One.view.status == "invited",
            rx.button("Send again", on_click=One.send_again, variant="surface",
                      color_scheme="gray"),
        ),
    ]  # fmt: skip


def _step(step: rx.Var[StepView]) -> rx.Component:
    quiet = {"variant": "surface", "color_scheme": "gray"}
    return rx.match(
        step.name,
        ("verify", rx.button("Verify", on_click=One.verify, key=step.name)),
        ("withdraw", rx.button("Withdraw", on_click=One.withdraw, key=step.name, **quiet)),
        rx.button(
            step.label.to(str).replace("…", "") + "…",
            on_click=One.ask(step.name),
            key=step.name,
            **quiet,
        ),
    )


def _dialogs() -> list[rx.Component]:
    shared = {
        "on_close": One.close,
        "errors": One.fields,
        "problem": One.problem,
        "busy": One.busy,
    }
    alone = One.view.covers.length() == 0
    leaving = (
        (
            "suspend",
            "Suspend " + One.view.name,
            "They are signed out everywhere, at once.",
            "Suspend",
            One.suspend,
        ),
        (
            "close",
            "Close the account of " + One.view.name,
            "This cannot be undone. What they wrote stays in the records.",
            "Close account",
            One.end,
        ),
    )
    return [
        step_dialog(
            "Do not accept this application", "The applicant gets a letter with your reason. They "
            "may apply again.", (WHY,), "Reject",
            is_open=One.dialog == "reject", on_submit=One.reject, **shared,
        ),
        *[
            step_dialog(
                title, _what_moves(first), asked, confirm,
                is_open=(One.dialog == name) & fits, on_submit=on_submit, **shared,
            )
            for name, title, first, confirm, on_submit in leaving
            for asked, fits in (((WHY,), alone), ((WHY, COVER), ~alone))
        ],
        step_dialog(
            "Let " + One.view.name + " in again",
            "They can sign in at once. What was handed to others stays with them.",
            (Asked("licence_until", "Licence valid until",
                   "Only if it has changed, or has run out.", kind="date"),),
            "Reinstate", is_open=One.dialog == "reinstate", on_submit=One.reinstate, **shared,
        ),
    ]  # fmt: skip


def _what_moves(first: str) -> rx.Component:
    """Say in numbers what happens to their work."""
    work = One.view.work
    moves = (
        (work.accepted, "accepted: back to the pool, the patients are told"),
        (work.waiting, "waiting for them: back to the pool"),
        (work.started, "begun: to the cover, or to the lead clinician"),
    )
    return rx.el.span(
        first,
        rx.cond(
            work.accepted + work.waiting + work.started > 0,
            rx.el.span(
                rx.el.br(),
                *[
                    rx.cond(count > 0, rx.el.span(rx.el.b(count), " ", words, rx.el.br()))
                    for count, words in moves
                ],
            ),
            rx.el.span(" They hold no open work."),
        ),
    )


def _fact(word: str, value: rx.Var) -> rx.Component:
    return rx.cond(value != "", rx.el.div(rx.el.dt(word), rx.el.dd(value)))
