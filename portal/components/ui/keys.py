"""The keyboard of those who work here all day: rows, steps and search without a mouse."""

import reflex as rx

SCRIPT = rx.asset("keys.jsx", shared=True)

WORDS = [
    ["j", "Next row"],
    ["k", "Row before"],
    ["Enter", "Open the row"],
    ["a", "Accept"],
    ["d", "Pass on, or decline"],
    ["s", "Start"],
    ["r", "Reply"],
    ["n", "Write the note"],
    ["p", "Prescribe"],
    ["/", "Find a patient"],
    ["?", "Show or hide this list"],
]

COUNTER = [
    ["/", "Scan or type a code"],
    ["j", "Next in the queue"],
    ["k", "The one before"],
    ["Enter", "Open it"],
    ["s", "Start"],
    ["p", "Supply the next medicine, then send it to the check"],
    ["c", "Checked: it is ready"],
    ["h", "Hand over"],
    ["x", "Put away: the prescription leaves the screen"],
    ["?", "Show or hide this list"],
]


class Keys(rx.NoSSRComponent):
    """Listens to single keys outside of fields and dialogs, and presses the page's own buttons.

    Rows carry `data-row`, buttons `data-key`. Nothing that is typed leaves the browser.
    """

    library = SCRIPT.importable_path
    tag = "Keys"

    words: rx.Var[list[list[str]]]


def keys(words: list[list[str]] = WORDS) -> rx.Component:
    """Listen on this page; `words` are what the list of keys says."""
    return Keys.create(words=words)
