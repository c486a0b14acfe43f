"""Medicines that are taken once a week: daily by mistake, they have killed."""

from fractions import Fraction

from portal.domain.dosage import Dosage
from portal.domain.dosage_word import Frequency
from portal.domain.medicine import Route
from portal.domain.substance import Agent

WEEKLY: dict[str, str] = {
    "methotrexate": "",
    "alendronic acid": "70 mg",
    "risedronate": "35 mg",
    "semaglutide": "",
    "dulaglutide": "",
    "tirzepatide": "",
}
"""By substance, and the strength that is the weekly one; empty: any."""
SOURCE = "NPSA alert 13 (methotrexate); SmPC 4.2"
A_WEEK = Fraction(1, 7)


def too_often(medicine: Agent, strength: str, taken: Dosage) -> str:
    """Return the substance that is taken more often than once a week; empty when none is."""
    for substance, weekly in WEEKLY.items():
        if not medicine.holds(substance) or (weekly and strength != weekly):
            continue
        if substance == "semaglutide" and medicine.route is Route.ORAL:
            continue
        if _rate(taken) > A_WEEK:
            return substance
    return ""


def _rate(taken: Dosage) -> Fraction:
    if taken.frequency is Frequency.ONCE:
        return Fraction(0)
    if taken.frequency is Frequency.EVERY_HOURS and taken.every_hours:
        return Fraction(24, taken.every_hours)
    return taken.frequency.doses_per_day or Fraction(1)
