"""Times in the viewer's own zone: relative where it helps, exact on hover."""

from typing import Literal

import reflex as rx

SCRIPT = rx.asset("moment.jsx", shared=True)


class Moment(rx.NoSSRComponent):
    """A time that keeps itself true: relative (`ago`, `left`), a whole one, or a part of one."""

    library = SCRIPT.importable_path
    tag = "Moment"

    at: rx.Var[str]
    show: rx.Var[Literal["ago", "left", "by", "clock", "full", "date", "calendar", "month", "day"]]


def moment(at: rx.Var, show: str = "ago") -> rx.Component:
    """Show the ISO time `at`."""
    return Moment.create(at=at.to(str), show=show)
