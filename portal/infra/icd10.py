"""ICD-10-CM: a search that forgives typing. Read from the catalogue's own file when first needed.

Only the words are kept, not the catalogue's tree: some 70,000 terms in a few tens of megabytes.
"""

import heapq
import re
import unicodedata
from array import array
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from xml.etree import ElementTree

from rapidfuzz import fuzz, process

MOST_WORDS = 8
ALIKE = 74
CLOSEST = 10
SHORTEST_GUESS = 4
COMPLETIONS = 80
LONGEST_QUERY = 100
SILENT = frozenset({"of", "the", "and", "in", "with", "a", "to", "due", "or", "by", "for"})
IN_A_TERM = 0.9
CODE = re.compile(r"^[a-z]\d[0-9a-z]?\.?[0-9a-z]{0,4}$")
TERMS = ("inclusionTerm", "includes")
ALSO = {
    "heart attack": "myocardial infarction",
    "stroke": "cerebral infarction",
    "flu": "influenza",
    "uti": "urinary tract infection",
    "copd": "chronic obstructive pulmonary disease",
    "gord": "gastro esophageal reflux",
    "gerd": "gastro esophageal reflux",
    "piles": "hemorrhoids",
    "af": "atrial fibrillation",
    "underactive thyroid": "hypothyroidism",
    "overactive thyroid": "thyrotoxicosis",
    "high cholesterol": "hypercholesterolemia",
    "hay fever": "allergic rhinitis pollen",
    "cold": "nasopharyngitis common cold",
}
"""What people call it, and what the catalogue does."""

EVERYDAY = frozenset(
    """
    A09 B02.9 B34.9 D50.9 E03.9 E05.90 E10.9 E11.9 E55.9 E66.9 E78.00 E78.5 F10.10 F17.210
    F32.A F33.9 F41.1 F41.9 G40.909 G43.909 G47.00 G47.33 H10.9 H60.90 H66.90 I10 I20.9
    I21.9 I25.10 I48.91 I50.9 I63.9 I73.9 J00 J02.9 J03.90 J06.9 J11.1 J18.9 J20.9 J30.1
    J30.9 J32.9 J44.1 J44.9 J45.909 K21.9 K29.70 K30 K52.9 K58.9 K59.00 K64.9 L20.9 L30.9
    L40.9 L70.0 M06.9 M10.9 M17.9 M19.90 M25.50 M54.2 M54.50 M79.7 M81.0 N18.30 N18.9
    N30.90 N39.0 N40.0 R05.9 R07.9 R10.9 R42 R50.9 R51.9 Z23
    """.split()  # noqa: SIM905
)
"""What general practice records most: shown before rarer codes that fit as well."""


class Code(NamedTuple):
    """One code and what it stands for."""

    code: str
    label: str


class Catalogue(NamedTuple):
    """All codes that may be recorded, and where each word occurs."""

    codes: list[Code]
    by_code: dict[str, Code]
    words: list[str]
    labels: "dict[str, array[int]]"
    terms: "dict[str, array[int]]"


_loading = Lock()


def search(text: str, limit: int = 12) -> list[Code]:
    """Return the codes that fit best, by code or by words in any order, misspelt or unfinished."""
    asked = " ".join(text.lower().split())[:LONGEST_QUERY]
    if CODE.match(asked):
        return _starting(asked, limit)
    for people_say, it_is in ALSO.items():
        if re.search(rf"\b{people_say}\b", asked):
            asked = asked.replace(people_say, it_is)
    words = [w for w in _words(asked) if w not in SILENT][:MOST_WORDS]
    if not words:
        return []
    return _best([_found(word) for word in words], limit)


def known(code: str) -> Code | None:
    """Return what a code stands for; None for one that may not be recorded."""
    return catalogue().by_code.get(code.strip().upper())


def catalogue() -> Catalogue:
    """Return the catalogue; the first call reads it, which takes a second or two."""
    with _loading:
        return _load()


@cache
def _load() -> Catalogue:
    codes: list[Code] = []
    labels: dict[str, array[int]] = defaultdict(_numbers)
    terms: dict[str, array[int]] = defaultdict(_numbers)
    with _source().open("rb") as opened:
        for _, element in ElementTree.iterparse(opened):  # noqa: S314 - an installed package's own
            if element.tag == "diag":
                _keep(element, codes, labels, terms)
                element.clear()
    by_code = {one.code: one for one in codes}
    return Catalogue(codes, by_code, sorted({*labels, *terms}), dict(labels), dict(terms))


def _numbers() -> "array[int]":
    return array("I")


def _source() -> Path:
    """Return the catalogue's file. Importing its package would build the whole tree: 150 MB."""
    package = find_spec("simple_icd_10_cm")
    folders = package.submodule_search_locations if package else None
    return next(file for place in folders or () for file in Path(place).glob("data/*.xml"))


def _keep(
    element: Any, codes: list[Code], labels: "dict[str, array[int]]", terms: "dict[str, array[int]]"
) -> None:
    """Take one code that has none below it; broader ones are not precise enough to record."""
    if element.find("diag") is not None:
        return
    one = Code(element.findtext("name", ""), element.findtext("desc", ""))
    number = len(codes)
    codes.append(one)
    for word in set(_words(one.label)):
        labels[word].append(number)
    notes = [note.text or "" for tag in TERMS for note in element.iterfind(f"{tag}/note")]
    for word in set(_words(" ".join(notes))):
        terms[word].append(number)


def _words(text: str) -> list[str]:
    """Return the words, without accents, in one spelling of both sides of the Atlantic."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    plain = plain.replace("ae", "e").replace("oe", "e").replace("our", "or")
    return re.findall(r"[a-z0-9]+", plain)


def _starting(asked: str, limit: int) -> list[Code]:
    wanted = asked.replace(".", "").upper()
    fits = (one for one in catalogue().codes if one.code.replace(".", "").startswith(wanted))
    return heapq.nsmallest(limit, fits)


def _found(word: str) -> dict[int, float]:
    """Return how well each code fits one word: exactly, as its beginning, or nearly."""
    index = catalogue()
    found: dict[int, float] = {}
    for near, weight in _near(word, index.words):
        for where, worth in ((index.labels, weight), (index.terms, weight * IN_A_TERM)):
            for number in where.get(near, ()):
                if worth > found.get(number, 0):
                    found[number] = worth
    return found


def _near(word: str, words: list[str]) -> list[tuple[str, float]]:
    """Return the catalogue's words that may be meant, and how surely."""
    near: dict[str, float] = {}
    begins = [w for w in words if w.startswith(word)] if len(word) > 1 else [word]
    for longer in sorted(begins, key=len)[:COMPLETIONS]:
        near[longer] = 1.0 if longer == word else 0.7 + 0.25 * len(word) / len(longer)
    if len(word) >= SHORTEST_GUESS and not word.isdigit() and word not in near:
        alike = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=CLOSEST)
        for other, score, _ in alike:
            near.setdefault(other, 0.75 * score / 100)
    return list(near.items())


def _best(found: list[dict[int, float]], limit: int) -> list[Code]:
    """Rank codes that fit all words; where none does, those that fit most of them."""
    codes = catalogue().codes
    fewest = min(found, key=len)
    fits = [n for n in fewest if all(n in one for one in found)]
    if not fits:
        counted: dict[int, int] = defaultdict(int)
        for one in found:
            for number in one:
                counted[number] += 1
        most = max(counted.values(), default=0)
        fits = [n for n, times in counted.items() if times == most]

    def rank(number: int) -> tuple[float, str]:
        one = codes[number]
        worth = sum(f.get(number, 0) for f in found) / len(found)
        plain = 0.1 if one.code[-1] in "09" or "." not in one.code else 0.0
        often = 0.15 if one.code in EVERYDAY else 0.0
        return (-(worth + plain + often - len(one.label) / 400), one.code)

    return [codes[n] for n in heapq.nsmallest(limit, fits, key=rank)]
