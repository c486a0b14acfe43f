"""The hand-overs of a prescription as cards: what is in each, where it stands, its steps."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from portal.components.status import SUPPLY
from portal.components.ui.due import weight
from portal.components.ui.moment import moment
from portal.components.ui.more_menu import more_menu
from portal.components.ui.pressed import WAITS
from portal.components.ui.status_pill import status_pill
from portal.schemas.prescription import LineView, PrescriptionView, SupplyView

Handler = Callable[..., rx.event.EventType[Any]]
SELDOM = ("return", "correct", "fail")


def supplies(
    view: rx.Var[PrescriptionView],
    due: rx.Var[str],
    on_open: Handler,
    on_check: Handler,
    on_finish: Handler,
) -> rx.Component:
    """Show every hand-over, in order; `due` is the number of the one whose step is next."""
    return rx.foreach(
        view.supplies,
        lambda one: _card(
            one, view.id, due == one.number.to_string(), on_open, on_check, on_finish
        ),
    )


def _card(
    one: rx.Var[SupplyView],
    prescription: rx.Var[str],
    due: rx.Var[bool],
    on_open: Handler,
    on_check: Handler,
    on_finish: Handler,
) -> rx.Component:
    labels = f"/api/prescriptions/{prescription}/supplies/{one.id}/labels.pdf"
    void = (one.status == "returned") | (one.status == "entered_in_error")
    return rx.el.section(
        rx.el.header(
            rx.el.h2(f"Supply {one.number}"),
            status_pill(one.status, SUPPLY),
            rx.cond(
                one.uncollected,
                rx.el.span("Nobody has collected it", class_name="t-wait strong small"),
            ),
            rx.el.span(class_name="grow"),
            rx.el.a(
                rx.icon("printer", size=14, aria_hidden="true"), "Labels",
                href=labels, target="_blank", class_name="row g4 small",
                aria_label=f"Labels of supply {one.number} (PDF, new tab)",
            ),
            class_name="row wrap",
        ),
        rx.el.ul(rx.foreach(one.lines, _line), role="list", class_name="supply-lines"),
        _story(one),
        rx.cond(one.steps.length() > 0, _steps(one, due, on_open, on_check, on_finish)),
        class_name=rx.cond(void, "panel supply void", "panel supply"),
        custom_attrs={"data-supply": one.number, "data-status": one.status},
        aria_label=f"Supply {one.number}",
        key=one.id,
    )  # fmt: skip


def _line(line: rx.Var[LineView], at: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.b(line.quantity_words, class_name="nowrap"),
        rx.el.div(
            rx.el.p(line.name),
            rx.cond(
                line.substitute != "",
                rx.el.p("Given instead: ", rx.el.b(line.substitute), ". ", line.substitution_note,
                        class_name="tiny t-wait"),
            ),
            rx.cond(
                (line.batch != "") | line.expires_on,
                rx.el.p(
                    rx.cond(line.batch != "", "Batch " + line.batch, ""),
                    rx.cond((line.batch != "") & line.expires_on, ", ", ""),
                    rx.cond(
                        line.expires_on,
                        rx.fragment("expires ", moment(line.expires_on, "calendar")),
                    ),
                    class_name="tiny muted",
                ),
            ),
        ),
        key=at,
    )  # fmt: skip


def _story(one: rx.Var[SupplyView]) -> rx.Component:
    """Say who did what, as far as it has come."""
    return rx.el.p(
        rx.el.span("Prepared by ", one.prepared_by),
        rx.cond(
            (one.status == "preparing") & one.ready_by,
            rx.el.span("to be ready ", moment(one.ready_by, "full")),
        ),
        rx.cond(
            one.checked_by != "",
            rx.el.span(
                "checked by ", one.checked_by,
                rx.cond(one.check_note != "", " alone: " + one.check_note, ""),
            ),
            rx.cond(one.check_note != "", rx.el.span(one.check_note)),
        ),
        rx.cond(one.ready_at, rx.el.span("ready since ", moment(one.ready_at, "full"))),
        rx.cond(
            (one.status == "ready") & one.keep_until,
            rx.el.span("kept until ", moment(one.keep_until, "date")),
        ),
        rx.cond(
            one.courier != "",
            rx.el.span("with ", one.courier, " to ", one.delivery_to),
        ),
        rx.cond(
            one.handed_at,
            rx.el.span(
                "handed over by ", one.handed_by, " ", moment(one.handed_at, "full"),
                ", asked for ", one.identifiers,
                rx.cond(one.collector != "", ", collected by " + one.collector, ""),
                rx.cond(one.proof != "", ", identity: " + one.proof, ""),
            ),
        ),
        rx.cond(one.corrected_by != "", rx.el.span("struck out by ", one.corrected_by)),
        rx.cond(one.reason != "", rx.el.span(rx.el.q(one.reason))),
        class_name="facts-line small soft",
    )  # fmt: skip


def _steps(
    one: rx.Var[SupplyView],
    due: rx.Var[bool],
    on_open: Handler,
    on_check: Handler,
    on_finish: Handler,
) -> rx.Component:
    def button(word, name: str, *, key: str = "", leads: Any = False) -> rx.Component:
        return rx.button(
            word, on_click=on_open(name, one.number), **weight(due & leads),
            custom_attrs={"data-key": key} if key else {},
        )  # fmt: skip

    def each(step) -> rx.Component:
        return rx.match(
            step.name,
            (
                "check",
                rx.cond(
                    one.prepared_by_me,
                    rx.fragment(
                        rx.el.span(
                            rx.icon("users", size=15, aria_hidden="true"),
                            "You prepared this: somebody else checks it.",
                            class_name="row g8 small soft grow",
                        ),
                        button("Nobody else is here…", "check"),
                    ),
                    rx.button(
                        rx.icon("clipboard-check", size=15, aria_hidden="true"),
                        "Checked: it is ready",
                        on_click=on_check(one.number),
                        **weight(due),
                        custom_attrs={"data-key": "c", **WAITS},
                    ),
                ),
            ),
            (
                "finish",
                rx.button(
                    "Ready to collect", on_click=on_finish(one.number), **weight(due),
                    custom_attrs={"data-key": "c", **WAITS},
                ),
            ),
            ("collect", button("Hand over…", "collect", key="h", leads=True)),
            ("dispatch", button(
                rx.cond(one.status == "delivery_failed", "Send out again…", "Send out…"),
                "dispatch", leads=one.status == "delivery_failed",
            )),
            ("deliver", button("Delivered…", "deliver", key="h", leads=True)),
            ("fail", button("Not delivered…", "fail")),
            rx.fragment(),
        )  # fmt: skip

    return rx.el.footer(
        rx.foreach(one.steps, each),
        rx.cond(
            one.status != "dispatched",
            more_menu(one.steps, ("return", "correct"), lambda name: on_open(name, one.number)),
        ),
        class_name="row wrap end",
    )
