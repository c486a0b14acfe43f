"""The administrator's home: live counts and the audit trail, no clinical text."""

import reflex as rx

from portal.components.letter import letters
from portal.components.ui.loading import loading
from portal.components.ui.moment import moment
from portal.components.ui.notice import problem_notice
from portal.components.ui.page_header import page_header
from portal.components.workplace import figure, number_cell
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.schemas.account import AuditLine
from portal.schemas.figures import RoleFigures
from portal.state.figures import AdminFiguresState as Numbers


@page("/admin", title="Overview · Handover", role=Role.ADMIN, place="Overview", state=Numbers)
def overview() -> rx.Component:
    """Show what the portal holds, and what was done last."""
    return rx.fragment(
        page_header("Overview", rx.el.span("Counted when this page was opened. No clinical text.")),
        problem_notice(Numbers.problem),
        rx.cond(
            Numbers.loading,
            loading(5),
            rx.el.div(
                _people(),
                _consultations(),
                rx.el.section(
                    rx.el.h2("Answers", class_name="gap"),
                    rx.el.div(
                        figure(Numbers.view.this_week, "asked in the last 7 days"),
                        figure(Numbers.view.unanswered, "wait for an answer now"),
                        rx.cond(
                            Numbers.view.median_answer_minutes != None,  # noqa: E711 - a Var
                            figure(
                                Numbers.view.median_answer_minutes,
                                "minutes until accepted (median, 30 days)",
                            ),
                        ),
                        class_name="figures",
                    ),
                    class_name="panel pad",
                ),
                letters(Numbers.view.letters, Numbers.try_again, Numbers.drop),
                _audit(),
                class_name="col g16",
            ),
        ),
    )


def _people() -> rx.Component:
    heads = ("People", "Active", "To be verified", "Invited", "Suspended")
    return rx.el.section(
        rx.el.div(
            rx.el.table(
                rx.el.caption("People by role"),
                rx.el.thead(rx.el.tr(*[rx.el.th(word, scope="col") for word in heads])),
                rx.el.tbody(rx.foreach(Numbers.view.people, _role)),
                class_name="tbl plain numbers",
            ),
            class_name="scroll-x",
            tab_index=0,
            role="region",
            aria_label="People by role",
        ),
        class_name="panel",
    )


def _role(one: rx.Var[RoleFigures]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(one.label, scope="row"),
        number_cell("Active", one.active),
        number_cell("To be verified", one.pending, rx.cond(one.pending > 0, "t-wait strong", "")),
        number_cell("Invited", one.invited),
        number_cell("Suspended", one.suspended),
        key=one.role,
    )


def _consultations() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Consultations", class_name="gap"),
        rx.el.div(
            rx.foreach(Numbers.view.consultations, lambda one: figure(one.count, one.label)),
            class_name="figures",
        ),
        class_name="panel pad",
    )


def _audit() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.table(
                rx.el.caption("Latest in the audit trail"),
                rx.el.thead(
                    rx.el.tr(
                        *[
                            rx.el.th(word, scope="col")
                            for word in ("When", "Who", "What", "Patient")
                        ]
                    )
                ),
                rx.el.tbody(rx.foreach(Numbers.view.audit, _line)),
                class_name="tbl plain",
            ),
            class_name="scroll-x",
            tab_index=0,
            role="region",
            aria_label="Audit trail",
        ),
        class_name="panel",
    )


def _line(line: rx.Var[AuditLine]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(moment(line.at, "full")),
        rx.el.td(line.who),
        rx.el.td(
            line.what,
            rx.cond(
                line.refused != "",
                rx.el.span(" Refused: ", line.refused, class_name="t-wait strong"),
            ),
            rx.el.span(line.action, class_name="code-word tiny muted"),
        ),
        rx.el.td(line.patient),
        key=line.seq,
    )
