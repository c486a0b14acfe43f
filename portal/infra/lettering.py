"""Letters for paper: nothing that no paper shows, lines that break where their script allows it,
runs in the order of the paper, and never an empty box in silence.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection
from fpdf.unicode_script import UnicodeScript as Script

from portal.infra.typeface import JOINERS, MAY_BREAK, script

MISSING = "[?]"
"""Stands for letters that this paper has no type for."""

NOT_PRINTED = f"{MISSING} stands for letters that cannot be printed here. The portal shows them."
BASIC = "\uffff"

HARD = "\N{NO-BREAK SPACE}"
HARDS = frozenset({HARD, "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}"})
SOFTS = frozenset(chr(c) for c in range(0x2000, 0x3001) if unicodedata.category(chr(c)) == "Zs")
TURNED = frozenset({"R", "AL"})
OPENS, CLOSES = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ISOLATES = frozenset({OPENS, CLOSES})
STACKED = frozenset({"Mn", "Me"})
UNSPACED = frozenset({Script.THAI, Script.LAO, Script.KHMER, Script.MYANMAR, Script.TIBETAN})
LONG = 24
"""A run of a script without spaces that is longer than this may break between its letters."""

LEANING = 6
"""More marks than this on one letter are no writing: they would strike through lines above."""

LEFT_TO_RIGHT, RIGHT_TO_LEFT = TextDirection.LTR, TextDirection.RTL
Run = tuple[str, Script, TextDirection]
"""Letters in the order in which they are read, the script of their face, their direction."""

LEANS_ON = frozenset("เแโใไເແໂໃໄ")
"""Vowels of Thai and Lao that stand before the letter to which they belong."""


def lettered(text: str, known: Callable[[str], bool]) -> str:
    """Return the text in letters that a face has, in the order in which it is read.

    What keeps names apart (`apart`) stays only where some letter goes from right to left.
    """
    shown: list[str] = []
    marks = 0
    for letter in printable(unicodedata.normalize("NFC", text)):
        marks = marks + 1 if unicodedata.category(letter) in STACKED else 0
        if letter in ISOLATES or letter == "\n" or (known(letter) and marks <= LEANING):
            shown.append(letter)
        elif shown[-1:] != [MISSING]:
            shown.append(MISSING)
    said = "".join(shown)
    return said if turns(said) else "".join(c for c in said if c not in ISOLATES)


def printable(text: str) -> str:
    """Return the text without what no paper shows: control characters and lone surrogates.

    Every kind of space stays one, so that no number grows together with its unit; what joins or
    parts two letters (Sinhala, Persian) stays between letters.
    """
    spaced = [HARD if c in HARDS else " " if c == "\t" or c in SOFTS else c for c in text]
    return "".join(
        c
        for at, c in enumerate(spaced)
        if c in ("\n", HARD, OPENS, CLOSES)
        or c.isprintable()
        or (c in JOINERS and _between_letters(spaced, at))
    )


def apart(name: str) -> str:
    """Return a name that does not turn what stands beside it: dates, numbers, codes.

    Unicode Standard Annex 9, 2.7. Needed wherever a name and other words make one line.
    """
    return OPENS + "".join(c for c in name if c not in ISOLATES) + CLOSES


def kept_apart(lines: Sequence[str]) -> Iterator[str]:
    """Return the lines of one text; what is kept apart on one stays so on the next (`apart`)."""
    depth = 0
    for line in lines:
        said = OPENS * depth + line
        depth = max(0, said.count(OPENS) - said.count(CLOSES))
        yield said + CLOSES * depth


def plain(text: str) -> bool:
    """Say whether each letter stands for itself, one after the other, from left to right."""
    return text.isascii() or not any(
        unicodedata.category(c).startswith("M")
        or unicodedata.bidirectional(c) in TURNED
        or c in JOINERS
        for c in text
    )


def turns(text: str) -> bool:
    """Say whether some of it is read from right to left."""
    return any(unicodedata.bidirectional(c) in TURNED for c in text)


def spelt(line: str) -> str:
    """Return a line as a file spells it for who copies it, or nothing (ISO 32000-1, 14.9.4).

    Lines with words from right to left go without: readers of such files turn the shapes
    themselves. So do letters beyond the basic plane: some readers lose them here.
    """
    if turns(line) or max(line, default="") > BASIC:
        return ""
    return ("\ufeff" + line).encode("utf-16-be").hex().upper()


def direction(text: str) -> TextDirection:
    """Return the direction of a text: that of its first letter (Annex 9, P2 and P3)."""
    return auto_detect_base_direction(text)


def breakable(text: str) -> str:
    """Return the text with marks where a line may break in a script that has no spaces.

    Chinese and Japanese break between any two letters, but not before closing signs and not after
    opening ones; Thai, Lao, Khmer, Burmese and Tibetan only where a run is longer than any line
    should bear.
    """
    out: list[str] = []
    for unspaced, run in groupby(text, key=_unspaced):
        letters = list(run)
        if not unspaced or (script(letters[0]) is not Script.HAN and len(letters) <= LONG):
            out.extend(letters)
            continue
        for at, letter in enumerate(letters):
            if at and _may_part(letters[at - 1], letter):
                out.append(MAY_BREAK)
            out.append(letter)
    return "".join(out)


def in_reading(text: str, faces: Sequence[Script]) -> Iterator[Run]:
    """Return the runs of a text in the order in which it is read."""
    turned = False
    places: list[tuple[Script, bool]] = []
    for letter, face in zip(text, faces, strict=True):
        clings = letter in JOINERS or unicodedata.category(letter).startswith("M")
        turned = turned if clings else unicodedata.bidirectional(letter) in TURNED
        places.append((face, turned))
    for (face, goes_left), run in groupby(range(len(text)), key=places.__getitem__):
        yield "".join(text[at] for at in run), face, RIGHT_TO_LEFT if goes_left else LEFT_TO_RIGHT


def on_paper(line: str, faces: Sequence[Script], base: TextDirection) -> Iterator[Run]:
    """Return the runs of one line from left to right, the letters of each as they are read.

    The order is that of the Unicode Bidirectional Algorithm (Annex 9) in a text of that direction.
    """
    whole = BidiParagraph(line, base, preserve_bn_chars=True)
    for before, one in pairwise(whole.characters):
        if one.character in JOINERS:
            one.embedding_level = before.embedding_level
    placed = (one for one in whole.get_reordered_characters() if one.character not in ISOLATES)
    for (level, face), run in groupby(
        placed, key=lambda one: (one.embedding_level, faces[one.character_index])
    ):
        letters = "".join(one.character for one in run)
        if level % 2:
            yield letters[::-1], face, RIGHT_TO_LEFT
        else:
            yield letters, face, LEFT_TO_RIGHT


def _unspaced(letter: str) -> bool:
    return script(letter) is Script.HAN or script(letter) in UNSPACED


def _may_part(before: str, after: str) -> bool:
    """Say whether a line may end between two letters of a script without spaces."""
    kind = unicodedata.category(after)
    return not (
        kind.startswith("M")
        or kind in {"Pe", "Pf", "Po", "Lm"}
        or unicodedata.category(before) in {"Ps", "Pi"}
        or before in LEANS_ON
    )


def _between_letters(text: Sequence[str], at: int) -> bool:
    """Say whether a letter or its mark stands on both sides."""
    return 0 < at < len(text) - 1 and all(
        unicodedata.category(c)[0] in "LM" for c in (text[at - 1], text[at + 1])
    )
