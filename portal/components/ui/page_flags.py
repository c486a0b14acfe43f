"""What the page itself says of its state: for tests, for people who lost the connection."""

import reflex as rx

BACK = rx.asset("focus_back.jsx", shared=True)
SCRIPT = rx.asset("page_flags.jsx", shared=True)


class PageFlags(rx.NoSSRComponent):
    """Sets `data-hydrated`, `data-live` and `data-watermark` on the body, shows the thin bar while
    the connection is gone, and drops drafts that belong to somebody else. It also gives the focus
    back to what opened a dialog: a page that says that it is live can do that already."""

    library = SCRIPT.importable_path
    tag = "PageFlags"

    hydrated: rx.Var[bool]
    watermark: rx.Var[int]
    person: rx.Var[str]
