"""The scanner: a code by camera, from a picture, or typed."""

import reflex as rx

from portal.components.dispense_queue import ScanInput
from portal.components.scanner import scanner as scanner_of_codes
from portal.components.ui.loading import loading
from portal.components.ui.page_header import page_header
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.dispense import DispenseScanState as Scan

PICTURE = "/api/prescriptions/scan-picture"


@page(
    f"{Role.PHARMACIST.home}/scanner",
    title="Scanner · Handover",
    role=Role.PHARMACIST,
    place="Scanner",
    state=Scan,
)
def scanner() -> rx.Component:
    """Read a code, and open what it is of."""
    return rx.fragment(
        page_header(
            "Scanner", rx.el.span("Scanning the code on the paper takes the prescription on.")
        ),
        _refused(),
        rx.el.div(_read(), _typed(), class_name="scanner"),
    )


def _refused() -> rx.Component:
    return rx.el.div(
        rx.cond(
            Scan.refused != "",
            rx.el.section(
                rx.icon("octagon-x", size=28, aria_hidden="true"),
                rx.el.div(
                    rx.el.h2(
                        rx.cond(
                            Scan.unknown,
                            "This code opens nothing here",
                            "Do not supply against this code",
                        )
                    ),
                    rx.el.p(Scan.refused),
                    rx.el.div(
                        rx.el.button(
                            "Close", type="button", on_click=Scan.again,
                            class_name="stop-step",
                        ),
                        class_name="row",
                    ),
                ),
                class_name="crit-box stop-box",
            ),
        ),
        role="alert",
        class_name="scanner-refused",
    )  # fmt: skip


def _read() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Camera or picture"),
        rx.cond(
            Scan.loading,
            loading(3),
            scanner_of_codes(Scan.scan, upload=PICTURE),
        ),
        rx.el.p(
            "A picture can also be dropped here, or pasted. It is read and not kept.",
            class_name="small soft",
        ),
        class_name="panel pad col g12",
        aria_label="Camera or picture",
    )


def _typed() -> rx.Component:
    return rx.el.section(
        rx.el.h2(rx.el.label("Type the code", html_for="scan")),
        ScanInput.create(
            id="scan",
            placeholder="7QK4-M2XD",
            described="scan-hint",
            button="Open",
            failed=Scan.failed,
            passed=Scan.passed,
            on_scan=Scan.scan,
        ),
        rx.el.p(
            "The eight letters and figures below the square. Capitals, dashes and spaces do not "
            "matter; a hardware scanner types here too.",
            id="scan-hint",
            class_name="small soft",
        ),
        class_name="panel pad col g12",
    )
