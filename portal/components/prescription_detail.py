"""One signed prescription as its prescriber reads it: what, how far, what was asked."""

import reflex as rx

from portal.components.record_allergy import none_known, not_asked
from portal.components.status import ITEM, WARNING
from portal.components.ui.moment import moment
from portal.components.ui.status_pill import status_pill
from portal.schemas.prescription import (
    ItemView,
    PrescriptionView,
    SupplyView,
    ThreadLine,
    WarningView,
)

KINDS = {
    "allergy": "Allergy",
    "duplicate": "Twice the same",
    "interaction": "Interaction",
    "maximum": "Above the usual maximum",
    "pregnancy": "Pregnancy",
}


def where_it_is(view: rx.Var[PrescriptionView], home: str) -> rx.Component:
    """Say in words where the medicines are, and what stands in the way."""
    return rx.fragment(
        rx.cond(
            view.stop_requested,
            _box("octagon-x", "alarm", "You asked the pharmacy to stop: ", view.reason),
        ),
        rx.cond(
            view.status == "cancelled",
            _box("x", "alarm", "Cancelled: ", view.reason),
        ),
        rx.cond(
            view.alerted,
            _box(
                "shield-alert", "alarm",
                "Something new speaks against it. ",
                "Look at what it says below: cancel it, or tell the pharmacy to go on.",
            ),
        ),
        rx.el.section(
            rx.el.h2("Where it is", class_name="vh"),
            rx.el.p(view.lane.words, class_name="rx-lane"),
            rx.el.dl(
                _fact("Pharmacy", rx.cond(view.place.name != "", _pharmacy(view), "Not chosen")),
                rx.cond(
                    view.expires_at,
                    _fact("Valid until", moment(view.expires_at, "date")),
                ),
                rx.cond(
                    view.issues > 1,
                    _fact(
                        "Repeat",
                        rx.fragment(
                            view.issue, " of ", view.issues,
                            rx.cond(
                                view.next_issue_at,
                                rx.fragment(", the next ", moment(view.next_issue_at, "date")),
                            ),
                            rx.cond(view.repeats_over, ", no further one comes", ""),
                            rx.cond(
                                view.next_issue_id != "",
                                rx.fragment(
                                    " · ",
                                    rx.el.a(
                                        "The next issue",
                                        href=f"{home}/prescriptions/" + view.next_issue_id,
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
                rx.cond(view.note != "", _fact("Note to the pharmacist", view.note)),
                class_name="facts rx-facts-row",
            ),
            class_name="panel pad",
            aria_label="Where it is",
        ),
    )  # fmt: skip


def items(view: rx.Var[PrescriptionView]) -> rx.Component:
    """Show each medicine: what the patient reads, how much was supplied, what spoke against it."""
    return rx.el.section(
        rx.el.h2("Medicines", class_name="pad rx-panel-title"),
        rx.el.ol(rx.foreach(view["items"], _item), class_name="rx-lines", role="list"),
        rx.cond(
            view.supplies.length() > 0,
            rx.el.div(
                rx.el.h3("Supplies"),
                rx.el.ul(rx.foreach(view.supplies, _supply), role="list", class_name="col g4"),
                class_name="rx-supplies",
            ),
        ),
        class_name="panel",
        aria_label="Medicines",
    )


def thread(view: rx.Var[PrescriptionView], on_answer: rx.event.EventType[()]) -> rx.Component:
    """Show what pharmacy and prescriber wrote to each other."""
    return rx.cond(
        view.thread.length() > 0,
        rx.el.section(
            rx.el.h2("With the pharmacy", class_name="gap"),
            rx.el.ol(rx.foreach(view.thread, _line), class_name="rx-thread", role="list"),
            rx.cond(
                (view.status == "on_hold") & (view.step == "answer"),
                rx.button("Answer…", on_click=on_answer, class_name="spaced"),
            ),
            class_name="panel pad",
            aria_label="With the pharmacy",
        ),
    )


def about_the_patient(view: rx.Var[PrescriptionView], home: str) -> rx.Component:
    """Show allergies in red first, then current medication; nothing once it is not theirs."""
    return rx.cond(view.allergy_knowledge != "", _about(view, home))


def _about(view: rx.Var[PrescriptionView], home: str) -> rx.Component:
    return rx.fragment(
        rx.cond(
            view.allergies.length() > 0,
            rx.el.section(
                rx.el.header(
                    rx.icon("shield-alert", size=16, aria_hidden="true"),
                    rx.el.h2("Allergies"),
                    rx.el.span(view.allergies.length(), class_name="how-many"),
                ),
                rx.el.ul(
                    rx.foreach(view.allergies, lambda one: rx.el.li(rx.el.p(one), key=one)),
                    role="list",
                ),
                class_name="allergy",
                aria_label="Allergies",
            ),
            rx.cond(
                view.allergy_knowledge == "none_known",
                none_known(view.none_known_by),
                not_asked(),
            ),
        ),
        rx.el.section(
            rx.el.div(
                rx.el.a("Open the whole record", href=f"{home}/patients/" + view.patient_id,
                        class_name="small"),
                class_name="ctx who-is",
            ),
            rx.el.div(
                rx.el.h2("Current medication"),
                rx.cond(
                    view.taking.length() > 0,
                    rx.el.ul(
                        rx.foreach(view.taking, lambda one: rx.el.li(rx.el.p(one), key=one)),
                        role="list",
                    ),
                    rx.el.p("Nothing recorded.", class_name="small muted"),
                ),
                class_name="ctx",
            ),
            class_name="panel",
            aria_label="Patient",
        ),
    )  # fmt: skip


def finding(one: rx.Var[WarningView]) -> rx.Component:
    """Show what spoke against a medicine, and why it was prescribed all the same."""
    looks = [(key, f"rx-finding t-{status.tone}") for key, status in WARNING.items()]
    return rx.el.li(
        rx.el.p(
            status_pill(one.severity, WARNING),
            rx.el.b(rx.match(one.kind, *KINDS.items(), one.kind)),
            rx.cond(one.after_signing, rx.el.span("found after signing", class_name="tiny")),
            class_name="row wrap g4",
        ),
        rx.el.p(
            one.sentence, rx.cond(one.source != "", rx.el.span(" ", one.source, class_name="tiny"))
        ),
        rx.cond(
            one.override_reason != "",
            rx.el.p(rx.el.b(one.override_by, ": "), one.override_reason, class_name="small quote"),
        ),
        class_name=rx.match(one.severity, *looks, "rx-finding"),
        key=one.id,
    )


def _item(one: rx.Var[ItemView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.h3(one.name),
                rx.el.p(one.sentence, class_name="rx-sentence"),
                rx.cond(
                    one.schedule_words != "",
                    rx.el.p(
                        rx.icon("lock-keyhole", size=13, aria_hidden="true"),
                        one.schedule_words,
                        class_name="pill t-wait",
                    ),
                ),
                class_name="grow col g4",
            ),
            rx.el.div(
                status_pill(one.status, ITEM),
                rx.el.p(one.progress_words, class_name="small soft"),
                rx.cond(one.reason != "", rx.el.p(one.reason, class_name="small quote")),
                class_name="col g4 rx-how-far",
            ),
            class_name="rx-line-head",
        ),
        rx.cond(
            one.warnings.length() > 0,
            rx.el.ul(rx.foreach(one.warnings, finding), class_name="rx-found", role="list"),
        ),
        custom_attrs={"data-status": one.status},
        key=one.id,
    )


def _supply(one: rx.Var[SupplyView]) -> rx.Component:
    return rx.el.li(
        rx.el.b(one.status_words, class_name="begins"),
        " · ",
        rx.foreach(
            one.lines,
            lambda line, n: rx.fragment(rx.cond(n > 0, "; ", ""), line.name, ", ",
                                        line.quantity_words),
        ),
        rx.el.span(" · ", moment(one.since, "full"), class_name="muted"),
        class_name="small",
        key=one.id,
    )  # fmt: skip


def _line(one: rx.Var[ThreadLine]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.b(one.author),
            " · ",
            one.role,
            " · ",
            moment(one.at, "full"),
            class_name="tiny muted",
        ),
        rx.el.p(one.body, class_name="quote"),
        class_name=rx.cond(one.mine, "mine", ""),
        key=one.id,
    )


def _pharmacy(view: rx.Var[PrescriptionView]) -> rx.Component:
    return rx.fragment(
        view.place.name,
        rx.cond(
            view.place.phone != "",
            rx.fragment(" · ", rx.el.a(view.place.phone, href="tel:" + view.place.phone)),
        ),
        rx.cond(view.place.hours_words != "", rx.fragment(" · ", view.place.hours_words)),
    )


def _fact(word: str, value: rx.Component | rx.Var | str) -> rx.Component:
    return rx.el.div(rx.el.dt(word), rx.el.dd(value))


def _box(icon: str, tone: str, word: str, what: rx.Var[str] | str) -> rx.Component:
    return rx.el.p(
        rx.icon(icon, size=16, aria_hidden="true"),
        rx.el.span(rx.el.b(word), what),
        class_name=f"notice t-{tone}",
    )
