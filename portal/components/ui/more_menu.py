"""The steps that are taken seldom, behind one button."""

from collections.abc import Callable

import reflex as rx

from portal.schemas.consultation import StepView


def more_menu(
    steps: rx.Var[list[StepView]],
    seldom: tuple[str, ...],
    on_choose: Callable[[rx.Var[str]], rx.event.EventType[()]],
) -> rx.Component:
    """Offer those of the open steps that are named in `seldom`."""
    names = rx.Var.create(list(seldom))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(
            rx.button(
                "More",
                rx.icon("chevron-down", size=15, aria_hidden="true"),
                variant="surface",
                color_scheme="gray",
            )
        ),
        rx.dropdown_menu.content(
            rx.foreach(
                steps,
                lambda step: rx.cond(
                    names.contains(step.name),
                    rx.dropdown_menu.item(
                        step.label, on_select=on_choose(step.name), key=step.name
                    ),
                ),
            ),
            class_name="ho-menu",
        ),
    )
