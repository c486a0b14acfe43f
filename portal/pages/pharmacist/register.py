"""The controlled drugs register."""

import reflex as rx

from portal.components.dispense_register import cabinet, register_dialogs, register_table
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.show_more import show_more
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.dispense_register import DispenseRegisterState as Register


@page(
    f"{Role.PHARMACIST.home}/register",
    title="Register · Handover",
    role=Role.PHARMACIST,
    place="Register",
    state=Register,
)
def register() -> rx.Component:
    """Show what came in, what left, and what must be there."""
    return rx.fragment(
        page_header(
            "Controlled drugs register",
            rx.el.span("Schedule 2. Nothing is ever changed: mistakes get a further line."),
            _count(),
            _enter(),
        ),
        rx.cond(Register.dialog == "", problem_notice(Register.problem)),
        rx.cond(
            Register.loading,
            loading(5),
            rx.cond(Register.page.total > 0, _book(), _nothing()),
        ),
        register_dialogs(Register),
    )


def _enter() -> rx.Component:
    return rx.button(
        rx.icon("plus", size=15, aria_hidden="true"),
        "Enter a delivery…",
        on_click=Register.open("receive"),
    )


def _count() -> rx.Component:
    return rx.button(
        rx.icon("clipboard-check", size=15, aria_hidden="true"),
        "Enter a count…",
        on_click=Register.open("count"),
        variant="surface",
        color_scheme="gray",
    )


def _book() -> rx.Component:
    return rx.el.div(
        cabinet(Register.page.balances, Register.drug),
        rx.el.div(
            register_table(Register.page["items"], Register.doubt),
            show_more(
                Register.page["items"].length(),
                Register.page.total,
                Register.page.next_cursor != None,  # noqa: E711 - a Var
                Register.more,
            ),
            class_name="col g12",
        ),
        class_name="desk",
    )


def _nothing() -> rx.Component:
    return empty_state(
        "lock-keyhole",
        "The register is empty",
        "What comes in and what is handed over of a schedule 2 drug stands here, line by line, "
        "with the balance. Begin with what is in the cabinet: enter it as a delivery.",
    )
