"""Is this prescription genuine? For anybody who holds its paper."""

import reflex as rx

from portal.components.scanner import scanner
from portal.components.ui.entry import entry, text_field
from portal.pages.shell import SKIP, public
from portal.state.prescription_verify import VerifyState as Verify


@public("/verify", title="Check a prescription · Handover", state=Verify)
def verify() -> rx.Component:
    """Ask for a code, and say where its prescription stands."""
    return entry(
        "Is this prescription genuine?",
        rx.el.p(
            "Scan the square on the paper, or type the code below it. You see whether it is ours "
            "and whether it can still be used, and nothing about the patient or the medicines.",
            class_name="soft",
        ),
        rx.el.div(_answer(), role="status", class_name="verify-answer"),
        scanner(Verify.check_scanned),
        rx.form(
            text_field(
                "code",
                "Code on the paper",
                Verify.fields,
                "Eight characters, for example 7QK4-M2XD.",
                longest=400,
            ),
            rx.button("Check", type="submit", size="3", loading=Verify.busy),
            on_submit=Verify.check,
            class_name="col g16",
            custom_attrs={"noValidate": True},
        ),
        anchor=SKIP,
    )


def _answer() -> rx.Component:
    return rx.cond(
        Verify.found.standing != "",
        _found(),
        rx.cond(
            (Verify.problem != "") & (Verify.fields.length() == 0),
            rx.el.section(
                _verdict("shield-x", "t-alarm", _refusal_title(), Verify.problem, "refused"),
                class_name="card",
                aria_label="The answer",
            ),
        ),
    )


def _refusal_title() -> rx.Var[str]:
    return rx.match(
        Verify.problem_code,
        ("forged", "Not genuine"),
        ("too_many", "Please wait"),
        "This could not be checked",
    )


def _found() -> rx.Component:
    one = Verify.found
    return rx.el.section(
        rx.cond(
            one.usable,
            _verdict("shield-check", "t-done", one.title, one.sentence, one.standing),
            _verdict("shield-alert", "t-alarm", one.title, one.sentence, one.standing),
        ),
        rx.el.dl(
            _fact("Code", one.code),
            _fact("Signed", one.signed_words),
            _fact("Valid until", one.expires_words),
            _fact("Medicines", one.item_count.to(str)),
            class_name="verify-facts",
        ),
        rx.el.p(one.proof, class_name="small soft"),
        class_name="card col g16",
        aria_label="What we know of it",
    )


def _verdict(
    icon: str, tone: str, title: rx.Var[str], words: rx.Var[str], status: rx.Var[str] | str
) -> rx.Component:
    return rx.el.div(
        rx.icon(icon, size=28, class_name=tone, aria_hidden="true"),
        rx.el.div(
            rx.el.h2(title, class_name=tone), rx.el.p(words, class_name="soft"), class_name="col g4"
        ),
        class_name="verdict",
        custom_attrs={"data-status": status},
    )


def _fact(name: str, text: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(text))
