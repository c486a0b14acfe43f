"""The words of a dosage: how often, how much, and each unit in its plural."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

SAME_DAY = ", on the same day each"
INVARIABLE = frozenset({"ml", "l", "mg", "g", "kg", "cm", "mm", "mmol", "IU", "mcg", "%"})
SPOKEN = {"ug": "microgram", "µg": "microgram", "[iU]": "unit", "mL": "ml"}
"""Units of UCUM as a patient reads them."""
PARTS = {
    Fraction(1, 2): ("half", "½"),
    Fraction(1, 4): ("a quarter of", "¼"),
    Fraction(3, 4): ("three quarters of", "¾"),
}
VOWELS = "aeiou"


class Frequency(StrEnum):
    """How often a dose is taken (FHIR: Timing.repeat)."""

    ONCE = "once"
    ONCE_DAILY = "once_daily"
    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"
    NIGHT = "night"
    TWICE_DAILY = "twice_daily"
    MORNING_NIGHT = "morning_night"
    THREE_DAILY = "three_daily"
    FOUR_DAILY = "four_daily"
    FIVE_DAILY = "five_daily"
    SIX_DAILY = "six_daily"
    EVERY_HOURS = "every_hours"
    WHEN_NEEDED = "when_needed"
    """Whenever it is needed, with a most in 24 hours; for medicines as needed only."""
    ALTERNATE_DAYS = "alternate_days"
    WEEKLY = "weekly"
    TWICE_WEEKLY = "twice_weekly"
    THREE_TIMES_WEEKLY = "three_times_weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"

    @property
    def words(self) -> str:
        """How often, as a patient reads it; the hours of `every_hours` are filled in elsewhere."""
        return {
            "once": "once only",
            "once_daily": "once a day",
            "morning": "in the morning",
            "midday": "at midday",
            "evening": "in the evening",
            "night": "at night",
            "twice_daily": "twice a day",
            "morning_night": "in the morning and at night",
            "three_daily": "three times a day",
            "four_daily": "four times a day",
            "five_daily": "five times a day",
            "six_daily": "six times a day",
            "every_hours": "every … hours",
            "when_needed": "when needed",
            "alternate_days": "every other day",
            "weekly": f"once a week{SAME_DAY} week",
            "twice_weekly": "twice a week, on the same days each week",
            "three_times_weekly": "three times a week, on the same days each week",
            "fortnightly": "every two weeks, on the same day of the week",
            "monthly": f"once a month{SAME_DAY} month",
            "quarterly": "every 3 months",
            "half_yearly": "every 6 months",
        }[self.value]

    @property
    def doses_per_day(self) -> Fraction | None:
        """Doses in a day on average; None where the frequency alone does not say it."""
        return RATES.get(self)

    @property
    def is_rare(self) -> bool:
        """Whether it is taken on some days only: it is read with great care."""
        return self.doses_per_day is not None and self.doses_per_day < 1


F = Frequency
RATES: dict[Frequency, Fraction] = {
    **dict.fromkeys((F.ONCE_DAILY, F.MORNING, F.MIDDAY, F.EVENING, F.NIGHT), Fraction(1)),
    **dict.fromkeys((F.TWICE_DAILY, F.MORNING_NIGHT), Fraction(2)),
    F.THREE_DAILY: Fraction(3),
    F.FOUR_DAILY: Fraction(4),
    F.FIVE_DAILY: Fraction(5),
    F.SIX_DAILY: Fraction(6),
    F.ALTERNATE_DAYS: Fraction(1, 2),
    F.WEEKLY: Fraction(1, 7),
    F.TWICE_WEEKLY: Fraction(2, 7),
    F.THREE_TIMES_WEEKLY: Fraction(3, 7),
    F.FORTNIGHTLY: Fraction(1, 14),
    F.MONTHLY: Fraction(12, 365),
    F.QUARTERLY: Fraction(4, 365),
    F.HALF_YEARLY: Fraction(2, 365),
}


def figure(number: Decimal) -> str:
    """Return a number without trailing zeros: `2.5`, `100`; never `1E+2`."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def plural(unit: str) -> str:
    """Return the plural of a unit: tablets, patches, pessaries; `ml` stays what it is."""
    unit = SPOKEN.get(unit, unit)
    if unit in INVARIABLE or not unit:
        return unit
    if unit.endswith("y") and unit[-2:-1] not in VOWELS:
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch", "sh")) else f"{unit}s"


def is_measured(unit: str) -> bool:
    """Whether it is measured (ml, mg, units), not counted (tablets, puffs)."""
    return SPOKEN.get(unit, unit) in INVARIABLE or unit in SPOKEN or unit == "unit"


def counted(number: Decimal, unit: str) -> str:
    """Return how much in words: `1 tablet`, `28 tablets`, `half a tablet`, `1½ tablets`, `2.5 ml`.

    What is neither half nor quarter stays in figures: `0.33 of a tablet`.
    """
    spoken = SPOKEN.get(unit, unit)
    if is_measured(unit):
        return f"{figure(number)} {spoken if number == 1 else plural(unit)}".strip()
    whole, rest = int(number), Fraction(number) % 1
    if whole == 0 and number > 0:
        article = "an" if spoken[:1] in VOWELS else "a"
        part = PARTS[rest][0] if rest in PARTS else f"{figure(number)} of"
        return f"{part} {article} {spoken}"
    amount = f"{whole}{PARTS[rest][1]}" if rest in PARTS else figure(number)
    return f"{amount} {spoken if number == 1 else plural(unit)}".strip()
