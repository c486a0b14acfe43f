"""Moves the keyboard's focus to something that has just appeared."""

import reflex as rx

SCRIPT = rx.asset("focus.jsx", shared=True)


class Focus(rx.NoSSRComponent):
    """Focus the element with the id `target` once, when this is first drawn."""

    library = SCRIPT.importable_path
    tag = "Focus"

    target: rx.Var[str]
