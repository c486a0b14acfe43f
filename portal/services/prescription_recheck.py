"""A new allergy: every open prescription of the patient is checked against it at once."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import col, select

from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import WarningSeverity
from portal.domain.workflow import Party
from portal.models import Allergy, Prescription, PrescriptionItem, PrescriptionWarning
from portal.services import prescription_rule, prescription_step
from portal.services.prescription_check import counts, read_one
from portal.services.prescription_rule import Candidate, Finding
from portal.services.prescription_taken import dosage_of, live_items, product
from portal.services.work import SYSTEM, Work


def recheck(work: Work, patient_id: UUID, allergy: Allergy) -> None:
    """Write down what a new allergy says against signed medicines, and tell who has to know.

    Once: what was known when it was signed, or was told before, is not told again. A correction
    that makes the reaction worse is.
    """
    if not counts(allergy):
        return
    known = [(allergy, read_one(work, allergy))]
    alerted: dict[UUID, Prescription] = {}
    for row, item, medicine in live_items(work, patient_id):
        one = Candidate(item.position, medicine, product(medicine), dosage_of(item))
        for finding in prescription_rule.allergies(one, known):
            if not _is_news(work, item, finding, allergy, medicine.code):
                continue
            work.session.add(_warning(work, item, finding))
            alerted[row.id] = row
    for row in alerted.values():
        _alert(work, row)


def _is_news(
    work: Work, item: PrescriptionItem, finding: Finding, allergy: Allergy, code: str
) -> bool:
    """Whether nobody was told of it: under this entry, or as bad under the one it corrects."""
    keys = [finding.key, f"allergy:{allergy.replaces_id}:{code}"]
    query = select(PrescriptionWarning).where(
        PrescriptionWarning.item_id == item.id, col(PrescriptionWarning.key).in_(keys)
    )
    before = [WarningSeverity(one.severity).rank for one in work.session.exec(query)]
    return not before or finding.severity.rank < min(before)


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


def _alert(work: Work, row: Prescription) -> None:
    """Take the step of the portal itself: who wrote the allergy is told as well."""
    own = replace(work, actor=SYSTEM)
    step = WORKFLOW.step("alert", row.status, [Party.SYSTEM], row.status.word)
    row.take(step, work.at)
    prescription_step.announce(own, row, step)
