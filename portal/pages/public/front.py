"""The front door."""

import reflex as rx

from portal.components.ui.brand import brand
from portal.pages.shell import SKIP, public
from portal.state.account import SignInState as Visitor


@public("/", title="Handover", state=Visitor)
def front() -> rx.Component:
    """Say what this is, and lead in."""
    return rx.el.main(
        brand(),
        rx.el.h1("Your practice, in writing"),
        rx.el.p(
            "Ask your practice, talk with a clinician, and see at once what happens. "
            "Only the people concerned can read along.",
            class_name="soft",
        ),
        rx.cond(
            Visitor.home != "",
            rx.el.p(
                rx.button(
                    rx.el.a("Go on as ", Visitor.signed_in_as, href=Visitor.home),
                    as_child=True,
                    size="3",
                )
            ),
            rx.el.p(
                rx.button(rx.el.a("Sign in", href="/sign-in"), as_child=True, size="3"),
                rx.button(
                    rx.el.a("Register as a patient", href="/register"),
                    as_child=True,
                    size="3",
                    variant="outline",
                    color_scheme="gray",
                ),
                class_name="row wrap g8",
            ),
        ),
        rx.el.p(
            "Somebody gave you a prescription? ",
            rx.el.a("Check whether it is genuine", href="/verify"),
            ".",
            class_name="small muted",
        ),
        rx.el.p(
            "You work in health care? ",
            rx.el.a("Join with an invitation", href="/join"),
            " or ",
            rx.el.a("apply", href="/apply"),
            ".",
            class_name="small muted",
        ),
        rx.el.p(
            "Programs use the ",
            rx.el.a("API", href="/api/docs", target="_blank"),
            ".",
            class_name="small muted",
        ),
        class_name="front",
        id=SKIP,
    )
