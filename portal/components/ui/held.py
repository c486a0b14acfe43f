"""What lies on the screen only, kept by the browser in case the server forgets it."""

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.components.ui.form_key import SCRIPT


class Held(rx.NoSSRComponent):
    """Sees `what` is open or taken; `on_lost` gets it back once `born` has changed.

    A tab's memory on the server ends when the portal is started again. `ready` says that the page
    was read anew; the fields of the dialog that opens then are filled as they were. What lay there
    is forgotten when another `person` is signed in by then.
    """

    library = SCRIPT.importable_path
    tag = "Held"

    born: rx.Var[str]
    person: rx.Var[str]
    what: rx.Var[dict]
    empty: rx.Var[bool]
    ready: rx.Var[bool]
    on_lost: rx.EventHandler[passthrough_event_spec(dict)]
