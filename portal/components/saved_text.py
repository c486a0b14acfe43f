"""Texts to use again: the menu of replies beside the chat's box, and the page that keeps them."""

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.components.ui.empty_state import empty_state
from portal.components.ui.field import field, hints
from portal.schemas.saved_text import SavedTextView

SCRIPT = rx.asset("saved_text.jsx", shared=True)

LABELS = {
    "body": "Reply",
    "history": "History",
    "examination": "Examination",
    "assessment": "Assessment",
    "plan": "Plan",
    "watch_for": "Watch for",
    "act_by": "By when",
    "call_whom": "Call whom",
}


class SavedReplies(rx.NoSSRComponent):
    """A menu that puts a saved reply into the box, names filled in, and keeps what is typed."""

    library = SCRIPT.importable_path
    tag = "SavedReplies"

    replies: rx.Var[list[SavedTextView]]
    patient: rx.Var[str]
    clinician: rx.Var[str]
    lead: rx.Var[bool]
    manage: rx.Var[str]
    on_keep: rx.EventHandler[passthrough_event_spec(str, str, dict, bool)]


def text_list(
    heading: str,
    nothing: str,
    texts: rx.Var[list[SavedTextView]],
    names: tuple[str, ...],
    *,
    editing: rx.Var[str],
    errors: rx.Var[dict[str, str]],
    on_edit,
    on_change: rx.event.EventType[dict],
    on_remove,
) -> rx.Component:
    """List the texts of one kind; each opens in place for changing."""
    return rx.el.section(
        rx.el.div(rx.el.h2(heading), class_name="group"),
        rx.cond(
            texts.length() > 0,
            rx.el.ul(
                rx.foreach(
                    texts,
                    lambda one: rx.el.li(
                        rx.cond(
                            editing == one.id,
                            _form(one, names, errors, on_edit, on_change),
                            _row(one, on_edit, on_remove),
                        ),
                        key=one.id,
                    ),
                ),
                role="list",
                class_name="panel text-rows",
            ),
            rx.el.div(empty_state("text-quote", "Nothing kept yet", nothing), class_name="panel"),
        ),
        aria_label=heading,
    )


def _row(one: rx.Var[SavedTextView], on_edit, on_remove) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.el.b(one.title),
                rx.cond(one.mine, "", rx.el.span("The practice’s", class_name="pill t-idle")),
                class_name="row wrap",
            ),
            rx.el.p(one.words, class_name="small soft"),
            class_name="col g4 grow",
        ),
        rx.cond(
            one.editable,
            rx.el.div(
                _button("Change", one, on_edit(one.id)),
                _button("Remove…", one, on_remove(one.id)),
                class_name="row",
            ),
        ),
        class_name="row between wrap",
    )


def _button(word: str, one: rx.Var[SavedTextView], on_click) -> rx.Component:
    return rx.button(
        word,
        rx.el.span(" ", one.title, class_name="vh"),
        on_click=on_click,
        variant="surface",
        color_scheme="gray",
        size="1",
        type="button",
    )


def _form(
    one: rx.Var[SavedTextView],
    names: tuple[str, ...],
    errors: rx.Var[dict[str, str]],
    on_edit,
    on_change: rx.event.EventType[dict],
) -> rx.Component:
    return rx.form(
        field(
            "title",
            "Name",
            rx.input(
                id="title", name="title", default_value=one.title, max_length=80, auto_focus=True,
                custom_attrs=hints("title"),
            ),
            errors,
        ),
        *[
            field(
                name,
                LABELS[name],
                rx.text_area(
                    id=name, name=name, default_value=one.fields[name], rows="3",
                    custom_attrs=hints(name),
                ),
                errors,
            )
            for name in names
        ],
        _errors(errors),
        rx.el.div(
            rx.button("Keep", type="submit"),
            rx.button(
                "Go back", on_click=on_edit(""), variant="surface", color_scheme="gray",
                type="button",
            ),
            class_name="row",
        ),
        on_submit=on_change,
        class_name="col g12",
        custom_attrs={"noValidate": True},
    )  # fmt: skip


def _errors(errors: rx.Var[dict[str, str]]) -> rx.Component:
    sentence = rx.cond(errors.contains("fields"), errors["fields"], errors["form"])
    return rx.cond(
        errors.contains("fields") | errors.contains("form"),
        rx.el.p(sentence, role="alert", class_name="field err-line"),
    )


def reply_form(
    *, lead: rx.Var[bool], errors: rx.Var[dict[str, str]], said: rx.Var[str], on_write
) -> rx.Component:
    """Write a new reply."""
    return rx.form(
        field(
            "title", "Name", rx.input(id="title", name="title", max_length=80), errors,
            "How you find it again.",
        ),
        field(
            "body", "Reply",
            rx.text_area(id="body", name="body", rows="4", max_length=4000), errors,
            "{patient} and {clinician} become the names in the conversation.",
        ),
        _errors(errors),
        rx.cond(
            lead,
            rx.el.label(
                rx.el.input(type="checkbox", name="practice", value="yes"),
                " For everybody in the practice",
                class_name="row small",
            ),
        ),
        rx.el.div(rx.button("Keep reply", type="submit"), class_name="row"),
        on_submit=on_write,
        key=said,
        reset_on_submit=False,
        class_name="panel pad col g12",
        custom_attrs={"noValidate": True},
        aria_label="New reply",
    )  # fmt: skip
