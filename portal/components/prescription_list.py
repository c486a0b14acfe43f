"""Lists of prescriptions as a prescriber reads them."""

import reflex as rx

from portal.components.status import PRESCRIPTION
from portal.components.ui.moment import moment
from portal.components.ui.name import name, namesake_mark
from portal.components.ui.status_pill import status_pill
from portal.components.work_list import SEX
from portal.schemas.prescription import PrescriptionRow


def prescription_line(row: rx.Var[PrescriptionRow], home: str) -> rx.Component:
    """Show for whom, what, where it is, and the one next step."""
    href = f"{home}/prescriptions/" + row.id
    return rx.el.li(
        rx.el.div(status_pill(row.status, PRESCRIPTION), class_name="urg"),
        rx.el.div(
            rx.el.span(
                rx.el.a(name(row.patient), href=href),
                rx.el.span(
                    rx.cond(row.age != None, " " + row.age.to(str), ""),  # noqa: E711 - a Var
                    " ",
                    rx.match(
                        row.sex,
                        *[(key, rx.el.abbr(word, title=key)) for key, word in SEX.items()],
                        rx.fragment(),
                    ),
                    class_name="muted",
                ),
            ),
            namesake_mark(row.namesake, row.born),
            rx.el.p(
                rx.cond(row.code != "", rx.fragment(row.code, " · "), ""),
                row.prescriber,
                class_name="tiny muted",
            ),
            class_name="who",
        ),
        rx.el.div(
            rx.el.p(
                rx.cond(row.medicines != "", row.medicines, "Nothing entered yet"),
                rx.cond(
                    row.issues > 1,
                    rx.el.span(" · issue ", row.issue, " of ", row.issues, class_name="muted"),
                ),
            ),
            rx.cond(row.lane.words != "", rx.el.p(row.lane.words, class_name="small soft clamp")),
            _marks(row),
            class_name="why",
        ),
        rx.el.div(
            rx.el.p(moment(row.since, "full"), class_name="small"),
            rx.cond(row.turn_words != "", rx.el.p(row.turn_words, class_name="tiny muted")),
            class_name="age",
        ),
        rx.el.div(_step(row, href), class_name="step"),
        custom_attrs={"data-id": row.id, "data-status": row.status, "data-row": ""},
        key=row.id,
    )


def asking(count: rx.Var[int], home: str) -> rx.Component:
    """Say on the work list how many pharmacies wait for an answer, as a link to them."""
    return rx.cond(
        count > 0,
        rx.el.a(
            rx.icon("message-circle-question", size=18, aria_hidden="true"),
            rx.el.span(
                rx.el.b(count, rx.cond(count == 1, " pharmacy asks", " pharmacies ask")),
                rx.cond(count == 1, " and waits for your answer", " and wait for your answer"),
            ),
            rx.icon("arrow-right", size=16, aria_hidden="true"),
            href=f"{home}/prescriptions?show=waiting",
            class_name="rx-asking",
        ),
    )


def _marks(row: rx.Var[PrescriptionRow]) -> rx.Component:
    return rx.el.p(
        rx.cond(row.alerted, _mark("shield-alert", "New warning", "alarm")),
        rx.cond(row.stop_requested, _mark("octagon-x", "Stop asked for", "alarm")),
        rx.cond(row.expires_soon, _mark("timer", "Expires soon", "wait")),
        rx.cond(row.controlled, _mark("lock-keyhole", "Controlled", "idle")),
        class_name="row wrap g4 rx-marks",
    )


def _mark(icon: str, word: str, tone: str) -> rx.Component:
    return rx.el.span(
        rx.icon(icon, size=13, aria_hidden="true"), word, class_name=f"mark tiny t-{tone}"
    )


def _step(row: rx.Var[PrescriptionRow], href: rx.Var[str]) -> rx.Component:
    return rx.match(
        row.step,
        ("answer", _button("Answer", row, href, solid=True)),
        ("sign", _button("Go on", row, href)),
        _button("Open", row, href),
    )


def _button(
    word: str, row: rx.Var[PrescriptionRow], href: rx.Var[str], *, solid: bool = False
) -> rx.Component:
    return rx.button(
        rx.el.a(word, href=href, aria_label=f"{word}: " + row.patient),
        as_child=True,
        variant="solid" if solid else "surface",
        color_scheme="cyan" if solid else "gray",
    )
