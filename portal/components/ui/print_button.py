"""A button that prints the page as it stands; the style sheet says what belongs on paper."""

import reflex as rx

SCRIPT = rx.asset("print_button.jsx", shared=True)


class PrintButton(rx.NoSSRComponent):
    """Open the browser's own print dialog."""

    library = SCRIPT.importable_path
    tag = "PrintButton"

    word: rx.Var[str]
