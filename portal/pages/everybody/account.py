"""One's own account: who I am, my password, where I am signed in. The same for every role."""

import reflex as rx

from portal.components.session_list import session_list
from portal.components.ui.entry import text_field
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.password_input import password_field
from portal.components.ui.post_form import post_form
from portal.domain.permission import Role
from portal.pages.shell import for_roles
from portal.state.profile import AccountState as Mine


@for_roles("/account", Role, title="Your account · Handover", place="Account", state=Mine)
def account(home: str) -> rx.Component:
    """Show who it is, and what can be changed."""
    del home
    return rx.fragment(
        page_header("Your account", rx.el.span(Mine.view.email)),
        problem_notice(rx.cond(Mine.fields.length() == 0, Mine.problem, "")),
        rx.el.div(
            rx.match(
                Mine.done,
                ("password", _calm("Your password is changed. All other sessions were ended.")),
                ("profile", _calm("Your name and telephone number are kept.")),
                rx.fragment(),
            ),
            role="status",
        ),
        rx.cond(
            Mine.loading,
            loading(6),
            rx.el.div(
                rx.el.div(_person(), _password(), class_name="col g16"),
                session_list(Mine.sessions, Mine.end, Mine.end_others),
                class_name="halves",
            ),
        ),
    )


def _person() -> rx.Component:
    return rx.el.section(
        rx.el.h2("You", class_name="gap"),
        rx.el.dl(
            _fact("Role", Mine.view.role_label),
            _fact("Where", Mine.view.organization),
            _fact("Licence", Mine.view.licence),
            _fact("Account since", Mine.view.since),
            class_name="facts pairs gap",
        ),
        rx.form(
            text_field("name", "Name", Mine.fields, fill="name", value=Mine.view.name, longest=120),
            text_field(
                "phone", "Telephone", Mine.fields, kind="tel", fill="tel", value=Mine.view.phone
            ),
            rx.el.div(
                rx.button("Save", type="submit", size="3", variant="surface", color_scheme="gray")
            ),
            on_submit=Mine.save,
            class_name="col g16",
            key=Mine.attempt,
            custom_attrs={"noValidate": True},
        ),
        class_name="panel pad",
        aria_label="You",
    )


def _password() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Password", class_name="gap"),
        rx.cond(
            Mine.view.changed != None,  # noqa: E711 - a Var
            rx.el.p("Chosen ", moment(Mine.view.changed, "full"), class_name="soft small gap"),
        ),
        post_form(
            rx.el.input(
                type="email", value=Mine.view.email, read_only=True, auto_complete="username",
                class_name="vh", tab_index=-1, aria_hidden="true",
            ),
            password_field("present", "Current password", Mine.wrong, fill="current-password"),
            password_field(
                "chosen",
                "New password",
                Mine.wrong,
                Mine.shortest.to(str) + " characters or more. Everywhere else you are signed out.",
            ),
            rx.el.div(
                rx.button(
                    "Change password", type="submit", size="3", variant="surface",
                    color_scheme="gray",
                )
            ),
            action="/auth/password",
            class_name="col g16",
        ),
        class_name="panel pad",
        aria_label="Password",
        id="password",
    )  # fmt: skip


def _fact(word: str, value: rx.Var) -> rx.Component:
    return rx.cond(value != "", rx.el.div(rx.el.dt(word), rx.el.dd(value)))


def _calm(sentence: str) -> rx.Component:
    return rx.el.p(
        rx.icon("check", size=16, aria_hidden="true"), sentence, class_name="notice calm"
    )
