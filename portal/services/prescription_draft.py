"""A prescription while it is written: its author's alone, kept with every pause, looked through.

Keeping is not audited; that one was begun, and that it was discarded, is.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import PrescriptionStatus
from portal.domain.workflow import Party, Step
from portal.models import Consultation, Prescription, User
from portal.schemas.prescription_draft import (
    DraftFields,
    DraftItem,
    DraftOpen,
    ItemPreview,
    PrescriptionDraft,
    PrescriptionDraftSave,
    ReviewView,
)
from portal.services import (
    access,
    consultation_step,
    note,
    prescription_item,
    prescription_whole,
    record,
)
from portal.services.prescription_step import deadlines, find
from portal.services.work import Work

S = PrescriptionStatus
ELSEWHERE = "You changed this prescription in another tab."
OVER = "This prescription is {}: nothing in it can be changed any more."
HELD = "You do not hold this consultation, so you cannot prescribe in it."
OTHERS = "This consultation is another patient’s."
NO_PRACTICE = "You belong to no practice, so you cannot prescribe."
NOT_YOURS = "You do not treat this patient any more, so this cannot be signed. Discard it."
GONE = "The patient’s account is closed: nothing is prescribed under it any more."
CLOSED = (
    "The consultation is {}: what was begun in it is not signed any more. Discard it, and "
    "prescribe from the patient’s record."
)
SEEN, NAME = "seen", "name"
"""What a draft holds beside what is typed: the findings that were shown, and names for lists."""


def open_draft(
    work: Work, patient_id: UUID | str, consultation_id: UUID | str | None = None
) -> PrescriptionDraft:
    """Return the actor's own draft for this consultation or patient; begin one if there is none.

    Raises NotFound for a patient they do not treat, NotAllowed in a consultation they do not hold.
    """
    author, patient, meeting = _may(work, patient_id, consultation_id)
    query = select(Prescription).where(
        Prescription.prescriber_id == author.id,
        Prescription.patient_id == patient.id,
        Prescription.status == S.DRAFT,
        col(Prescription.consultation_id).is_not_distinct_from(meeting.id if meeting else None),
    )
    row = work.session.exec(query.order_by(col(Prescription.created_at).desc())).first()
    return view(work, row or _begin(work, author, patient, meeting))


def opened(work: Work, asked: DraftOpen) -> PrescriptionDraft:
    """`open_draft`, as another program asks for it."""
    return open_draft(work, asked.patient_id, asked.consultation_id)


def begin(
    work: Work, patient_id: UUID | str, consultation_id: UUID | str | None = None
) -> Prescription:
    """Begin a further prescription, to be signed at once. Raises as `open_draft`."""
    author, patient, meeting = _may(work, patient_id, consultation_id)
    return _begin(work, author, patient, meeting)


def get(work: Work, prescription_id: UUID | str) -> PrescriptionDraft:
    """Return the actor's own draft. Raises StepNotPossible once it is none any more."""
    work.require(Permission.PRESCRIPTION_WRITE)
    return view(work, mine(work, prescription_id))


def keep(
    work: Work, prescription_id: UUID | str, typed: PrescriptionDraftSave
) -> PrescriptionDraft:
    """Keep what is typed, and let the author's other tabs show it.

    Raises StepNotPossible when another tab has kept something since, or it is signed.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = mine(work, prescription_id, lock=True)
    if mark(row) != typed.base:
        raise StepNotPossible(ELSEWHERE)
    before = row.drafted_at
    at = work.at if before is None or work.at > before else before + timedelta(microseconds=1)
    row.draft = _stored(work, typed.fields) | {SEEN: row.draft.get(SEEN, [])}
    row.drafted_at, row.due_at = at, deadlines().draft_until(at)
    work.session.add(row)
    work.touch("draft", row.id, [f"user:{row.prescriber_id}"])
    return view(work, row)


def review(work: Work, prescription_id: UUID | str) -> ReviewView:
    """Look the draft through as it is kept: what it will say, and what stands in the way.

    What speaks against it is noted as shown to its author, so that signing can say what is new.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = mine(work, prescription_id, lock=True)
    treats(work, row)
    whole = prescription_whole.of_draft(work, row.patient_id, fields(row))
    shown = {finding.key for one in whole.readings for finding in one.findings}
    row.draft = dict(row.draft) | {SEEN: sorted(seen(row) | shown)}
    work.session.add(row)
    return prescription_whole.review(work, row, whole, mark(row))


def preview(
    work: Work, patient_id: UUID | str, typed: DraftItem, beside: Sequence[DraftItem] = ()
) -> ItemPreview:
    """Return what is made of one medicine while it is typed, beside the others of its draft."""
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, patient_id)
    readings = prescription_item.read(work, [typed, *beside])
    first = prescription_item.weigh(work, patient.id, readings)[0]
    return prescription_item.preview(first)


def drop(work: Work, row: Prescription, step: Step) -> None:
    """Discard a draft with everything typed in it."""
    row.take(step, work.at)
    row.draft, row.due_at = {}, None
    work.session.add(row)
    work.record(step.tag, "prescription", row.id)
    _refresh(work, row)


def close(work: Work, consultation_id: UUID) -> bool:
    """Whether nothing is left unsigned of a consultation; drafts with nothing in them are dropped.

    It is asked when the consultation is completed, for the actor's own drafts.
    """
    query = select(Prescription).where(
        Prescription.consultation_id == consultation_id,
        Prescription.prescriber_id == work.actor.id,
        Prescription.status == S.DRAFT,
    )
    for row in work.session.exec(query.with_for_update()).all():
        if fields(row).items:
            return False
        drop(work, row, WORKFLOW.step("discard", row.status, [Party.PRESCRIBER]))
    return True


def holds(work: Work, meeting: Consultation, patient_id: UUID) -> None:
    """Raise unless the actor holds this patient's consultation, and it is not over."""
    if Party.CLINICIAN not in access.parties(work.actor, meeting):
        raise NotAllowed(HELD)
    if meeting.patient_id != patient_id:
        raise Invalid("Please check what you entered.", {"consultation_id": OTHERS})
    if meeting.status not in note.WRITABLE:
        raise StepNotPossible(CLOSED.format(meeting.status.word))


def treats(work: Work, row: Prescription) -> None:
    """Raise NotAllowed unless the author still treats the patient, under the patient's lock."""
    try:
        patient = record.find_patient(work, row.patient_id, lock=True)
    except NotFound:
        raise NotAllowed(NOT_YOURS) from None
    refuse_closed(patient)


def refuse_closed(patient: User) -> None:
    """Raise NotAllowed when the patient's account is closed: they left, or died."""
    if patient.status is AccountStatus.CLOSED:
        raise NotAllowed(GONE)


def mine(work: Work, prescription_id: UUID | str, *, lock: bool = False) -> Prescription:
    """Return the actor's own draft. Raises NotFound, or StepNotPossible once it is none."""
    row = find(work, prescription_id, lock=lock)
    if row.prescriber_id != work.actor.id:
        raise NotAllowed("This step of the prescription belongs to somebody else.")
    if row.status is not S.DRAFT:
        raise StepNotPossible(OVER.format(row.status.word))
    return row


def fields(row: Prescription) -> DraftFields:
    """Return what is typed so far."""
    known = {k: v for k, v in row.draft.items() if k != SEEN}
    items = [{k: v for k, v in one.items() if k != NAME} for one in known.get("items", [])]
    return DraftFields.model_validate(known | {"items": items})


def seen(row: Prescription) -> set[str]:
    """Return the keys of the findings that were shown to the author."""
    return set(row.draft.get(SEEN, []))


def mark(row: Prescription) -> str:
    """Return when the draft was kept, to tell two tabs apart."""
    return row.drafted_at.isoformat(timespec="microseconds") if row.drafted_at else ""


def view(work: Work, row: Prescription) -> PrescriptionDraft:
    """Return a draft as its author finds it again."""
    return PrescriptionDraft(
        id=str(row.id),
        patient_id=str(row.patient_id),
        patient=work.session.get_one(User, row.patient_id).name,
        consultation_id=str(row.consultation_id or ""),
        fields=fields(row),
        mark=mark(row),
        until=row.due_at,
    )


def _may(
    work: Work, patient_id: UUID | str, consultation_id: UUID | str | None
) -> tuple[User, User, Consultation | None]:
    """Return author, patient and consultation. Raises unless the actor may prescribe there."""
    work.require(Permission.PRESCRIPTION_WRITE)
    meeting = consultation_step.find(work, consultation_id, lock=True) if consultation_id else None
    patient = record.find_patient(work, patient_id, lock=True)
    refuse_closed(patient)
    if meeting is not None:
        holds(work, meeting, patient.id)
    author = work.session.get_one(User, work.actor.id)
    if author.organization_id is None:
        raise NotAllowed(NO_PRACTICE)
    return author, patient, meeting


def _begin(work: Work, author: User, patient: User, meeting: Consultation | None) -> Prescription:
    if author.organization_id is None:
        raise NotAllowed(NO_PRACTICE)
    row = Prescription(
        created_at=work.at,
        patient_id=patient.id,
        prescriber_id=author.id,
        practice_id=author.organization_id,
        consultation_id=meeting.id if meeting else None,
        status_since=work.at,
        draft=DraftFields().model_dump(mode="json"),
        drafted_at=work.at,
        due_at=deadlines().draft_until(work.at),
    )
    step = WORKFLOW.first()
    row.take(step, work.at)
    work.session.add(row)
    work.session.flush()
    work.record(step.tag, "prescription", row.id)
    _refresh(work, row)
    return row


def _stored(work: Work, typed: DraftFields) -> dict[str, Any]:
    stored = typed.model_dump(mode="json")
    readings = prescription_item.read(work, typed.items)
    for one, reading in zip(stored["items"], readings, strict=True):
        one[NAME] = reading.medicine.name if reading.medicine else ""
    return stored


def _refresh(work: Work, row: Prescription) -> None:
    for topic in ("draft", "prescription"):
        work.touch(topic, row.id, [f"user:{row.prescriber_id}"])
