"""The practice manager's home: waiting times, who has what open, staff and hours."""

import reflex as rx

from portal.components.ui.loading import loading
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.workplace import (
    colleagues,
    figure,
    load_figures,
    loads,
    open_mark,
    place,
)
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.workplace import ManagerHomeState as Here


@page("/manager", title="Home · Handover", role=Role.PRACTICE_MANAGER, place="Home", state=Here)
def home() -> rx.Component:
    """Show the figures of the workplace: no patient, no clinical text."""
    return rx.cond(
        Here.loading,
        rx.fragment(rx.el.h1("Home", class_name="vh"), loading(5)),
        rx.fragment(
            page_header(
                rx.cond(Here.view.name != "", Here.view.name, "Home"),
                rx.cond(
                    Here.view.name != "",
                    rx.fragment(
                        open_mark(Here.view), rx.el.span("Counted live. No clinical text.")
                    ),
                ),
            ),
            problem_notice(Here.problem),
            rx.cond(
                Here.view.name != "",
                rx.el.div(
                    rx.cond(
                        Here.load_view.kept,
                        rx.el.div(
                            load_figures(Here.load_view),
                            loads(Here.load_view),
                            _month(),
                            class_name="col g16",
                        ),
                    ),
                    rx.el.div(place(Here.view), colleagues(Here.view), class_name="col g16"),
                    class_name="home-zones",
                ),
            ),
        ),
    )


def _month() -> rx.Component:
    return rx.el.section(
        rx.el.h2("How consultations ended in the last 30 days", class_name="gap"),
        rx.el.div(
            rx.foreach(Here.load_view.month, lambda one: figure(one.count, one.label)),
            class_name="figures",
        ),
        class_name="panel pad",
    )
