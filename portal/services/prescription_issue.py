"""Repeats: the next issue of a prescription, once its interval is over, checked anew."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus
from portal.domain.medicine import IDENTIFIED
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import PrescriptionStatus, WarningSeverity
from portal.domain.workflow import Step
from portal.models import (
    Medicine,
    Organization,
    Prescription,
    PrescriptionItem,
    PrescriptionWarning,
    User,
)
from portal.services import prescription_item, prescription_record, prescription_sign
from portal.services.prescription_item import Reading
from portal.services.prescription_step import announce, items
from portal.services.work import Work

S = PrescriptionStatus
LEFT = "The patient’s account is closed."
STRICT = "{} may not be repeated any more: it is a controlled drug of schedule 2 or 3 now."
AWAY = "{} does not prescribe here any more."
SPENT = frozenset({S.CANCELLED, S.DRAFT, S.DISCARDED})
"""What is not issued again."""


def issue(work: Work, row: Prescription) -> bool:
    """Issue a repeat whose time has come, or say why not; whether it was issued.

    The row is locked. What speaks against it as contraindicated, and was not answered when it was
    signed, stops the series, and the prescriber is told.
    """
    row.next_issue_at = None
    work.session.add(row)
    original = work.session.get_one(Prescription, row.original_id or row.id)
    if {row.status, original.status} & SPENT or row.stop_requested_at is not None:
        return False
    before = items(work, row)
    readings = _weighed(work, row, original.id, before)
    why = _stands(work, row, readings)
    if why:
        _withhold(work, row, why)
        return False
    _issued(work, row, original, before, readings)
    return True


def series(work: Work, original_id: UUID) -> list[UUID]:
    """Return the first issue of a prescription and its repeats."""
    query = select(Prescription.id).where(Prescription.original_id == original_id)
    return [original_id, *work.session.exec(query)]


def _issued(
    work: Work,
    row: Prescription,
    original: Prescription,
    before: Sequence[PrescriptionItem],
    readings: Sequence[Reading],
) -> None:
    step = _step("issue")
    place = work.session.get(Organization, row.pharmacy_id) if row.pharmacy_id else None
    again = Prescription(
        created_at=work.at,
        patient_id=row.patient_id,
        prescriber_id=row.prescriber_id,
        practice_id=row.practice_id,
        consultation_id=row.consultation_id,
        status_since=work.at,
        note=row.note,
        pharmacy_id=place.id if place and place.suspended_at is None else None,
        original_id=original.id,
        issue=row.issue + 1,
        issues=row.issues,
        interval_days=row.interval_days,
    )
    again.take(step, work.at)
    strict = [one.schedule for many in (before, readings) for one in many]
    prescription_sign.sign(work, again, strict)
    work.session.add(again)
    work.session.flush()
    for old, reading in zip(before, readings, strict=True):
        item = prescription_sign.frozen(again, old.position, old)
        work.session.add(item)
        work.session.flush()
        prescription_sign.warn(work, item, reading, by=row.prescriber_id)
    prescription_record.follow(work, again)
    announce(work, again, step)


def _withhold(work: Work, row: Prescription, why: str) -> None:
    announce(work, row, _step("withhold"), why)


def _stands(work: Work, row: Prescription, readings: Sequence[Reading]) -> str:
    """Return what stands in the way of the next issue; empty when nothing does."""
    prescriber = work.session.get_one(User, row.prescriber_id)
    if prescriber.status is not AccountStatus.ACTIVE:
        return AWAY.format(prescriber.name)
    if work.session.get_one(User, row.patient_id).status is AccountStatus.CLOSED:
        return LEFT
    for one in readings:
        if one.medicine is not None and one.medicine.withdrawn_at is not None:
            return f"{one.name}: {prescription_item.GONE}"
        if one.schedule in IDENTIFIED:
            return STRICT.format(one.name)
    new = [
        finding.sentence
        for one in readings
        for finding in one.findings
        if finding.severity is WarningSeverity.CONTRAINDICATED and not one.reason(finding)
    ]
    return " ".join(new)


def _weighed(
    work: Work, row: Prescription, original_id: UUID, before: Sequence[PrescriptionItem]
) -> list[Reading]:
    """Check the items anew; what was answered when it was signed stays answered."""
    query = select(PrescriptionWarning).where(PrescriptionWarning.prescription_id == row.id)
    answered: dict[UUID, dict[str, str]] = {}
    for one in work.session.exec(query):
        answered.setdefault(one.item_id, {})[one.key] = one.override_reason
    wanted = select(Medicine).where(col(Medicine.id).in_([one.medicine_id for one in before]))
    known = {one.id: one for one in work.session.exec(wanted)}
    readings = [
        prescription_item.of_item(one, known[one.medicine_id], answered.get(one.id, {}))
        for one in before
    ]
    left_out = series(work, original_id)
    return prescription_item.weigh(work, row.patient_id, readings, leaving_out=left_out)


def _step(name: str) -> Step:
    return next(one for one in WORKFLOW.steps if one.name == name)
