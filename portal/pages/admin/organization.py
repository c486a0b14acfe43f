"""Organisations as the administrator keeps them."""

import reflex as rx

from portal.components.person import person_row
from portal.components.ui.empty_state import empty_state
from portal.components.ui.entry import choice_field, text_field
from portal.components.ui.error_summary import error_summary
from portal.components.ui.field import fieldset
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.domain.organization import OrganizationKind
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.schemas.organization import DAYS, OrganizationRow
from portal.state.organization import OrganizationsState as All
from portal.state.organization import OrganizationState as One

KINDS = [("", "Choose…"), *[(one.value, one.label) for one in OrganizationKind]]
ICONS = {"practice": "stethoscope", "hospital": "hospital", "pharmacy": "pill",
         "diagnostics_centre": "microscope"}  # fmt: skip


@page(
    "/admin/organisations",
    title="Organisations · Handover",
    role=Role.ADMIN,
    place="Organisations",
    state=All,
)
def organisations() -> rx.Component:
    """Show every place where people work."""
    return rx.fragment(
        page_header(
            "Organisations",
            rx.el.span(All.items.length(), " in all"),
            rx.button(rx.el.a("Add…", href="/admin/organisations/new"), as_child=True),
        ),
        problem_notice(All.problem),
        rx.cond(
            All.loading,
            loading(4),
            rx.cond(
                All.items.length() > 0,
                rx.el.ul(
                    rx.foreach(All.items, _row),
                    class_name="people",
                    role="list",
                    aria_label="Organisations",
                ),
                empty_state("building-2", "None yet", "Add a practice first: people join it."),
            ),
        ),
    )


@page(
    "/admin/organisations/[organization_id]",
    title=rx.cond(
        One.view.name != "",
        One.view.name + " · Organisations · Handover",
        "New · Organisations · Handover",
    ),
    role=Role.ADMIN,
    place="Organisations",
    state=One,
)
def organisation() -> rx.Component:
    """Show one of them: its facts as a form, and who works there."""
    return rx.cond(
        One.loading,
        loading(6),
        rx.cond(
            One.missing != "",
            rx.fragment(rx.el.h1("Organisations"), problem_notice(One.missing)),
            rx.fragment(
                page_header(
                    rx.cond(One.view.id != "", One.view.name, "Add an organisation"),
                    rx.el.span(
                        rx.cond(
                            One.view.id != "",
                            One.view.kind_label
                            + " · "
                            + One.view.patients.to(str)
                            + " patients · "
                            + One.view.staff.length().to(str)
                            + " staff",
                            "People can join it at once.",
                        )
                    ),
                    rx.cond(One.view.id != "", _standing()),
                ),
                rx.cond(One.fields.length() == 0, problem_notice(One.problem)),
                rx.el.div(
                    rx.cond(
                        One.done == "saved",
                        rx.el.p(
                            rx.icon("check", size=16, aria_hidden="true"),
                            "Kept.",
                            class_name="notice calm",
                        ),
                    ),
                    role="status",
                ),
                rx.el.div(_form(), rx.cond(One.view.id != "", _staff()), class_name="halves"),
                _question(),
            ),
        ),
    )


def _row(one: rx.Var[OrganizationRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.a(one.name, href="/admin/organisations/" + one.id)),
            rx.el.p(one.address, class_name="small muted"),
            class_name="who",
        ),
        rx.el.div(
            rx.el.p(one.kind_label, rx.cond(one.suspended, " · suspended", "")),
            rx.el.p(one.hours, class_name="small muted"),
        ),
        rx.el.p(one.phone, class_name="small nowrap"),
        rx.el.p(
            one.staff, " staff", rx.cond(one.patients > 0, ", " + one.patients.to(str), ""),
            rx.cond(one.patients > 0, " patients", ""), class_name="small",
        ),
        key=one.id,
        custom_attrs={"data-id": one.id},
    )  # fmt: skip


def _form() -> rx.Component:
    return rx.form(
        error_summary(One.summary),
        text_field("name", "Name", One.fields, value=One.view.name, longest=120),
        choice_field("kind", "What is it?", One.fields, fixed=KINDS, value=One.view.kind),
        text_field("phone", "Telephone", One.fields, kind="tel", value=One.view.phone),
        text_field("address", "Address", One.fields, value=One.view.address, longest=200),
        rx.el.div(
            text_field("opens_at", "Opens", One.fields, kind="time", value=One.view.opens_at),
            text_field("closes_at", "Closes", One.fields, kind="time", value=One.view.closes_at),
            class_name="row g16 wrap",
        ),
        fieldset(
            "weekdays",
            "On these days",
            rx.el.div(
                *[
                    rx.el.label(
                        rx.el.input(
                            type="checkbox",
                            name=f"day_{number}",
                            default_checked=One.view.weekdays.contains(str(number)),
                        ),
                        day,
                    )
                    for number, day in enumerate(DAYS)
                ],
                class_name="days",
            ),
            One.fields,
        ),
        rx.el.div(rx.button("Save", type="submit", size="3", loading=One.busy)),
        on_submit=One.submit,
        class_name="panel pad col g16",
        key=One.attempt,
        custom_attrs={"noValidate": True},
    )


def _staff() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Staff", class_name="gap"),
        rx.cond(
            One.view.staff.length() > 0,
            rx.el.ul(
                rx.foreach(One.view.staff, person_row),
                class_name="people narrow",
                role="list",
                aria_label="Staff",
            ),
            rx.el.p("Nobody works here yet. Invite somebody under People.", class_name="soft"),
        ),
        aria_label="Staff",
    )


def _standing() -> rx.Component:
    return rx.cond(
        One.view.suspended != None,  # noqa: E711 - a Var
        rx.button("Let people join again", on_click=One.resume),
        rx.button(
            "Suspend…",
            on_click=One.ask(True),  # noqa: FBT003 - what a dialog reports
            variant="surface",
            color_scheme="gray",
        ),
    )


def _question() -> rx.Component:
    return rx.alert_dialog.root(
        rx.alert_dialog.content(
            rx.alert_dialog.title("Suspend " + One.view.name + "?"),
            rx.alert_dialog.description(
                "Nobody can register, apply or be invited there any more. Its people keep their "
                "accounts and go on with what they have begun; suspend them one by one if they "
                "must stop."
            ),
            rx.el.div(
                rx.button("Go back", on_click=One.ask(False), variant="surface",  # noqa: FBT003
                          color_scheme="gray", size="3"),
                rx.button("Suspend", on_click=One.suspend, size="3"),
                class_name="row end wrap spaced",
            ),
            class_name="ho-dialog",
            max_width="520px",
        ),
        open=One.asking,
        on_open_change=One.ask,
    )  # fmt: skip
