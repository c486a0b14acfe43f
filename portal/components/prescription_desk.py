"""Writing a prescription: medicines while typing, the dosage in parts, what speaks against it.

What is typed is kept with every pause, and in the tab itself under person and patient, so that
nothing is lost when the line is cut or the page is reloaded.
"""

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.components.status import WARNING
from portal.domain.dosage import Frequency
from portal.domain.medicine import Route
from portal.schemas.prescription_desk import DeskView

SCRIPT = rx.asset("prescription_desk.jsx", shared=True)
PARTS = [
    rx.asset(f"prescription_{name}.jsx", shared=True)
    for name in ("part", "search", "keep", "item", "terms", "review", "start")
]
FREQUENCIES = [{"value": one.value, "label": one.words} for one in Frequency]
ROUTES = {one.value: one.words for one in Route}
SEVERITIES = {key: {"word": one.word, "tone": one.tone} for key, one in WARNING.items()}


class PrescriptionDesk(rx.NoSSRComponent):
    """Search, items, terms, review and signing of one prescription."""

    library = SCRIPT.importable_path
    tag = "PrescriptionDesk"

    desk: rx.Var[DeskView]
    person: rx.Var[str]
    home: rx.Var[str]
    news: rx.Var[int]
    frequencies: rx.Var[list[dict[str, str]]]
    routes: rx.Var[dict[str, str]]
    severities: rx.Var[dict[str, dict[str, str]]]
    on_favourite: rx.EventHandler[passthrough_event_spec(str, dict)]
    on_forget: rx.EventHandler[passthrough_event_spec(str)]


def prescription_desk(
    desk: rx.Var[DeskView],
    *,
    person: rx.Var[str],
    home: str,
    news: rx.Var[int],
    said: rx.Var[str],
    on_favourite: rx.event.EventCallback,
    on_forget: rx.event.EventCallback,
) -> rx.Component:
    """Show the desk; `news` grows when the record has changed, `said` is what became of a click."""
    return rx.el.div(
        rx.el.p(said, role="status", class_name="note-said small soft"),
        PrescriptionDesk.create(
            desk=desk,
            person=person,
            home=home,
            news=news,
            frequencies=FREQUENCIES,
            routes=ROUTES,
            severities=SEVERITIES,
            on_favourite=on_favourite,
            on_forget=on_forget,
        ),
    )
