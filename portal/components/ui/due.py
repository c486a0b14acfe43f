"""One step at a time looks like the next one; the others stay quiet."""

from typing import Any

import reflex as rx


def weight(due: rx.Var[bool]) -> dict[str, Any]:
    """Return how a button looks whose step is due now, or is not."""
    return {
        "variant": rx.cond(due, "solid", "surface"),
        "color_scheme": rx.cond(due, "cyan", "gray"),
    }
