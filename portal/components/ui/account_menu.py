"""Who is signed in, and the way out."""

import reflex as rx
from reflex.style import set_color_mode

from portal.components.ui.face import face
from portal.components.ui.post_form import post_form


def account_menu(
    name: rx.Var[str],
    initials: rx.Var[str],
    role: rx.Var[str],
    place: rx.Var[str],
    account: str,
    *more: tuple[str, str, str],
) -> rx.Component:
    """Show the person; opened, the account, the appearance and sign-out.

    `more` are further places, as (icon, word, address). Signing out is a real form post.
    """
    return rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                face(initials),
                rx.el.span(
                    rx.el.span(name, class_name="small strong"),
                    rx.el.br(),
                    rx.el.span(
                        role, rx.cond(place != "", " · " + place, ""), class_name="tiny muted"
                    ),
                    class_name="who",
                ),
                rx.icon("chevron-down", size=14, aria_hidden="true"),
                class_name="me",
                type="button",
                aria_label="Account: " + name + ", " + role,
            )
        ),
        rx.popover.content(
            rx.el.section(
                rx.el.p(rx.el.b(name), rx.el.br(), role, class_name="small"),
                _way("circle-user", "Your account", account),
                *[_way(icon, word, href) for icon, word, href in more],
                rx.el.p("Appearance", class_name="tiny muted", id="appearance"),
                rx.el.div(
                    *[
                        rx.button(
                            rx.icon(icon, size=14, aria_hidden="true"),
                            word,
                            on_click=set_color_mode(mode),
                            variant="surface",
                            color_scheme="gray",
                            size="2",
                            type="button",
                            aria_pressed=rx.cond(rx.color_mode == mode, "true", "false"),
                        )
                        for word, mode, icon in (
                            ("Light", "light", "sun"),
                            ("Dark", "dark", "moon"),
                        )
                    ],
                    class_name="row",
                    role="group",
                    aria_labelledby="appearance",
                ),
                post_form(
                    rx.button(
                        rx.icon("log-out", size=15, aria_hidden="true"),
                        "Sign out",
                        type="submit",
                        width="100%",
                        size="3",
                        variant="surface",
                        color_scheme="gray",
                    ),
                    action="/auth/sign-out",
                    class_name="sign-out",
                ),
                class_name="col g8 account",
            ),
            align="end",
            side_offset=6,
            aria_label="Account",
            custom_attrs={"aria-describedby": None},
        ),
    )


def _way(icon: str, word: str, href: str) -> rx.Component:
    return rx.el.a(
        rx.icon(icon, size=16, aria_hidden="true"), word, href=href, class_name="to-account"
    )
