"""A manager's colleagues: who works here, and who is invited."""

import reflex as rx

from portal.components.person import staff_row
from portal.components.ui.empty_state import empty_state
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.domain.permission import Role
from portal.pages.invitation import invitation, invite_button
from portal.pages.shell import page
from portal.schemas.person import PersonRow
from portal.state.invitation import InvitationState
from portal.state.invitation import StaffState as Staff


@page(
    "/manager/staff",
    title="Staff · Handover",
    role=Role.PRACTICE_MANAGER,
    place="Staff",
    state=Staff,
    also=(InvitationState,),
)
def staff() -> rx.Component:
    """Show everybody who works here."""
    return rx.fragment(
        page_header(
            "Staff", rx.el.span(Staff.staff.length(), " people in this list"), invite_button()
        ),
        problem_notice(Staff.problem),
        invitation(),
        rx.cond(Staff.loading, loading(4), staff_list()),
    )


def staff_list() -> rx.Component:
    """Show the list alone, to stand on other pages of the manager as well."""
    return rx.cond(
        Staff.staff.length() > 0,
        rx.el.ul(
            rx.foreach(Staff.staff, lambda one: staff_row(one, _steps(one))),
            class_name="people",
            role="list",
            aria_label="Staff",
        ),
        empty_state("users", "Nobody yet", "Invite your colleagues: they appear here."),
    )


def _steps(one: rx.Var[PersonRow]) -> rx.Component:
    return rx.cond(
        one.status == "invited",
        rx.fragment(
            rx.button(
                "Send again",
                on_click=Staff.send_again(one.id),
                variant="surface",
                color_scheme="gray",
                size="1",
            ),
            rx.button(
                "Withdraw",
                on_click=Staff.withdraw(one.id),
                variant="surface",
                color_scheme="gray",
                size="1",
            ),
        ),
    )
