"""Paper: one plain document, in letters of many scripts, the same bytes for the same words."""

from datetime import datetime
from pathlib import Path
from typing import Any, cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from portal.infra import qr
from portal.infra.lettering import MISSING, lettered, turned

FONTS = Path(__file__).with_name("fonts")
FACE = "DejaVu"
INK, SOFT, LINE, PETROL = (29, 28, 26), (85, 83, 77), (200, 198, 192), (11, 90, 112)
MARGIN, FOOT = 20, 22
BODY, SMALL, HEAD, TITLE = 10.5, 8.5, 12, 18
NAMES = 42
Size = str | tuple[float, float]
"""A format by its name, or width and height in millimetres."""


NOT_PRINTED = f"{MISSING} stands for letters that cannot be printed here. The portal shows them."


class Print(FPDF):
    """Something printed with the embedded font; millimetres."""

    def __init__(self, title: str, author: str, at: datetime, size: Size = "A4") -> None:
        super().__init__(format=cast(Any, size))
        self.c_margin = 0
        self.incomplete = False
        self.add_font(FACE, fname=FONTS / "DejaVuSans.ttf")
        self.add_font(FACE, "B", fname=FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(title)
        self.set_author(author)
        self.set_creator("Handover")
        self.set_producer("Handover")
        self.set_lang("en-GB")
        self.set_creation_date(at)

    def pen(self, size: float, colour: tuple[int, int, int], *, bold: bool = False) -> None:
        """Choose how large and dark the next words are, in points."""
        self.set_font(FACE, "B" if bold else "", size)
        self.set_text_color(*colour)

    def put(self, text: str, height: float, width: float = 0, align: str = "L") -> None:
        """Write words from here on, in lines of that height, and go to the next line."""
        shown = self.fit(text)
        if any(turned(line) != line for line in shown.split("\n")):
            lines = self.multi_cell(
                width, height, shown, align=align, dry_run=True, output=MethodReturnValue.LINES
            )
            shown = "\n".join(turned(line) for line in cast(list[str], lines))
        self.multi_cell(width, height, shown, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def fit(self, text: str) -> str:
        """Return the text in letters that the font has, and remember when some are missing."""
        shown = lettered(text, cast(Any, self.current_font).cmap)
        self.incomplete = self.incomplete or shown.count(MISSING) > text.count(MISSING)
        return shown

    def height_of(self, text: str, height: float, width: float = 0) -> float:
        """Return how high these words would stand."""
        given = self.multi_cell(
            width, height, self.fit(text), align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return cast(float, given)

    def broken(self, text: str, height: float) -> str:
        """Return the text in lines as wide as the paper; none ends at a no-break space."""
        lines = self.multi_cell(
            0, height, self.fit(text), align="L", dry_run=True, output=MethodReturnValue.LINES
        )
        return "\n".join(cast(list[str], lines)).replace("\N{NO-BREAK SPACE}", " ")

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """Draw a QR code into a square, its quiet zone around it."""
        shape = qr.code(text)
        one = side / shape.size
        self.set_fill_color(0)
        for run in shape.runs:
            self.rect(x + run.x * one, y + run.y * one, run.length * one, one, style="F")

    def written(self) -> bytes:
        """Return the file."""
        return bytes(self.output())


class Sheet(Print):
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str, foot: str, at: datetime, size: Size = "A4") -> None:
        super().__init__(title, author, at, size)
        self.foot = foot
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT + 6)
        self.add_page()

    def footer(self) -> None:
        """Say on every page what this is and which page of how many."""
        self.set_y(-FOOT)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(2)
        self.pen(SMALL - 1, SOFT)
        width = self.epw - 30
        y = self.get_y()
        self.put(self.foot, 3.8, width)
        self.set_xy(self.w - MARGIN - 30, y)
        self.cell(30, 3.8, f"Page {self.page_no()} of {{nb}}", align="R")

    def letterhead(self, name: str, lines: list[str]) -> None:
        """Say from whom it comes."""
        self.pen(HEAD, PETROL, bold=True)
        self.put(name, 6)
        self.pen(SMALL, SOFT)
        for line in lines:
            self.put(line, 4.2)
        self.ln(7)

    def headline(self, text: str, under: str = "") -> None:
        """Name the document."""
        self.pen(TITLE, INK, bold=True)
        self.put(text, 8.5)
        if under:
            self.pen(BODY, SOFT)
            self.put(under, 5.5)
        self.ln(3)

    def section(self, text: str) -> None:
        """Begin a part; its head never stands alone at the foot of a page."""
        self.pen(HEAD, PETROL, bold=True)
        if self.will_page_break(17.5 + self.height_of(text, 6.5)):
            self.add_page()
            self.pen(HEAD, PETROL, bold=True)
        self.ln(3.5)
        self.put(text, 6.5)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y() + 0.4, self.w - MARGIN, self.get_y() + 0.4)
        self.ln(2.4)

    def fact(self, name: str, text: str) -> None:
        """Write one named text, the name on the left."""
        if not text:
            return
        if self.will_page_break(10):
            self.add_page()
        y, page = self.get_y(), self.page_no()
        self.pen(BODY, SOFT)
        self.put(name, 5.3, NAMES)
        below = self.get_y()
        self.page, self.y = page, y
        self.pen(BODY, INK)
        self.set_left_margin(MARGIN + NAMES)
        self.set_x(MARGIN + NAMES)
        self.put(text, 5.3)
        self.set_left_margin(MARGIN)
        if self.page_no() == page:
            self.set_y(max(self.get_y(), below))
        self.ln(1.6)

    def words(self, text: str) -> None:
        """Write plain text."""
        self.pen(BODY, INK)
        self.put(text, 5.3)
        self.ln(1.6)

    def small(self, text: str) -> None:
        """Write a line in small letters."""
        self.pen(SMALL, SOFT)
        self.put(text, 4.4)

    def written(self) -> bytes:
        """Return the file, which says so when a letter could not be printed."""
        if self.incomplete:
            self.ln(2)
            self.small(NOT_PRINTED)
        return super().written()
