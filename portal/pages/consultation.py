"""What the consultation pages of patient and clinician share."""

import reflex as rx

from portal.components.attachment import attached_all
from portal.components.conversation import conversation
from portal.components.ui.empty_state import empty_state
from portal.pages.attachment import ACTIONS
from portal.state.consultation import ConsultationState as Open
from portal.state.live import LiveState as Live


def chat(*beside: rx.Component) -> rx.Component:
    """Show the conversation of the open consultation; `beside` stands under the box."""
    return conversation(
        *beside,
        older=Open.older,
        shown=Open.shown,
        tail=Open.tail,
        has_older=Open.has_older,
        seen_at=Open.seen_at,
        typing_count=Open.typing,
        chat_open=Open.view.chat_open,
        closed_words=rx.match(
            Open.view.status,
            ("requested", "You can write to each other once the request is accepted."),
            ("accepted", "Only the two who take part write here."),
            ("in_progress", "Only the two who take part write here."),
            "The conversation is closed. It stays readable.",
        ),
        thread=Open.view.id,
        person=Live.person_id,
        partner=Open.view.partner,
        refused=Open.refused,
        refused_why=Open.refused_why,
        on_send=Open.send,
        on_typing=Open.write,
        on_seen=Open.see_up_to,
        on_older=Open.earlier,
        actions=ACTIONS,
        confirm=Open.view.patient_id == Live.person_id,
        megabytes=Open.view.upload_megabytes,
    )


def request_files() -> rx.Component:
    """Show what the patient sent with the request."""
    return attached_all(Open.view.attachments, ACTIONS, "Sent with the request")


def missing(home: str) -> rx.Component:
    """Say why there is nothing to see, and where to go."""
    return empty_state(
        "search-x",
        "You cannot open this consultation",
        Open.missing,
        rx.button(rx.el.a("Go to my list", href=home), as_child=True, size="3"),
    )
