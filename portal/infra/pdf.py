"""Paper: one plain document, in letters of many scripts, the same bytes for the same words."""

from collections.abc import Container, Generator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TextDirection, XPos, YPos
from fpdf.line_break import Fragment
from fpdf.unicode_script import UnicodeScript as Script

from portal.infra import qr
from portal.infra.lettering import (
    LEFT_TO_RIGHT,
    MAY_BREAK,
    MISSING,
    NOT_PRINTED,
    RIGHT_TO_LEFT,
    breakable,
    direction,
    in_reading,
    kept_apart,
    lettered,
    on_paper,
    plain,
    spelt,
)
from portal.infra.typeface import needed, path, runs

FACE = "DejaVu"
INK, SOFT, LINE, PETROL = (29, 28, 26), (85, 83, 77), (200, 198, 192), (11, 90, 112)
MARGIN, FOOT = 20, 22
BODY, SMALL, HEAD, TITLE = 10.5, 8.5, 12, 18
NAMES = 42
OUT = 0.45
"""How far a letter with its marks may stand out of its line, above and below, in lines."""

PAGES = "\ue000"
"""Stands for the number of pages until it is known; no text that is printed can hold it."""

Size = str | tuple[float, float]
"""A format by its name, or width and height in millimetres."""


class Print(FPDF):
    """Something printed with embedded faces; millimetres."""

    def __init__(self, title: str, author: str, at: datetime, size: Size = "A4") -> None:
        super().__init__(format=cast(Any, size))
        self.c_margin = 0
        self.incomplete = False
        self.faces: dict[Script, str] = {}
        self.alias_nb_pages(PAGES)
        self.base: TextDirection | None = None
        self.add_font(FACE, fname=path("DejaVuSans"))
        self.add_font(FACE, "B", fname=path("DejaVuSans-Bold"))
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
        below: dict[str, Any] = {"align": align, "new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
        if self._simple(shown):
            self.multi_cell(width, height, shown, **below)
            return
        for part in shown.split("\n"):
            for line in self._lines(part, height, width) or [""]:
                if self.will_page_break(height):
                    self.add_page()
                with self._shaping(), self._bounded(line, height):
                    self.base = direction(part)
                    self.cell(width, height, line, **below)
                    self.base = None

    def fit(self, text: str) -> str:
        """Return the text in letters that a face has, and remember when some are missing.

        Faces of further scripts are read here, each once, when a letter asks for it.
        """
        plain = self._letters()
        if not text.isascii():
            for script, name in needed(text, plain).items():
                if script not in self.faces:
                    self.add_font(name, fname=path(name))
                    self.faces[script] = name
        faces = self._faces()
        shown = lettered(
            text, lambda c: ord(c) in plain or any(ord(c) in face for face in faces.values())
        )
        self.incomplete = self.incomplete or shown.count(MISSING) > text.count(MISSING)
        return shown

    def height_of(self, text: str, height: float, width: float = 0) -> float:
        """Return how high these words would stand."""
        return len(self._lines(self.fit(text), height, width)) * height

    def broken(self, text: str, height: float) -> str:
        """Return the text in lines as wide as the paper; none ends at a no-break space."""
        lines = self._lines(self.fit(text), height)
        return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")

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

    def _lines(self, text: str, height: float, width: float = 0) -> list[str]:
        """Return the text in lines as wide as asked, in the order in which it is read."""
        simple = self._simple(text)
        with nullcontext() if simple else self._shaping():
            lines = self.multi_cell(
                width,
                height,
                text if simple else breakable(text),
                align="L",
                dry_run=True,
                output=MethodReturnValue.LINES,
            )
        return list(kept_apart([line.replace(MAY_BREAK, "") for line in cast(list[str], lines)]))

    def _simple(self, text: str) -> bool:
        """Say whether the plain face alone, letter after letter, is enough."""
        letters = self._letters()
        return plain(text) and all(ord(c) in letters for c in text if c != "\n")

    def _letters(self) -> Container[int]:
        return cast(Any, self.current_font).cmap

    def _faces(self) -> dict[Script, Container[int]]:
        fonts = cast(Any, self.fonts)
        return {one: fonts[name.lower()].cmap for one, name in self.faces.items()}

    @contextmanager
    def _shaping(self) -> Generator[None]:
        """Let letters join, stack and change places as their script wants it."""
        self.set_text_shaping(True, direction="ltr")
        try:
            yield
        finally:
            self.set_text_shaping(False)

    @contextmanager
    def _bounded(self, line: str, height: float) -> Generator[None]:
        """Cut what stands out of a line by half of it, and say what it is when it is copied.

        The face is chosen before, or the next line would begin in that of the first letter here.
        """
        if not self.current_font_is_set_on_page:
            self._out(self._set_font_for_page(cast(Any, self.current_font), self.font_size_pt))
        said = spelt(line)
        with self.rect_clip(0, self.get_y() - height * OUT, self.w, height * (1 + 2 * OUT)):
            self._out(f"/Span <</ActualText <{said}>>> BDC" if said else "")
            yield
            self._out("EMC" if said else "")

    def _preload_bidirectional_text(
        self,
        text: str,
        markdown: bool,  # noqa: FBT001
    ) -> Sequence[Fragment]:
        """Return the runs of a text, each in its face; of a line on paper from left to right.

        The library's own way reorders whole paragraphs before it breaks lines, and parts a
        letter from its joiner.
        """
        if not self.text_shaping:
            return super()._preload_bidirectional_text(text, markdown)
        scripts = runs(text, self._letters(), self._faces())
        self.text_shaping["paragraph_direction"] = LEFT_TO_RIGHT
        if self.base is None:
            return tuple(self._fragment(*run) for run in in_reading(text, scripts))
        placed: list[Fragment] = []
        for way, some in groupby(on_paper(text, scripts, self.base), key=itemgetter(2)):
            fragments = [self._fragment(*run) for run in some]
            # The library turns neighbours that are read from the right once more.
            placed += fragments[::-1] if way is RIGHT_TO_LEFT else fragments
        return tuple(placed)

    def _fragment(self, letters: str, script: Script, way: TextDirection) -> Fragment:
        state = self._get_current_graphics_state()
        if name := self.faces.get(script):
            state.font_family, state.font_style = name.lower(), ""
            state.current_font = self.fonts[name.lower()]
        cast(Any, state.text_shaping)["fragment_direction"] = way
        return Fragment(letters, state, self.k)


class Sheet(Print):
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str, foot: str, at: datetime, size: Size = "A4") -> None:
        super().__init__(title, author, at, size)
        self.foot = foot
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT + 6)
        self.add_page()

    def footer(self) -> None:
        """Say on every page what this is and which page of how many, from the paper's margin."""
        kept, self.l_margin = self.l_margin, MARGIN
        self.set_y(-FOOT)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(2)
        self.pen(SMALL - 1, SOFT)
        width = self.epw - 30
        y = self.get_y()
        self.put(self.foot, 3.8, width)
        self.set_xy(self.w - MARGIN - 30, y)
        self.cell(30, 3.8, f"Page {self.page_no()} of {PAGES}", align="R")
        self.l_margin = kept

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
