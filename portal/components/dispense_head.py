"""The head of a prescription at the counter: whose it is, and everything that speaks against it."""

import reflex as rx

from portal.components.status import PRESCRIPTION, SUPPLY, WARNING, Status
from portal.components.ui.moment import moment
from portal.components.ui.name import namesake_line
from portal.components.ui.status_pill import pill, status_icon, status_pill
from portal.schemas.prescription import PrescriptionView, WarningView

STAGES = {
    "new": Status("Incoming", "inbox", "wait"),
    "preparing": Status("To prepare", "package-open", "live"),
    "check": Status("To check", "clipboard-check", "live"),
    "ready": SUPPLY["ready"],
    "hold": PRESCRIPTION["on_hold"],
    "owing": Status("Part is owed", "clock", "wait"),
    "delivery": SUPPLY["dispatched"],
    "uncollected": Status("Not collected", "clock-alert", "wait"),
}
"""Where it stands at the counter; what is over has the prescription's own word."""


def stage(view: rx.Var[PrescriptionView], undelivered: rx.Var[bool]) -> rx.Component:
    """Say where it stands, in a word with an icon and a colour."""
    return rx.cond(
        view.stop_requested,
        pill(Status("STOP", "octagon-x", "crit")),
        rx.cond(
            (view.queue == "delivery") & undelivered,
            pill(SUPPLY["delivery_failed"]),
            rx.match(
                view.queue,
                *[(key, pill(one)) for key, one in STAGES.items()],
                status_pill(view.status, PRESCRIPTION),
            ),
        ),
    )


def who(view: rx.Var[PrescriptionView], undelivered: rx.Var[bool]) -> rx.Component:
    """Show whose it is, with what tells two people apart, and from whom it comes."""
    return rx.el.header(
        rx.el.div(
            rx.el.h2(
                view.patient,
                rx.cond(view.age != None, ", " + view.age.to(str), ""),  # noqa: E711 - a Var
                rx.cond(view.sex != "", ", " + view.sex, ""),
                id="whose",
                tab_index=-1,
            ),
            stage(view, undelivered),
            class_name="row between",
        ),
        namesake_line(view.namesake),
        rx.el.p(
            _fact("Born", rx.cond(view.born != "", view.born, "not known")),
            _fact("Code", rx.el.b(view.code, class_name="rx-code")),
            rx.cond(view.patient_phone != "", _fact("Phone", view.patient_phone)),
            rx.cond(view.patient_address != "", _fact("Address", view.patient_address)),
            class_name="facts-line small soft",
        ),
        rx.el.p(
            rx.el.span(
                view.prescriber,
                rx.cond(view.practice != "", ", " + view.practice, ""),
                rx.cond(
                    view.practice_phone != "",
                    rx.fragment(
                        " ",
                        rx.el.a(
                            view.practice_phone,
                            href="tel:" + view.practice_phone,
                            class_name="nowrap",
                        ),
                    ),
                ),
            ),
            rx.el.span("signed ", moment(view.signed_at, "full")),
            rx.cond(view.issues > 1, rx.el.span(f"issue {view.issue} of {view.issues}")),
            rx.cond(
                view.expires_at,
                rx.el.span(
                    "valid until ",
                    moment(view.expires_at, "date"),
                    class_name=rx.cond(view.expires_soon, "t-wait strong", ""),
                ),
            ),
            class_name="facts-line small soft",
        ),
        class_name="counter-head",
    )


def _fact(word: str, value: rx.Var | rx.Component) -> rx.Component:
    return rx.el.span(rx.el.span(word + " ", class_name="muted"), value)


def bands(view: rx.Var[PrescriptionView]) -> rx.Component:
    """Show, the worst first: what is new, allergies, warnings, the prescriber's note."""
    return rx.fragment(
        _allergies(view),
        rx.cond(
            view.warnings.length() > 0,
            rx.el.ul(
                rx.foreach(view.warnings, _warning),
                role="list",
                aria_label="What speaks against it",
            ),
        ),
        rx.cond(
            view.note != "",
            rx.el.p(
                rx.icon("sticky-note", size=15, aria_hidden="true"),
                rx.el.span(rx.el.b(view.prescriber, " writes: "), view.note),
                class_name="caution plain-note",
            ),
        ),
    )


def _allergies(view: rx.Var[PrescriptionView]) -> rx.Component:
    return rx.match(
        view.allergy_knowledge,
        ("", rx.fragment()),
        (
            "listed",
            rx.el.section(
                rx.el.span(
                    rx.icon("shield-alert", size=16, aria_hidden="true"),
                    rx.cond(view.allergies.length() == 1, "Allergy", "Allergies"),
                    class_name="k",
                ),
                rx.foreach(
                    view.allergies,
                    lambda words, at: rx.el.span(words, class_name="small strong", key=at),
                ),
                class_name="band",
                aria_label="Allergies",
            ),
        ),
        (
            "none_known",
            rx.el.p(
                rx.icon("shield-check", size=15, aria_hidden="true"),
                rx.el.span("No known allergies: asked by ", view.none_known_by, "."),
                class_name="caution no-known",
            ),
        ),
        rx.el.p(
            rx.icon("shield-question", size=15, aria_hidden="true"),
            rx.el.span(
                rx.el.b("Allergies were not asked. "),
                "Nothing in the record says that there are none: ask the patient.",
            ),
            class_name="caution",
        ),
    )


def _warning(one: rx.Var[WarningView]) -> rx.Component:
    return rx.el.li(
        status_icon(one.severity, WARNING, 16),
        rx.el.div(
            rx.el.p(
                rx.cond(
                    one.after_signing,
                    rx.el.span("New since it was signed", class_name="fatal"),
                ),
                *_about(one),
            ),
            rx.cond(
                one.override_reason != "",
                rx.el.p(
                    rx.cond(one.override_by != "", one.override_by, "The prescriber"),
                    " prescribed it all the same: ",
                    rx.el.q(one.override_reason),
                    class_name="soft",
                ),
                _no_reason(one),
            ),
        ),
        class_name=rx.cond(
            one.after_signing | (one.severity == "contraindicated"), "warn worst", "warn"
        ),
        key=one.id,
    )


def _about(one: rx.Var[WarningView]) -> tuple[rx.Component, rx.Var]:
    """Name the medicine once, also where the sentence begins with it."""
    begins = one.sentence.startswith(one.item_name)
    rest = one.sentence[one.item_name.length() :]
    return (
        rx.el.b(one.item_name, rx.cond(begins, "", ": ")),
        rx.cond(begins, rest, one.sentence),
    )


def _no_reason(one: rx.Var[WarningView]) -> rx.Component:
    """Say why there is no reason, where the prescriber would have been asked for one."""
    return rx.cond(
        one.after_signing,
        rx.el.p("Found after it was signed: nobody was asked for a reason.", class_name="soft"),
        rx.cond(
            one.severity != "caution",
            rx.el.p("The prescriber gave no reason.", class_name="soft"),
        ),
    )


def stop_box(view: rx.Var[PrescriptionView], on_take) -> rx.Component:
    """Say, before everything else, that the prescriber wants it stopped; ask for the answer."""
    return rx.cond(
        view.stop_requested,
        rx.el.section(
            rx.icon("octagon-x", size=28, aria_hidden="true"),
            rx.el.div(
                rx.el.h2("STOP: do not hand this over"),
                rx.el.p(
                    view.prescriber,
                    " cancels this prescription",
                    rx.cond(view.reason != "", rx.fragment(": ", rx.el.q(view.reason)), "."),
                ),
                rx.el.p("Is it still here? The prescriber waits for your answer."),
                rx.el.div(
                    _stop_step(view, "stop", "It is still here: stop it…", on_take, key="s"),
                    _stop_step(view, "already_handed_over", "Already handed over…", on_take),
                    class_name="row wrap spaced",
                ),
            ),
            class_name="crit-box stop-box",
            role="alert",
            aria_label="Stop",
        ),
    )


def _stop_step(view, name: str, word: str, on_take, key: str = "") -> rx.Component:
    return rx.foreach(
        view.steps,
        lambda step: rx.cond(
            step.name == name,
            rx.el.button(
                word,
                type="button",
                on_click=on_take(name),
                class_name="stop-step",
                custom_attrs={"data-key": key} if key else {},
            ),
        ),
    )


def ended(view: rx.Var[PrescriptionView]) -> rx.Component:
    """Say how a prescription ended that is over."""
    return rx.cond(
        (view.queue == "done") & (view.status != "dispensed"),
        rx.el.p(
            status_icon(view.status, PRESCRIPTION, 16),
            rx.el.span(rx.el.b(view.lane.words), " Nothing more may be supplied."),
            class_name="caution ended",
            role="status",
        ),
    )


def taking(view: rx.Var[PrescriptionView]) -> rx.Component:
    """Show what else the patient takes, folded away."""
    return rx.cond(view.allergy_knowledge != "", _taking(view))


def _taking(view: rx.Var[PrescriptionView]) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            rx.el.span("Current medication", class_name="strong"),
            rx.el.span(
                rx.cond(
                    view.taking.length() > 0,
                    view.taking.length().to(str) + " in the record",
                    "none in the record",
                ),
                class_name="small muted",
            ),
        ),
        rx.cond(
            view.taking.length() > 0,
            rx.el.ul(
                rx.foreach(view.taking, lambda words, at: rx.el.li(words, key=at)),
                role="list",
                class_name="small",
            ),
            rx.el.p(
                "The record names no current medication. That may be because nobody entered any.",
                class_name="small soft",
            ),
        ),
        class_name="panel fold",
    )
