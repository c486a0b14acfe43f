"""The mark of one opened form: sending it again, for whatever reason, is the same sending."""

import reflex as rx

SCRIPT = rx.asset("form_key.jsx", shared=True)


class FormKey(rx.NoSSRComponent):
    """A hidden field called `name`, filled by the browser when the form is drawn.

    It outlives a lost connection and changes when the form is opened anew, which is just as long
    as two sendings mean the same.
    """

    library = SCRIPT.importable_path
    tag = "FormKey"

    name: rx.Var[str]
