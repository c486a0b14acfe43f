"""The controlled drugs register as a pharmacist reads it: the cabinet, and line by line."""

from typing import Any

import reflex as rx

from portal.components.ui.field import field, hints
from portal.components.ui.form_dialog import form_dialog
from portal.components.ui.jump import Jump
from portal.components.ui.moment import moment
from portal.schemas.dispense_register import RegisterBalance, RegisterLine

HEADS = ("When", "Drug", "What, from or to whom", "Entered by")
FIGURES = ("Quantity", "Balance")


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


def register_table(lines: rx.Var[list[RegisterLine]], on_correct: Any) -> rx.Component:
    """Show the lines, newest first; what was put right is struck through and says by what."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption("Lines of the register, the newest first", class_name="vh"),
            rx.el.thead(
                rx.el.tr(
                    *[rx.el.th(word, scope="col") for word in HEADS],
                    *[rx.el.th(word, scope="col", class_name="num") for word in FIGURES],
                )
            ),
            rx.el.tbody(rx.foreach(lines, lambda one: _line(one, on_correct))),
            class_name="tbl register",
        ),
        class_name="panel scroll-x",
        tab_index=0,
        role="region",
        aria_label="Register",
    )


def _line(one: rx.Var[RegisterLine], on_correct: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            moment(one.at, "full"), rx.el.p("line ", one.line, class_name="tiny muted"),
            class_name="nowrap",
        ),
        rx.el.th(one.drug, scope="row"),
        rx.el.td(line_kind(one), line_facts(one), _joined(one), _put_right(one, on_correct)),
        rx.el.td(one.by),
        rx.el.td(line_quantity(one), class_name="num"),
        rx.el.td(
            rx.el.span("leaves ", class_name="leaves"), rx.el.b(one.balance_words), class_name="num"
        ),
        id="line-" + one.id,
        class_name=rx.cond(one.corrected_by_line > 0, "struck", ""),
        custom_attrs={"data-line": one.line, "data-kind": one.kind},
        key=one.id,
    )  # fmt: skip


def line_kind(one: rx.Var[RegisterLine]) -> rx.Component:
    """Name what a line is, with a sign."""
    return rx.match(
        one.kind,
        ("received", _kind("arrow-down-to-line", "Received", "t-done")),
        ("supplied", _kind("arrow-up-from-line", "Supplied", "t-live")),
        (
            "counted",
            rx.cond(
                one.quantity == 0,
                _kind("check-check", "Counted", "t-done"),
                _kind("triangle-alert", "Counted, differs", "t-alarm"),
            ),
        ),
        rx.cond(
            one.prescription_id != "",
            _kind("rotate-ccw", "Written back", "t-wait"),
            _kind("pencil-line", "Correction", "t-wait"),
        ),
    )


def line_facts(one: rx.Var[RegisterLine]) -> rx.Component:
    """Say from or to whom, who collected it, what was shown, and what was noted."""
    return rx.fragment(
        rx.el.p(
            rx.cond(
                one.prescription_id != "",
                rx.el.a(one.counterparty, href="/pharmacy/prescriptions/" + one.prescription_id),
                one.counterparty,
            ),
            class_name="said",
        ),
        rx.cond(
            one.collector != "", rx.el.p("Collected by ", one.collector, class_name="tiny muted")
        ),
        rx.cond(one.proof != "", rx.el.p("Identity: ", one.proof, class_name="tiny muted")),
        rx.cond(one.note != "", rx.el.p(one.note, class_name="tiny muted")),
    )


def line_quantity(one: rx.Var[RegisterLine]) -> rx.Component:
    """Show how far a line moved the balance, with its sign."""
    sign = rx.cond(one.quantity > 0, "+", rx.cond(one.quantity < 0, "−", "±"))
    return rx.el.b(sign, one.quantity_words, class_name="moved")


def _joined(one: rx.Var[RegisterLine]) -> rx.Component:
    """Lead to the line that a correction is about, and back from it."""
    return rx.fragment(
        rx.cond(
            one.corrected_by_line > 0,
            rx.el.p(
                rx.icon("corner-left-up", size=13, aria_hidden="true"),
                Jump.create(
                    "Corrected by line ", one.corrected_by_line,
                    href="#line-" + one.corrected_by_id,
                ),
                class_name="joined",
            ),
        ),
        rx.cond(
            one.recount,
            rx.el.p(
                rx.icon("users", size=13, aria_hidden="true"),
                "Counted by one person: a second one counts it again",
                class_name="joined",
            ),
        ),
        rx.cond(
            one.corrects_line > 0,
            rx.el.p(
                rx.icon("corner-left-down", size=13, aria_hidden="true"),
                Jump.create("Corrects line ", one.corrects_line, href="#line-" + one.corrects_id),
                class_name="joined",
            ),
        ),
    )  # fmt: skip


def _put_right(one: rx.Var[RegisterLine], on_correct: Any) -> rx.Component:
    return rx.cond(
        one.correctable,
        rx.el.button(
            "Correct…",
            rx.el.span(" line ", one.line, " of ", one.drug, class_name="vh"),
            type="button",
            class_name="linkish",
            on_click=on_correct(one.id),
        ),
        rx.cond(one.own, rx.el.p("A colleague can correct it", class_name="own-line")),
    )


def _kind(icon: str, word: str, tone: str) -> rx.Component:
    return rx.el.p(rx.icon(icon, size=14, aria_hidden="true"), word, class_name=f"mark {tone}")


def register_dialogs(state: Any) -> rx.Component:
    """Return every form of the register: a delivery, a count, a correction."""
    shared = {"on_close": state.close, "errors": state.fields, "problem": state.problem}
    return rx.fragment(_receive(state, shared), _count(state, shared), _correct(state, shared))


def _receive(state: Any, shared: dict[str, Any]) -> rx.Component:
    return form_dialog(
        "Enter a delivery",
        "The line cannot be changed afterwards. What is wrong is put right by a further line.",
        _drug(state),
        field("quantity", "How much came in", _input("quantity", input_mode="decimal"),
              state.fields, "In tablets, capsules or ml, as the pack counts."),
        field("supplier", "Supplier", _input("supplier", max_length=200), state.fields),
        field("note", "Note", _input("note", max_length=300), state.fields,
              "For example the number of the delivery note."),
        confirm="Enter the delivery",
        is_open=state.dialog == "receive",
        on_submit=state.receive,
        **shared,
    )  # fmt: skip


def _count(state: Any, shared: dict[str, Any]) -> rx.Component:
    return form_dialog(
        "Enter a count",
        "Count what lies in the cabinet. From then on that is the balance; what is missing or too "
        "much stands in the register under your name.",
        _drug(state),
        field("counted", "How much is there", _input("counted", input_mode="decimal"),
              state.fields, "0 for nothing."),
        field("reason", "Why it differs", _input("reason", max_length=300), state.fields,
              "Only when it is not what the register says."),
        confirm="Enter the count",
        is_open=state.dialog == "count",
        on_submit=state.count,
        **shared,
    )  # fmt: skip


def _correct(state: Any, shared: dict[str, Any]) -> rx.Component:
    line = state.line
    return form_dialog(
        rx.fragment("Correct line ", line.line),
        rx.fragment(
            "The line stays and is struck through; a further line under your name puts it right, "
            "and the balance follows.",
        ),
        rx.el.div(
            line_kind(line),
            rx.el.p(rx.el.b(line.drug), ": ", line_quantity(line)),
            rx.el.p(line.counterparty, ", entered by ", line.by, class_name="small soft"),
            class_name="about-line",
        ),
        field(
            "quantity", "How much was it really?", _input("quantity", input_mode="decimal"),
            state.fields, rx.cond(line.unit != "", "Counted as: " + line.unit, ""),
        ),
        rx.el.label(
            rx.el.input(
                type="checkbox", name="never_happened", id="never_happened", value="yes",
            ),
            "This never happened",
            class_name="tick",
        ),
        field("reason", "What went wrong?", _input("reason", max_length=300), state.fields),
        confirm="Enter the correction",
        is_open=state.dialog == "correct",
        on_submit=state.correct,
        **shared,
    )  # fmt: skip


def _drug(state: Any) -> rx.Component:
    return field(
        "medicine_id",
        "Drug",
        rx.el.select(
            rx.el.option("Choose…", value=""),
            rx.foreach(state.drugs, lambda c: rx.el.option(c.label, value=c.value, key=c.value)),
            id="medicine_id",
            name="medicine_id",
            default_value=state.drug,
            class_name="select",
            custom_attrs=hints("medicine_id"),
        ),
        state.fields,
        "Controlled drugs of schedule 2.",
    )


def _input(name: str, **more: Any) -> rx.Component:
    return rx.el.input(
        id=name, name=name, class_name="select", auto_complete="off",
        custom_attrs=hints(name), **more,
    )  # fmt: skip
