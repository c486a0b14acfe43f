"""What a counter scans: the code of a prescription, small on the page and as large as a screen."""

import reflex as rx

ALT = "QR code of this prescription"


def qr_card(prescription_id: rx.Var[str], code: rx.Var[str], *, sent: rx.Var[bool]) -> rx.Component:
    """Show the code with what is printed below it, always dark on white, and a way to enlarge it.

    Read out, it is found only where the prescription was `sent`; scanned, everywhere.
    Enlarging asks nobody: it works on a broken line too.
    """
    source = "/api/prescriptions/" + prescription_id + "/code.svg"
    return rx.el.section(
        rx.el.div(
            rx.el.img(src=source, alt=ALT, width="148", height="148", key=prescription_id),
            rx.el.div(
                rx.el.h2("Show this at the counter"),
                rx.el.p(
                    rx.cond(sent, "Or read out the code:", "Let them scan it. Its code:"),
                    class_name="small soft",
                ),
                rx.el.p(code, class_name="code"),
                _large(source, code),
            ),
            class_name="qr",
        ),
        class_name="card qr-box",
        aria_label="Collection code",
    )


def _large(source: rx.Var[str], code: rx.Var[str]) -> rx.Component:
    return rx.dialog.root(
        rx.dialog.trigger(
            rx.button(
                rx.icon("maximize-2", size=16, aria_hidden="true"),
                "Show large",
                variant="surface",
                color_scheme="gray",
                size="3",
                class_name="no-print",
            )
        ),
        rx.dialog.content(
            rx.el.div(
                rx.dialog.title("Show this at the counter", as_="h2"),
                rx.el.img(src=source, alt=ALT),
                rx.el.p(code, class_name="code"),
                rx.dialog.close(rx.el.button("Close", type="button", class_name="sheet-close")),
                class_name="qr-sheet-in",
            ),
            class_name="qr-sheet",
            max_width="none",
            custom_attrs={"aria-describedby": ""},
        ),
    )
