"""Lets a button outside a form show that it works, until the answer is there."""

from typing import Any

import reflex as rx

SCRIPT = rx.asset("pressed.jsx", shared=True)

WAITS: dict[str, Any] = {"data-waits": "true"}
"""Attribute of the buttons that are meant."""


class Pressed(rx.NoSSRComponent):
    """Mark a pressed button of the page as busy; `errors` comes anew with every answer."""

    library = SCRIPT.importable_path
    tag = "Pressed"

    errors: rx.Var[dict[str, str]]
