"""The search of the top bar: over one's own patients, while typing."""

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.schemas.patient_search import Found

SCRIPT = rx.asset("find.jsx", shared=True)


class Find(rx.NoSSRComponent):
    """A box that suggests; arrow keys choose, Enter opens, Escape leaves."""

    library = SCRIPT.importable_path
    tag = "Find"

    label: rx.Var[str]
    found: rx.Var[list[Found]]
    asked: rx.Var[str]
    on_ask: rx.EventHandler[passthrough_event_spec(str)]
