"""The controlled drugs register as a pharmacist reads it: the cabinet, and line by line."""

from typing import Any

import reflex as rx

from portal.components.ui.field import field, hints
from portal.components.ui.form_dialog import form_dialog
from portal.components.ui.moment import moment
from portal.schemas.dispense_register import RegisterBalance, RegisterLine

HEADS = ("When", "Drug", "What", "From or to", "Entered by", "Balance")


def cabinet(balances: rx.Var[list[RegisterBalance]], chosen: rx.Var[str]) -> rx.Component:
    """Show how much of each drug must be there; each leads to its own lines."""
    return rx.el.nav(
        rx.el.h2("In the cabinet", class_name="gap"),
        rx.el.ul(
            rx.foreach(
                balances,
                lambda one: rx.el.li(
                    rx.el.a(
                        rx.el.span(one.drug),
                        rx.el.b(one.balance_words),
                        href="?drug=" + one.medicine_id,
                        custom_attrs={
                            "aria-current": rx.cond(chosen == one.medicine_id, "true", "false")
                        },
                    ),
                    key=one.medicine_id,
                ),
            ),
            role="list",
            class_name="cabinet",
        ),
        rx.cond(chosen != "", rx.el.a("Show all drugs", href="?", class_name="small")),
        class_name="panel pad",
        aria_label="In the cabinet",
    )


def register_table(lines: rx.Var[list[RegisterLine]]) -> rx.Component:
    """Show the lines, newest first."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption("Lines of the register, the newest first", class_name="vh"),
            rx.el.thead(rx.el.tr(*[rx.el.th(word, scope="col") for word in HEADS])),
            rx.el.tbody(rx.foreach(lines, _line)),
            class_name="tbl register",
        ),
        class_name="panel scroll-x",
        tab_index=0,
        role="region",
        aria_label="Register",
    )


def _line(one: rx.Var[RegisterLine]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            moment(one.at, "full"),
            rx.el.p("line ", one.line, class_name="tiny muted"),
            class_name="nowrap",
        ),
        rx.el.th(one.drug, scope="row"),
        rx.el.td(
            rx.match(
                one.kind,
                ("received", _kind("arrow-down-to-line", "Received", "t-done")),
                ("supplied", _kind("arrow-up-from-line", "Supplied", "t-live")),
                _kind("rotate-ccw", "Written back", "t-wait"),
            ),
            rx.el.b(one.quantity_words, class_name="nowrap"),
        ),
        rx.el.td(
            rx.cond(
                one.prescription_id != "",
                rx.el.a(one.counterparty, href="/pharmacy/prescriptions/" + one.prescription_id),
                one.counterparty,
            ),
            rx.cond(
                one.collector != "",
                rx.el.p("Collected by ", one.collector, class_name="tiny muted"),
            ),
            rx.cond(one.proof != "", rx.el.p("Identity: ", one.proof, class_name="tiny muted")),
            rx.cond(one.note != "", rx.el.p(one.note, class_name="tiny muted")),
        ),
        rx.el.td(one.by),
        rx.el.td(rx.el.b(one.balance_words), class_name="num"),
        key=one.id,
    )


def _kind(icon: str, word: str, tone: str) -> rx.Component:
    return rx.el.p(rx.icon(icon, size=14, aria_hidden="true"), word, class_name=f"mark {tone}")


def receive_dialog(state: Any) -> rx.Component:
    """Ask what came in."""
    return form_dialog(
        "Enter a delivery",
        "The line cannot be changed afterwards. What is wrong is put right by a further line.",
        field(
            "medicine_id",
            "Drug",
            rx.el.select(
                rx.el.option("Choose…", value=""),
                rx.foreach(
                    state.drugs, lambda c: rx.el.option(c.label, value=c.value, key=c.value)
                ),
                id="medicine_id",
                name="medicine_id",
                class_name="select",
                custom_attrs=hints("medicine_id"),
            ),
            state.fields,
            "Controlled drugs of schedule 2.",
        ),
        field("quantity", "How much came in", _input("quantity", input_mode="decimal"),
              state.fields, "In tablets, capsules or ml, as the pack counts."),
        field("supplier", "Supplier", _input("supplier", max_length=200), state.fields),
        field("note", "Note", _input("note", max_length=300), state.fields,
              "For example the number of the delivery note."),
        confirm="Enter the delivery",
        is_open=state.dialog,
        on_close=state.close,
        on_submit=state.receive,
        errors=state.fields,
        problem=state.problem,
    )  # fmt: skip


def _input(name: str, **more: Any) -> rx.Component:
    return rx.el.input(
        id=name, name=name, class_name="select", auto_complete="off",
        custom_attrs=hints(name), **more,
    )  # fmt: skip
