"""The texts a clinician uses again: replies, and templates of notes."""

import reflex as rx

from portal.components.saved_text import reply_form, text_list
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.ui.step_dialog import step_dialog
from portal.pages.shell import CLINICAL, for_roles
from portal.schemas.note import TEXTS
from portal.state.saved_text import SavedTextState as Texts

ON_TOP = rx.cond(Texts.fields.length() == 0, Texts.problem, "")


@for_roles("/texts", CLINICAL, title="Texts to use again · Handover", place="Texts", state=Texts)
def texts(home: str) -> rx.Component:
    """Show replies and templates, mine and the practice's."""
    del home
    rows = {
        "editing": Texts.editing,
        "errors": Texts.fields,
        "on_edit": Texts.edit,
        "on_change": Texts.change,
        "on_remove": Texts.ask,
    }
    return rx.fragment(
        page_header(
            "Texts to use again",
            rx.fragment("What you write often. The practice’s texts are kept by its lead."),
        ),
        problem_notice(ON_TOP),
        rx.el.p(Texts.said, role="status", class_name="small strong text-said"),
        rx.cond(
            Texts.loading,
            loading(4),
            rx.el.div(
                rx.el.div(
                    text_list(
                        "Replies", "Keep what you write often: in the chat, or on this page.",
                        Texts.replies, ("body",), **rows,
                    ),
                    text_list(
                        "Templates of notes",
                        "Write a note in a consultation, then keep it as a template there.",
                        Texts.templates, TEXTS, **rows,
                    ),
                ),
                rx.el.aside(
                    rx.el.div(rx.el.h2("New reply"), class_name="group"),
                    rx.cond(
                        Texts.editing == "",
                        reply_form(
                            lead=Texts.lead, errors=Texts.fields, said=Texts.said,
                            on_write=Texts.write,
                        ),
                        rx.el.p("Finish the open text first.", class_name="soft"),
                    ),
                ),
                class_name="split",
            ),
        ),
        step_dialog(
            rx.fragment("Remove “", Texts.removing.title, "”?"),
            rx.cond(
                Texts.removing.mine,
                "It is gone for good. What was written with it stays.",
                "It is gone for everybody in the practice. What was written with it stays.",
            ),
            (),
            "Remove",
            is_open=Texts.removing != None,  # noqa: E711 - a Var
            on_close=Texts.close,
            on_submit=Texts.remove,
            errors=Texts.fields,
            problem=Texts.problem,
        ),
    )  # fmt: skip
