"""Reads the code on a prescription with the device's camera, or from a picture, in the browser."""

import reflex as rx

READER = rx.asset("scanner_worker.js", shared=True)
SCRIPT = rx.asset("scanner.jsx", shared=True)


class Scanner(rx.NoSSRComponent):
    """A camera that is off until it is started, and off again once a code was read.

    `on_token` gets the text of each code once. No picture leaves the browser, but one: with
    `upload`, a chosen picture that cannot be read here is sent to that route. `begin` starts the
    camera at once.
    """

    library = SCRIPT.importable_path
    tag = "Scanner"
    lib_dependencies: list[str] = ["zxing-wasm@3.1.4"]

    begin: rx.Var[bool]
    upload: rx.Var[str]
    on_token: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def scanner(
    on_token: rx.event.EventType[str], *, upload: str = "", begin: rx.Var[bool] | bool = False
) -> rx.Component:
    """Show where a code is scanned."""
    return Scanner.create(on_token=on_token, upload=upload, begin=begin)
