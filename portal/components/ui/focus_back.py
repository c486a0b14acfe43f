"""Gives the keyboard's focus back to what opened a dialog, once it is closed."""

import reflex as rx

SCRIPT = rx.asset("focus_back.jsx", shared=True)


class FocusBack(rx.NoSSRComponent):
    """Stands once on every page with dialogs; what is gone with its step leaves it to the page."""

    library = SCRIPT.importable_path
    tag = "FocusBack"
