"""What a prescriber has at hand: the open draft, what helped before, where it can go."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import col, select

from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.prescription_word import PrescriptionStatus
from portal.infra.clock import new_id
from portal.models import Consultation, Medicine, Prescription, User
from portal.schemas.medicine import MedicineView
from portal.schemas.prescription_desk import DeskView, PreviewsClaim, PreviewsView
from portal.schemas.prescription_draft import (
    MOST_ITEMS,
    DraftItem,
    PrescriptionDraft,
    PrescriptionDraftSave,
)
from portal.services import (
    consultation_step,
    medicine,
    pharmacy,
    prescription_draft,
    prescription_favourite,
    prescription_item,
    prescription_step,
    record,
)
from portal.services.work import Work

S = PrescriptionStatus
OVER = (
    "The consultation is {}: nothing is prescribed in it any more. Prescribe from the patient’s "
    "record instead."
)

GONE = "None of these medicines is in the list any more: look for what replaced them."


def of_patient(work: Work, patient_id: UUID | str) -> DeskView:
    """Return the desk beside a patient's record. Raises NotFound for a patient of others."""
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, patient_id)
    return _desk(work, patient, None, "")


def of_consultation(work: Work, consultation_id: UUID | str) -> DeskView:
    """Return the desk inside a consultation; when it is over, only what was begun there."""
    work.require(Permission.PRESCRIPTION_WRITE)
    meeting = consultation_step.find(work, consultation_id)
    patient = record.find_patient(work, meeting.patient_id)
    closed = ""
    try:
        prescription_draft.holds(work, meeting, patient.id)
    except NotAllowed as refusal:
        closed = refusal.message
    except StepNotPossible as refusal:
        left = _draft(work, patient, meeting)
        closed = refusal.message if left else OVER.format(meeting.status.word)
    return _desk(work, patient, meeting, closed)


def made(work: Work, asked: PreviewsClaim) -> PreviewsView:
    """Return what is made of each medicine while it is typed, beside the others."""
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, asked.patient_id)
    readings = prescription_item.read(work, asked.items)
    weighed = prescription_item.weigh(work, patient.id, readings)
    return PreviewsView(items=[prescription_item.preview(one) for one in weighed])


def again(work: Work, prescription_id: UUID | str) -> PrescriptionDraft:
    """Write the medicines of an earlier prescription into the draft beside the patient's record.

    What stands in the draft already stays; what is there is not added twice. Raises StepNotPossible
    when none of them can be prescribed any more.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = prescription_step.find(work, prescription_id)
    wanted = {str(one.medicine_id) for one in prescription_step.items(work, row)}
    before = prescription_favourite.usual(work, row.patient_id).items
    known = [one for one in before if one.medicine_id in wanted]
    if not known:
        raise StepNotPossible(GONE)
    draft = prescription_draft.open_draft(work, row.patient_id)
    there = {one.medicine_id for one in draft.fields.items}
    fresh = [one.fields for one in known if one.medicine_id not in there]
    kept = [*draft.fields.items, *(_keyed(one) for one in fresh)][:MOST_ITEMS]
    place = draft.fields.pharmacy_id or str(row.pharmacy_id or "")
    fields = draft.fields.model_copy(update={"items": kept, "pharmacy_id": place})
    return prescription_draft.keep(
        work, draft.id, PrescriptionDraftSave(fields=fields, base=draft.mark)
    )


def _keyed(one: DraftItem) -> DraftItem:
    return one.model_copy(update={"key": new_id().hex})


def _desk(work: Work, patient: User, meeting: Consultation | None, closed: str) -> DeskView:
    row = _draft(work, patient, meeting)
    draft = prescription_draft.view(work, row) if row else None
    helps = not closed
    before = prescription_favourite.usual(work, patient.id).items if helps else []
    favourites = prescription_favourite.mine(work).items if helps else []
    typed = [one.medicine_id for one in draft.fields.items] if draft else []
    used = [one.medicine_id for one in (*before, *favourites)]
    return DeskView(
        patient_id=str(patient.id),
        patient=patient.name,
        consultation_id=str(meeting.id) if meeting else "",
        writes=helps,
        closed=closed,
        draft=draft,
        medicines=_medicines(work, [*typed, *used]),
        before=before,
        favourites=favourites,
        pharmacies=pharmacy.choices(work, patient.id).items if helps or draft else [],
    )


def _draft(work: Work, patient: User, meeting: Consultation | None) -> Prescription | None:
    """Return the actor's own draft of this patient, in this consultation or in none."""
    query = select(Prescription).where(
        Prescription.prescriber_id == work.actor.id,
        Prescription.patient_id == patient.id,
        Prescription.status == S.DRAFT,
        col(Prescription.consultation_id).is_not_distinct_from(meeting.id if meeting else None),
    )
    return work.session.exec(query.order_by(col(Prescription.created_at).desc())).first()


def _medicines(work: Work, ids: Iterable[str]) -> dict[str, MedicineView]:
    wanted = {UUID(one) for one in ids if one}
    found = work.session.exec(select(Medicine).where(col(Medicine.id).in_(wanted)))
    return {str(one.id): medicine.view(one) for one in found}
