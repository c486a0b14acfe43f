"""A link to a place on this very page."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class Jump(BaseHTML):
    """Lets the browser itself go there, which moves the keyboard's focus as well.

    The framework's own link only scrolls.
    """

    tag = "a"

    href: rx.Var[str]
