"""The rules of a prescription check: what speaks against one medicine, as findings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.domain import allergen, weekly
from portal.domain.allergen import Allergen, Match
from portal.domain.dosage import Dosage, lasts
from portal.domain.duplicate import PAIRED, Earlier, duplicate, too_much
from portal.domain.interaction import between
from portal.domain.medicine import Pregnancy
from portal.domain.prescription_word import WarningKind, WarningSeverity
from portal.domain.record import Certainty, Severity
from portal.domain.substance import Agent
from portal.models import Allergy, Medicine
from portal.services.prescription_taken import HERE, RECORD, Taken

K, W = WarningKind, WarningSeverity
DUPLICATES = "WHO ATC; BNF, treatment summaries"
AGAIN = "What was handed over before"
BAD = frozenset({Severity.SEVERE, Severity.LIFE_THREATENING})


@dataclass(frozen=True)
class Finding:
    """What speaks against one medicine. The same finding has the same `key`, each time."""

    position: int
    kind: WarningKind
    severity: WarningSeverity
    key: str
    sentence: str
    source: str


@dataclass(frozen=True)
class Candidate:
    """One medicine that is being checked, as the rules see it."""

    position: int
    medicine: Medicine
    agent: Agent
    dosage: Dosage | None


def allergies(one: Candidate, known: Iterable[tuple[Allergy, Allergen]]) -> Iterable[Finding]:
    """Return each allergy that speaks against a medicine."""
    for entry, what in known:
        match = allergen.against(what, one.agent)
        if match is None:
            continue
        facts = [entry.reaction, (entry.severity or "").replace("_", " ")]
        unsure = {
            Certainty.UNCONFIRMED: " The allergy is not confirmed.",
            Certainty.LIKELY: " The allergy is likely, not confirmed.",
        }.get(entry.certainty, "")
        yield Finding(
            one.position,
            K.ALLERGY,
            how_bad(match, entry.severity),
            f"allergy:{entry.id}:{one.medicine.code}",
            f"Allergy to {entry.substance.strip()} ({', '.join(f for f in facts if f)}): "
            f"{one.medicine.name} {match.words}.{unsure}",
            f"Allergy on the record; {match.source}",
        )


def how_bad(match: Match, severity: Severity | None) -> WarningSeverity:
    """Return how much an allergy speaks against a medicine, by how bad the reaction was."""
    if match.mildly:
        return W.SERIOUS if severity in BAD else W.CAUTION
    if match.how == "akin":
        return W.SERIOUS if severity in BAD else W.CAUTION
    if severity in BAD or severity is None:
        return W.CONTRAINDICATED
    if match.how == "same" or severity is Severity.MODERATE:
        return W.SERIOUS
    return W.CAUTION


def together(one: Candidate, other: Taken) -> Iterable[Finding]:
    """Return what speaks against taking two medicines side by side."""
    first, second = one.medicine.name, f"{other.agent.name} ({other.where})"
    if twice := duplicate(one.agent, other.agent):
        severity = twice.severity
        if twice.same_substance and other.kind == RECORD:
            severity = W.CAUTION
            said = f"{first} instead of {second}, or beside it? Both hold {twice.what}."
        elif twice.same_substance:
            said = f"{first} and {second} both hold {twice.what}."
        else:
            said = f"{first} and {second} are of one group: {twice.what}."
        key = _pair(K.DUPLICATE, one, other)
        yield Finding(one.position, K.DUPLICATE, severity, key, said, DUPLICATES)
    if known := between(one.agent, other.agent):
        said = f"{first} with {second}: {known.effect} {known.advice}"
        key = _pair(K.INTERACTION, one, other)
        yield Finding(one.position, K.INTERACTION, known.severity, key, said, known.source)


def again(one: Candidate, before: Earlier | None, today: date) -> Iterable[Finding]:
    """Return that there is enough of the very same medicine; nothing when it is its next supply.

    Two creams for two places, or an inhaler for school, are asked about without a reason.
    """
    taken, held = one.dosage, one.medicine.doses_per_unit

    def lasting(left: Decimal) -> int | None:
        return lasts(replace(taken, duration_days=None), left * held) if taken and held else None

    if before is None or not (said := too_much(before, today, lasting)):
        return
    usual = one.agent.is_local or one.agent.atc.startswith(PAIRED)
    key = f"{K.DUPLICATE}:{one.medicine.code}:{'waiting' if before.waiting else 'again'}"
    yield Finding(
        one.position, K.DUPLICATE, W.CAUTION if usual else W.SERIOUS, key, said, AGAIN
    )  # fmt: skip


def _pair(kind: WarningKind, one: Candidate, other: Taken) -> str:
    """Return the key of two medicines; on one prescription it is the same in either order."""
    refs = [one.medicine.code, other.ref]
    return ":".join([kind, *(sorted(refs) if other.kind == HERE else refs)])


def pregnancy(one: Candidate, *, asked: bool, pregnant: bool) -> Iterable[Finding]:
    """Return what pregnancy means for a medicine: known of, or to be asked about."""
    advice = one.medicine.pregnancy
    if advice not in (Pregnancy.AVOID, Pregnancy.CAUTION) or not (asked or pregnant):
        return
    avoid = advice is Pregnancy.AVOID
    if pregnant:
        severity = W.CONTRAINDICATED if avoid else W.SERIOUS
        said = "The record says that the patient is pregnant."
    else:
        severity = W.SERIOUS if avoid else W.CAUTION
        said = "Ask whether the patient is, or may become, pregnant."
    word = "is to be avoided" if avoid else "is taken with caution only"
    yield Finding(
        one.position, K.PREGNANCY, severity,
        f"pregnancy:{'known' if pregnant else 'ask'}:{one.medicine.code}",
        f"{one.medicine.name} {word} in pregnancy. {said}", "SmPC 4.6; UKTIS",
    )  # fmt: skip


def once_a_week(one: Candidate) -> Iterable[Finding]:
    """Return that a weekly medicine is taken too often."""
    if one.dosage is None:
        return
    if substance := weekly.too_often(one.agent, one.medicine.strength, one.dosage):
        yield Finding(
            one.position, K.MAXIMUM, W.CONTRAINDICATED, f"weekly:{one.medicine.code}",
            f"{substance.capitalize()} is taken once a week, never more often: "
            "daily by mistake, it has killed.", weekly.SOURCE,
        )  # fmt: skip
