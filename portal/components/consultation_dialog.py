"""The dialogs of a consultation's steps: what will happen, and what the step asks for."""

from typing import Any, NamedTuple

import reflex as rx

from portal.components.ui.step_dialog import Asked, step_dialog

REASON = "The patient reads this."
COLLEAGUES = "Your colleagues and the patient read this."
WHEN = "As the practice's own clock shows it, within 60 days."


class Ask(NamedTuple):
    """One dialog: for which steps, its words, and what it asks for."""

    names: tuple[str, ...]
    title: str
    what: str
    asked: tuple[Asked, ...]
    confirm: str
    handler: str


CLINICIANS = (
    Ask(
        ("decline",), "Decline the request of ",
        "The request ends here. The patient is told at once and reads both texts.",
        (
            Asked("reason", "Why do you decline?", REASON),
            Asked("advice", "What should the patient do instead?", "Where to go, and how soon."),
        ),
        "Decline request", "decline",
    ),
    Ask(
        ("ask",), "Ask ",
        "The request waits for the answer, at most two days. The conversation opens for it.",
        (Asked("question", "Your question", REASON),),
        "Send the question", "put_question",
    ),
    Ask(
        ("hand_back",), "Hand back the consultation with ",
        "It is open to your colleagues again. The patient and the lead are told at once.",
        (Asked("reason", "Why do you hand it back?", COLLEAGUES),),
        "Hand back", "hand_back",
    ),
    Ask(
        ("propose",), "Propose another time to ",
        "The agreed time stays until the patient confirms, at most 24 hours.",
        (Asked("scheduled_for", "New time", WHEN, kind="when"),),
        "Propose", "propose",
    ),
    Ask(
        ("interrupt",), "Go on later with ",
        "The consultation is accepted again, for the time you choose. The patient is told at once.",
        (
            Asked("scheduled_for", "When do you go on?", WHEN, kind="when"),
            Asked("reason", "Why do you stop?", REASON),
        ),
        "Interrupt", "interrupt",
    ),
    Ask(
        ("no_show",), "Did not come: ",
        "The consultation ends. The patient is told that you were there and did not reach them.",
        (), "The patient did not come", "no_show",
    ),
    Ask(
        ("cancel",), "Cancel the consultation with ",
        "The consultation ends without a result. The patient is told at once.",
        (Asked("reason", "Why do you cancel?", REASON),),
        "Cancel consultation", "cancel",
    ),
    Ask(
        ("add",), "Add to the note of ",
        "The note itself stays as it is. The patient is told that something was added.",
        (Asked("addendum", "What do you add?", REASON, 5),),
        "Add", "add",
    ),
)  # fmt: skip

PATIENTS = (
    Ask(
        ("cancel",), "Cancel this consultation?",
        "The practice is told at once. You can ask again at any time.",
        (Asked("reason", "Reason", "Once somebody has accepted it, please say why."),),
        "Cancel consultation", "cancel",
    ),
    Ask(
        ("propose",), "Propose another time",
        "The agreed time stays until it is confirmed, at most 24 hours.",
        (Asked("scheduled_for", "New time", WHEN, kind="when"),),
        "Propose", "propose",
    ),
    Ask(
        ("miss",), "Did nobody come?",
        "We are sorry. The consultation ends; the practice and its lead are told at once.",
        (), "Nobody came", "miss",
    ),
)  # fmt: skip


def clinician_dialogs(state: Any) -> list[rx.Component]:
    """Return every dialog a clinician may need; `state` holds the view and the handlers."""
    shared = {"on_close": state.close, "errors": state.fields, "problem": state.problem}
    plain = [_dialog(one, state, shared) for one in CLINICIANS]
    return [
        *plain,
        step_dialog(
            rx.fragment("Reassign ", state.view.patient),
            "A colleague is asked instead. Everybody concerned is told at once.",
            (
                Asked(
                    "clinician_id", "To whom?", "A request waits for their answer; what has "
                    "started goes on with them.", kind="choice", choices=state.colleagues,
                ),
                Asked("reason", "Why?", COLLEAGUES),
            ),
            "Reassign",
            is_open=(state.dialog == "reassign") | (state.dialog == "transfer"),
            on_submit=state.reassign,
            **shared,
        ),
    ]  # fmt: skip


def patient_dialogs(state: Any) -> list[rx.Component]:
    """Return the dialogs of the steps that belong to the patient."""
    shared = {"on_close": state.close, "errors": state.fields, "problem": state.problem}
    return [_dialog(one, state, shared, about="") for one in PATIENTS]


def _dialog(
    one: Ask, state: Any, shared: dict[str, Any], about: rx.Var[str] | str | None = None
) -> rx.Component:
    return step_dialog(
        rx.fragment(one.title, state.view.patient if about is None else about),
        one.what,
        one.asked,
        one.confirm,
        is_open=state.dialog == one.names[0],
        on_submit=getattr(state, one.handler),
        **shared,
    )
