"""Diagnoses of ICD-10-CM: search while typing, forgiving, and check what was chosen.

The catalogue takes most of a second to read, so that the first search of a worker reads it, in a
thread of the database pool; from then on a search takes a few milliseconds.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from threading import Lock, Thread

from rapidfuzz import fuzz, process

from portal.domain.permission import Permission
from portal.infra import icd10 as book
from portal.schemas.icd10 import Icd10Page, Icd10View
from portal.services.work import Work

LIMIT, MOST = 10, 30
SHORTEST = 2
ALIKE = 74
"""How alike a mistyped word must be to count, of 100."""

SPELT = (("ae", "e"), ("oe", "e"), ("our", "or"), ("ise", "ize"))
SAID = {
    "af": "atrial fibrillation", "bph": "benign prostatic hyperplasia",
    "ckd": "chronic kidney disease", "copd": "chronic obstructive pulmonary disease",
    "dvt": "thrombosis of deep veins", "flu": "influenza", "gerd": "gastro-esophageal reflux",
    "gord": "gastro-esophageal reflux", "heart attack": "acute myocardial infarction",
    "htn": "hypertension", "ibs": "irritable bowel syndrome", "ihd": "ischemic heart disease",
    "lbp": "low back pain", "mi": "acute myocardial infarction", "oa": "osteoarthritis",
    "piles": "hemorrhoids", "ra": "rheumatoid arthritis", "shingles": "zoster",
    "stroke": "cerebral infarction", "t1dm": "type 1 diabetes mellitus",
    "t2dm": "type 2 diabetes mellitus", "tia": "transient cerebral ischemic attack",
    "underactive thyroid": "hypothyroidism", "urti": "acute upper respiratory infection",
    "uti": "urinary tract infection",
}  # fmt: skip
"""What people say, and what the classification calls it."""

_EVERYDAY = (
    "A09 B34.9 B35.1 D50.9 D64.9 E03.9 E11.9 E66.9 E78.5 F32.A F41.1 F41.9 G43.909 G47.00 H10.9 "
    "H66.90 H81.10 I10 I21.9 I25.10 I48.91 I50.9 J00 J02.9 J03.90 J06.9 J11.1 J18.9 J20.9 J30.9 "
    "J44.9 J45.909 K21.9 K29.70 K30 K52.9 K58.9 K59.00 L20.9 L30.9 L40.0 L70.0 M10.9 M19.90 M25.50 "
    "M54.2 M54.50 M79.7 N18.30 N30.00 N39.0 N40.0 N76.0 R05.9 R06.02 R07.9 R10.9 R11.2 R19.7 R42 "
    "R50.9 R51.9 R53.83"
)
EVERYDAY = frozenset(_EVERYDAY.split())
"""What most consultations are about: it comes before what is equally like the words."""

SELDOM = frozenset("OPTVWXYZ")
"""Chapters that nobody means without naming them: birth, poisoning, external causes, factors."""

_CODE = re.compile(r"[a-z]\d[0-9a-z]?\.?[0-9a-z]{0,4}", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_LITTLE_ONES = "a an and by for in of on or other the to unspecified with without"
_LITTLE = frozenset(_LITTLE_ONES.split())
_reading = Lock()


@dataclass(frozen=True)
class Catalogue:
    """What a search needs: the names, and which words stand in them."""

    labels: dict[str, str]
    plain: list[tuple[str, str]]
    """Each code without its dot, in order, and the code."""
    terms: list[tuple[str, str]]
    """Each name that can be found, and its code; the label, or another name for it."""
    sizes: "array[int]"
    """How many words that matter a name has."""
    vocabulary: list[str]
    found_in: "dict[str, array[int]]"


def search(text: str, limit: int = LIMIT) -> list[Icd10View]:
    """Return the diagnoses that fit what was typed, the best first.

    A code, or its beginning, finds by code; words find by name, in any order, unfinished, in
    British or American spelling, and with a letter wrong.
    """
    text, limit = text.strip()[:100], max(1, min(limit, MOST))
    if len(text) < SHORTEST:
        return []
    known = catalogue()
    if _CODE.fullmatch(text):
        by_code = _by_code(known, text, limit)
        if by_code:
            return by_code
    return _by_name(known, text, limit)


def find(work: Work, text: str, limit: int = LIMIT) -> Icd10Page:
    """Search for a clinician."""
    work.require(Permission.CONSULTATION_PROVIDE)
    return Icd10Page(items=search(text, limit))


def label(code: str) -> str | None:
    """Return the name of a code; None when there is no such code."""
    return catalogue().labels.get(code)


def warm() -> None:
    """Begin to read the catalogue, so that it is there when somebody types; returns at once."""
    if _read.cache_info().currsize == 0 and not _reading.locked():
        Thread(target=catalogue, name="icd10", daemon=True).start()


def catalogue() -> Catalogue:
    """Return the catalogue, read once per process."""
    with _reading:
        return _read()


@cache
def _read() -> Catalogue:
    labels: dict[str, str] = {}
    terms: list[tuple[str, str]] = []
    for entry in book.read():
        labels[entry.code] = " ".join(entry.label.split())
        # The encounter that a seventh character tells apart is found by code only: it would bury
        # the injury itself under sixteen lines.
        if not entry.encounter:
            terms.append((labels[entry.code], entry.code))
            terms += [(" ".join(other.split()), entry.code) for other in entry.terms]
    return _indexed(labels, terms)


def _indexed(labels: dict[str, str], terms: list[tuple[str, str]]) -> Catalogue:
    found_in: dict[str, array[int]] = defaultdict(lambda: array("I"))
    sizes = array("I")
    for number, (name, _) in enumerate(terms):
        words = set(_words(name))
        sizes.append(len(words - _LITTLE))
        for word in words:
            found_in[word].append(number)
    return Catalogue(
        labels=labels,
        plain=sorted((code.replace(".", ""), code) for code in labels),
        terms=terms,
        sizes=sizes,
        vocabulary=sorted(found_in),
        found_in=dict(found_in),
    )


def _words(text: str) -> list[str]:
    folded = text.lower().replace("'s", "").replace("’s", "")
    for british, american in SPELT:
        folded = folded.replace(british, american)
    return _WORD.findall(folded)


def _by_code(known: Catalogue, text: str, limit: int) -> list[Icd10View]:
    wanted = text.upper().replace(".", "")
    start = bisect_left(known.plain, (wanted, ""))
    near = known.plain[start : start + 400]
    fit = [code for plain, code in near if plain.startswith(wanted)]
    fit.sort(key=lambda code: (len(code), code))
    return [Icd10View(code=code, label=known.labels[code]) for code in fit[:limit]]


def _by_name(known: Catalogue, text: str, limit: int) -> list[Icd10View]:
    asked = SAID.get(" ".join(text.lower().split()), text)
    words = _words(asked)
    telling = [w for w in words if w not in _LITTLE] or words
    scores: dict[int, float] = defaultdict(float)
    for word in dict.fromkeys(telling):
        for number, weight in _holding(known, word).items():
            scores[number] += weight
    whole = len(telling)

    def rank(item: tuple[int, float]) -> tuple[float, int, str]:
        number, score = item
        size = max(known.sizes[number], 1)
        code = known.terms[number][1]
        fit = score / whole + 0.45 * min(score / size, 1.0)
        fit += 0.3 * (code in EVERYDAY) - 0.1 * (code[0] in SELDOM)
        return (-fit, size, code)

    best: dict[str, str] = {}
    for number, _ in nsmallest(limit * 4, scores.items(), key=rank):
        name, code = known.terms[number]
        best.setdefault(code, name)
    return [
        Icd10View(
            code=code,
            label=known.labels[code],
            term="" if name == known.labels[code] else name,
        )
        for code, name in list(best.items())[:limit]
    ]


def _holding(known: Catalogue, word: str) -> dict[int, float]:
    """Return which names hold the word, its beginning, or something like it, and how well."""
    held: dict[int, float] = {}
    for weight, one in _alike(known, word):
        for number in known.found_in[one]:
            if held.get(number, 0.0) < weight:
                held[number] = weight
    return held


def _alike(known: Catalogue, word: str) -> list[tuple[float, str]]:
    start = bisect_left(known.vocabulary, word)
    near: list[tuple[float, str]] = []
    for one in known.vocabulary[start:]:
        if not one.startswith(word):
            break
        near.append((1.0 if one == word else 0.8 + 0.15 * len(word) / len(one), one))
    if near or len(word) <= SHORTEST:
        return near
    fuzzy = process.extract(word, known.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=8)
    return [(score / 125, one) for one, score, _ in fuzzy]
