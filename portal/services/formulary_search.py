"""Find a product by what somebody is typing: unfinished, in any order, and misspelt.

A plain index in memory. Names lead to products: substances, brands, and other names. Each word
that was typed is worth something for every product it fits; the sum decides.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.services.formulary_word import (
    EVERYDAY,
    OTHER_NAMES,
    UNITS,
    USUAL_FORMS,
    form_words,
    quantities,
    sound,
    tokens,
)

SHORTEST, LONGEST, MOST_WORDS = 2, 100, 8
FUZZY_FROM = 3
"""A shorter word is a beginning, never a slip."""

ALIKE = 0.62
"""How alike a misspelt word must be."""

EXACT, BEGINS, LATER = 1.0, 0.9, 0.8
"""What a word is worth: whole, unfinished, and unfinished behind another word of the name."""

SLACK = 0.45
"""Who fits this much worse than the best is not shown: one word less is too far."""


class Product(NamedTuple):
    """What is searched of one product."""

    code: str
    substance: str
    strength: str
    form: str
    pack_size: float
    brands: Sequence[str]


class Hit(NamedTuple):
    """A product, and the brand or other name that led to it; empty when its own name did."""

    code: str
    by: str


class _Name(NamedTuple):
    text: str
    brand: str
    parts: int
    """How many substances it names."""


class _Fit(NamedTuple):
    worth: float
    name: int


Order = tuple[bool, int, str, float, float, str]
Fits = dict[int, _Fit]
NO_NAME = -1


@dataclass(frozen=True)
class Index:
    """Everything a search needs, never changed once it is made."""

    products: list[Product]
    names: list[_Name]
    under: list[list[int]]
    """Which products go by each name."""
    vocabulary: list[str]
    """Every word of every name, in order."""
    sounds: list[str]
    holds: dict[str, list[tuple[int, bool]]]
    """In which names a word stands, and whether it is their first."""
    letters: dict[str, list[int]]
    """Words by the first letter of their sound."""
    forms: dict[str, set[int]]
    numbers: dict[str, set[int]]
    order: list[Order]
    """How products stand that fit equally."""

    def search(self, text: str, limit: int) -> list[Hit]:
        """Return the products that fit what was typed, the best first."""
        typed = tokens(text[:LONGEST])[:MOST_WORDS]
        if sum(map(len, typed)) < SHORTEST:
            return []
        found, named = self._sum(typed)
        if not named:
            return []
        best = max(fit.worth for fit in found.values())
        near = [one for one, fit in found.items() if fit.worth >= best - SLACK]
        first = nsmallest(limit, near, key=lambda one: self._rank(one, found[one]))
        return [Hit(self.products[one].code, self._led(found[one].name)) for one in first]

    def _rank(self, product: int, fit: _Fit) -> tuple[float, Order]:
        return -round(fit.worth, 2), self.order[product]

    def _led(self, name: int) -> str:
        return "" if name == NO_NAME else self.names[name].brand

    def _sum(self, typed: list[str]) -> tuple[Fits, bool]:
        """Add up what each word is worth; whether one of them was a name, or a form alone."""
        total: Fits = {}
        named = False
        for place, one in enumerate(typed):
            if one.isdigit() or "." in one:
                after = typed[place + 1] if place + 1 < len(typed) else ""
                fits = self._of_number(one, after)
            elif one in UNITS and place and typed[place - 1][0].isdigit():
                continue
            else:
                fits = self._of_word(one)
                named = named or bool(fits)
            for product, fit in fits.items():
                before = total.get(product)
                total[product] = fit if before is None else _both(before, fit)
        return total, named

    def _of_number(self, number: str, after: str) -> Fits:
        fits: Fits = {}
        for one, products in self.numbers.items():
            if one.startswith(number):
                worth = EXACT if one == number else LATER
                for product in products:
                    if product not in fits or fits[product].worth < worth:
                        fits[product] = _Fit(worth, NO_NAME)
        for name, _ in self.holds.get(number, ()):
            self._add(fits, name, EXACT)
        mass = f"u{float(number) * UNITS[after]:g}" if after in UNITS else ""
        for product in self.numbers.get(mass, ()):
            fits[product] = _Fit(EXACT + 0.1, NO_NAME)
        return fits

    def _of_word(self, word: str) -> Fits:
        fits: Fits = {}
        for worth, one in self._alike(word):
            for name, leads in self.holds[one]:
                self._add(fits, name, worth if leads or worth != BEGINS else LATER)
        for one in self._forms(word):
            for product in self.forms[one]:
                if product not in fits or fits[product].worth < BEGINS:
                    fits[product] = _Fit(BEGINS if one != word else EXACT, NO_NAME)
        return fits

    def _forms(self, word: str) -> list[str]:
        return [one for one in self.forms if one.startswith(word)]

    def _add(self, fits: Fits, number: int, worth: float) -> None:
        name = self.names[number]
        worth -= 0.02 * bool(name.brand) + 0.03 * min(name.parts - 1, 3)
        for product in self.under[number]:
            if product not in fits or fits[product].worth < worth:
                fits[product] = _Fit(worth, number)

    def _alike(self, word: str) -> Iterable[tuple[float, str]]:
        """Give the words that begin with what was typed; else those that are spelt like it."""
        start = bisect_left(self.vocabulary, word)
        begun = False
        for one in self.vocabulary[start:]:
            if not one.startswith(word):
                break
            begun = True
            yield (EXACT if one == word else BEGINS), one
        if begun or len(word) < FUZZY_FROM:
            return
        near = self._spelt_like(word, self.letters.get(sound(word)[0], []))
        yield from near or self._spelt_like(word, range(len(self.vocabulary)))

    def _spelt_like(self, word: str, among: Sequence[int]) -> list[tuple[float, str]]:
        """Compare by sound and by letters, with the whole word and with its beginning."""
        heard, length = sound(word), len(word)
        if len(heard) < FUZZY_FROM:
            return []
        least = ALIKE - 0.25
        whole = process.extract(
            heard, [self.sounds[one] for one in among],
            scorer=OSA.normalized_similarity, score_cutoff=least, limit=24,
        )  # fmt: skip
        begun = process.extract(
            heard, [self.sounds[one][: len(heard)] for one in among],
            scorer=OSA.normalized_similarity, score_cutoff=least, limit=24,
        )  # fmt: skip
        best: dict[str, float] = {}
        for found, part in ((whole, False), (begun, True)):
            for _, near, place in found:
                one = self.vocabulary[among[place]]
                letters = OSA.normalized_similarity(word, one[:length] if part else one)
                worth = (0.6 * near + 0.4 * letters) * (0.95 if part else 1.0)
                best[one] = max(best.get(one, 0.0), worth)
        top = max(best.values(), default=0.0)
        floor = max(ALIKE, top - 0.12)
        return [(0.9 * worth, one) for one, worth in best.items() if worth >= floor]


def _both(before: _Fit, fit: _Fit) -> _Fit:
    named = before if before.name != NO_NAME else fit
    return _Fit(before.worth + fit.worth, named.name)


def build(products: Iterable[Product]) -> Index:
    """Read the products once, so that every search is quick."""
    known = list(products)
    under = _under(known)
    names = [_name(substance, brand) for substance, brand in under]
    holds: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for number, name in enumerate(names):
        for word, leads in _words(name.text).items():
            holds[word].append((number, leads))
    vocabulary = sorted(holds)
    sounds = [sound(word) for word in vocabulary]
    letters: dict[str, list[int]] = defaultdict(list)
    for place, heard in enumerate(sounds):
        letters[heard[0]].append(place)
    return Index(
        products=known, names=names, under=list(under.values()), vocabulary=vocabulary,
        sounds=sounds, holds=dict(holds), letters=dict(letters),
        forms=_by(form_words(one.form) for one in known),
        numbers=_by(quantities(one.strength) for one in known),
        order=[_order(one) for one in known],
    )  # fmt: skip


def _under(products: list[Product]) -> dict[tuple[str, str], list[int]]:
    """Return which products go by each substance alone, and by each of its brands."""
    others: dict[str, list[str]] = defaultdict(list)
    for other, substance in OTHER_NAMES.items():
        others[substance].append(other)
    under: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(products):
        for brand in ("", *one.brands, *others.get(one.substance, ())):
            under[one.substance, brand].append(place)
    return under


def _by(said: Iterable[set[str]]) -> dict[str, set[int]]:
    """Return in which places each word was said."""
    places: dict[str, set[int]] = defaultdict(set)
    for place, words in enumerate(said):
        for word in words:
            places[word].add(place)
    return dict(places)


def _name(substance: str, brand: str) -> _Name:
    text = brand or substance
    return _Name(text, brand, text.count(" + ") + 1)


def _words(text: str) -> dict[str, bool]:
    """Return the words of a name, and whether each begins it; also the whole in one word."""
    words = tokens(text)
    parts = {one: place == 0 for place, one in reversed(list(enumerate(words)))}
    return parts | ({"".join(words): True} if len(words) > 1 else {})


def _order(one: Product) -> Order:
    form = USUAL_FORMS.index(one.form) if one.form in USUAL_FORMS else len(USUAL_FORMS)
    masses = [float(q[1:]) for q in quantities(one.strength) if q.startswith("u")]
    seldom = one.substance not in EVERYDAY
    return (seldom, form, one.substance, min(masses, default=0.0), one.pack_size, one.code)
