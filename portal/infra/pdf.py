"""Paper: one plain document, in letters of many scripts, the same bytes for the same words."""

from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

FONTS = Path(__file__).with_name("fonts")
FACE = "DejaVu"
INK, SOFT, LINE, PETROL = (29, 28, 26), (85, 83, 77), (200, 198, 192), (11, 90, 112)
MARGIN, FOOT = 20, 22
BODY, SMALL, HEAD, TITLE = 10.5, 8.5, 12, 18
NAMES = 42


class Sheet(FPDF):
    """An A4 document that is written from top to bottom; millimetres."""

    def __init__(self, title: str, author: str, foot: str, at: datetime) -> None:
        super().__init__(format="A4")
        self.foot = foot
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=FOOT + 6)
        self.add_font(FACE, fname=FONTS / "DejaVuSans.ttf")
        self.add_font(FACE, "B", fname=FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(title)
        self.set_author(author)
        self.set_creator("Handover")
        self.set_producer("Handover")
        self.set_lang("en-GB")
        self.set_creation_date(at)
        self.add_page()

    def footer(self) -> None:
        """Say on every page what this is and which page of how many."""
        self.set_y(-FOOT)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(2)
        self._pen(SMALL - 1, SOFT)
        width = self.epw - 30
        y = self.get_y()
        self.multi_cell(width, 3.8, printable(self.foot), align="L")
        self.set_xy(self.w - MARGIN - 30, y)
        self.cell(30, 3.8, f"Page {self.page_no()} of {{nb}}", align="R")

    def letterhead(self, name: str, lines: list[str]) -> None:
        """Say from whom it comes."""
        self._pen(HEAD, PETROL, bold=True)
        self._line(name, 6)
        self._pen(SMALL, SOFT)
        for line in lines:
            self._line(line, 4.2)
        self.ln(7)

    def headline(self, text: str, under: str = "") -> None:
        """Name the document."""
        self._pen(TITLE, INK, bold=True)
        self._line(text, 8.5)
        if under:
            self._pen(BODY, SOFT)
            self._line(under, 5.5)
        self.ln(3)

    def section(self, text: str) -> None:
        """Begin a part; its head never stands alone at the foot of a page."""
        if self.will_page_break(24):
            self.add_page()
        self.ln(3.5)
        self._pen(HEAD, PETROL, bold=True)
        self._line(text, 6.5)
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
        self._pen(BODY, SOFT)
        self.multi_cell(NAMES, 5.3, printable(name), align="L")
        below = self.get_y()
        self.page, self.y = page, y
        self._pen(BODY, INK)
        self.set_left_margin(MARGIN + NAMES)
        self.set_x(MARGIN + NAMES)
        self._text(text)
        self.set_left_margin(MARGIN)
        if self.page_no() == page:
            self.set_y(max(self.get_y(), below))
        self.ln(1.6)

    def words(self, text: str) -> None:
        """Write plain text."""
        self._pen(BODY, INK)
        self._text(text)
        self.ln(1.6)

    def small(self, text: str) -> None:
        """Write a line in small letters."""
        self._pen(SMALL, SOFT)
        self._line(text, 4.4)

    def written(self) -> bytes:
        """Return the file."""
        return bytes(self.output())

    def _pen(self, size: float, colour: tuple[int, int, int], *, bold: bool = False) -> None:
        self.set_font(FACE, "B" if bold else "", size)
        self.set_text_color(*colour)

    def _line(self, text: str, height: float) -> None:
        self.multi_cell(0, height, printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _text(self, text: str) -> None:
        self._line(text, 5.3)


def printable(text: str) -> str:
    """Return the text without what no paper shows: control characters and lone surrogates."""
    return "".join(c for c in text.replace("\t", " ") if c == "\n" or c.isprintable())
