"""Times in the viewer's own zone, or a place's: relative where it helps, exact on hover."""

from typing import Literal

import reflex as rx

SCRIPT = rx.asset("moment.jsx", shared=True)


class Moment(rx.Component):
    """A time that keeps itself true: relative (`ago`, `left`), a whole one, or a part of one."""

    library = SCRIPT.importable_path
    tag = "Moment"

    at: rx.Var[str]
    show: rx.Var[Literal["ago", "left", "by", "clock", "full", "date", "calendar", "month", "day"]]
    zone: rx.Var[str]


class ZoneNote(rx.Component):
    """Says that times are those of another zone than the viewer's; nothing when they are not."""

    library = SCRIPT.importable_path
    tag = "ZoneNote"

    zone: rx.Var[str]


def moment(at: rx.Var, show: str = "ago", zone: rx.Var[str] | None = None) -> rx.Component:
    """Show the ISO time `at`, in the viewer's own zone unless another is named."""
    there = {} if zone is None else {"zone": zone}
    return Moment.create(at=at.to(str), show=show, **there)


def zone_note(zone: rx.Var[str]) -> rx.Component:
    """Say which zone the times beside it are in, to a viewer in another one."""
    return ZoneNote.create(zone=zone)
