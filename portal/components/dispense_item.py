"""The medicines of a prescription at the counter: how much of each goes into the next supply."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.components.ui.moment import moment
from portal.schemas.dispense import Picked
from portal.schemas.prescription import ItemView

SCRIPT = rx.asset("dispense_amount.jsx", shared=True)
Handler = Callable[..., rx.event.EventType[Any]]


class Refused(NamedTuple):
    """The medicine whose quantity was refused last, why, and how often one was."""

    item: rx.Var[str]
    why: rx.Var[str]
    count: rx.Var[int]


class Amount(rx.NoSSRComponent):
    """How much is supplied now; the button says what that means while it is typed."""

    library = SCRIPT.importable_path
    tag = "Amount"

    item: rx.Var[str]
    name: rx.Var[str]
    whole: rx.Var[str]
    left: rx.Var[float]
    start: rx.Var[float]
    next: rx.Var[bool]
    due: rx.Var[bool]
    disabled: rx.Var[bool]
    error: rx.Var[str]
    refusals: rx.Var[int]
    on_supply: rx.EventHandler[passthrough_event_spec(str, float)]


def item_row(
    item: rx.Var[ItemView],
    picked: rx.Var[dict[str, Picked]],
    first: rx.Var[str],
    due: rx.Var[bool],
    may: rx.Var[bool],
    refused: Refused,
    on_pick: Handler,
    on_unpick: Handler,
    on_open: Handler,
) -> rx.Component:
    """Show one medicine: what, how it is taken, how many of how many, and the step."""
    mine = picked.contains(item.id)
    todo = may & (item.remaining > 0)
    upcoming = todo & ~mine & (first == item.id)
    now = upcoming & due
    return rx.el.li(
        _knot(item, mine, now),
        rx.el.div(
            rx.el.h3(
                item.name,
                rx.cond(
                    item.schedule_words != "",
                    rx.el.span(
                        rx.icon("lock-keyhole", size=12, aria_hidden="true"), item.schedule_words,
                        class_name="pill small-pill t-idle",
                    ),
                ),
            ),
            rx.el.p(item.sentence, class_name="small soft"),
            rx.cond(mine, _picked(picked[item.id])),
            rx.cond(
                ~mine & (item.remaining > 0) & (item.progress_words != item.quantity_words),
                rx.el.p(item.progress_words, class_name="tiny t-wait strong"),
            ),
            rx.cond(
                item.status == "not_dispensed",
                rx.el.p("Not supplied: ", item.reason, class_name="tiny t-alarm strong"),
            ),
        ),
        rx.cond(
            mine,
            _chosen(item, picked[item.id], on_unpick),
            rx.cond(todo, _to_supply(item, upcoming, now, refused, on_pick), _closed(item)),
        ),
        _others(item, mine, todo, on_open),
        class_name=rx.cond(
            mine | (item.status == "dispensed"), "disp ok", rx.cond(now, "disp now", "disp")
        ),
        custom_attrs={"data-item": item.id, "data-status": item.status},
        key=item.id,
    )  # fmt: skip


def _knot(item, mine, now) -> rx.Component:
    def knot(icon: str, word: str) -> rx.Component:
        return rx.fragment(
            rx.icon(icon, size=13, aria_hidden="true"), rx.el.span(word, class_name="vh")
        )

    return rx.el.span(
        rx.cond(
            mine,
            knot("check", "Taken for this supply"),
            rx.match(
                item.status,
                ("dispensed", knot("check", "Supplied in full")),
                ("not_dispensed", knot("ban", "Not supplied")),
                rx.cond(
                    item.remaining <= 0,
                    knot("package-open", "In a supply that is under way"),
                    rx.cond(now, knot("pill", "Next"), rx.el.span("Not started", class_name="vh")),
                ),
            ),
        ),
        class_name="knot",
    )


def _picked(one: rx.Var[Picked]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            one.substitute != "",
            rx.el.p("Given instead: ", rx.el.b(one.substitute), ". ", one.substitution_note,
                    class_name="tiny"),
        ),
        rx.cond(
            (one.batch != "") | (one.expires_on != ""),
            rx.el.p(
                rx.cond(one.batch != "", "Batch " + one.batch, ""),
                rx.cond((one.batch != "") & (one.expires_on != ""), ", ", ""),
                rx.cond(
                    one.expires_on != "",
                    rx.fragment("expires ", moment(one.expires_on, "calendar")),
                ),
                class_name="tiny muted",
            ),
        ),
        rx.cond(
            one.owed != "",
            rx.el.p(
                one.owed, " owed, expected ",
                rx.cond(
                    one.owed_until != "",
                    moment(one.owed_until, "date"),
                    rx.fragment("on the next working day"),
                ),
                class_name="tiny t-wait strong",
            ),
        ),
    )  # fmt: skip


def _chosen(item, one: rx.Var[Picked], on_unpick: Handler) -> rx.Component:
    return rx.fragment(
        rx.el.span(rx.el.b(one.figure), " of ", item.quantity_words, class_name="small"),
        rx.el.button(
            "Undo", type="button", on_click=on_unpick(item.id), aria_label="Undo: " + item.name,
            class_name="linkish undo",
        ),
    )  # fmt: skip


def _to_supply(item, upcoming, now, refused: Refused, on_pick: Handler) -> rx.Component:
    return Amount.create(
        item=item.id,
        name=item.name,
        whole=rx.cond(
            item.committed > 0, item.remaining.to(str) + " still to supply", item.quantity_words
        ),
        left=item.remaining,
        start=item.remaining,
        next=upcoming,
        due=now,
        disabled=False,
        error=rx.cond(refused.item == item.id, refused.why, ""),
        refusals=refused.count,
        on_supply=on_pick,
    )


def _closed(item) -> rx.Component:
    return rx.fragment(
        rx.el.span(
            rx.cond(
                item.status == "not_dispensed",
                rx.fragment(rx.el.b(item.supplied), " of ", item.quantity_words),
                rx.fragment(rx.el.b(item.committed), " of ", item.quantity_words),
            ),
            class_name="small",
        ),
        rx.el.span(
            rx.cond(
                (item.status != "dispensed") & (item.remaining <= 0) & (item.committed > 0),
                "in a supply below",
                "",
            ),
            class_name="tiny muted end-words",
        ),
    )


def _others(item, mine, todo, on_open: Handler) -> rx.Component:
    """Offer what is done seldom: particulars, not supplied, supplied after all."""

    def entry(word: str, name: str) -> rx.Component:
        return rx.dropdown_menu.item(word, on_select=on_open(name, item.id))

    refusable = item.steps.length() > 0
    return rx.cond(
        mine | todo | refusable,
        rx.dropdown_menu.root(
            rx.dropdown_menu.trigger(
                rx.icon_button(
                    rx.icon("ellipsis", size=16, aria_hidden="true"),
                    variant="ghost", color_scheme="gray", aria_label="More: " + item.name,
                    class_name="item-more",
                )
            ),
            rx.dropdown_menu.content(
                rx.cond(mine | todo, entry("Batch, other product, owed until…", "line")),
                rx.foreach(
                    item.steps,
                    lambda step: rx.match(
                        step.name,
                        ("refuse", entry("Not supplied…", "refuse")),
                        ("reopen", entry("Supply after all…", "reopen")),
                        rx.fragment(),
                    ),
                ),
                class_name="ho-menu",
            ),
        ),
        rx.el.span(),
    )  # fmt: skip
