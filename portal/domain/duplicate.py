"""Two medicines that do the same: the same substance, or two of a group where one is enough."""

from dataclasses import dataclass

from portal.domain.prescription_word import WarningSeverity
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
