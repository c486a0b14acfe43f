"""Letters on paper: joined and turned where a script wants it, and never an empty box in silence.

The embedded font has Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters.
Arabic letters are joined here by their presentation forms, and what is read from right to left is
put into the order of the paper. Letters that the font does not have (Chinese, Devanagari, …) are
replaced by a mark that can be seen.
"""

import unicodedata
from collections.abc import Container
from functools import cache

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

MISSING = "[?]"
"""Stands for letters that this paper has no type for."""

HARD = "\N{NO-BREAK SPACE}"
HARDS = frozenset({HARD, "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}"})
SOFTS = frozenset(chr(c) for c in range(0x2000, 0x3001) if unicodedata.category(chr(c)) == "Zs")
LAM, ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
FORMS = ("isolated", "final", "initial", "medial")
BLOCKS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))
TURNED = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


def lettered(text: str, known: Container[int]) -> str:
    """Return the text in letters that the font has, in the order in which it is read."""
    joined = _joined(printable(unicodedata.normalize("NFC", text)), known)
    shown: list[str] = []
    for letter in joined:
        if letter == "\n" or ord(letter) in known:
            shown.append(letter)
        elif shown[-1:] != [MISSING]:
            shown.append(MISSING)
    return "".join(shown)


def turned(line: str) -> str:
    """Return one line in the order in which it stands on the paper, from left to right."""
    if not any(unicodedata.bidirectional(c) in TURNED for c in line):
        return line
    return BidiParagraph(line, TextDirection.LTR).get_reordered_string()


def printable(text: str) -> str:
    """Return the text without what no paper shows: control characters and lone surrogates.

    Every kind of space stays one, so that no number grows together with its unit.
    """
    spaced = (HARD if c in HARDS else " " if c == "\t" or c in SOFTS else c for c in text)
    return "".join(c for c in spaced if c in ("\n", HARD) or c.isprintable())


def _joined(text: str, known: Container[int]) -> str:
    """Give each Arabic letter the form that its neighbours ask for."""
    forms = _forms()
    if not any(c in forms for c in text):
        return text
    out: list[str] = []
    letters = _ligated(text)
    for at, letter in enumerate(letters):
        if letter not in forms:
            out.append(letter)
            continue
        before = _neighbour(letters, range(at - 1, -1, -1))
        after = _neighbour(letters, range(at + 1, len(letters)))
        joins_back = "initial" in forms.get(before, {}) and "final" in forms[letter]
        joins_on = "initial" in forms[letter] and "final" in forms.get(after, {})
        wanted = FORMS[2 * joins_on + joins_back]
        shape = forms[letter].get(wanted, letter)
        out.append(shape if ord(shape[0]) in known else letter)
    return "".join(out)


def _ligated(text: str) -> list[str]:
    """Return letters, lam with a following alef as one."""
    out: list[str] = []
    for letter in text:
        if out and out[-1] == LAM and letter in ALEFS:
            out[-1] += letter
        else:
            out.append(letter)
    return out


def _neighbour(letters: list[str], places: range) -> str:
    """Return the next letter, past marks that stand above or below."""
    return next((letters[at] for at in places if unicodedata.combining(letters[at][0]) == 0), "")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the presentation forms of each letter, from Unicode's own table."""
    found: dict[str, dict[str, str]] = {}
    for code in (code for block in BLOCKS for code in block):
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        base = "".join(chr(int(part, 16)) for part in parts)
        single = len(base) == 1 or (base[:1] == LAM and base[1:] in ALEFS and len(base) == 2)  # noqa: PLR2004
        if kind.strip("<>") in FORMS and single and unicodedata.combining(base[-1]) == 0:
            found.setdefault(base, {}).setdefault(kind.strip("<>"), chr(code))
    return found
