"""Reads the code on a prescription with the device's camera, or from a picture, in the browser."""

import reflex as rx

READER = rx.asset("scanner_worker.js", shared=True)
SCRIPT = rx.asset("scanner.jsx", shared=True)


class Scanner(rx.NoSSRComponent):
    """A camera that is off until it is started, and off again once a code was read.

    `on_token` gets the text of each code once. No picture leaves the browser, but one: with
    `upload`, a chosen picture that cannot be read here is sent to that route. An address that ends
    in `?with=camera` starts the camera at once, `?with=picture` goes to the choice of a picture.
    """

    library = SCRIPT.importable_path
    tag = "Scanner"
    lib_dependencies: list[str] = ["zxing-wasm@3.1.4"]

    upload: rx.Var[str]
    on_token: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def scanner(on_token: rx.event.EventType[str], *, upload: str = "") -> rx.Component:
    """Show where a code is scanned."""
    return Scanner.create(on_token=on_token, upload=upload)
