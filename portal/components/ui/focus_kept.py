"""Keeps the keyboard where the work is: at what was opened, at the part whose step was taken."""

import reflex as rx

SCRIPT = rx.asset("focus_kept.jsx", shared=True)


class FocusKept(rx.NoSSRComponent):
    """Give the heading `target` the focus when another one is `opened`, and catch a lost focus."""

    library = SCRIPT.importable_path
    tag = "FocusKept"

    opened: rx.Var[str]
    target: rx.Var[str]
