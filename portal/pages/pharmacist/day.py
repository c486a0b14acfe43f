"""The end of the day."""

import reflex as rx

from portal.components.dispense_day import day_choice, day_done, day_open
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
    """Show what somebody should know of before the door is locked, and what happened on a day."""
    files = "/api/prescriptions/end-of-day"
    which = rx.cond(Day.sheet.today, "", "?day=" + Day.sheet.day.to(str))
    return rx.fragment(
        page_header(
            "End of day",
            rx.el.span(Day.sheet.day_words, rx.cond(Day.sheet.pharmacy != "", ", ", ""),
                       Day.sheet.pharmacy),
            _take("file-spreadsheet", "CSV", f"{files}.csv" + which),
            _take("printer", "PDF", f"{files}.pdf" + which),
        ),
        problem_notice(Day.problem),
        rx.cond(
            Day.loading,
            loading(6),
            rx.el.div(
                day_choice(Day.sheet, Day.choose), day_open(Day.sheet), day_done(Day.sheet),
                class_name="col g16",
            ),
        ),
    )  # fmt: skip


def _take(icon: str, word: str, href: rx.Var[str]) -> rx.Component:
    return rx.button(
        rx.el.a(
            rx.icon(icon, size=15, aria_hidden="true"), word, href=href, target="_blank",
            aria_label=f"End of day as {word} (new tab)",
        ),
        as_child=True, variant="surface", color_scheme="gray",
    )  # fmt: skip
