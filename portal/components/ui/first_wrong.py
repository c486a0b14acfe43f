"""Keeps the keyboard's focus with a form: on its first wrong field, and back where it began."""

import reflex as rx

SCRIPT = rx.asset("first_wrong.jsx", shared=True)


class FirstWrong(rx.NoSSRComponent):
    """Focus the first control beside which an error stands, each time a form is refused.

    When the dialog around it closes, the focus goes back to what opened it, through a menu too.
    """

    library = SCRIPT.importable_path
    tag = "FirstWrong"

    errors: rx.Var[dict[str, str]]
