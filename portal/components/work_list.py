"""Lists of consultations: a clinician's work list, a patient's cards."""

import reflex as rx
from reflex_base.event import no_args_event_spec

from portal.components.status import CONSULTATION
from portal.components.ui.moment import moment
from portal.components.ui.name import name, namesake_mark
from portal.components.ui.status_pill import status_pill
from portal.components.ui.urgency_mark import urgency_mark
from portal.schemas.consultation import ConsultationRow

SEX = {"female": "F", "male": "M", "other": "X"}


class Row(rx.el.Li):
    """A list row that says when it has faded out."""

    on_animation_end: rx.EventHandler[no_args_event_spec]


def person_line(row: rx.Var[ConsultationRow], href: rx.Var[str]) -> rx.Component:
    """Show name, age and sex: the three things that tell two patients apart."""
    return rx.el.span(
        rx.el.a(name(row.patient), href=href),
        rx.el.span(
            rx.cond(row.age != None, " " + row.age.to(str), ""),  # noqa: E711 - a Var, not a value
            " ",
            rx.match(
                row.sex, *[(k, rx.el.abbr(v, title=k)) for k, v in SEX.items()], rx.fragment()
            ),
            class_name="muted",
        ),
    )


def work_row(
    row: rx.Var[ConsultationRow],
    home: str,
    on_accept: rx.event.EventCallback[str],
    on_start: rx.event.EventCallback[str],
    on_pass: rx.event.EventCallback[str],
    on_gone: rx.event.EventCallback[str],
) -> rx.Component:
    """Show what waits, how urgent, for whom, why, how long, and what to do."""
    href = f"{home}/consultations/" + row.id
    return Row.create(
        rx.el.div(urgency_mark(row.urgency), class_name="urg"),
        rx.el.div(
            person_line(row, href),
            namesake_mark(row.namesake, row.born),
            rx.el.p(_kind(row), class_name="row g4 tiny muted"),
            class_name="who",
        ),
        rx.el.div(rx.el.p(row.symptoms), class_name="why clamp"),
        rx.el.div(
            rx.el.p(
                moment(row.since),
                rx.el.span(" waiting", class_name="vh"),
                class_name="small strong",
            ),
            rx.cond(
                row.due_at,
                rx.el.p(
                    moment(row.due_at, "left"),
                    class_name=rx.cond(
                        (row.urgency == "urgent") | (row.urgency == "emergency"),
                        "tiny t-alarm strong",
                        "tiny muted",
                    ),
                ),
            ),
            class_name="age",
        ),
        rx.el.div(
            rx.cond(
                row.look == "taken",
                rx.el.span(
                    rx.icon("user-check", size=14, aria_hidden="true"),
                    "Taken by ",
                    row.taken_by,
                    class_name="row g4 tiny soft",
                    role="status",
                ),
                _steps(row, href, on_accept, on_start, on_pass),
            ),
            class_name="step",
        ),
        class_name=rx.cond(
            row.look == "taken",
            "taken",
            rx.cond(row.urgency == "emergency", "crit", rx.cond(row.look == "new", "new", "")),
        ),
        on_animation_end=rx.cond(row.look == "taken", on_gone(row.id), rx.noop()),
        custom_attrs={"data-id": row.id, "data-status": row.status, "data-row": ""},
        key=row.id,
    )


def _kind(row: rx.Var[ConsultationRow]) -> rx.Component:
    return rx.match(
        row.status,
        ("requested", rx.fragment(_small("message-square-plus"), "New consultation")),
        (
            "accepted",
            rx.cond(
                row.proposed_for,
                rx.fragment(
                    _small("calendar-clock"), "New time: ", moment(row.proposed_for, "full")
                ),
                rx.fragment(_small("calendar-check"), "For ", moment(row.scheduled_for, "full")),
            ),
        ),
        ("info_needed", rx.fragment(_small("message-circle-question"), "Waits for an answer")),
        rx.fragment(
            _small("messages-square"),
            rx.cond(row.unread > 0, new_messages(row), "In progress"),
        ),
    )


def new_messages(row: rx.Var[ConsultationRow]) -> rx.Var[str]:
    """Return "1 new message", "2 new messages"."""
    return row.unread.to(str) + rx.cond(row.unread == 1, " new message", " new messages")


def _small(icon: str) -> rx.Component:
    return rx.icon(icon, size=13, aria_hidden="true")


def _steps(row, href, on_accept, on_start, on_pass) -> rx.Component:
    return rx.match(
        row.step,
        (
            "accept",
            rx.el.div(
                _button("Accept", row, on_accept(row.id), key="a", solid=True),
                rx.cond(row.can_pass, _button("Pass", row, on_pass(row.id), key="d", quiet=True)),
                class_name="row step-pair",
            ),
        ),
        ("start", _button("Start", row, on_start(row.id), key="s", solid=True)),
        rx.button(
            rx.el.a(
                rx.cond(row.turn == "mine", "Answer", "Open"),
                href=href,
                aria_label=rx.cond(row.turn == "mine", "Answer: ", "Open: ") + row.patient,
            ),
            as_child=True,
            variant="surface",
            color_scheme="gray",
        ),
    )


def _button(word, row, on_click, *, key, solid=False, quiet=False) -> rx.Component:
    urgent = (row.urgency == "urgent") | (row.urgency == "emergency") | (row.look == "new")
    look = "ghost" if quiet else rx.cond(urgent, "solid", "surface") if solid else "surface"
    return rx.button(
        word,
        on_click=on_click,
        variant=look,
        color_scheme="gray" if quiet else rx.cond(urgent, "cyan", "gray"),
        class_name="quiet" if quiet else "",
        aria_label=word + ": " + row.patient,
        custom_attrs={"data-key": key},
    )


def consultation_line(row: rx.Var[ConsultationRow], base: str) -> rx.Component:
    """Show one row of the list of all consultations."""
    return rx.el.li(
        rx.el.div(status_pill(row.status, CONSULTATION), class_name="urg"),
        rx.el.div(
            person_line(row, base + "/" + row.id),
            namesake_mark(row.namesake, row.born),
            rx.el.p(rx.cond(row.clinician != "", row.clinician, "Pool"), class_name="tiny muted"),
            class_name="who",
        ),
        rx.el.div(rx.el.p(row.symptoms), class_name="why clamp"),
        rx.el.div(
            rx.el.p(moment(row.created_at, "full"), class_name="small"),
            rx.cond(
                row.turn_words != "",
                rx.el.p(
                    row.turn_words,
                    rx.cond(row.due_at, rx.fragment(", ", moment(row.due_at, "left")), ""),
                    class_name="tiny muted",
                ),
            ),
            class_name="age",
        ),
        rx.el.div(
            rx.button(
                rx.el.a("Open", href=base + "/" + row.id, aria_label="Open: " + row.patient),
                as_child=True,
                variant="surface",
                color_scheme="gray",
            ),
            class_name="step",
        ),
        custom_attrs={"data-id": row.id, "data-status": row.status, "data-row": ""},
        key=row.id,
    )
