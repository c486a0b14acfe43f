"""People in lists, and the dialog that invites one."""

import reflex as rx

from portal.components.status import ACCOUNT, Status
from portal.components.ui.entry import choice_field, text_field
from portal.components.ui.error_summary import error_summary
from portal.components.ui.moment import moment
from portal.components.ui.name import name
from portal.components.ui.notice import problem_notice
from portal.components.ui.status_pill import pill, status_pill
from portal.schemas.person import PersonRow

UNCONFIRMED = Status("Address unconfirmed", "mail-question", "idle")


def account_pill(status: rx.Var[str], unconfirmed: rx.Var[bool]) -> rx.Component:
    """Show where an account stands."""
    return rx.cond(unconfirmed, pill(UNCONFIRMED), status_pill(status, ACCOUNT))


def person_row(person: rx.Var[PersonRow]) -> rx.Component:
    """Show one person, a link to their page."""
    link = rx.el.a(name(person.name), href="/admin/people/" + person.id)
    return _row(person, link, rx.fragment())


def staff_row(person: rx.Var[PersonRow], steps: rx.Component) -> rx.Component:
    """Show one colleague, with the steps that a manager may take."""
    return _row(person, rx.el.span(name(person.name)), steps)


def _row(person: rx.Var[PersonRow], name: rx.Component, steps: rx.Component) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(name, class_name="strong"),
            rx.cond(person.name != person.email, rx.el.p(person.email, class_name="small muted")),
            class_name="who",
        ),
        rx.el.div(
            rx.el.p(person.role_label),
            rx.cond(
                person.organization != "",
                rx.el.p(person.organization, class_name="small muted"),
            ),
        ),
        rx.el.div(account_pill(person.status, person.unconfirmed)),
        rx.el.div(
            rx.el.span("since ", moment(person.since, "date"), class_name="small muted"),
            steps,
            class_name="end",
        ),
        key=person.id,
        custom_attrs={"data-id": person.id, "data-status": person.status},
    )


def invite_dialog(
    *,
    is_open: rx.Var[bool],
    on_close: rx.event.EventType[bool],
    on_submit: rx.event.EventType[dict],
    on_choose: rx.event.EventType[str],
    professions: rx.Var,
    places: rx.Var,
    licence: rx.Component,
    errors: rx.Var[dict[str, str]],
    summary: rx.Var[list[dict[str, str]]],
    problem: rx.Var[str],
    busy: rx.Var[bool],
) -> rx.Component:
    """Ask whom to invite, as what, and where."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Invite a colleague"),
            rx.dialog.description(
                "They get a letter with a link, and choose their own password.", class_name="soft"
            ),
            rx.cond(errors.length() == 0, problem_notice(problem)),
            error_summary(summary),
            rx.form(
                text_field("email", "E-mail", errors, kind="email"),
                choice_field(
                    "profession",
                    "As what?",
                    errors,
                    fixed=[("", "Choose…")],
                    more=professions,
                    on_change=on_choose,
                ),
                rx.cond(
                    places.length() > 0,
                    choice_field(
                        "organization_id",
                        "Where?",
                        errors,
                        fixed=[("", "Choose…")],
                        more=places,
                    ),
                ),
                licence,
                rx.el.div(
                    rx.dialog.close(
                        rx.button(
                            "Go back", type="button", variant="surface", color_scheme="gray",
                            size="3",
                        )
                    ),
                    rx.button("Send invitation", type="submit", size="3", loading=busy),
                    class_name="row end wrap",
                ),
                on_submit=on_submit,
                class_name="col g16",
                custom_attrs={"noValidate": True},
            ),
            class_name="ho-dialog",
            max_width="560px",
        ),
        open=is_open,
        on_open_change=on_close,
    )  # fmt: skip
