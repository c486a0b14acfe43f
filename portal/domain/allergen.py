"""What somebody wrote about an allergy, read: which substances, which classes of medicines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.domain.allergy_class import ALIASES, BY_NAME, CLASSES, NOT_MEDICINES, AllergyClass
from portal.domain.substance import COMPOUNDS, SPELLINGS, Agent, canonical, parts

NEARLY, LEAST = 0.86, 6
"""How alike two words are when one is a slip of the pen, and how long they must be."""

FILLERS = frozenset(
    {
        "allergy",
        "allergic",
        "to",
        "reaction",
        "reactions",
        "intolerance",
        "intolerant",
        "antibiotic",
        "antibiotics",
        "drug",
        "drugs",
        "medicine",
        "medicines",
        "tablet",
        "tablets",
        "injection",
        "cream",
        "type",
        "all",
        "any",
        "group",
        "other",
        "and",
        "or",
        "the",
        "of",
        "severe",
        "mild",
        "possible",
        "suspected",
        "anaphylaxis",
    }
)


@dataclass(frozen=True)
class Allergen:
    """A text of the record as the checks understand it."""

    text: str
    substances: frozenset[str]
    classes: tuple[AllergyClass, ...]
    is_medicine: bool = True

    @property
    def is_understood(self) -> bool:
        """Whether a medicine can be held against it; otherwise that is said."""
        return bool(self.substances or self.classes) or not self.is_medicine


@dataclass(frozen=True)
class Match:
    """How a medicine and an allergy belong together."""

    how: str
    """same, class or akin."""
    words: str
    source: str
    mildly: bool = False


def read(text: str, known: Iterable[str] = ()) -> Allergen:
    """Return what an allergy is about, forgiving of case, plural, brand and a slip of the pen.

    `known` are substances that exist, in their one spelling: they let a text be understood that no
    class names.
    """
    said = canonical(text)
    found: set[str] = set()
    classes: dict[str, AllergyClass] = {}
    vocabulary = _vocabulary(known)
    for chunk in _chunks(said):
        term = _closest(chunk, vocabulary)
        if term is None:
            continue
        named = [one for one in CLASSES if term in _names(one)]
        classes |= {one.name: one for one in named}
        if not named or term in vocabulary - _CALLED:
            found |= parts(ALIASES.get(term, term))
    for one in CLASSES:
        if found & one.substances:
            classes[one.name] = one
    outside = not found and not classes and _outside(said)
    return Allergen(text.strip(), frozenset(found), tuple(classes.values()), not outside)


def against(allergen: Allergen, medicine: Agent) -> Match | None:
    """Return how a medicine belongs to an allergy, the closest; None when it does not."""
    same = sorted(allergen.substances & medicine.parts)
    if same:
        return Match("same", f"holds {' and '.join(same)}", "the same substance")
    brands = {one.lower() for one in medicine.brands}
    if allergen.text.lower() in brands:
        return Match("same", "is the same product", "the same brand")
    for one in allergen.classes:
        if _member(one, medicine):
            return Match("class", f"belongs to the {one.name}", one.source, one.mildly)
    for one in allergen.classes:
        for name in one.akin:
            if _member(BY_NAME[name], medicine):
                return Match("akin", f"belongs to the {name}, which are akin", one.source)
    return None


def _member(one: AllergyClass, medicine: Agent) -> bool:
    in_class = bool(one.atc) and medicine.atc.startswith(one.atc)
    return in_class or not one.substances.isdisjoint(medicine.parts)


def _names(one: AllergyClass) -> frozenset[str]:
    return frozenset({_singular(one.name), *one.called})


def _vocabulary(known: Iterable[str]) -> frozenset[str]:
    return _BASE | frozenset(known)


def _chunks(said: str) -> list[str]:
    """Return the whole text, then runs of its words, the longest first, each word once."""
    words = [word for word in re.split(r"[^a-z0-9-]+", said) if word]
    runs = [said]
    for length in (3, 2, 1):
        runs += [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]
    return [run for run in dict.fromkeys(runs) if run not in FILLERS]


def _closest(chunk: str, vocabulary: frozenset[str]) -> str | None:
    for one in (chunk, _singular(chunk)):
        if one in vocabulary:
            return one
    if len(chunk) < LEAST:
        return None
    best, score = None, NEARLY
    for term in vocabulary:
        if len(term) < LEAST or abs(len(term) - len(chunk)) > 3 or term[0] != chunk[0]:  # noqa: PLR2004
            continue
        ratio = SequenceMatcher(None, chunk, term).ratio()
        if ratio > score or (ratio == score and best is not None and term < best):
            best, score = term, ratio
    return best


def _singular(text: str) -> str:
    words = text.split()
    return " ".join(
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) else word
        for word in words
    )


def _outside(said: str) -> bool:
    words = [one for one in _singular(said).split() if one not in FILLERS]
    named = {_singular(one) for one in NOT_MEDICINES}
    return " ".join(words) in named or not named.isdisjoint(words)


_CALLED = frozenset(name for one in CLASSES for name in _names(one))
_BASE = (
    _CALLED
    | frozenset(name for one in CLASSES for name in one.substances)
    | frozenset(ALIASES)
    | frozenset(COMPOUNDS)
    | frozenset(SPELLINGS)
)
