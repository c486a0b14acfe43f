"""On a phone, the zones of a detail page one at a time; on a desk, all of them side by side."""

import reflex as rx


def phone_tabs(*zones: tuple[str, str]) -> rx.Component:
    """Offer each zone as (name, word), the first one chosen.

    The style sheet shows the zone whose radio button is checked: no event, no flicker.
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
            )
            for index, (name, word) in enumerate(zones)
        ],
        class_name="phone-tabs",
    )
