"""The sign-in page. Its plain form posts to the server, which sets the cookie."""

import reflex as rx

from portal.components.ui.brand import brand
from portal.components.ui.forget_drafts import ForgetDrafts
from portal.components.ui.post_form import post_form
from portal.pages.shell import SKIP, public
from portal.schemas.account import DemoAccount
from portal.state.account import SignInState as Visitor


@public("/sign-in", title="Sign in · Handover", state=Visitor)
def sign_in() -> rx.Component:
    """Ask who it is; in demo mode, offer the accounts."""
    return rx.el.main(
        ForgetDrafts.create(),
        rx.el.div(
            brand(),
            rx.el.h1("Sign in"),
            rx.el.div(
                rx.cond(
                    Visitor.sentence != "",
                    rx.el.p(
                        Visitor.sentence,
                        class_name=rx.cond(Visitor.calm, "notice calm", "notice t-alarm"),
                        id="sign-in-problem",
                    ),
                ),
                role="alert",
            ),
            post_form(
                _field("email", "E-mail", "email", "username"),
                _field("password", "Password", "password", "current-password"),
                rx.button("Sign in", size="3", type="submit", width="100%"),
                action="/auth/sign-in",
                class_name="col g16",
            ),
            rx.el.p(
                rx.el.a("Forgotten your password?", href="/forgot"),
                rx.el.a("Register as a patient", href="/register"),
                rx.el.a("Apply as a professional", href="/apply"),
                rx.el.a("Join with an invitation", href="/join"),
                class_name="doors small spaced",
            ),
            rx.cond(
                Visitor.home != "",
                rx.el.p(
                    "You are signed in as ",
                    Visitor.signed_in_as,
                    ". ",
                    rx.el.a("Go on", href=Visitor.home),
                    class_name="small",
                ),
            ),
        ),
        rx.cond(Visitor.demo.length() > 0, _demo()),
        class_name="door",
        id=SKIP,
    )


def _field(name: str, label: str, kind: str, fill: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.input(
            id=name,
            name=name,
            type=kind,
            required=True,
            auto_complete=fill,
            class_name="select",
            custom_attrs={"aria-describedby": "sign-in-problem"},
        ),
        class_name="field",
    )


def _demo() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Demo accounts"),
        rx.el.p(
            "One for each role. The password is ",
            rx.el.b(Visitor.password),
            " for all.",
            class_name="soft small",
        ),
        rx.el.ul(rx.foreach(Visitor.demo, _account), class_name="demo-list", role="list"),
        class_name="panel pad demo-box",
        aria_label="Demo accounts",
    )


def _account(account: rx.Var[DemoAccount]) -> rx.Component:
    return rx.el.li(
        rx.match(
            account.role,
            ("gp", _icon("stethoscope")),
            ("specialist", _icon("heart-pulse")),
            ("pharmacist", _icon("pill")),
            ("diagnostics", _icon("microscope")),
            ("practice_manager", _icon("clipboard-list")),
            ("admin", _icon("shield-check")),
            _icon("user"),
        ),
        rx.el.span(
            rx.el.span(account.label, class_name="strong"),
            rx.el.span(" · ", account.name, class_name="soft"),
            rx.el.br(),
            rx.el.span(account.email, class_name="tiny muted"),
        ),
        post_form(
            rx.el.input(type="hidden", name="email", value=account.email),
            rx.el.input(type="hidden", name="password", value=Visitor.password),
            rx.button(
                "Use",
                type="submit",
                variant="surface",
                color_scheme="gray",
                aria_label="Use the " + account.label + " account, " + account.name,
            ),
            action="/auth/sign-in",
        ),
        key=account.email,
    )


def _icon(name: str) -> rx.Component:
    return rx.icon(name, size=20, class_name="t-live", aria_hidden="true")
