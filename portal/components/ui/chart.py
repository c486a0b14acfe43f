"""A line over time: axis, the usual range as a band, a title on each point, and a table."""

import reflex as rx

from portal.schemas.record import SeriesView

SCRIPT = rx.asset("chart.jsx", shared=True)


class Chart(rx.NoSSRComponent):
    """Draws one series as wide as there is room."""

    library = SCRIPT.importable_path
    tag = "Chart"

    series: rx.Var[SeriesView]
