"""Names that are taken for one another: the same, nearly the same, or in another order."""

import re
import unicodedata

LONG_ENOUGH = 4
"""In a shorter word one letter is half the name: Tim is not Kim."""

OTHER_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae"})


def words(name: str) -> frozenset[str]:
    """Return the words of a name as they sound to somebody in a hurry: no accents, no case."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(OTHER_LETTERS))
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return frozenset(re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", "")))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be taken for one another.

    The same words in any order; one with a word more, such as a middle name; or all the same but
    for one word, which differs by one letter: Jon and John Smith.
    """
    shared = one & other
    mine, theirs = one - shared, other - shared
    if not mine or not theirs:
        return bool(shared) and (len(shared) > 1 or one == other)
    if not shared or len(mine) > 1 or len(theirs) > 1:
        return False
    (a,), (b,) = mine, theirs
    written = a.isalpha() and b.isalpha() and max(len(a), len(b)) >= LONG_ENOUGH
    return written and _one_slip(a, b)


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter more, less, another, or two that changed places make one of the other."""
    shorter = min(len(a), len(b))
    begins = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    a, b = a[begins:], b[begins:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])  # noqa: PLR2004
