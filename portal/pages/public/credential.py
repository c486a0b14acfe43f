"""The pages for a forgotten password."""

import reflex as rx

from portal.components.ui.entry import entry, sent, text_field
from portal.components.ui.error_summary import error_summary
from portal.components.ui.link_token import LinkToken
from portal.components.ui.notice import problem_notice
from portal.components.ui.password_input import password_field
from portal.pages.shell import SKIP, public
from portal.state.credential import ForgotState as Forgot
from portal.state.credential import ResetState as Reset


@public("/forgot", title="Forgotten password · Handover", state=Forgot)
def forgot() -> rx.Component:
    """Ask where to send the link."""
    return entry(
        "Choose a new password",
        rx.cond(
            Forgot.done != "",
            sent(
                "mail",
                "Look into your mail",
                rx.el.p(
                    "If ", rx.el.b(Forgot.done), " has an account, a link is on its way. It works "
                    "once, for an hour.",
                ),
            ),
            rx.form(
                rx.cond(Forgot.fields.length() == 0, problem_notice(Forgot.problem)),
                error_summary(Forgot.summary),
                text_field(
                    "email",
                    "E-mail",
                    Forgot.fields,
                    "The address you sign in with.",
                    kind="email",
                    fill="username",
                ),
                rx.button("Send me a link", type="submit", size="3", loading=Forgot.busy),
                on_submit=Forgot.submit,
                class_name="col g24",
                custom_attrs={"noValidate": True},
            ),
        ),
        rx.el.p(rx.el.a("Back to sign in", href="/sign-in"), class_name="doors small"),
        anchor=SKIP,
    )  # fmt: skip


@public("/reset", title="Choose a new password · Handover", state=Reset)
def reset() -> rx.Component:
    """Ask for the password that is to be."""
    return entry(
        "Choose a new password",
        rx.cond(
            Reset.done != "",
            sent(
                "check",
                "Your password is changed",
                rx.el.p("You were signed out everywhere. Sign in with the new one."),
                rx.el.p(rx.button(rx.el.a("Sign in", href="/sign-in"), as_child=True, size="3")),
            ),
            rx.fragment(
                problem_notice(rx.cond(Reset.fields.contains("password"), "", Reset.problem)),
                error_summary(Reset.summary),
                rx.form(
                    LinkToken.create(name="token"),
                    password_field(
                        "password",
                        "New password",
                        Reset.fields,
                        Reset.shortest.to(str)
                        + " characters or more. A few unrelated words are easy to remember.",
                    ),
                    rx.button("Change password", type="submit", size="3", loading=Reset.busy),
                    on_submit=Reset.submit,
                    class_name="col g24",
                    custom_attrs={"noValidate": True},
                ),
                rx.el.p(
                    "The link does not work any more? ",
                    rx.el.a("Ask for a new one", href="/forgot"),
                    class_name="doors soft small",
                ),
            ),
        ),
        anchor=SKIP,
    )
