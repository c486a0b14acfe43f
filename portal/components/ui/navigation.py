"""Where a person can go: a sidebar on a desk, a tab bar under the thumb."""

from typing import NamedTuple

import reflex as rx

from portal.components.ui.brand import brand


class Place(NamedTuple):
    """One entry; `count` says how much waits there."""

    word: str
    icon: str
    href: str
    count: rx.Var[int] | None = None


def sidebar(places: tuple[Place, ...], active: str, organization: rx.Var[str]) -> rx.Component:
    """Show the places of a professional, with what waits there."""
    return rx.el.nav(
        brand(),
        rx.el.ul(
            *[rx.el.li(_side_link(place, here=place.word == active)) for place in places],
            class_name="col g4",
            role="list",
        ),
        rx.el.div(rx.el.p(organization, class_name="small strong"), class_name="foot"),
        class_name="side",
        aria_label="Main",
    )


def top_links(places: tuple[Place, ...], active: str) -> rx.Component:
    """Show a patient's places in the head of a wide screen."""
    return rx.el.nav(
        *[
            rx.el.a(place.word, href=place.href, custom_attrs=_current(here=place.word == active))
            for place in places
        ],
        class_name="top-links",
        aria_label="Main",
    )


def tab_bar(places: tuple[Place, ...], active: str) -> rx.Component:
    """Show at most five places at the bottom of a phone."""
    return rx.el.nav(
        *[
            rx.el.a(
                rx.icon(place.icon, size=22, aria_hidden="true"),
                place.word,
                _count(place, "dot", " new"),
                href=place.href,
                custom_attrs=_current(here=place.word == active),
            )
            for place in places[:5]
        ],
        class_name="tabs",
        aria_label="Main, bottom",
    )


def _side_link(place: Place, *, here: bool) -> rx.Component:
    return rx.el.a(
        rx.icon(place.icon, size=17, aria_hidden="true"),
        rx.el.span(place.word),
        _count(place, "count mine" if here else "count", " waiting"),
        href=place.href,
        custom_attrs=_current(here=here),
    )


def _count(place: Place, look: str, word: str) -> rx.Component:
    if place.count is None:
        return rx.fragment()
    return rx.cond(
        place.count > 0,
        rx.el.span(place.count, rx.el.span(word, class_name="vh"), class_name=look),
    )


def _current(*, here: bool) -> dict[str, str]:
    return {"aria-current": "page"} if here else {}
