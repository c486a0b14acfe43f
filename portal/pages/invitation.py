"""The dialog that invites a colleague, as administrators and managers meet it."""

import reflex as rx

from portal.components.licence import licence_fields
from portal.components.person import invite_dialog
from portal.domain.permission import Role
from portal.state.invitation import InvitationState as Invite


def invite_button() -> rx.Component:
    """Open the dialog."""
    return rx.button(
        rx.icon("user-plus", size=15, aria_hidden="true"), "Invite…", on_click=Invite.open
    )


def invitation() -> rx.Component:
    """Show the dialog, and afterwards whom it was sent to."""
    return rx.fragment(
        rx.el.div(
            rx.cond(
                Invite.sent_to != "",
                rx.el.p(
                    rx.icon("mail", size=16, aria_hidden="true"),
                    "An invitation is on its way to " + Invite.sent_to + ".",
                    class_name="notice calm",
                ),
            ),
            role="status",
        ),
        invite_dialog(
            is_open=Invite.is_open,
            on_close=Invite.close,
            on_submit=Invite.submit,
            on_choose=Invite.choose,
            professions=Invite.professions,
            places=Invite.places,
            licence=rx.cond(Invite.licensed, _checked()),
            errors=Invite.fields,
            summary=Invite.summary,
            problem=Invite.problem,
            busy=Invite.busy,
        ),
    )


def _checked() -> rx.Component:
    return rx.el.details(
        rx.el.summary("I have checked their licence already"),
        rx.el.div(
            rx.el.label(
                rx.el.input(type="checkbox", name="licence_checked", id="licence_checked"),
                "Yes: they need no further check once they have joined",
                class_name="check",
            ),
            licence_fields(Invite.fields, Invite.profession == Role.SPECIALIST.value),
            class_name="col g16 spaced",
        ),
        class_name="more-help",
    )
