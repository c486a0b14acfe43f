"""How a medicine is taken: in parts, as the one sentence a patient reads, and in amounts."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import ceil

from portal.domain.dosage_way import APPLICATION, uncounted, way
from portal.domain.dosage_word import Frequency, counted, is_measured
from portal.domain.medicine import DoseForm, Route

F, D = Frequency, DoseForm
QUARTERS, WEEK, DAY_HOURS, MOST_HOURS, MOST_DAYS = 4, 7, 24, 72, 365

UNDIVIDED = frozenset({D.CAPSULE, D.MODIFIED_RELEASE_CAPSULE, D.GASTRO_RESISTANT_CAPSULE,
                       D.GASTRO_RESISTANT_TABLET, D.INHALER, D.INHALATION_POWDER,
                       D.NASAL_SPRAY, D.NASAL_DROPS, D.EYE_DROPS, D.EAR_DROPS, D.EAR_SPRAY,
                       D.ORAL_DROPS, D.SUBLINGUAL_SPRAY, D.PESSARY, D.VAGINAL_RING, D.IMPLANT,
                       D.INTRAUTERINE_SYSTEM})  # fmt: skip
"""Half of one cannot be taken."""

WHOLE_PACKS = frozenset({D.INHALER, D.INHALATION_POWDER, D.NASAL_SPRAY, D.NASAL_DROPS,
                         D.EYE_DROPS, D.EYE_OINTMENT, D.EYE_GEL, D.EAR_DROPS, D.EAR_SPRAY,
                         D.ORAL_DROPS, D.SUBLINGUAL_SPRAY, D.MOUTHWASH, D.OROMUCOSAL_GEL,
                         D.CREAM, D.OINTMENT, D.GEL, D.LOTION, D.FOAM, D.SHAMPOO,
                         D.SCALP_SOLUTION, D.SKIN_SOLUTION, D.NAIL_LACQUER, D.RECTAL_OINTMENT,
                         D.VAGINAL_CREAM, D.VAGINAL_GEL})  # fmt: skip
"""Supplied in the pack they come in: nobody pours out half a bottle of eye drops."""


@dataclass(frozen=True)
class Dosage:
    """How one medicine is taken (FHIR: Dosage). `dose` and `max_per_day` count dose units."""

    dose: Decimal
    dose_unit: str
    route: Route
    form: DoseForm
    frequency: Frequency
    every_hours: int | None = None
    as_needed: bool = False
    as_needed_for: str = ""
    max_per_day: Decimal | None = None
    duration_days: int | None = None
    instruction: str = ""


def sentence(d: Dosage) -> str:
    """Return the one sentence that a patient reads, and the instruction behind it."""
    often = _when_needed(d) if d.as_needed else _often(d)
    said = f"{_what(d)} {often}{_how_long(d)}."
    return f"{said} {_finished(d.instruction)}".strip()


def per_day(d: Dosage) -> Decimal | None:
    """Return the most dose units in any 24 hours; None when the dosage does not say it.

    A weekly medicine counts as the whole dose, on the one day on which it is taken.
    """
    if d.as_needed and d.max_per_day is not None:
        return d.max_per_day
    if d.frequency is F.EVERY_HOURS:
        return d.dose * ceil(Fraction(DAY_HOURS, d.every_hours)) if d.every_hours else None
    if d.frequency is F.ONCE:
        return d.dose
    rate = d.frequency.doses_per_day
    return None if rate is None else d.dose * max(1, ceil(rate))


def daily_amount(d: Dosage, amount: Decimal | None) -> Decimal | None:
    """Return the substance in 24 hours at most, from the `amount` in one dose unit."""
    units = per_day(d)
    return None if units is None or amount is None else units * amount


def quantity(d: Dosage, doses_per_unit: Decimal | None, pack_size: Decimal) -> Decimal | None:
    """Return the pack units to supply, a whole number; one pack where no duration is said.

    None when it cannot be counted: a tube of cream has no number of doses. One pack is usual then.
    Eye drops, inhalers and the like come in whole packs.
    """
    doses = _doses(d)
    if doses is None:
        return pack_size
    if doses_per_unit is None:
        return None
    units = doses / doses_per_unit
    if d.form in WHOLE_PACKS:
        return _whole(units / pack_size) * pack_size
    return _whole(units)


def lasts(d: Dosage, doses: Decimal | None) -> int | None:
    """Return how many days so many dose units last, never longer than the course.

    What is taken when needed lasts at least so long. None when nobody can count it.
    """
    rate = d.frequency.doses_per_day
    if d.frequency is F.EVERY_HOURS and d.every_hours:
        rate = Fraction(DAY_HOURS, d.every_hours)
    daily = None if rate is None else rate * Fraction(d.dose)
    if d.as_needed and d.max_per_day is not None:
        daily = Fraction(d.max_per_day)
    if d.frequency is F.ONCE:
        return 0
    if not daily or doses is None:
        return d.duration_days
    days = int(Fraction(doses) / daily)
    return days if d.duration_days is None else min(days, d.duration_days)


def problems(d: Dosage) -> dict[str, str]:
    """Return what cannot be meant, by the name of the field."""
    found = {
        "dose": _dose_problem(d),
        "frequency": _frequency_problem(d),
        "every_hours": _hours_problem(d),
        "as_needed_for": "Say what it is taken for, for example “pain”."
        if d.as_needed and not d.as_needed_for.strip()
        else "",
        "max_per_day": _maximum_problem(d),
        "duration_days": _duration_problem(d),
    }
    return {name: said for name, said in found.items() if said}


def _what(d: Dosage) -> str:
    verb, place = way(d.route, d.form, d.dose_unit)
    if d.dose_unit == APPLICATION and d.dose == 1:
        return uncounted(verb, place)
    return f"{verb} {counted(d.dose, d.dose_unit)} {place}".strip()


def _often(d: Dosage) -> str:
    if d.frequency is not F.EVERY_HOURS:
        return d.frequency.words
    return "every hour" if d.every_hours == 1 else f"every {d.every_hours} hours"


def _when_needed(d: Dosage) -> str:
    reason = d.as_needed_for.strip().removeprefix("for ").rstrip(".")
    needed = f"when needed for {reason}" if reason else "when needed"
    if d.frequency is F.EVERY_HOURS:
        apart = "1 hour" if d.every_hours == 1 else f"{d.every_hours} hours"
        needed += f", at least {apart} apart"
    elif d.frequency is F.ONCE or d.frequency.is_rare:
        needed = f"{d.frequency.words}, {needed}"
    elif d.frequency is not F.WHEN_NEEDED:
        up_to = "up to " if d.frequency.words.endswith("day") else ""
        needed = f"{up_to}{d.frequency.words} {needed}"
    if d.max_per_day is not None:
        needed += f", at most {counted(d.max_per_day, d.dose_unit)} in 24 hours"
    return needed


def _how_long(d: Dosage) -> str:
    days = d.duration_days
    if days is None:
        return ""
    comma = "," if "," in d.frequency.words or d.as_needed else ""
    if d.frequency.is_rare and days > WEEK and days % WEEK == 0:
        return f"{comma} for {days // WEEK} weeks"
    return f"{comma} for {days} {'day' if days == 1 else 'days'}"


def _finished(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def _doses(d: Dosage) -> Decimal | None:
    """Return the dose units of the whole course; None when it is not said how long it lasts."""
    if d.frequency is F.ONCE:
        return d.dose
    days = d.duration_days
    if days is None:
        return None
    if d.as_needed and d.max_per_day is not None:
        return d.max_per_day * days
    rate = d.frequency.doses_per_day
    if d.frequency is F.EVERY_HOURS and d.every_hours:
        rate = Fraction(DAY_HOURS, d.every_hours)
    return None if rate is None else d.dose * ceil(rate * days)


def _whole(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_CEILING)


def _dose_problem(d: Dosage) -> str:
    if not d.dose.is_finite() or d.dose <= 0:
        return "Enter how much is taken each time, for example 1."
    if is_measured(d.dose_unit):
        return ""
    if d.form in UNDIVIDED and d.dose % 1:
        return f"A part of a {d.dose_unit} cannot be taken: enter a whole number."
    if (d.dose * QUARTERS) % 1:
        return "Enter whole numbers, halves (0.5) or quarters (0.25)."
    return ""


def _frequency_problem(d: Dosage) -> str:
    if d.frequency is F.WHEN_NEEDED and not d.as_needed:
        return "Choose how often it is taken, or say that it is taken when needed."
    return ""


def _hours_problem(d: Dosage) -> str:
    if d.frequency is not F.EVERY_HOURS:
        return "" if d.every_hours is None else "Leave the hours empty, or choose “every … hours”."
    if d.every_hours is None or not 1 <= d.every_hours <= MOST_HOURS:
        return f"Enter the hours between two doses (1 to {MOST_HOURS})."
    return ""


def _maximum_problem(d: Dosage) -> str:
    if not d.as_needed:
        return (
            ""
            if d.max_per_day is None
            else "Leave this empty, or say that it is taken when needed."
        )
    if d.max_per_day is None:
        told = d.frequency is F.ONCE or d.dose_unit == APPLICATION
        return "" if told else "Enter the most that may be taken in 24 hours."
    if not d.max_per_day.is_finite() or d.max_per_day < d.dose:
        return "The most in 24 hours cannot be less than one dose."
    return ""


def _duration_problem(d: Dosage) -> str:
    days = d.duration_days
    if days is None:
        return ""
    if d.frequency is F.ONCE:
        return "What is taken once only has no duration: leave the days empty."
    return "" if 1 <= days <= MOST_DAYS else f"Enter days (1 to {MOST_DAYS}), or leave it empty."
