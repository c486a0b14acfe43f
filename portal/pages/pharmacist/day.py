"""The end of the day."""

import reflex as rx

from portal.components.dispense_day import day_figures, day_sections
from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.dispense_day import DispenseDayState as Day


@page(
    f"{Role.PHARMACIST.home}/day",
    title="End of day · Handover",
    role=Role.PHARMACIST,
    place="End of day",
    state=Day,
)
def day() -> rx.Component:
    """Show what somebody should know of before the door is locked."""
    return rx.fragment(
        page_header(
            "End of day",
            rx.el.span(Day.sheet.day_words, rx.cond(Day.sheet.pharmacy != "", ", ", ""),
                       Day.sheet.pharmacy),
            _take("file-spreadsheet", "CSV", "/api/prescriptions/end-of-day.csv"),
            _take("printer", "PDF", "/api/prescriptions/end-of-day.pdf"),
        ),
        problem_notice(Day.problem),
        rx.cond(
            Day.loading,
            loading(6),
            rx.el.div(day_figures(Day.sheet), day_sections(Day.sheet), class_name="col g12"),
        ),
    )  # fmt: skip


def _take(icon: str, word: str, href: str) -> rx.Component:
    return rx.button(
        rx.el.a(
            rx.icon(icon, size=15, aria_hidden="true"), word, href=href, target="_blank",
            aria_label=f"End of day as {word} (new tab)",
        ),
        as_child=True, variant="surface", color_scheme="gray",
    )  # fmt: skip
