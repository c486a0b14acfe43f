"""What every page with files shares: what can be done with one, and the dialogs for it."""

import reflex as rx

from portal.components.attachment import Actions
from portal.components.ui.notice import problem_notice
from portal.components.ui.step_dialog import Asked, step_dialog
from portal.state.attachment import AttachmentState as Files

ACTIONS = Actions(mark=Files.mark, unmark=Files.unmark, ask=Files.ask)
REMOVE = (Asked("reason", "Why do you remove it?", "Everybody who saw the file reads this.", 2),)


def attachment_dialogs() -> rx.Component:
    """Show the dialogs of the files on this page, and what was refused."""
    shared = {"on_close": Files.close, "errors": Files.fields, "problem": Files.problem}
    return rx.fragment(
        problem_notice(rx.cond(Files.dialog == "", Files.problem, "")),
        step_dialog(
            "Remove this file?",
            "The file is deleted for everybody, for good. Who removed it, and why, stays.",
            REMOVE,
            "Remove file",
            is_open=Files.dialog == "remove",
            on_submit=Files.remove,
            **shared,
        ),
        step_dialog(
            "Let somebody see this picture",
            "It is marked as sensitive: only the patient, the sender and who marked it see it.",
            (Asked("person", "Who may see it too?", kind="choice", choices=Files.candidates),),
            "Let them see it",
            is_open=Files.dialog == "name",
            on_submit=Files.show_to,
            **shared,
        ),
    )
