"""The page behind the link of an invitation."""

import reflex as rx

from portal.components.licence import licence_fields
from portal.components.ui.entry import entry, sent, text_field
from portal.components.ui.error_summary import error_summary
from portal.components.ui.link_token import LinkToken
from portal.components.ui.notice import problem_notice
from portal.components.ui.password_input import password_field
from portal.pages.public.registration import waiting
from portal.pages.shell import SKIP, public
from portal.state.invitation import JoinState as Join


@public("/join", title="Join · Handover", state=Join)
def join() -> rx.Component:
    """Ask for a name and a password, and for a licence where one is needed."""
    return entry(
        "Join Handover",
        rx.match(
            Join.done,
            (
                "ready",
                sent(
                    "check",
                    "Your account is ready",
                    rx.el.p(
                        rx.button(rx.el.a("Sign in", href="/sign-in"), as_child=True, size="3")
                    ),
                ),
            ),
            ("waiting", waiting(Join.upload)),
            rx.fragment(
                problem_notice(rx.cond(Join.summary.length() > 0, "", Join.problem)),
                error_summary(Join.summary),
                rx.cond(
                    Join.invited.email != "",
                    rx.el.p(
                        "You are invited as ",
                        rx.el.b(Join.invited.role_label),
                        rx.cond(
                            Join.invited.organization != "", " at " + Join.invited.organization, ""
                        ),
                        ". You will sign in as ",
                        rx.el.b(Join.invited.email),
                        ".",
                    ),
                ),
                rx.form(
                    LinkToken.create(name="token", on_read=Join.look),
                    rx.cond(Join.invited.email != "", _fields()),
                    on_submit=Join.submit,
                    class_name="col g24",
                    custom_attrs={"noValidate": True},
                ),
                rx.cond(Join.invited.email == "", _paste()),
            ),
        ),
        anchor=SKIP,
    )


def _paste() -> rx.Component:
    return rx.form(
        rx.el.p(
            "The letter that invited you has a link. Open it, or paste it here.", class_name="soft"
        ),
        text_field("link", "Link from the letter", Join.fields, longest=400),
        rx.button("Go on", type="submit", size="3"),
        rx.el.p(
            "No invitation? ",
            rx.el.a("Register as a patient", href="/register"),
            " or ",
            rx.el.a("apply as a professional", href="/apply"),
            ".",
            class_name="small soft",
        ),
        on_submit=Join.paste,
        class_name="col g16",
        custom_attrs={"noValidate": True},
    )


def _fields() -> rx.Component:
    return rx.fragment(
        text_field("name", "First and last name", Join.fields, fill="name", longest=120),
        text_field("phone", "Telephone (optional)", Join.fields, kind="tel", fill="tel"),
        rx.cond(
            Join.invited.needs_licence, licence_fields(Join.fields, Join.invited.is_specialist)
        ),
        password_field(
            "password",
            "Password",
            Join.fields,
            Join.shortest.to(str)
            + " characters or more. A few unrelated words are easy to remember.",
        ),
        rx.button("Join", type="submit", size="3", loading=Join.busy),
    )
