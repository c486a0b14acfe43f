"""QR codes (ISO/IEC 18004): drawn as shapes, so that they are sharp on every screen and paper."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4
"""Light modules that must stand around the code."""


class Run(NamedTuple):
    """Dark modules side by side, counted from the upper left corner of the code."""

    x: int
    y: int
    length: int


class Code(NamedTuple):
    """A square of modules, without the quiet zone."""

    size: int
    runs: tuple[Run, ...]


def code(text: str) -> Code:
    """Return the code for a text at level Q: a quarter of it may be spoilt."""
    drawn = cast(Any, qrcode).QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    drawn.add_data(text, optimize=0)
    rows: list[list[bool]] = drawn.get_matrix()
    return Code(len(rows), tuple(_runs(rows)))


def svg(text: str, title: str) -> str:
    """Return a picture for a page: dark on white whatever the page's colours, quiet zone inside."""
    shape = code(text)
    side = shape.size + 2 * QUIET
    path = "".join(f"M{r.x + QUIET} {r.y + QUIET}h{r.length}v1h-{r.length}z" for r in shape.runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
        f'shape-rendering="crispEdges"><title>{title}</title>'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )


def _runs(rows: list[list[bool]]) -> Iterator[Run]:
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                yield Run(start, y, x - start)
            x += 1
