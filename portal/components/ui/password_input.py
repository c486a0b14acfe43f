"""Where a password is typed or pasted; it can be looked at (NIST SP 800-63B-4, 3.1.1.2)."""

import reflex as rx

from portal.components.ui.field import field

SCRIPT = rx.asset("password_input.jsx", shared=True)


class PasswordInput(rx.Component):
    """A password field with a button that shows what was typed."""

    library = SCRIPT.importable_path
    tag = "PasswordInput"

    name: rx.Var[str]
    fill: rx.Var[str]
    described_by: rx.Var[str]


def password_field(
    name: str, label: str, errors: rx.Var[dict[str, str]], hint: str | rx.Var = "", fill: str = ""
) -> rx.Component:
    """Show one labelled password field; `fill` says to the browser which password belongs here."""
    control = PasswordInput.create(
        name=name,
        fill=fill or "new-password",
        described_by=f"{name}-hint {name}-error",
    )
    return field(name, label, control, errors, hint)
