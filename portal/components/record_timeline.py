"""The sections of a whole record: one timeline, what entries once said, who looked, patients."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from portal.components.ui.chart import Chart
from portal.components.ui.moment import moment
from portal.domain.record import EntryKind, TimelineKind
from portal.domain.vital import MEASURES
from portal.schemas.record import EntryView, LookView, PatientRow, SeriesView, TimelineRow

KINDS = {
    TimelineKind.CONSULTATION: ("Consultations", "messages-square"),
    TimelineKind.ALLERGY: ("Allergies", "shield-alert"),
    TimelineKind.CONDITION: ("Conditions", "stethoscope"),
    TimelineKind.MEDICATION: ("Medication", "pill"),
    TimelineKind.MEASUREMENT: ("Measurements", "activity"),
    TimelineKind.DOCUMENT: ("Documents", "paperclip"),
}
NOT_VALID = {"corrected": "Corrected", "entered_in_error": "Entered in error", "ended": "Over"}


def kind_filter(chosen: rx.Var[str], on_choose: Callable[[str], Any]) -> rx.Component:
    """Offer everything, or one kind."""
    return rx.el.div(
        *[
            rx.el.button(
                word,
                type="button",
                on_click=on_choose(name),
                class_name="chip",
                custom_attrs={"aria-pressed": rx.cond(chosen == name, "true", "false")},
            )
            for name, word in (("", "Everything"), *((k.value, w) for k, (w, _) in KINDS.items()))
        ],
        class_name="filters",
        role="group",
        aria_label="Show",
    )


def timeline_list(
    rows: rx.Var[list[TimelineRow]], more: rx.Var[str], on_more: Any, home: str
) -> rx.Component:
    """Show what happened, newest first; `home` is where the reader's consultations are."""
    return rx.fragment(
        rx.cond(
            rows.length() > 0,
            rx.el.ol(
                rx.foreach(rows, lambda one: _row(one, home)), class_name="events", role="list"
            ),
            rx.el.p("Nothing yet.", class_name="soft"),
        ),
        rx.cond(
            more != "",
            rx.button(
                "Show earlier", on_click=on_more, variant="surface", color_scheme="gray",
                class_name="more",
            ),
        ),
    )  # fmt: skip


def _row(one: rx.Var[TimelineRow], home: str) -> rx.Component:
    return rx.el.li(
        rx.match(
            one.kind,
            *[
                (kind.value, rx.icon(icon, size=16, aria_hidden="true", class_name="muted"))
                for kind, (_, icon) in KINDS.items()
            ],
            rx.fragment(),
        ),
        rx.el.div(
            rx.el.p(
                rx.match(
                    one.kind,
                    ("consultation", _link(one, f"{home}/consultations/{one.link}", "")),
                    ("document", _link(one, f"/api/attachments/{one.link}", "_blank")),
                    rx.el.span(one.title),
                ),
                _mark(one.status),
                rx.cond(one.source == "patient", rx.el.span("by the patient", class_name="own")),
                class_name="row wrap",
            ),
            rx.cond(one.detail != "", rx.el.p(one.detail, class_name="small soft quote")),
            rx.cond(one.reason != "", rx.el.p("“", one.reason, "”", class_name="tiny")),
            rx.el.p(
                moment(one.at, "full"), rx.cond(one.by != "", " · " + one.by, ""),
                class_name="tiny muted",
            ),
        ),
        class_name=rx.cond(
            (one.status == "corrected") | (one.status == "entered_in_error"), "event void", "event"
        ),
        key=one.id,
        custom_attrs={"data-id": one.id, "data-status": one.status},
    )  # fmt: skip


def _link(one: rx.Var[TimelineRow], href: Any, target: str) -> rx.Component:
    opens = {"target": target} if target else {}
    return rx.cond(one.link != "", rx.el.a(one.title, href=href, **opens), rx.el.span(one.title))


def _mark(status: rx.Var[str]) -> rx.Component:
    return rx.match(
        status,
        *[(name, rx.el.span(word, class_name="pill t-idle")) for name, word in NOT_VALID.items()],
        rx.fragment(),
    )


def history_list(
    kind: rx.Var[str], rows: rx.Var[list[EntryView]], on_choose: Callable[[str], Any]
) -> rx.Component:
    """Show every entry of one kind, with what it once said, who changed it, when and why."""
    return rx.fragment(
        rx.el.div(
            *[
                rx.el.button(
                    KINDS[TimelineKind(one.value)][0],
                    type="button",
                    on_click=on_choose(one.value),
                    class_name="chip",
                    custom_attrs={"aria-pressed": rx.cond(kind == one.value, "true", "false")},
                )
                for one in EntryKind
            ],
            class_name="filters",
            role="group",
            aria_label="History of",
        ),
        rx.cond(
            kind == "",
            rx.el.p("Choose what to look back at.", class_name="soft"),
            rx.el.ol(rx.foreach(rows, _entry), class_name="events", role="list"),
        ),
    )


def _entry(one: rx.Var[EntryView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.title, _mark(one.status), class_name="row wrap"),
            rx.cond(one.detail != "", rx.el.p(one.detail, class_name="small soft")),
            rx.el.p("Written by ", one.by, ", ", moment(one.recorded_at, "full"),
                    class_name="tiny muted"),
            rx.cond(
                one.changed_by != "",
                rx.el.p(
                    rx.match(one.status, *NOT_VALID.items(), "Changed"),
                    " by ", one.changed_by, ", ", moment(one.changed_at, "full"),
                    rx.cond(one.reason != "", ": “" + one.reason + "”", ""),
                    class_name="tiny",
                ),
            ),
        ),
        class_name=rx.cond(
            (one.status == "corrected") | (one.status == "entered_in_error"), "event void", "event"
        ),
        key=one.id,
    )  # fmt: skip


def charts(series: rx.Var[SeriesView], on_choose: Callable[[Any], Any]) -> rx.Component:
    """Offer every measurement, and draw the one that was chosen."""
    return rx.fragment(
        rx.el.div(
            rx.el.label("Measurement", html_for="chart-of", class_name="small strong"),
            rx.el.select(
                rx.el.option("Choose a measurement…", value=""),
                *[rx.el.option(m.name, value=v.value) for v, m in MEASURES.items()],
                id="chart-of",
                value=series.vital,
                on_change=on_choose,
                class_name="select narrow",
            ),
            class_name="row wrap",
        ),
        rx.cond(
            series.vital != "",
            rx.fragment(
                rx.el.h3(series.name, " ", rx.el.span(series.unit_words, class_name="soft small")),
                Chart.create(series=series),
            ),
        ),
    )


def look_list(looks: rx.Var[list[LookView]], more: rx.Var[str], on_more: Any) -> rx.Component:
    """Show who looked at the reader's record: who, what, when and why."""
    return rx.fragment(
        rx.cond(
            looks.length() > 0,
            rx.el.ul(rx.foreach(looks, _look), class_name="events", role="list"),
            rx.el.p("Nobody has looked at your record yet.", class_name="soft"),
        ),
        rx.cond(
            more != "",
            rx.button(
                "Show earlier", on_click=on_more, variant="surface", color_scheme="gray",
                class_name="more",
            ),
        ),
    )  # fmt: skip


def _look(one: rx.Var[LookView]) -> rx.Component:
    return rx.el.li(
        rx.icon("eye", size=16, aria_hidden="true", class_name="muted"),
        rx.el.div(
            rx.el.p(
                rx.el.b(one.who), " (", one.role,
                rx.cond(one.organization != "", ", " + one.organization, ""), ") opened ", one.what,
            ),
            rx.cond(one.why != "", rx.el.p(one.why, class_name="small soft")),
            rx.el.p(moment(one.at, "full"), class_name="tiny muted"),
        ),
        class_name="event",
        key=one.id,
        custom_attrs={"data-id": one.id},
    )  # fmt: skip


def patient_rows(rows: rx.Var[list[PatientRow]], home: str) -> rx.Component:
    """Show patients by name; each opens their record."""
    return rx.el.ul(
        rx.foreach(
            rows,
            lambda one: rx.el.li(
                rx.el.a(
                    rx.el.b(one.name),
                    rx.el.span(
                        rx.cond(one.age != None, one.age.to(str) + " years", ""),  # noqa: E711
                        rx.cond(one.sex != "unknown", ", " + one.sex, ""),
                    ),
                    rx.el.span("born ", one.born, class_name="soft"),
                    rx.cond(
                        one.last_at,
                        rx.el.span("last consultation ", moment(one.last_at, "date"),
                                   class_name="tiny muted"),
                    ),
                    href=f"{home}/patients/{one.id}",
                ),
                key=one.id,
                custom_attrs={"data-id": one.id},
            ),
        ),
        class_name="panel patients",
        role="list",
        aria_label="My patients",
    )  # fmt: skip
