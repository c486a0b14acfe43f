"""The clinician's work list and the list of all consultations."""

import reflex as rx

from portal.components.prescription_list import asking
from portal.components.status import CONSULTATION
from portal.components.ui.empty_state import empty_state
from portal.components.ui.filter_bar import filter_bar
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.work_list import consultation_line, work_row
from portal.pages.shell import CLINICAL, for_roles
from portal.state.live import LiveState as Live
from portal.state.work_list import ClinicianConsultationsState as All
from portal.state.work_list import ClinicianWorkListState as Work


@for_roles(
    "",
    CLINICAL,
    title=rx.cond(
        Live.waiting > 0,
        Live.waiting.to(str) + " waiting · Work list · Handover",
        "Work list · Handover",
    ),
    place="Work list",
    state=Work,
)
def dashboard(home: str) -> rx.Component:
    """Show what waits for this clinician now."""
    return rx.fragment(
        page_header("Work list", _summary()),
        problem_notice(Work.problem),
        asking(Live.asking, home),
        filter_bar(
            (
                ("mine", "For me", Work.counts["mine"]),
                ("urgent", "Urgent", Work.counts["urgent"]),
                ("new", "New requests", Work.counts["new"]),
                ("in_progress", "My consultations", Work.counts["in_progress"]),
                ("others", "Waiting for others", Work.counts["others"]),
            ),
            Work.show,
            "Filter the work list",
        ),
        rx.cond(
            Work.loading, loading(4), rx.cond(Work.rows.length() > 0, _rows(home), _nothing(home))
        ),
    )


def _summary() -> rx.Component:
    return rx.cond(
        Work.counts["mine"] > 0,
        rx.el.span(
            Work.counts["mine"],
            rx.cond(Work.counts["mine"] == 1, " waits for you", " wait for you"),
            rx.cond(
                Work.oldest != "", rx.fragment(", the longest since ", moment(Work.oldest, "full"))
            ),
            ".",
        ),
        rx.el.span("Nothing waits for you."),
    )


def _rows(home: str) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(rx.cond(Work.show == "others", "Waiting for others", "Your turn"), id="turn"),
            rx.el.span("by urgency, then the longest wait", class_name="tiny muted"),
            class_name="group",
        ),
        rx.el.ol(
            rx.foreach(
                Work.rows,
                lambda row: work_row(row, home, Work.accept, Work.start, Work.pass_on, Work.forget),
            ),
            class_name="work",
            role="list",
            aria_label="Work list",
        ),
        rx.cond(
            Work.total > Work.rows.length(),
            rx.el.p(
                Work.total - Work.rows.length(), " more below these.", class_name="small muted more"
            ),
        ),
        aria_labelledby="turn",
    )


def _nothing(home: str) -> rx.Component:
    return empty_state(
        "inbox",
        "You are up to date",
        "New requests, answers and reminders appear here by themselves, the most urgent first.",
        rx.button(
            rx.el.a("See all consultations", href=f"{home}/consultations"),
            as_child=True,
            variant="surface",
            color_scheme="gray",
        ),
    )


@for_roles(
    "/consultations",
    CLINICAL,
    title="Consultations · Handover",
    place="Consultations",
    state=All,
)
def consultations(home: str) -> rx.Component:
    """Show everything this clinician may see, newest first."""
    return rx.fragment(
        page_header("Consultations", rx.el.span(All.total, " in this list, newest first")),
        problem_notice(All.problem),
        rx.el.nav(
            _chip("All", ""),
            *[_chip(status.word, key) for key, status in CONSULTATION.items()],
            class_name="filters",
            aria_label="Filter by status",
        ),
        rx.cond(
            All.loading,
            loading(5),
            rx.cond(
                All.rows.length() > 0,
                rx.el.ol(
                    rx.foreach(
                        All.rows, lambda row: consultation_line(row, f"{home}/consultations")
                    ),
                    class_name="work all-work spaced",
                    role="list",
                    aria_label="Consultations",
                ),
                empty_state(
                    "messages-square",
                    "No consultations in this list",
                    "Requests you accept, and everything you have completed, appear here.",
                ),
            ),
        ),
        rx.cond(
            All.cursor != "",
            rx.button(
                "Show older",
                on_click=All.more,
                variant="surface",
                color_scheme="gray",
                class_name="more",
            ),
        ),
    )


def _chip(word: str, status: str) -> rx.Component:
    return rx.el.a(
        word,
        href=f"?status={status}" if status else "?",
        class_name="chip",
        custom_attrs={"aria-current": rx.cond(All.status == status, "true", "false")},
    )
