"""A field that searches while one types, and at once on Enter.

Names of patients are searched for: what is typed never comes into the address, its history or a
log. It stays in the page's State, so that it outlives a reload.
"""

import reflex as rx
from reflex_base.event import passthrough_event_spec

SCRIPT = rx.asset("search_field.jsx", shared=True)


class SearchField(rx.NoSSRComponent):
    """One field; `value` is what the State searches for, and `on_search` tells it what to."""

    library = SCRIPT.importable_path
    tag = "SearchField"

    label: rx.Var[str]
    placeholder: rx.Var[str]
    value: rx.Var[str]
    most: rx.Var[int]
    on_search: rx.EventHandler[passthrough_event_spec(str)]


def search_field(
    name: str,
    label: str,
    value: rx.Var[str],
    on_search: rx.event.EventType[str],
    *,
    placeholder: str = "",
    most: int = 80,
) -> rx.Component:
    """Show the field; its label is read out, and stands in it while it is empty."""
    return SearchField.create(
        id=name, label=label, value=value, placeholder=placeholder or label, most=most,
        on_search=on_search,
    )  # fmt: skip
