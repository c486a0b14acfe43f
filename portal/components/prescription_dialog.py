"""The dialogs of a prescription's steps: what will happen, and what the step asks for."""

from typing import Any

import reflex as rx

from portal.components.ui.step_dialog import Asked, step_dialog


def prescriber_dialogs(state: Any) -> list[rx.Component]:
    """Return every dialog a prescriber may need; `state` holds the view and the handlers."""
    shared = {"on_close": state.close, "errors": state.fields, "problem": state.problem}
    why = "Patient and pharmacy read this."
    return [
        step_dialog(
            rx.fragment("Answer ", state.view.pharmacy),
            "The supply goes on at once. The pharmacy and the patient are told.",
            (Asked("answer", "Your answer", "The pharmacist reads this."),),
            "Send the answer",
            is_open=state.dialog == "answer",
            on_submit=state.answer,
            **shared,
        ),
        step_dialog(
            rx.fragment("Cancel the prescription for ", state.view.patient, "?"),
            "Nothing more of it is supplied, and it is not issued again. What the patient has "
            "already stays with them. Patient and pharmacy are told at once.",
            (Asked("reason", "Why do you cancel it?", why),),
            "Cancel prescription",
            is_open=state.dialog == "cancel",
            on_submit=state.cancel,
            alarm=True,
            **shared,
        ),
        step_dialog(
            rx.fragment("Stop the supply for ", state.view.patient, "?"),
            rx.fragment(
                state.view.pharmacy,
                " is supplying it at this moment. They are asked to stop, and answer whether it "
                "was in time. You are told either way.",
            ),
            (Asked("reason", "Why must it stop?", why),),
            "Ask the pharmacy to stop",
            is_open=state.dialog == "request_stop",
            on_submit=state.stop,
            **shared,
        ),
        step_dialog(
            rx.fragment("End the repeats for ", state.view.patient, "?"),
            "It is not issued again. What is issued now can still be supplied: to stop that too, "
            "cancel it. Patient and pharmacy are told at once.",
            (Asked("reason", "Why do the repeats end?", why),),
            "End the repeats",
            is_open=state.dialog == "end_repeats",
            on_submit=state.end_repeats,
            **shared,
        ),
    ]
