"""Moves the keyboard's focus to the first field of a form that was refused."""

import reflex as rx

SCRIPT = rx.asset("first_wrong.jsx", shared=True)


class FirstWrong(rx.NoSSRComponent):
    """Focus the first control beside which an error stands, each time a form is refused."""

    library = SCRIPT.importable_path
    tag = "FirstWrong"

    errors: rx.Var[dict[str, str]]
