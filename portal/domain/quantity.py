"""Quantities in words: how many of what."""

from decimal import Decimal

from portal.domain import dosage_word


def figure(value: Decimal | float) -> str:
    """Return a number without needless zeros."""
    return dosage_word.figure(Decimal(str(value)))


def plural(unit: str, value: Decimal | float) -> str:
    """Return the unit for that many: 1 tablet, 2 tablets, 5 ml."""
    return unit if value == 1 else dosage_word.plural(unit)


def counted(value: Decimal | float, unit: str) -> str:
    """Return how many of what: 28 tablets, 100 ml."""
    return f"{figure(value)} {plural(unit, value)}"
