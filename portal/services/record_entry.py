"""Writing in a record. Nothing is overwritten: a correction is a new entry that names the old."""

from uuid import UUID

from sqlmodel import col, select

from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.permission import Permission, Role
from portal.domain.record import Certainty, EntryKind, EntryStatus, Source
from portal.models import Allergy, Condition, Measurement, Medication, User
from portal.schemas.record import EntryView
from portal.schemas.record_claim import Ending, EntryClaim, MeasurementClaim, Why
from portal.services import prescription_recheck, record, record_view
from portal.services.record_made import CHECK, make
from portal.services.record_view import Row
from portal.services.work import Work, record_id

TABLES: dict[EntryKind, type[Row]] = {
    EntryKind.ALLERGY: Allergy,
    EntryKind.CONDITION: Condition,
    EntryKind.MEDICATION: Medication,
    EntryKind.MEASUREMENT: Measurement,
}


def add(work: Work, patient_id: UUID | str, claim: EntryClaim) -> EntryView:
    """Write one entry. Raises NotFound without a relationship, Invalid for what cannot be."""
    patient = _writable(work, patient_id, claim.KIND)
    row = make(work, patient, claim)
    if isinstance(row, Allergy):
        _no_longer_none(work, patient)
    work.session.add(row)
    work.session.flush()
    prescription_recheck.recheck(work, patient.id, row)
    return _kept(work, patient, row, f"{claim.KIND}:recorded")


def measure(work: Work, claim: MeasurementClaim) -> EntryView:
    """Write what patients measured themselves; it is marked as theirs."""
    work.require(Permission.RECORD_MEASURE)
    return add(work, _author(work), claim)


def none_known(work: Work, patient_id: UUID | str) -> EntryView:
    """Write down that the patient was asked and has no allergy; silence would not say so.

    Raises StepNotPossible while one is listed, or when it is on record already.
    """
    patient = _writable(work, patient_id, EntryKind.ALLERGY)
    if any(one.certainty is not Certainty.REFUTED for one in _allergies(work, patient)):
        raise StepNotPossible("Allergies of this patient are on record, or that there are none.")
    row = Allergy(
        created_at=work.at,
        patient_id=patient.id,
        recorded_by=_author(work),
        none_known=True,
        certainty=Certainty.CONFIRMED,
    )
    work.session.add(row)
    work.session.flush()
    return _kept(work, patient, row, "allergy:none_known")


def correct(
    work: Work, patient_id: UUID | str, entry_id: UUID | str, claim: EntryClaim
) -> EntryView:
    """Write an entry anew; the old value stays readable, with who corrected it, when and why.

    `claim` is a correction: the whole entry and its reason.
    """
    reason = claim.reason if isinstance(claim, Why) else ""
    patient, old = _open_entry(work, patient_id, claim.KIND, entry_id)
    row = make(work, patient, claim)
    row.replaces_id = old.id
    row.consultation_id = row.consultation_id or old.consultation_id
    if isinstance(row, Measurement) and isinstance(old, Measurement) and not _says_when(claim):
        row.taken_at = old.taken_at
    old.take(EntryStatus.CORRECTED, _author(work), work.at, reason)
    work.session.add(old)
    work.session.flush()
    work.session.add(row)
    work.session.flush()
    prescription_recheck.recheck(work, patient.id, row)
    return _kept(work, patient, row, f"{claim.KIND}:corrected", reason)


def withdraw(
    work: Work, patient_id: UUID | str, kind: EntryKind, entry_id: UUID | str, why: Why
) -> EntryView:
    """Mark an entry as entered in error: it speaks no more and stays readable."""
    patient, row = _open_entry(work, patient_id, kind, entry_id)
    row.take(EntryStatus.IN_ERROR, _author(work), work.at, why.reason)
    return _kept(work, patient, row, f"{kind}:entered_in_error", why.reason)


def end(
    work: Work, patient_id: UUID | str, kind: EntryKind, entry_id: UUID | str, ending: Ending
) -> EntryView:
    """Say that a condition or a medication is over. Raises StepNotPossible for other entries."""
    patient, row = _open_entry(work, patient_id, kind, entry_id)
    if not isinstance(row, Condition | Medication):
        raise StepNotPossible("Only conditions and medication come to an end.")
    until = ending.until or work.at.date()
    if until > work.at.date() or (row.since and until < row.since):
        raise Invalid(CHECK, {"until": "Enter a day between its beginning and today."})
    row.take(EntryStatus.ENDED, _author(work), work.at, ending.reason)
    row.until = until
    return _kept(work, patient, row, f"{kind}:ended", ending.reason)


def _writable(work: Work, patient_id: UUID | str, kind: EntryKind) -> User:
    """Find the patient and see that the actor may write this kind; patients only measure."""
    if work.actor.role is Role.PATIENT and kind is EntryKind.MEASUREMENT:
        work.require(Permission.RECORD_MEASURE)
    else:
        work.require(Permission.RECORD_WRITE)
    return record.find_patient(work, patient_id, lock=True)


def _open_entry(
    work: Work, patient_id: UUID | str, kind: EntryKind, entry_id: UUID | str
) -> tuple[User, Row]:
    patient = _writable(work, patient_id, kind)
    table = TABLES[kind]
    query = select(table).where(
        col(table.id) == record_id(entry_id), col(table.patient_id) == patient.id
    )
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(record.MISSING)
    if work.actor.role is Role.PATIENT and row.source is not Source.PATIENT:
        raise NotAllowed("Your practice wrote this. Please ask them to correct it.")
    return patient, row


def _says_when(claim: EntryClaim) -> bool:
    return isinstance(claim, MeasurementClaim) and claim.taken_at != ""


def _author(work: Work) -> UUID:
    return work.session.get_one(User, work.actor.id).id


def _kept(work: Work, patient: User, row: Row, action: str, reason: str = "") -> EntryView:
    work.session.add(row)
    work.record(action, action.partition(":")[0], row.id, patient.id, reason)
    record.announce(work, patient.id)
    (view,) = record_view.entries(work, patient, [row])
    return view


def _allergies(work: Work, patient: User) -> list[Allergy]:
    query = select(Allergy).where(
        Allergy.patient_id == patient.id, Allergy.status == EntryStatus.CURRENT
    )
    return list(work.session.exec(query))


def _no_longer_none(work: Work, patient: User) -> None:
    """End the entry that says there are none: one is being written."""
    for one in _allergies(work, patient):
        if one.none_known:
            one.take(EntryStatus.ENDED, _author(work), work.at, "An allergy was recorded.")
            work.session.add(one)
            work.session.flush()
