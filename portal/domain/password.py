"""Which passwords may be chosen (NIST SP 800-63B-4, 3.1.1.2): long, and not among the first tried.

No rule asks for digits or signs: they make passwords worse. Spaces, every script and pasting are
welcome.
"""

import re
import unicodedata

from portal.domain.common_password import ROWS, WORDS
from portal.domain.errors import Invalid

LONGEST = 1024
LEFT_OVER = 6
"""How much of a password must remain when everything that is guessed first is taken away."""

VARIED = 6
"""How many different characters a password has at least."""

SHORT_WORD = 4
LEET = str.maketrans("013457@$!€", "oieastasie")
COMMON = "This password is easily guessed. Three or four unrelated words are better."
PERSONAL = "This password holds your name or your address. Choose one that does not."


def refuse_weak(chosen: str, email: str, name: str, shortest: int, field: str = "password") -> None:
    """Raise Invalid, naming `field`, for a password that may not be used.

    That is one under `shortest` or over 1,024 characters, one that is built from common words,
    rows of keys, years or repetition, and one that is built from the person's name or address.
    """
    said = ""
    if len(chosen) < shortest:
        said = f"Choose a password of {shortest} characters or more."
    elif len(chosen) > LONGEST:
        said = f"Choose a password of at most {LONGEST:,} characters."
    elif _is_common(chosen):
        said = COMMON
    elif _is_personal(chosen, email, name):
        said = PERSONAL
    if said:
        raise Invalid("Please check what you entered.", {field: said})


def _is_common(chosen: str) -> bool:
    plain = chosen.casefold()
    varied = len(set(plain)) >= VARIED
    readings = (plain, plain.translate(LEET))
    return not varied or any(len(_left(one, WORDS)) < LEFT_OVER for one in readings)


def _is_personal(chosen: str, email: str, name: str) -> bool:
    """Whether little is left without the name and the address, common words aside."""
    own = _own(email, name)
    plain = _folded(chosen)
    return any(one in plain for one in own) and len(_left(chosen, own | WORDS)) < 2 * LEFT_OVER


def _own(email: str, name: str) -> frozenset[str]:
    """Return the words that stand for this very person."""
    parts = re.split(r"[\W_]+", f"{_folded(email)} {_folded(name)}")
    whole = [_squeezed(email.partition("@")[0]), _squeezed(name)]
    return frozenset(word for word in (*parts, *whole) if len(word) >= SHORT_WORD)


def _left(chosen: str, words: frozenset[str]) -> str:
    """Return what no guesser has for nothing: no known word, row, year, or repeated piece."""
    rest = _squeezed(chosen)
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORT_WORD:
            rest = rest.replace(word, " ")
    pieces = [piece for piece in rest.split(" ") if piece not in words]
    kept = "".join(_without_rows(piece) for piece in pieces)
    kept = re.sub(r"(19|20)\d\d|\d{1,3}", "", kept)
    return _without_repetition(kept)


def _without_rows(text: str) -> str:
    """Take away every run of four or more keys that lie in a row."""
    kept, at = "", 0
    while at < len(text):
        run = 1
        for row in (*ROWS, *(one[::-1] for one in ROWS)):
            length = SHORT_WORD
            while text[at : at + length] in row and at + length <= len(text):
                run = max(run, length)
                length += 1
        if run < SHORT_WORD:
            kept += text[at]
            run = 1
        at += run
    return kept


def _without_repetition(text: str) -> str:
    """Keep a piece that is said again and again only once."""
    return re.sub(r"(.+?)\1+", r"\1", text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s!-/:-@\[-`{-~]+", "", _folded(text))


def _folded(text: str) -> str:
    """Fold case and the many ways to write the same letter."""
    return unicodedata.normalize("NFKC", text).casefold()
