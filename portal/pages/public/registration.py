"""The pages where people come in: register as a patient, apply as a professional, confirm."""

import reflex as rx

from portal.components.licence import licence_fields
from portal.components.licence_upload import LicenceUpload
from portal.components.ui.entry import choice_field, entry, sent, text_field
from portal.components.ui.error_summary import error_summary
from portal.components.ui.field import field, hints
from portal.components.ui.link_token import LinkToken
from portal.components.ui.notice import problem_notice
from portal.components.ui.password_input import password_field
from portal.domain.permission import Role
from portal.pages.shell import SKIP, public
from portal.schemas.registration import Profession
from portal.state.registration import ApplicationState as Apply
from portal.state.registration import ConfirmState as Confirm
from portal.state.registration import RegistrationState as Register

SEXES = [
    ("", "Choose…"),
    ("female", "Female"),
    ("male", "Male"),
    ("other", "Other"),
    ("unknown", "Rather not say"),
]
BESIDE = Confirm.fields.contains("email") | Confirm.fields.contains("password")
"""Whether a problem of the confirmation is said beside its field already."""

PROFESSIONS = [("", "Choose…"), *[(one.value, Role(one.value).label) for one in Profession]]


@public("/register", title="Register · Handover", state=Register)
def register() -> rx.Component:
    """Ask a patient who they are."""
    return entry(
        "Register as a patient",
        rx.cond(
            Register.done != "",
            _look_into_your_mail(Register.done),
            rx.fragment(
                rx.el.p("For patients of a practice that uses Handover.", class_name="soft"),
                rx.cond(Register.fields.length() == 0, problem_notice(Register.problem)),
                error_summary(Register.summary),
                rx.form(
                    text_field("name", "First and last name", Register.fields, fill="name"),
                    text_field(
                        "email",
                        "E-mail",
                        Register.fields,
                        "We send a link there. You sign in with it.",
                        kind="email",
                        fill="email",
                    ),
                    text_field(
                        "birth_date", "Date of birth", Register.fields, kind="date", fill="bday"
                    ),
                    choice_field(
                        "sex",
                        "Sex",
                        Register.fields,
                        "Doses and normal values differ by it.",
                        fixed=SEXES,
                    ),
                    text_field("phone", "Telephone", Register.fields, kind="tel", fill="tel"),
                    choice_field(
                        "practice_id",
                        "Your practice",
                        Register.fields,
                        fixed=[("", "Choose…")],
                        more=Register.practices,
                    ),
                    _password(Register.fields, Register.shortest),
                    rx.button("Register", type="submit", size="3", loading=Register.busy),
                    on_submit=Register.submit,
                    class_name="col g24",
                    custom_attrs={"noValidate": True},
                ),
                _other_doors(("You work in health care?", "Apply", "/apply")),
            ),
        ),
        anchor=SKIP,
    )


@public("/apply", title="Apply · Handover", state=Apply)
def apply() -> rx.Component:
    """Ask a professional for role, workplace and licence."""
    return entry(
        "Apply as a professional",
        rx.cond(
            Apply.done != "",
            _look_into_your_mail(
                Apply.done,
                "There you also add a picture or PDF of your licence. An administrator then "
                "checks it and writes to you.",
            ),
            rx.fragment(
                rx.el.p(
                    "An administrator checks every licence. You see nothing before that.",
                    class_name="soft",
                ),
                rx.cond(Apply.fields.length() == 0, problem_notice(Apply.problem)),
                error_summary(Apply.summary),
                rx.form(
                    _work(),
                    _person(),
                    rx.button("Send application", type="submit", size="3", loading=Apply.busy),
                    on_submit=Apply.submit,
                    class_name="col g24",
                    custom_attrs={"noValidate": True},
                ),
                _other_doors(
                    ("You were invited?", "Use the link in your letter", ""),
                    ("You are a patient?", "Register", "/register"),
                ),
            ),
        ),
        anchor=SKIP,
    )


@public("/confirm", title="Confirm your address · Handover", state=Confirm)
def confirm() -> rx.Component:
    """Ask for the password: neither a mail program nor a stranger's account gets through."""
    return entry(
        "Confirm your address",
        rx.match(
            Confirm.done,
            ("ready", _ready()),
            ("waiting", waiting(Confirm.upload)),
            rx.fragment(
                problem_notice(rx.cond(BESIDE, "", Confirm.problem)),
                rx.form(
                    rx.el.p("Enter the password you chose, to confirm that this address is yours."),
                    LinkToken.create(name="token"),
                    password_field(
                        "password",
                        "Your password",
                        Confirm.fields,
                        "You do not know it, or did not choose one? Choose a new one first.",
                        "current-password",
                    ),
                    rx.el.a("Choose a new password", href="/forgot", class_name="small"),
                    rx.button("Confirm my address", type="submit", size="3", loading=Confirm.busy),
                    on_submit=Confirm.confirm,
                    class_name="card col g16",
                ),
                _resend(),
            ),
        ),
        anchor=SKIP,
    )


def waiting(upload: rx.Var[str]) -> rx.Component:
    """Say that an administrator is next; until then, documents can be added."""
    return rx.fragment(
        sent(
            "user-check",
            "Your application is with an administrator",
            rx.el.p("They check your licence, then write to you. You can sign in after that."),
        ),
        rx.cond(
            upload != "",
            rx.el.section(
                rx.el.h2("Add your licence"),
                rx.el.p(
                    "A picture or PDF of it lets the administrator decide sooner. It is kept "
                    "encrypted, and only administrators open it.",
                    class_name="soft",
                ),
                LicenceUpload.create(token=upload),
                class_name="card col g12",
            ),
        ),
    )


def _ready() -> rx.Component:
    return sent(
        "check",
        "Your address is confirmed",
        rx.el.p("Your account is ready."),
        rx.el.p(rx.button(rx.el.a("Sign in", href="/sign-in"), as_child=True, size="3")),
    )


def _resend() -> rx.Component:
    return rx.el.details(
        rx.el.summary("The link does not work, or no letter came"),
        rx.cond(
            Confirm.resent != "",
            rx.el.p(
                "If an account waits for ",
                rx.el.b(Confirm.resent),
                ", a new letter is on its way.",
                role="status",
            ),
            rx.form(
                text_field("email", "E-mail", Confirm.fields, kind="email", fill="email"),
                rx.button(
                    "Send a new link", type="submit", size="3", variant="surface",
                    color_scheme="gray",
                ),
                on_submit=Confirm.resend,
                class_name="col g16 spaced",
                custom_attrs={"noValidate": True},
            ),
        ),
        class_name="more-help",
    )  # fmt: skip


def _work() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Your work"),
        choice_field(
            "profession", "What are you?", Apply.fields, fixed=PROFESSIONS, on_change=Apply.choose
        ),
        choice_field(
            "organization_id",
            "Where do you work?",
            Apply.fields,
            fixed=[("", "Choose…")],
            more=Apply.places,
        ),
        rx.cond(
            Apply.licensed, licence_fields(Apply.fields, Apply.profession == Role.SPECIALIST.value)
        ),
        field(
            "statement",
            "Anything the administrator should know (optional)",
            rx.text_area(
                id="statement", name="statement", rows="3", size="3", max_length=2000,
                custom_attrs=hints("statement"),
            ),
            Apply.fields,
        ),
        class_name="group-of-fields",
    )  # fmt: skip


def _person() -> rx.Component:
    return rx.el.section(
        rx.el.h2("You"),
        text_field("name", "First and last name", Apply.fields, fill="name", longest=120),
        text_field(
            "email",
            "E-mail",
            Apply.fields,
            "We send a link there. You sign in with it.",
            kind="email",
            fill="email",
        ),
        text_field("phone", "Telephone", Apply.fields, kind="tel", fill="tel"),
        _password(Apply.fields, Apply.shortest),
        class_name="group-of-fields",
    )


def _password(errors: rx.Var[dict[str, str]], shortest: rx.Var[int]) -> rx.Component:
    return password_field(
        "password",
        "Password",
        errors,
        shortest.to(str) + " characters or more. A few unrelated words are easy to remember.",
    )


def _look_into_your_mail(address: rx.Var[str], more: str = "") -> rx.Component:
    return sent(
        "mail",
        "Look into your mail",
        rx.el.p("We have written to ", rx.el.b(address), ". Open the link in that letter."),
        rx.el.p(more) if more else rx.fragment(),
        rx.el.p(
            "No letter? Look into the spam folder, or ",
            rx.el.a("ask for a new one", href="/confirm"),
            ".",
            class_name="soft small",
        ),
    )


def _other_doors(*doors: tuple[str, str, str]) -> rx.Component:
    return rx.el.p(
        *[
            rx.el.span(
                f"{question} ",
                rx.el.a(word, href=path) if path else f"{word}.",
                class_name="nowrap",
            )
            for question, word, path in doors
        ],
        rx.el.span("You have an account? ", rx.el.a("Sign in", href="/sign-in")),
        class_name="doors soft small",
    )
