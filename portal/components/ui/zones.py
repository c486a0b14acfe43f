"""The zones of a detail page: side by side on a desk, one at a time on a phone."""

import reflex as rx


def zone_tabs(*tabs: tuple[str, str]) -> rx.Component:
    """Offer each zone as (name, word), the first one chosen.

    The style sheet shows the zone whose radio button is checked: no event, no flicker. On a desk
    only those that share the middle are offered.
    """
    return rx.el.fieldset(
        rx.el.legend("Show", class_name="vh"),
        *[
            rx.el.label(
                rx.el.input(
                    type="radio",
                    name="zone",
                    value=name,
                    id=f"show-{name}",
                    default_checked=index == 0,
                ),
                word,
                class_name=f"tab-{name}",
            )
            for index, (name, word) in enumerate(tabs)
        ],
        class_name="zone-tabs",
    )


def zones(
    *,
    request: rx.Component,
    chat: rx.Component,
    note: rx.Component,
    record: rx.Component,
    prescribe: rx.Component,
    data: dict[str, rx.Var],
) -> rx.Component:
    """Put what was asked left, what is written now in the middle, the patient's record right."""
    return rx.el.div(
        rx.el.div(request, class_name="zone zone-request col g12"),
        rx.el.div(chat, class_name="zone zone-chat"),
        rx.el.section(note, class_name="zone zone-note panel", aria_label="Note"),
        rx.el.div(prescribe, class_name="zone zone-prescribe panel"),
        rx.el.aside(record, class_name="zone zone-record col g12", aria_label="Patient's record"),
        class_name="desk-zones",
        custom_attrs=data,
    )
