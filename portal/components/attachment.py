"""Files on the page: small pictures that open large, PDF to download, what is done with them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from portal.components.ui.moment import moment
from portal.schemas.attachment import AttachmentView

SCRIPT = rx.asset("attachment.jsx", shared=True)


class Picture(rx.NoSSRComponent):
    """A thumbnail whose place is kept free; blurred while sensitive, large on a click."""

    library = SCRIPT.importable_path
    tag = "Picture"

    file: rx.Var[str]
    name: rx.Var[str]
    width: rx.Var[int]
    height: rx.Var[int]
    sensitive: rx.Var[bool]


class Actions(NamedTuple):
    """What can be done with a file: by its id; `ask` opens the dialog of that name."""

    mark: Callable[..., Any]
    unmark: Callable[..., Any]
    ask: Callable[..., Any]


def attached(file: rx.Var[AttachmentView], actions: Actions) -> rx.Component:
    """Show one file where it was sent, with its menu beside it."""
    return rx.el.div(
        rx.cond(
            file.locked,
            _closed(file),
            rx.cond(file.is_picture, _picture(file), _document(file)),
        ),
        _menu(file, actions),
        class_name="file",
        custom_attrs={"data-id": file.id, "data-status": _status(file)},
        key=file.id,
    )


def attached_all(files: rx.Var[list[AttachmentView]], actions: Actions, label: str) -> rx.Component:
    """Show the files that came with a request, side by side; nothing when there are none."""
    return rx.cond(
        files.length() > 0,
        rx.el.ul(
            rx.foreach(files, lambda one: rx.el.li(attached(one, actions), key=one.id)),
            class_name="files",
            role="list",
            aria_label=label,
        ),
    )


def documents(files: rx.Var[list[AttachmentView]], actions: Actions) -> rx.Component:
    """List the files of a record: what, from whom, when."""
    return rx.cond(
        files.length() > 0,
        rx.el.ul(
            rx.foreach(files, lambda one: _line(one, actions)),
            class_name="doc-list",
            role="list",
            aria_label="Documents",
        ),
        rx.el.p("None.", class_name="small muted"),
    )


def _line(file: rx.Var[AttachmentView], actions: Actions) -> rx.Component:
    return rx.el.li(
        rx.cond(
            file.locked,
            rx.el.span(rx.icon("eye-off", size=18, aria_hidden="true"), class_name="file-kind"),
            rx.cond(
                file.is_picture,
                rx.el.span(_picture(file), class_name="file-small"),
                rx.el.span(_page(file, 18), class_name="file-kind"),
            ),
        ),
        rx.el.div(
            rx.cond(
                file.locked,
                rx.el.b(file.name),
                rx.el.a(file.name, href=_address(file), target="_blank", class_name="file-name"),
            ),
            rx.el.p(
                file.by,
                " · ",
                moment(file.sent_at, "full"),
                " · ",
                file.size_words,
                class_name="tiny muted",
            ),
            rx.cond(file.notice != "", rx.el.p(file.notice, class_name="small soft")),
        ),
        _menu(file, actions),
        custom_attrs={"data-id": file.id, "data-status": _status(file)},
        key=file.id,
    )


def _picture(file: rx.Var[AttachmentView]) -> rx.Component:
    return Picture.create(
        file=file.id,
        name=file.name,
        width=file.width,
        height=file.height,
        sensitive=file.sensitive,
    )


def _document(file: rx.Var[AttachmentView]) -> rx.Component:
    return rx.el.a(
        _page(file, 22),
        rx.el.span(
            rx.el.b(file.name),
            rx.el.span("PDF · ", file.size_words, " · download", class_name="tiny"),
        ),
        href=_address(file),
        target="_blank",
        class_name="pdf",
    )


def _page(file: rx.Var[AttachmentView], size: int) -> rx.Component:
    """Show the first page of a document, or that it is one."""
    return rx.cond(
        file.has_thumbnail,
        rx.el.img(src=_address(file) + "/thumbnail", alt="", loading="lazy", class_name="pdf-page"),
        rx.icon("file-text", size=size, aria_hidden="true"),
    )


def _closed(file: rx.Var[AttachmentView]) -> rx.Component:
    return rx.el.p(
        rx.cond(
            file.removed,
            rx.icon("trash-2", size=16, aria_hidden="true"),
            rx.icon("eye-off", size=16, aria_hidden="true"),
        ),
        rx.el.span(file.notice),
        class_name="file-closed",
    )


def _menu(file: rx.Var[AttachmentView], actions: Actions) -> rx.Component:
    return rx.cond(
        file.may_mark | file.may_unmark | file.may_name | file.may_remove,
        rx.dropdown_menu.root(
            rx.dropdown_menu.trigger(
                rx.icon_button(
                    rx.icon("ellipsis", size=18, aria_hidden="true"),
                    variant="ghost",
                    color_scheme="gray",
                    size="1",
                    aria_label="What to do with " + file.name,
                    class_name="file-menu",
                )
            ),
            rx.dropdown_menu.content(
                rx.cond(file.may_mark, _item("Mark as sensitive", actions.mark(file.id))),
                rx.cond(file.may_unmark, _item("Not sensitive any more", actions.unmark(file.id))),
                rx.cond(file.may_name, _item("Let somebody see it…", actions.ask("name", file.id))),
                rx.cond(
                    file.may_remove,
                    rx.dropdown_menu.item(
                        "Remove…", on_select=actions.ask("remove", file.id), color="red"
                    ),
                ),
            ),
        ),
    )


def _item(words: str, on_select: Any) -> rx.Component:
    return rx.dropdown_menu.item(words, on_select=on_select)


def _address(file: rx.Var[AttachmentView]) -> rx.Var[str]:
    return "/api/attachments/" + file.id


def _status(file: rx.Var[AttachmentView]) -> rx.Var[str]:
    return rx.cond(
        file.removed,
        "removed",
        rx.cond(file.locked, "locked", rx.cond(file.sensitive, "sensitive", "open")),
    )
