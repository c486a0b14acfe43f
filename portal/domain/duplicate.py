"""Two medicines that do the same: the same substance, or two of a group where one is enough."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from portal.domain.prescription_word import WarningSeverity
from portal.domain.quantity import counted
from portal.domain.substance import Agent

S, C = WarningSeverity.SERIOUS, WarningSeverity.CAUTION

GROUPS: dict[str, tuple[tuple[str, ...], WarningSeverity]] = {
    "anti-inflammatory painkiller (NSAID)":
        (("M01AA", "M01AB", "M01AC", "M01AE", "M01AG", "M01AH"), S),
    "statin": (("C10AA",), S),
    "ACE inhibitor": (("C09A", "C09B"), S),
    "angiotensin receptor blocker": (("C09C", "C09D"), S),
    "acid-lowering medicine (PPI)": (("A02BC",), C),
    "acid-lowering medicine (H2 blocker)": (("A02BA",), C),
    "beta blocker": (("C07",), S),
    "calcium channel blocker": (("C08C", "C08D"), C),
    "thiazide or thiazide-like diuretic": (("C03A", "C03B"), C),
    "potassium-sparing diuretic": (("C03D", "C03E"), S),
    "loop diuretic": (("C03C",), S),
    "anticoagulant": (("B01AA", "B01AB", "B01AE", "B01AF"), S),
    "nitrate": (("C01DA08", "C01DA14"), C),
    "SSRI": (("N06AB",), S),
    "tricyclic antidepressant": (("N06AA",), S),
    "benzodiazepine or sleeping tablet": (("N05BA", "N05CD", "N05CF"), C),
    "opioid": (("N02A", "R05DA04", "N07BC"), C),
    "gabapentinoid": (("N02BF",), S),
    "triptan": (("N02CC",), S),
    "antipsychotic": (("N05AA", "N05AD", "N05AF", "N05AH", "N05AL", "N05AX"), C),
    "sulfonylurea": (("A10BB",), S),
    "gliptin (DPP-4 inhibitor)": (("A10BH", "A10BD07"), S),
    "gliflozin (SGLT2 inhibitor)": (("A10BK",), S),
    "GLP-1 medicine": (("A10BJ", "A10BX16"), S),
    "bisphosphonate": (("M05BA",), S),
    "medicine for gout that lowers uric acid": (("M04AA",), S),
    "penicillin": (("J01C",), C),
    "macrolide antibiotic": (("J01FA",), S),
    "quinolone antibiotic": (("J01MA",), S),
    "tetracycline antibiotic": (("J01AA",), S),
    "inhaled long-acting beta agonist": (("R03AC12", "R03AC13", "R03AC18", "R03AK", "R03AL"), S),
    "inhaled long-acting antimuscarinic":
        (("R03BB04", "R03BB05", "R03BB06", "R03BB07", "R03AL"), S),
    "inhaled steroid": (("R03BA", "R03AK", "R03AL08", "R03AL09"), C),
    "steroid nasal spray": (("R01AD",), C),
    "antihistamine that does not make sleepy": (("R06AE", "R06AX"), C),
    "bladder relaxant": (("G04BD",), C),
    "medicine for erections (PDE-5 inhibitor)": (("G04BE03", "G04BE08", "G04BE09", "G04BE10"), S),
    "alpha blocker": (("G04CA", "C02CA"), C),
    "5-alpha-reductase inhibitor": (("G04CB", "G04CA52"), S),
    "contraceptive": (("G03AA", "G03AB", "G03AC", "G02BB"), C),
    "thyroid medicine": (("H03B",), C),
}  # fmt: skip
"""Groups of ATC level 3 or 4 where one is enough (WHO ATC; BNF, treatment summaries).

Not here on purpose: insulins (a long and a short one belong together), bronchodilators that act at
once beside those that last, topical steroids, vaccines, laxatives, treatment of epilepsy.
"""

PAIRED = ("A10A", "J07", "R03AC02", "R03AC03", "G03C")
"""Two products of the same substance are usual: insulins, nebules beside an inhaler, hormones."""

TITRATED = frozenset({
    "warfarin", "levothyroxine", "prednisolone", "lamotrigine", "gabapentin", "pregabalin",
    "quetiapine", "venlafaxine", "morphine", "oxycodone", "levodopa", "methadone", "fentanyl",
    "lithium carbonate", "clozapine", "tacrolimus", "sodium valproate", "carbamazepine",
})  # fmt: skip
"""Doses are often made up of two strengths."""

EARLY = 10
"""Days before a supply ends from which the next one is usual: people order in good time."""

NEARLY = 2
"""Of a short course the last half, not the last ten days, is nearly used up."""

UNCOUNTED = 14
"""Days after which nobody asks about a supply whose doses cannot be counted: a tube of cream."""

MEANT = "Is one more meant?"


@dataclass(frozen=True)
class Duplicate:
    """That two medicines do the same: `what` they share, and how bad that is."""

    what: str
    same_substance: bool
    severity: WarningSeverity


def duplicate(a: Agent, b: Agent) -> Duplicate | None:
    """Return what two medicines share; None when they may stand side by side.

    A cream beside a tablet of the same substance may. So may two creams for two places.
    """
    if a.atc.startswith(PAIRED) and b.atc.startswith(PAIRED):
        return None
    shared = sorted(a.parts & b.parts)
    if shared and a.is_local == b.is_local and (not a.is_local or a.route == b.route):
        gentle = a.is_local or not TITRATED.isdisjoint(shared)
        return Duplicate(" and ".join(shared), same_substance=True, severity=C if gentle else S)
    for what, (classes, severity) in GROUPS.items():
        if a.atc.startswith(classes) and b.atc.startswith(classes):
            return Duplicate(what, same_substance=False, severity=severity)
    return None


@dataclass(frozen=True)
class Given:
    """One hand-over: how many pack units, on which day, and how many days they last, if known."""

    quantity: Decimal
    on: date
    days: int | None = None
    rest: bool = False
    """It is what was still owed of the hand-over before."""


@dataclass(frozen=True)
class Earlier:
    """What is known of the very same product in one patient: substance, strength and form.

    `given` is what was handed over, oldest first; `waiting` what was prescribed at the latest on
    `since` and is still to be handed over; `again` the day of the next issue of a repeat.
    """

    unit: str
    given: Sequence[Given] = ()
    waiting: Decimal = Decimal(0)
    since: date | None = None
    again: date | None = None

    @property
    def until(self) -> date | None:
        """Until when it lasts, taken as prescribed; None when nobody can count it.

        Who comes a few days early each time is not added up; two supplies at once are.
        """
        end: date | None = None
        for one in self.given:
            if one.days is None:
                end = None
                continue
            over = (end - one.on).days if end else 0
            goes_on = over > EARLY or (one.rest and over > 0)
            end = (end if end and goes_on else one.on) + timedelta(days=one.days)
        return end

    def left(self, today: date) -> Decimal:
        """Return how many pack units should be left, taken as prescribed."""
        last, until = self.given[-1] if self.given else None, self.until
        if last is None or not last.days or until is None or until <= today:
            return Decimal(0)
        return (last.quantity * (until - today).days / last.days).to_integral_value(ROUND_FLOOR)


def too_much(
    earlier: Earlier, today: date, lasting: Callable[[Decimal], int | None] | None = None
) -> str:
    """Return in words why one more is more than the next supply; empty when it is just that.

    `lasting` says how many days so many pack units last from now on: a dose that goes up uses up
    sooner what is left.
    """
    said = [
        f"{counted(earlier.waiting, earlier.unit)} of it, prescribed on "
        f"{_day(earlier.since or today, today)}, are still to be handed over."
        if earlier.waiting > 0
        else "",
        f"It is issued again by itself on {_day(earlier.again, today)}." if earlier.again else "",
        _much_left(earlier, today, lasting),
    ]
    return " ".join([*filter(None, said), MEANT]) if any(said) else ""


def next_supply(earlier: Earlier, today: date) -> str:
    """Return what the supply before was, of a medicine that is taken already."""
    if not earlier.given:
        return "Takes it already, says the record; no supply of it is known here."
    last, until = earlier.given[-1], earlier.until
    said = f"Takes it already; last supply {_supply(last, earlier.unit, today)}"
    if until is None:
        return f"{said}."
    return f"{said}, {'lasts' if until >= today else 'lasted'} until {_day(until, today)}."


def _much_left(
    earlier: Earlier, today: date, lasting: Callable[[Decimal], int | None] | None
) -> str:
    if not earlier.given:
        return ""
    last, until = earlier.given[-1], earlier.until
    supply = _supply(last, earlier.unit, today)
    if until is None or last.days is None:
        recent = (today - last.on).days < UNCOUNTED
        return f"The last supply was {supply}." if recent else ""
    left, days = earlier.left(today), (until - today).days
    from_now = lasting(left) if lasting else None
    if (days if from_now is None else from_now) <= min(EARLY, last.days / NEARLY):
        return ""
    rest = counted(left, earlier.unit)
    ends = _day(until, today)
    return f"The last supply, {supply}, lasts until {ends}: about {rest} should be left."


def _supply(one: Given, unit: str, today: date) -> str:
    return f"{counted(one.quantity, unit)} on {_day(one.on, today)}"


def _day(on: date, today: date) -> str:
    return f"{on:%-d %B}" if on.year == today.year else f"{on:%-d %B %Y}"
