"""How much of a substance a day brings, from all that holds it, beside the usual most."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from portal.domain.dosage import Dosage, daily_amount
from portal.domain.dosage_word import figure
from portal.domain.prescription_word import WarningKind, WarningSeverity
from portal.domain.substance import canonical
from portal.models import Medicine
from portal.services.prescription_rule import Candidate, Finding
from portal.services.prescription_taken import Taken

SPOKEN = {"ug": "micrograms", "[iU]": "units"}
MILLIGRAMS = {"g": Decimal(1000), "mg": Decimal(1), "ug": Decimal("0.001")}
WRITTEN = {"g": "g", "mg": "mg", "microgram": "ug", "micrograms": "ug"}

Amount = tuple[Decimal, str]
"""A number, and its unit in UCUM."""


def maximum(
    one: Candidate, others: Sequence[Taken], usual: Mapping[str, Amount]
) -> Iterable[Finding]:
    """Return where the sum of a substance in 24 hours is more than usual.

    `usual` are the most for an adult of substances by the formulary, with their unit. Only what is
    taken the same way is added up.
    """
    own = amounts(one.medicine, one.dosage)
    for substance, (amount, unit) in own.items():
        sums = [(other, found) for other in others if (found := _also(other, one, substance, unit))]
        limits = [limit(one.medicine, substance, usual)]
        limits += [limit(other.medicine, substance, usual) for other, _ in sums if other.medicine]
        known = [most for found in limits if found and (most := convert(*found, unit)) is not None]
        total = amount + sum((found for _, found in sums), Decimal(0))
        if not known or total <= max(known):
            continue
        also = " and ".join(dict.fromkeys(f"{t.agent.name} ({t.where})" for t, _ in sums))
        spoken = SPOKEN.get(unit, unit)
        yield Finding(
            one.position,
            WarningKind.MAXIMUM,
            WarningSeverity.SERIOUS,
            f"maximum:{one.medicine.code}:{substance}:{figure(total)}",
            f"{figure(total)} {spoken} of {substance} in 24 hours"
            f"{f', together with {also}' if also else ''}: "
            f"the usual most for an adult is {figure(max(known))} {spoken}.",
            "SmPC 4.2; BNF, dose",
        )


def amounts(medicine: Medicine, taken: Dosage | None) -> Mapping[str, Amount]:
    """Return how much of each substance 24 hours bring, and its unit; nothing where unknown.

    A combination states the amount of its first substance; the others follow from the strength.
    """
    if taken is None or medicine.amount is None:
        return {}
    first = daily_amount(taken, medicine.amount)
    if first is None:
        return {}
    return {
        name: (first * share, medicine.amount_unit)
        for name, share in shares(medicine.substance, medicine.strength).items()
    }


def shares(substance: str, strength: str) -> dict[str, Decimal]:
    """Return how much of each substance comes with one part of the first: 500 mg/30 mg."""
    named = [canonical(one) for one in substance.split(" + ")]
    written = [_milligrams(text.strip()) for text in strength.split("/")][: len(named)]
    values = [value for value in written if value]
    if len(values) < len(named):
        return {named[0]: Decimal(1)}
    first = values[0]
    return {name: value / first for name, value in zip(named, values, strict=True)}


def limit(medicine: Medicine, substance: str, usual: Mapping[str, Amount]) -> Amount | None:
    """Return the usual most of a substance: its own, else the formulary's."""
    own = next(iter(shares(medicine.substance, medicine.strength)))
    if own == substance and medicine.max_daily is not None:
        return medicine.max_daily, medicine.amount_unit
    return usual.get(substance)


def convert(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return an amount in another unit; None when they cannot be compared."""
    if unit == wanted:
        return amount
    if unit in MILLIGRAMS and wanted in MILLIGRAMS:
        return amount * MILLIGRAMS[unit] / MILLIGRAMS[wanted]
    return None


def _milligrams(text: str) -> Decimal | None:
    read = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)", text.replace(",", ""))
    if read is None or read[2] not in WRITTEN:
        return None
    return Decimal(read[1]) * MILLIGRAMS[WRITTEN[read[2]]]


def _also(other: Taken, one: Candidate, substance: str, unit: str) -> Decimal | None:
    """Return how much another medicine adds, in `unit`; None when nothing, or nobody knows."""
    if other.medicine is None or other.medicine.route is not one.medicine.route:
        return None
    found = amounts(other.medicine, other.dosage).get(substance)
    return None if found is None else convert(*found, unit)
