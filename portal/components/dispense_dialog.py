"""The dialogs of the counter: what each step asks for, and what it will do."""

from typing import Any, NamedTuple

import reflex as rx

from portal.components.ui.field import field, fieldset, hints
from portal.components.ui.form_dialog import form_dialog
from portal.components.ui.step_dialog import Asked, step_dialog
from portal.domain.prescription_word import UNDER_WAY
from portal.schemas.prescription import SupplyView

TOLD = "The patient is told at once."


class Ask(NamedTuple):
    """One dialog that asks for a text, or for nothing: its words and its handler."""

    name: str
    title: str
    about: str
    what: str
    asked: tuple[Asked, ...]
    confirm: str
    handler: str


REASON = "Patient and prescriber read this."
ASKS = (
    Ask(
        "hold", "Ask about the prescription for ", "patient",
        "It is on hold until the answer is here: nothing is prepared or handed over. The "
        "prescriber is told at once; after one working day the lead is told too.",
        (Asked("query", "Your question", "The prescriber reads this."),),
        "Ask the prescriber", "ask",
    ),
    Ask(
        "release", "Give back the prescription for ", "patient",
        "It leaves your queues. The patient is told to choose another pharmacy.",
        (Asked("reason", "Why do you give it back?", "The patient reads this."),),
        "Give it back", "release",
    ),
    Ask(
        "stop", "Stop the supply for ", "patient",
        "What is prepared goes back to stock and the prescription is cancelled for good. The "
        "prescriber and the patient are told that it was stopped in time.",
        (), "It is still here: stop it", "stop",
    ),
    Ask(
        "refuse", "Not supplied: ", "medicine",
        "This medicine, or the rest of it, is not supplied. Patient and prescriber are told at "
        "once. You can supply it after all while the prescription is valid.",
        (Asked("reason", "Why is it not supplied?", REASON),),
        "Do not supply it", "refuse",
    ),
    Ask(
        "reopen", "Supply after all: ", "medicine",
        "It is open again. Patient and prescriber are told at once.",
        (), "Supply it after all", "reopen",
    ),
    Ask(
        "check", "Check your own supply for ", "patient",
        "You prepared this yourself. A second person checks it whenever one is here; why you "
        "check it alone is kept with the supply.",
        (Asked("note", "Why can nobody else check it?", "At least five letters."),),
        "I have checked it: it is ready", "check_alone",
    ),
    Ask(
        "fail", "Not delivered to ", "patient",
        "It comes back here: send it out again, or return it to stock. " + TOLD,
        (Asked("reason", "What happened?", "The patient reads this."),),
        "It was not delivered", "say_why",
    ),
    Ask(
        "return", "Return to stock: supply ", "supply",
        "The supply ends and its medicines are open to be supplied again. " + TOLD,
        (Asked("reason", "Why does it go back?", "The patient reads this."),),
        "Return it to stock", "say_why",
    ),
    Ask(
        "correct", "Entered in error: supply ", "supply",
        "The hand-over is struck out as if it never happened, and its medicines are open again. "
        "Another person than who recorded it does this. Patient and prescriber are told at once.",
        (Asked("reason", "What really happened?", REASON),),
        "Strike it out", "say_why",
    ),
)  # fmt: skip


def counter_dialogs(state: Any) -> list[rx.Component]:
    """Return every dialog of the counter; `state` holds the view and the handlers."""
    shared = {"on_close": state.close, "errors": state.fields, "problem": state.problem}
    about = {"patient": state.view.patient, "medicine": state.about, "supply": state.number}
    plain = [
        step_dialog(
            rx.fragment(one.title, about[one.about]),
            rx.fragment(state.about, ". ", one.what) if one.about == "supply" else one.what,
            one.asked,
            one.confirm,
            is_open=state.dialog == one.name,
            on_submit=getattr(state, one.handler),
            **shared,
        )
        for one in ASKS
    ]
    return [
        *plain, *(one(state, shared) for one in (_line, _hand_over, _too_late, _send_out)),
    ]  # fmt: skip


def _line(state: Any, shared: dict[str, Any]) -> rx.Component:
    now = state.picked[state.chosen]
    had = state.picked.contains(state.chosen)

    def before(value: rx.Var, otherwise: Any = "") -> rx.Var:
        return rx.cond(had, value, otherwise)

    return form_dialog(
        rx.fragment("Supply ", state.about),
        "What is not prescribed to the letter is written down with the supply.",
        field(
            "quantity", "How much now",
            _input("quantity", default_value=before(now.figure, state.left.to(str)),
                   input_mode="decimal"),
            state.fields, rx.cond(state.unit != "", "Counted as: " + state.unit, ""),
        ),
        field(
            "owed_until", "The rest is expected on",
            _input("owed_until", type="date", default_value=before(now.owed_until)),
            state.fields, "Only when a part is owed. Empty: the next working day.",
        ),
        rx.cond(
            state.has_products,
            rx.fragment(
                field(
                    "substitute_id", "Product",
                    rx.el.select(
                        rx.el.option("As prescribed", value=""),
                        rx.foreach(
                            state.products,
                            lambda c: rx.el.option(c.label, value=c.value, key=c.value),
                        ),
                        id="substitute_id", name="substitute_id", class_name="select",
                        default_value=before(now.substitute_id),
                        custom_attrs=hints("substitute_id"),
                    ),
                    state.fields, "The same substance and strength, taken the same way.",
                ),
                field(
                    "substitution_note", "Why another product",
                    _input("substitution_note", default_value=before(now.substitution_note),
                           max_length=300),
                    state.fields, "Only when it is not given as prescribed.",
                ),
            ),
        ),
        rx.el.div(
            field("batch", "Batch",
                  _input("batch", default_value=before(now.batch), max_length=40), state.fields),
            field("expires_on", "Pack expires on",
                  _input("expires_on", type="date", default_value=before(now.expires_on)),
                  state.fields),
            class_name="pair",
        ),
        confirm="Take it for this supply",
        is_open=state.dialog == "line",
        on_submit=state.line,
        **shared,
    )  # fmt: skip


def _hand_over(state: Any, shared: dict[str, Any]) -> rx.Component:
    door = state.dialog == "deliver"
    return form_dialog(
        rx.fragment(rx.cond(door, "Delivered to ", "Hand over to "), state.view.patient),
        rx.fragment(
            state.about, ". It counts as supplied from now on. The patient is told at once."
        ),
        *_whom(state),
        confirm=rx.cond(door, "It was delivered", "Hand over"),
        is_open=(state.dialog == "collect") | door,
        on_submit=state.hand_over,
        **shared,
    )


def _too_late(state: Any, shared: dict[str, Any]) -> rx.Component:
    return form_dialog(
        rx.fragment("Already handed over to ", state.view.patient, "?"),
        "The prescription is cancelled for good, and the prescriber is told at once that it is "
        "too late and to call the patient. What the patient has is recorded as handed over with "
        "this; the rest that is here goes back to stock.",
        rx.cond(
            state.several,
            fieldset(
                "handed",
                "Which supplies does the patient have?",
                rx.el.div(rx.foreach(state.view.supplies, _supply), class_name="identifiers"),
                state.fields,
                "Tick every one that was handed over. What is on its way and is not ticked stays "
                "on its way.",
            ),
        ),
        *_whom(state, late=True),
        confirm="It is too late to stop",
        is_open=state.dialog == "already_handed_over",
        on_submit=state.hand_over,
        alarm=True,
        **shared,
    )


def _whom(state: Any, *, late: bool = False) -> list[rx.Component]:
    view = state.view
    facts = (
        ("name", "Name", view.patient),
        ("birth_date", "Date of birth", view.born),
        ("address", "Address", view.patient_address),
        ("phone", "Phone", view.patient_phone),
        ("code", "Code on the paper", view.code),
    )
    legend = "What did the person say, and does it fit?"
    return [
        fieldset(
            "identifiers", legend,
            rx.el.div(*[_identifier(*fact) for fact in facts], class_name="identifiers"),
            state.fields,
            "Ask, do not read out. Tick at least two that fit."
            + (" Only for what is not recorded as handed over yet." if late else ""),
        ),
        field(
            "collector", "Collected by",
            _input("collector", max_length=120, placeholder="The patient"), state.fields,
            "Name whoever collects it for the patient; leave it empty for the patient.",
        ),
        rx.cond(
            state.identity,
            field(
                "proof", "Proof of identity", _input("proof", max_length=120), state.fields,
                "A controlled drug: what was shown, and its last four figures.",
            ),
        ),
    ]  # fmt: skip


def _supply(one: rx.Var[SupplyView]) -> rx.Component:
    """Offer one supply of the pharmacy that is not over, with what is in it."""
    name = "handed_" + one.number.to(str)
    return rx.cond(
        rx.Var.create(sorted(UNDER_WAY)).contains(one.status) & (one.steps.length() > 0),
        rx.el.label(
            rx.el.input(type="checkbox", name=name, id=name),
            rx.el.span(
                rx.el.span(
                    "Supply ", one.number.to(str), ", ", one.status_words, class_name="tiny muted"
                ),
                rx.foreach(
                    one.lines,
                    lambda line, at: rx.el.b(line.name, ", ", line.quantity_words, key=at),
                ),
            ),
            class_name="identifier",
            key=one.id,
        ),
    )


def _identifier(name: str, word: str, fact: rx.Var[str]) -> rx.Component:
    return rx.cond(
        fact != "",
        rx.el.label(
            rx.el.input(type="checkbox", name=f"is_{name}", id=f"is_{name}"),
            rx.el.span(rx.el.span(word, class_name="tiny muted"), rx.el.b(fact)),
            class_name="identifier",
        ),
    )


def _send_out(state: Any, shared: dict[str, Any]) -> rx.Component:
    return form_dialog(
        rx.fragment("Send out to ", state.view.patient),
        rx.fragment(state.about, ". ", TOLD),
        field(
            "delivery_to", "Where to",
            _input("delivery_to", default_value=state.view.patient_address, max_length=200),
            state.fields, "The patient's address, unless they asked for another.",
        ),
        field("courier", "Who delivers it", _input("courier", max_length=120), state.fields),
        confirm="Send it out",
        is_open=state.dialog == "dispatch",
        on_submit=state.send_out,
        **shared,
    )  # fmt: skip


def _input(name: str, *, type: str = "text", **more: Any) -> rx.Component:  # noqa: A002
    return rx.el.input(
        id=name, name=name, type=type, class_name="select", auto_complete="off",
        custom_attrs=hints(name), **more,
    )  # fmt: skip
