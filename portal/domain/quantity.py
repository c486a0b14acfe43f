"""Quantities in words: how many of what."""

from decimal import Decimal

UNCHANGED = frozenset({"ml", "g", "mg", "cm"})
IRREGULAR = {"patch": "patches", "pessary": "pessaries", "suppository": "suppositories"}


def figure(value: Decimal | float) -> str:
    """Return a number without needless zeros."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plural(unit: str, value: Decimal | float) -> str:
    """Return the unit for that many: 1 tablet, 2 tablets, 5 ml."""
    if unit in UNCHANGED or value == 1:
        return unit
    return IRREGULAR.get(unit) or (f"{unit}es" if unit.endswith(("s", "x", "ch")) else f"{unit}s")


def counted(value: Decimal | float, unit: str) -> str:
    """Return how many of what: 28 tablets, 100 ml."""
    return f"{figure(value)} {plural(unit, value)}"
