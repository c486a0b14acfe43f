"""The lane: where a prescription is, as four stops on a line, or as stations with their times."""

import reflex as rx

from portal.schemas.prescription import LaneStep
from portal.schemas.prescription_mine import StopView

ICONS = {
    "choose": "store",
    "sent": "send",
    "claimed": "store",
    "preparing": "package-open",
    "ready": "package-check",
    "delivery": "truck",
    "owed": "clock",
    "handed": "shopping-bag",
}
SPOKEN = {"done": ", done", "now": ", now", "failed": ", failed", "ahead": ", not yet"}
LOOKS = {"done": "did", "now": "now", "failed": "now failed", "ahead": "next"}


def lane(stops: rx.Var[list[StopView]]) -> rx.Component:
    """Show the stops on a line; done has a tick, now is filled, ahead is hollow."""
    return rx.cond(
        stops.length() > 0,
        rx.el.div(
            rx.el.ol(
                rx.foreach(stops, _stop), class_name="lane", role="list", aria_label="How far it is"
            ),
            class_name="lane-box",
        ),
    )


def stations(steps: rx.Var[list[LaneStep]]) -> rx.Component:
    """Show every station as a sentence with its time."""
    return rx.el.ol(rx.foreach(steps, _station), class_name="steps", role="list")


def _stop(one: rx.Var[StopView]) -> rx.Component:
    return rx.el.li(
        _knot(one.name, one.state),
        rx.el.span(one.word),
        _spoken(one.state),
        class_name=_look(one.state),
        custom_attrs=_current(one.state),
        key=one.name,
    )


def _station(one: rx.Var[LaneStep]) -> rx.Component:
    return rx.el.li(
        _knot(one.name, one.state),
        rx.el.p(
            one.word,
            _spoken(one.state),
            class_name=rx.cond((one.state == "now") | (one.state == "failed"), "strong", ""),
        ),
        rx.cond(one.detail != "", rx.el.p(one.detail, class_name="when")),
        class_name=_look(one.state),
        custom_attrs=_current(one.state),
        key=one.name,
    )


def _knot(name: rx.Var[str], state: rx.Var[str]) -> rx.Component:
    return rx.el.span(
        rx.match(
            state,
            ("done", _icon("check")),
            ("failed", _icon("x")),
            rx.match(name, *[(key, _icon(icon)) for key, icon in ICONS.items()], _icon("circle")),
        ),
        class_name="knot",
    )


def _icon(name: str) -> rx.Component:
    return rx.icon(name, size=13, aria_hidden="true")


def _look(state: rx.Var[str]) -> rx.Var[str]:
    return rx.match(state, *LOOKS.items(), "next")


def _spoken(state: rx.Var[str]) -> rx.Component:
    return rx.el.span(rx.match(state, *SPOKEN.items(), ""), class_name="vh")


def _current(state: rx.Var[str]) -> dict[str, rx.Var]:
    return {"aria-current": rx.cond((state == "now") | (state == "failed"), "step", "false")}
