"""A dialog that holds one form: what will happen, the fields, one step forward and one back."""

import reflex as rx

from portal.components.ui.first_wrong import FirstWrong
from portal.components.ui.form_key import FormKey
from portal.components.ui.notice import problem_notice


def form_dialog(
    title: str | rx.Component,
    what: str | rx.Component,
    *fields: rx.Component,
    confirm: str | rx.Var[str],
    is_open: rx.Var[bool],
    on_close: rx.event.EventType[bool],
    on_submit: rx.event.EventType[dict],
    errors: rx.Var[dict[str, str]],
    problem: rx.Var[str],
    busy: rx.Var[bool] | bool = False,
    alarm: bool = False,
) -> rx.Component:
    """Show the form; what was typed stays when it is refused. `alarm` warns in red."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title),
            rx.dialog.description(what, class_name="soft"),
            rx.cond(errors.length() == 0, problem_notice(problem)),
            rx.form(
                FormKey.create(name="form_key"),
                FirstWrong.create(errors=errors),
                *fields,
                rx.el.div(
                    rx.dialog.close(
                        rx.button(
                            "Go back",
                            type="button",
                            variant="surface",
                            color_scheme="gray",
                            size="3",
                        )
                    ),
                    rx.button(
                        confirm,
                        type="submit",
                        size="3",
                        loading=busy,
                        class_name="alarm" if alarm else "",
                    ),
                    class_name="row end wrap",
                ),
                on_submit=on_submit,
                class_name="col g16",
                custom_attrs={"noValidate": True},
            ),
            class_name="ho-dialog",
            max_width="560px",
        ),
        open=is_open,
        on_open_change=on_close,
    )
