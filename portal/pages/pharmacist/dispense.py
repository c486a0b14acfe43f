"""The counter: what waits, and the prescription in hand."""

import reflex as rx

from portal.components.dispense import in_hand
from portal.components.dispense_dialog import counter_dialogs
from portal.components.dispense_queue import (
    queue_empty,
    queue_row,
    queue_tabs,
    queue_title,
    scan_box,
)
from portal.components.ui.due import weight
from portal.components.ui.empty_state import empty_state
from portal.components.ui.held import Held
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.more_menu import more_menu
from portal.components.ui.page_header import page_header
from portal.components.ui.pressed import WAITS
from portal.components.ui.search_field import search_field
from portal.components.ui.show_more import show_more
from portal.components.workplace import colleagues, place
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.dispense import DispenseQueueState as Queue
from portal.state.dispense import DispenseState as Hand
from portal.state.live import LiveState as Live
from portal.state.workplace import WorkplaceState as Place

HOME = Role.PHARMACIST.home
SCANNER = f"{HOME}/scanner"


@page(
    HOME,
    title=rx.cond(
        Live.waiting > 0,
        Live.waiting.to(str) + " waiting · Dispense · Handover",
        "Dispense · Handover",
    ),
    role=Role.PHARMACIST,
    place="Dispense",
    state=Queue,
    also=(Hand, Place),
)
def counter() -> rx.Component:
    """Show the queues, and what the counter is when nothing is in hand."""
    return rx.fragment(
        page_header("Dispense", _summary()),
        rx.el.div(
            _list(),
            rx.el.div(
                empty_state(
                    "scan-line",
                    "Nothing in hand",
                    "Scan the code on a prescription, or choose one from the queue. The oldest "
                    "stands on top.",
                ),
                rx.cond(
                    Place.view.name != "",
                    rx.el.div(
                        place(Place.view), colleagues(Place.view), class_name="halves place-panels"
                    ),
                ),
                class_name="col g16 desk-rest",
            ),
            class_name="desk",
        ),
    )  # fmt: skip


@page(
    f"{HOME}/prescriptions/[id]",
    title=rx.cond(
        Hand.view.patient != "",
        Hand.view.patient + " · Dispense · Handover",
        "Dispense · Handover",
    ),
    role=Role.PHARMACIST,
    place="Dispense",
    state=Queue,
    also=(Hand,),
)
def prescription() -> rx.Component:
    """Show one prescription beside the queues."""
    return rx.fragment(
        rx.el.a(
            rx.icon("arrow-left", size=16, aria_hidden="true"), "All prescriptions",
            href=HOME + Queue.address, class_name="back-to-list",
        ),
        page_header("Dispense", _summary(), *_steps()),
        rx.el.div(
            _list(),
            rx.cond(
                Hand.loading,
                loading(6),
                rx.cond(Hand.missing != "", _missing(), in_hand(Hand)),
            ),
            class_name="desk opened",
        ),
        *counter_dialogs(Hand),
        Held.create(
            born=Live.born,
            person=Live.person_id,
            what={
                "id": Hand.view.id, "dialog": Hand.dialog, "number": Hand.number,
                "item": Hand.chosen, "picked": Hand.picked,
            },
            empty=(Hand.dialog == "") & (Hand.picked.length() == 0),
            ready=~Hand.loading & (Hand.view.id != ""),
            on_lost=Hand.resume,
        ),
    )  # fmt: skip


def _summary() -> rx.Component:
    first = Queue.view.counts[0]
    return rx.cond(
        Queue.loading,
        rx.el.span("Reading the queues…"),
        rx.cond(
            first.count > 0,
            rx.el.span(
                first.count, " incoming",
                rx.cond(
                    first.oldest_at,
                    rx.fragment(", the oldest from ", moment(first.oldest_at, "full")),
                ),
                ".",
            ),
            rx.el.span("Nothing new has come in."),
        ),
    )  # fmt: skip


def _steps() -> tuple[rx.Component, ...]:
    def each(step) -> rx.Component:
        return rx.match(
            step.name,
            (
                "claim",
                rx.button(
                    "Start", on_click=Hand.claim, **weight(Hand.due == "claim"),
                    custom_attrs={"data-key": "s", **WAITS}, key="claim",
                ),
            ),
            (
                "hold",
                rx.button(
                    rx.icon("circle-help", size=15, aria_hidden="true"), "Ask the prescriber…",
                    on_click=Hand.take("hold"), variant="surface", color_scheme="gray", key="hold",
                ),
            ),
            rx.fragment(),
        )  # fmt: skip

    more = rx.cond(
        Hand.releasable & (Hand.view.id != ""),
        more_menu(Hand.view.steps, ("release",), Hand.take),
    )
    return rx.foreach(Hand.view.steps, each), more, _put_away()


def _put_away() -> rx.Component:
    """Take the patient off the screen, where many people pass."""
    return rx.cond(
        Hand.view.id != "",
        rx.button(
            rx.el.a(
                rx.icon("x", size=15, aria_hidden="true"), "Put away", href=HOME + Queue.address,
                custom_attrs={"data-key": "x"},
            ),
            as_child=True, variant="surface", color_scheme="gray", class_name="put-away",
        ),
    )  # fmt: skip


def _list() -> rx.Component:
    return rx.el.div(
        scan_box(Queue.refused, Queue.failed, Queue.passed, Queue.scan, SCANNER),
        rx.el.section(
            queue_tabs(Queue.view.counts, Queue.queue, Queue.q, Queue.search("")),
            rx.el.div(
                search_field(
                    "q", "Find by name, medicine or code", Queue.q, Queue.search,
                    placeholder="Find by name or medicine",
                ),
                role="search", aria_label="Find in all queues", class_name="queue-find",
            ),
            _in_hand(),
            queue_title(Queue.view.counts, Queue.queue, Queue.q),
            rx.cond(
                Queue.loading,
                loading(4),
                rx.cond(
                    Queue.view.rows.length() > 0,
                    rx.el.ol(
                        rx.foreach(
                            Queue.view.rows,
                            lambda row: queue_row(row, Queue.opened, Queue.fresh, Queue.address),
                        ),
                        role="list",
                        aria_labelledby="queue-title",
                    ),
                    queue_empty(Queue.queue, Queue.q),
                ),
            ),
            show_more(
                Queue.view.rows.length(), Queue.view.total_words, Queue.view.more, Queue.more
            ),
            rx.cond(
                ~Queue.view.more & (Queue.view.total > Queue.view.rows.length()),
                rx.el.p(
                    Queue.view.rows.length(), " of ", Queue.view.total_words,
                    ": search for the others, or scan the code.",
                    class_name="tiny muted queue-more",
                ),
            ),
            class_name="panel queue",
            aria_label="Queue",
        ),
        class_name="col g16 desk-list",
    )  # fmt: skip


def _in_hand() -> rx.Component:
    """Keep what is open at the top of the queues when it stands in another one."""
    apart = (
        (Hand.view.id != "") & (Queue.opened == Hand.view.id) & ~Queue.ids.contains(Hand.view.id)
    )
    return rx.cond(
        apart & (Hand.missing == ""),
        rx.fragment(
            rx.el.h2("In your hands", class_name="queue-title"),
            rx.el.ul(
                queue_row(Hand.view, Queue.opened, Queue.fresh, Queue.address),
                role="list",
                aria_label="In your hands",
            ),
        ),
    )


def _missing() -> rx.Component:
    return empty_state(
        "file-question",
        "This prescription is not here",
        "It may have gone to another pharmacy, or the patient took it back. Scan the code on the "
        "paper to see what has become of it.",
        rx.button(
            rx.el.a("Back to the queue", href=HOME), as_child=True, variant="surface",
            color_scheme="gray",
        ),
    )  # fmt: skip
