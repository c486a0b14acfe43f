"""A patient's own prescriptions: as cards with their lane, as lines, as what waits for them."""

import reflex as rx

from portal.components.lane import lane
from portal.components.status import STAGE
from portal.components.ui.moment import zone_note
from portal.components.ui.status_pill import status_pill
from portal.schemas.prescription_mine import Errand, MyPrescriptionRow

HOME = "/patient/prescriptions"
ICONS = {
    "ask": ("octagon-alert", "t-alarm"),
    "collect": ("package-check", "t-done"),
    "choose": ("store", "t-live"),
    "delivery": ("triangle-alert", "t-alarm"),
    "expires": ("timer", "t-wait"),
}


def prescription_card(row: rx.Var[MyPrescriptionRow]) -> rx.Component:
    """Show one that is on the way: the medicines, the lane, where it is in a sentence."""
    return rx.el.li(
        _head(row),
        lane(row.stops),
        rx.el.p(row.words, class_name="lane-words"),
        zone_note(row.zone),
        rx.el.p(
            row.prescriber,
            rx.cond(row.hours != "", rx.fragment(" · ", row.pharmacy, ": ", row.hours)),
            rx.cond(row.note != "", " · " + row.note, ""),
            class_name="small muted",
        ),
        class_name="card col g8",
        custom_attrs={"data-id": row.id, "data-stage": row.stage},
        key=row.id,
    )


def prescription_line(row: rx.Var[MyPrescriptionRow]) -> rx.Component:
    """Show one in a few words: what, from whom, how it ended or stands."""
    return rx.el.li(
        _head(row),
        rx.el.p(row.words, class_name="soft"),
        rx.el.p(row.title, " · ", row.prescriber, class_name="small muted"),
        class_name="card-row",
        custom_attrs={"data-id": row.id, "data-stage": row.stage},
        key=row.id,
    )


def prescription_cards(rows: rx.Var, label: str) -> rx.Component:
    """Show what is on the way."""
    return rx.el.ul(
        rx.foreach(rows, prescription_card), class_name="col g12", role="list", aria_label=label
    )


def prescription_lines(rows: rx.Var, label: str) -> rx.Component:
    """Show prescriptions as lines of one card."""
    return rx.el.ul(
        rx.foreach(rows, prescription_line), class_name="card cards", role="list", aria_label=label
    )


def prescribed(rows: rx.Var) -> rx.Component:
    """Show what came out of a consultation; nothing when nothing did."""
    return rx.cond(
        rows.length() > 0,
        rx.el.section(
            rx.el.h2("Prescribed for you", class_name="gap"),
            prescription_lines(rows, "Prescribed for you"),
            aria_label="Prescribed",
        ),
    )


def errand(one: rx.Var[Errand], index: rx.Var[int]) -> rx.Component:
    """Show one thing that waits for the patient, with the way to settle it."""
    href = HOME + "/" + one.prescription_id
    return rx.el.li(
        rx.match(
            one.kind,
            *[
                (kind, rx.icon(icon, size=22, class_name=tone, aria_hidden="true"))
                for kind, (icon, tone) in ICONS.items()
            ],
            rx.fragment(),
        ),
        rx.el.div(
            rx.el.h3(one.title),
            rx.el.p(one.why, class_name="soft"),
            rx.button(
                rx.el.a(one.step, href=href, aria_label=one.step + ": " + one.title),
                as_child=True,
                size="3",
                variant=rx.cond(index == 0, "solid", "surface"),
                color_scheme=rx.cond(index == 0, "cyan", "gray"),
            ),
        ),
        class_name="task",
        custom_attrs={"data-id": one.prescription_id, "data-errand": one.kind},
        key=one.key,
    )


def _head(row: rx.Var[MyPrescriptionRow]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(rx.el.a(row.medicines, href=HOME + "/" + row.id), class_name="medicine"),
        status_pill(row.stage, STAGE),
        class_name="row between wrap",
    )
