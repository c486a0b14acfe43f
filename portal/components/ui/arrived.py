"""Shows the page of an address only once it was read for this visit."""

import reflex as rx

SCRIPT = rx.asset("arrived.jsx", shared=True)


class Arrived(rx.Component):
    """Holds back what an earlier visit left in the State: another person's page, or an old one.

    `at` is the path that was read last. Once shown, the page stays while a broken line heals.
    """

    library = SCRIPT.importable_path
    tag = "Arrived"

    hydrated: rx.Var[bool]
    at: rx.Var[str]
