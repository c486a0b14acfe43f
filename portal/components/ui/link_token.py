"""The secret of a mailed link: taken out of the address, sent only when a button is pressed."""

import reflex as rx

SCRIPT = rx.asset("link_token.jsx", shared=True)


class LinkToken(rx.Component):
    """A hidden field called `name` with what stood behind `#` when the page was opened."""

    library = SCRIPT.importable_path
    tag = "LinkToken"

    name: rx.Var[str]
    on_read: rx.EventHandler[rx.event.passthrough_event_spec(str)]
