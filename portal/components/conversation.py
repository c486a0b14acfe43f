"""The conversation of a consultation: bubbles, composer, typing, seen."""

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from portal.components.attachment import Actions, attached
from portal.components.ui.moment import moment
from portal.components.ui.name import name
from portal.schemas.consultation import MessageView

SCRIPT = rx.asset("conversation.jsx", shared=True)
LOG = "log"


class Composer(rx.NoSSRComponent):
    """The box to write in. Keeps draft and unsent messages of this person and thread in the tab,
    sends again until the server's echo is drawn, and says which could not be sent."""

    library = SCRIPT.importable_path
    tag = "Composer"

    thread: rx.Var[str]
    person: rx.Var[str]
    partner: rx.Var[str]
    refused: rx.Var[str]
    refused_why: rx.Var[str]
    confirm: rx.Var[bool]
    megabytes: rx.Var[int]
    on_send: rx.EventHandler[passthrough_event_spec(str, str)]
    on_typing: rx.EventHandler[no_args_event_spec]


class Reading(rx.NoSSRComponent):
    """Keeps the reader's place, reports what was seen, asks for older messages at the top."""

    library = SCRIPT.importable_path
    tag = "Reading"

    thread: rx.Var[str]
    on_seen: rx.EventHandler[passthrough_event_spec(int)]
    on_top: rx.EventHandler[no_args_event_spec]


def bubble(message: rx.Var[MessageView], actions: Actions) -> rx.Component:
    """Show one message: who, in which role, when, what; the first of a day under its date."""
    return rx.fragment(
        rx.cond(message.day != "", rx.el.p(message.day, class_name="day")),
        rx.el.article(
            rx.el.p(
                rx.cond(message.mine, rx.fragment("You"), name(message.author)),
                " · ",
                message.role,
                " · ",
                moment(message.sent_at, "clock"),
                class_name="by",
            ),
            rx.foreach(message.attachments, lambda file: attached(file, actions)),
            rx.cond(
                (message.attachments.length() == 0) | (message.body != message.attachments[0].name),
                rx.el.div(message.body, class_name="bub"),
            ),
            class_name=rx.cond(message.mine, "msg me-msg", "msg"),
            custom_attrs={
                "data-mid": message.seq,
                "data-cid": message.client_message_id,
                "data-mine": rx.cond(message.mine, "yes", "no"),
            },
        ),
        key=message.seq,
    )


def typing(partner: rx.Var[str], count: rx.Var[int]) -> rx.Component:
    """Say that the other side is writing; it fades by itself, and starts anew with each count."""
    return rx.el.div(
        rx.cond(
            count > 0,
            rx.el.p(
                rx.el.span(rx.el.i(), rx.el.i(), rx.el.i(), class_name="dots", aria_hidden="true"),
                partner,
                " is typing",
                class_name="typing",
                key=count,
            ),
        ),
        class_name="typing-place",
        role="status",
    )


def conversation(
    *beside: rx.Component,
    older: rx.Var[list[MessageView]],
    shown: rx.Var[list[MessageView]],
    tail: rx.Var[list[MessageView]],
    has_older: rx.Var[bool],
    seen_at: rx.Var[str],
    typing_count: rx.Var[int],
    chat_open: rx.Var[bool],
    closed_words: rx.Component,
    thread: rx.Var[str],
    person: rx.Var[str],
    partner: rx.Var[str],
    refused: rx.Var[str],
    refused_why: rx.Var[str],
    on_send: rx.event.EventCallback,
    on_typing: rx.event.EventType[()],
    on_seen: rx.event.EventCallback,
    on_older: rx.event.EventType[()],
    actions: Actions,
    confirm: rx.Var[bool],
    megabytes: rx.Var[int],
) -> rx.Component:
    """Show the whole conversation; the log can be scrolled by keyboard and is read politely."""
    nothing = (older.length() + shown.length() + tail.length()) == 0
    return rx.el.section(
        rx.el.div(
            rx.cond(
                has_older,
                rx.button(
                    "Earlier messages",
                    on_click=on_older,
                    variant="ghost",
                    size="1",
                    type="button",
                    class_name="earlier",
                ),
            ),
            rx.cond(nothing, rx.el.p("No messages yet.", class_name="day nothing")),
            *[rx.foreach(part, lambda one: bubble(one, actions)) for part in (older, shown, tail)],
            rx.cond(
                seen_at != "",
                rx.el.p(
                    rx.icon("check-check", size=14, aria_hidden="true"),
                    "Seen ",
                    moment(seen_at, "clock"),
                    class_name="seen",
                ),
            ),
            rx.el.div(id="pending", class_name="pending"),
            class_name="log",
            id=LOG,
            tab_index=0,
            role="log",
            aria_label="Conversation with " + partner,
            custom_attrs={"aria-live": "polite"},
        ),
        Reading.create(thread=thread, on_seen=on_seen, on_top=on_older),
        rx.cond(
            chat_open,
            rx.el.div(
                typing(partner, typing_count),
                Composer.create(
                    thread=thread,
                    person=person,
                    partner=partner,
                    refused=refused,
                    refused_why=refused_why,
                    confirm=confirm,
                    megabytes=megabytes,
                    on_send=on_send,
                    on_typing=on_typing,
                ),
                *beside,
                class_name="compose",
            ),
            rx.el.p(closed_words, class_name="compose soft small"),
        ),
        class_name="chat panel",
        aria_label="Conversation",
    )
