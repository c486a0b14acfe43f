"""What is new on a record is held against the patient's open prescriptions, at once.

A new allergy, a pregnancy, and a medicine that somebody wrote down there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlmodel import col, select

from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import WarningKind, WarningSeverity
from portal.domain.workflow import Party
from portal.models import (
    Allergy,
    Condition,
    Measurement,
    Medication,
    Prescription,
    PrescriptionItem,
    PrescriptionWarning,
)
from portal.services import prescription_rule, prescription_step
from portal.services.formulary_name import names
from portal.services.prescription_check import counts, means_pregnant, read_one
from portal.services.prescription_rule import Candidate, Finding
from portal.services.prescription_taken import (
    RECORD,
    Taken,
    dosage_of,
    live_items,
    product,
    taken,
)
from portal.services.work import SYSTEM, Work

Entry = Allergy | Condition | Medication | Measurement
Says = Callable[[Candidate], Iterable[Finding]]
WORDS: Mapping[WarningKind, Mapping[str, str]] = {
    WarningKind.ALLERGY: {"finding": "NEW ALLERGY", "news": "A new allergy"},
    WarningKind.PREGNANCY: {"finding": "PREGNANCY", "news": "A pregnancy"},
    WarningKind.INTERACTION: {"finding": "NEW MEDICINE", "news": "Another medicine"},
}
"""How an alert begins: for those who treat, and for the patient."""


def recheck(work: Work, patient_id: UUID, entry: Entry) -> None:
    """Write down what a new entry says against signed medicines, and tell who has to know.

    Once: what was known when it was signed, or was told before, is not told again. A correction
    that makes it worse is. Of other medicines only what is serious is told.
    """
    alerted: dict[UUID, tuple[Prescription, WarningKind]] = {}
    for row, item, finding in _found(work, patient_id, entry):
        if _is_news(work, item, finding, entry):
            work.session.add(_warning(work, item, finding))
            alerted[row.id] = row, finding.kind
    for row, kind in alerted.values():
        _alert(work, row, WORDS[kind])


def _found(
    work: Work, patient_id: UUID, entry: Entry
) -> Iterable[tuple[Prescription, PrescriptionItem, Finding]]:
    says = _reading(work, patient_id, entry)
    if says is None:
        return
    for row, item, medicine in live_items(work, patient_id):
        one = Candidate(item.position, medicine, product(medicine), dosage_of(item))
        for finding in says(one):
            yield row, item, finding


def _reading(work: Work, patient_id: UUID, entry: Entry) -> Says | None:
    """Return the rule by which an entry speaks against a medicine; None when it never does."""
    if isinstance(entry, Allergy) and counts(entry):
        known = [(entry, read_one(work, entry))]
        return lambda one: prescription_rule.allergies(one, known)
    if isinstance(entry, Condition) and means_pregnant(entry.code):
        return lambda one: prescription_rule.pregnancy(one, asked=False, pregnant=True)
    if isinstance(entry, Medication):
        return _interacting(work, patient_id, entry)
    return None


def _interacting(work: Work, patient_id: UUID, entry: Medication) -> Says | None:
    """Return what a medicine does with others; None when the patient was known to take it."""
    own = f"record:{entry.id}"
    agent = names(work).agent(entry.substance, entry.form)
    if any(one.agent.parts >= agent.parts for one in taken(work, patient_id) if one.ref != own):
        return None
    other = Taken(own, RECORD, agent)
    return lambda one: (
        finding
        for finding in prescription_rule.together(one, other)
        if finding.kind is WarningKind.INTERACTION
        and finding.severity.rank <= WarningSeverity.SERIOUS.rank
    )


def _is_news(work: Work, item: PrescriptionItem, finding: Finding, entry: Entry) -> bool:
    """Whether nobody was told of it: under this entry, or as bad under those it corrects."""
    ids = _names(work, entry)
    keys = [finding.key.replace(str(entry.id), str(one)) for one in ids]
    query = select(PrescriptionWarning).where(
        PrescriptionWarning.item_id == item.id, col(PrescriptionWarning.key).in_(keys)
    )
    before = [WarningSeverity(one.severity).rank for one in work.session.exec(query)]
    return not before or finding.severity.rank < min(before)


def _names(work: Work, entry: Entry) -> list[UUID]:
    """Return an entry and every entry that it corrects."""
    found = [entry]
    while (before := found[-1].replaces_id) is not None:
        found.append(work.session.get_one(type(entry), before))
    return [one.id for one in found]


def _warning(work: Work, item: PrescriptionItem, finding: Finding) -> PrescriptionWarning:
    return PrescriptionWarning(
        created_at=work.at,
        prescription_id=item.prescription_id,
        item_id=item.id,
        kind=finding.kind,
        severity=finding.severity,
        key=finding.key,
        sentence=finding.sentence,
        source=finding.source,
        after_signing=True,
    )


def _alert(work: Work, row: Prescription, words: Mapping[str, str]) -> None:
    """Take the step of the portal itself: who wrote the entry is told as well."""
    own = replace(work, actor=SYSTEM)
    step = WORKFLOW.step("alert", row.status, [Party.SYSTEM], row.status.word)
    row.take(step, work.at)
    prescription_step.announce(own, row, step, words=words)
