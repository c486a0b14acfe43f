"""What can be measured: unit, what is possible, what is usual for adults, what is an alarm.

Units are those of the LOINC codes, written in UCUM. The usual ranges are for adults: a child's
values are shown without a judgement.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.domain.record import Vital

ADULT = 18


class Reading(StrEnum):
    """How a value stands to the usual range."""

    UNJUDGED = ""
    VERY_LOW = "very_low"
    LOW = "low"
    USUAL = "usual"
    HIGH = "high"
    VERY_HIGH = "very_high"

    @property
    def words(self) -> str:
        """The same, as people read it."""
        return self.value.replace("_", " ") if self is not Reading.USUAL else "in range"


@dataclass(frozen=True)
class Range:
    """Limits of one number: what a person can have at all, the usual range, and alarms."""

    least: float
    most: float
    low: float | None = None
    high: float | None = None
    alarm_low: float | None = None
    alarm_high: float | None = None

    def reading(self, value: Decimal) -> Reading:
        """Judge one value."""
        number = float(value)
        if self.alarm_low is not None and number <= self.alarm_low:
            return Reading.VERY_LOW
        if self.alarm_high is not None and number >= self.alarm_high:
            return Reading.VERY_HIGH
        if self.low is None and self.high is None:
            return Reading.UNJUDGED
        if self.low is not None and number < self.low:
            return Reading.LOW
        if self.high is not None and number > self.high:
            return Reading.HIGH
        return Reading.USUAL

    @property
    def words(self) -> str:
        """The usual range, as people read it; empty where there is none."""
        if self.low is not None and self.high is not None:
            return f"{self.low:g}–{self.high:g}"
        if self.high is not None:
            return f"up to {self.high:g}"
        return f"{self.low:g} or more" if self.low is not None else ""


@dataclass(frozen=True)
class Measure:
    """One kind of measurement: its names, its unit, and the limits of its one or two numbers."""

    name: str
    plain: str
    unit: str
    unit_words: str
    places: int
    range: Range
    second: Range | None = None
    at_home: bool = False
    laboratory: bool = False
    women: Range | None = None

    def limits(self, sex: str) -> Range:
        """Return the range of the first number for this administrative sex."""
        return self.women if self.women and sex == "female" else self.range

    def problems(self, value: Decimal, second: Decimal | None) -> dict[str, str]:
        """Return a sentence for each number that cannot be true, by field."""
        found: dict[str, str] = {}
        if not self.range.least <= value <= self.range.most:
            found["value"] = self._impossible(value, self.range)
        if self.second is None:
            if second is not None:
                found["value_second"] = f"{self.name} has only one value."
            return found
        if second is None:
            found["value_second"] = "Enter both numbers: the upper and the lower one."
        elif not self.second.least <= second <= self.second.most:
            found["value_second"] = self._impossible(second, self.second)
        elif second >= value:
            found["value_second"] = "The lower number must be smaller than the upper one."
        return found

    def reading(self, value: Decimal, second: Decimal | None, sex: str, age: int | None) -> Reading:
        """Judge the values of an adult; the worse of two numbers counts."""
        if age is None or age < ADULT:
            return Reading.UNJUDGED
        readings = [self.limits(sex).reading(value)]
        if self.second and second is not None:
            readings.append(self.second.reading(second))
        return max(readings, key=_ALARMING.index)

    def text(self, value: Decimal, second: Decimal | None = None) -> str:
        """Return the value as it is written, without its unit."""
        first = f"{value:.{self.places}f}"
        return first if second is None else f"{first}/{second:.{self.places}f}"

    def usual(self, sex: str, age: int | None) -> str:
        """Return the usual range in words, for adults."""
        if age is None or age < ADULT:
            return ""
        first = self.limits(sex).words
        return f"{first} / {self.second.words}" if self.second and first else first

    def _impossible(self, value: Decimal, limits: Range) -> str:
        return (
            f"{value:f} is not possible here: {self.name.lower()} lies between {limits.least:g} "
            f"and {limits.most:g} {self.unit_words}. Please check number and unit."
        )


_ALARMING = [
    Reading.UNJUDGED, Reading.USUAL, Reading.LOW, Reading.HIGH, Reading.VERY_LOW, Reading.VERY_HIGH,
]  # fmt: skip

V = Vital

MEASURES: dict[Vital, Measure] = {
    V.BLOOD_PRESSURE: Measure(
        "Blood pressure", "blood pressure", "mm[Hg]", "mmHg", 0,
        Range(40, 300, 90, 140, 80, 180), second=Range(20, 200, 60, 90, 40, 120), at_home=True,
    ),
    V.HEART_RATE: Measure(
        "Heart rate", "pulse", "/min", "/min", 0, Range(20, 300, 50, 100, 40, 131), at_home=True,
    ),
    V.TEMPERATURE: Measure(
        "Temperature", "temperature", "Cel", "°C", 1,
        Range(25, 45, 36, 38, 35, 40), at_home=True,
    ),
    V.OXYGEN_SATURATION: Measure(
        "Oxygen saturation", "oxygen level", "%", "%", 0, Range(40, 100, 95, None, 91),
        at_home=True,
    ),
    V.RESPIRATORY_RATE: Measure(
        "Respiratory rate", "breaths a minute", "/min", "/min", 0, Range(4, 80, 12, 20, 8, 25),
    ),
    V.WEIGHT: Measure("Weight", "weight", "kg", "kg", 1, Range(0.3, 500), at_home=True),
    V.HEIGHT: Measure("Height", "height", "cm", "cm", 0, Range(20, 260), at_home=True),
    V.GLUCOSE: Measure(
        "Glucose", "blood sugar", "mg/dL", "mg/dL", 0, Range(10, 2000, 70, 140, 54, 400),
        at_home=True, laboratory=True,
    ),
    V.HBA1C: Measure(
        "HbA1c", "long-term blood sugar (HbA1c)", "%", "%", 1, Range(3, 20, 4, 6, None, 12),
        laboratory=True,
    ),
    V.CREATININE: Measure(
        "Creatinine", "kidney value (creatinine)", "mg/dL", "mg/dL", 2,
        Range(0.1, 30, 0.7, 1.3, None, 4), women=Range(0.1, 30, 0.5, 1.1, None, 4),
        laboratory=True,
    ),
    V.SODIUM: Measure(
        "Sodium", "sodium", "mmol/L", "mmol/L", 0, Range(80, 200, 135, 145, 120, 160),
        laboratory=True,
    ),
    V.POTASSIUM: Measure(
        "Potassium", "potassium", "mmol/L", "mmol/L", 1, Range(1, 12, 3.5, 5.1, 2.5, 6.0),
        laboratory=True,
    ),
    V.CHOLESTEROL: Measure(
        "Cholesterol", "total cholesterol", "mg/dL", "mg/dL", 0, Range(30, 1500, None, 200),
        laboratory=True,
    ),
    V.HDL: Measure(
        "HDL cholesterol", "HDL cholesterol", "mg/dL", "mg/dL", 0, Range(3, 200, 40, None),
        women=Range(3, 200, 50, None), laboratory=True,
    ),
    V.LDL: Measure(
        "LDL cholesterol", "LDL cholesterol", "mg/dL", "mg/dL", 0, Range(5, 1000, None, 130),
        laboratory=True,
    ),
    V.TRIGLYCERIDES: Measure(
        "Triglycerides", "blood fats (triglycerides)", "mg/dL", "mg/dL", 0,
        Range(10, 10000, None, 150, None, 1000), laboratory=True,
    ),
    V.ALT: Measure(
        "ALT", "liver value (ALT)", "U/L", "U/L", 0, Range(1, 10000, None, 45, None, 500),
        laboratory=True,
    ),
    V.AST: Measure(
        "AST", "liver value (AST)", "U/L", "U/L", 0, Range(1, 10000, None, 40, None, 500),
        laboratory=True,
    ),
}  # fmt: skip
"""Every measurement the portal knows. Vital signs follow NEWS2 where it names a limit."""
