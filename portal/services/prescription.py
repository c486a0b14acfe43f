"""The verbs of a prescription, for those who write it and the patient it is for."""

from uuid import UUID

from portal.domain.dispensing import CLAIM
from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.permission import Permission, Role
from portal.domain.prescription_word import SIGNED, ClaimStatus, MessageKind, PrescriptionStatus
from portal.domain.workflow import Party
from portal.models import Organization, Prescription, PrescriptionMessage, User
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import (
    CancelPrescription,
    ChoosePharmacy,
    PharmacyAnswer,
    PrescriptionWrite,
)
from portal.services import (
    consultation_step,
    notification,
    pharmacy,
    prescription_draft,
    prescription_record,
    prescription_sign,
    prescription_view,
    prescription_whole,
    record_reading,
)
from portal.services.prescription_step import (
    announce,
    find,
    parties,
    settle,
    step_of,
    supplies,
    under_way,
)
from portal.services.work import Work

S = PrescriptionStatus
CHANGED = "This prescription was changed since you looked it through. Look at it again."
SUPPLIED_NOW = "It is being supplied at this moment: ask the pharmacy to stop the supply instead."
NOT_SUPPLIED = "Nothing is being supplied at the moment: cancel it instead."
ASKED = "The pharmacy was asked to stop the supply already. It answers whether it was in time."
NO_REPEAT = (
    "No repeat follows this issue any more. If the next one has been issued already, open that one."
)
STARTED = "{} has started with it. Ask them to give it back, then choose another pharmacy."


def get(work: Work, prescription_id: UUID | str) -> PrescriptionView:
    """Return one prescription as the actor may see it. Raises NotFound."""
    work.require(Permission.PRESCRIPTION_READ)
    return prescription_view.detail(work, find(work, prescription_id))


def open_record(work: Work, prescription_id: UUID | str) -> PrescriptionView:
    """Return one prescription and audit the reading, once per viewer and 15 minutes."""
    work.require(Permission.PRESCRIPTION_READ)
    row = find(work, prescription_id)
    if row.status in SIGNED:
        why = _why(work, row)
        record_reading.note(work, "prescription:read", "prescription", row.id, row.patient_id, why)
    notification.settle(work, row.id)
    return prescription_view.detail(work, row)


def sign(work: Work, prescription_id: UUID | str, mark: str | None = None) -> PrescriptionView:
    """Sign a draft: everything is checked again, and from here on it never changes.

    `mark` is that of the review; a draft that was kept since then is not signed. Raises Invalid,
    naming the medicine, while anything stands in the way.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "sign")
    _still_treats(work, row)
    if mark is not None and mark != prescription_draft.mark(row):
        raise StepNotPossible(CHANGED)
    whole = prescription_whole.of_draft(work, row.patient_id, prescription_draft.fields(row))
    prescription_sign.refuse(whole, prescription_draft.seen(row))
    prescription_sign.seal(work, row, whole, step)
    prescription_record.follow(work, row)
    announce(work, row, step)
    work.touch("draft", row.id, [f"user:{work.actor.id}"])
    return prescription_view.detail(work, row)


def create(work: Work, asked: PrescriptionWrite) -> PrescriptionView:
    """Write and sign a whole prescription at once, by the same rules; or keep nothing of it."""
    work.require(Permission.PRESCRIPTION_WRITE)
    begun = prescription_draft.begin(work, asked.patient_id, asked.consultation_id)
    terms = asked.model_dump(include={"pharmacy_id", "note", "repeats", "interval_days"})
    whole = prescription_whole.read(work, begun.patient_id, asked.items, terms)
    prescription_sign.refuse(whole)
    step = step_of(work, begun, "sign")
    prescription_sign.seal(work, begun, whole, step)
    prescription_record.follow(work, begun)
    announce(work, begun, step)
    return prescription_view.detail(work, begun)


def discard(work: Work, prescription_id: UUID | str) -> None:
    """Throw a draft away; nobody but its author has seen it."""
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    prescription_draft.drop(work, row, step_of(work, row, "discard"))


def cancel(work: Work, prescription_id: UUID | str, said: CancelPrescription) -> PrescriptionView:
    """Take back what was not supplied yet; the reason is read by patient and pharmacy.

    Raises StepNotPossible while a supply is under way: that is asked of the pharmacy.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "cancel")
    if row.stop_requested_at is not None:
        raise StepNotPossible(ASKED)
    if under_way(supplies(work, row)):
        raise StepNotPossible(SUPPLIED_NOW)
    row.reason = said.reason
    row.take(step, work.at)
    row.due_at = row.remind_at = row.escalate_at = row.escalated_at = row.next_issue_at = None
    announce(work, row, step, said.reason)
    return prescription_view.detail(work, row)


def request_stop(
    work: Work, prescription_id: UUID | str, said: CancelPrescription
) -> PrescriptionView:
    """Ask the pharmacy to stop a supply that is under way; it answers whether it was in time."""
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "request_stop")
    if row.stop_requested_at is not None:
        raise StepNotPossible(ASKED)
    if not under_way(supplies(work, row)):
        raise StepNotPossible(NOT_SUPPLIED)
    row.reason, row.stop_requested_at, row.stop_requested_by = said.reason, work.at, work.actor.id
    row.next_issue_at = None
    announce(work, row, step, said.reason)
    return prescription_view.detail(work, row)


def end_repeats(
    work: Work, prescription_id: UUID | str, said: CancelPrescription
) -> PrescriptionView:
    """Issue it no more; what was issued so far can be supplied, and the record's courses end.

    Raises StepNotPossible when no repeat would follow, or the pharmacy was asked to stop it.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "end_repeats")
    if row.stop_requested_at is not None:
        raise StepNotPossible(ASKED)
    if row.next_issue_at is None:
        raise StepNotPossible(NO_REPEAT)
    row.next_issue_at = None
    prescription_record.last_issue(work, row)
    announce(work, row, step, said.reason)
    return prescription_view.detail(work, row)


def answer(work: Work, prescription_id: UUID | str, said: PharmacyAnswer) -> PrescriptionView:
    """Answer the pharmacy's question; the supply goes on from where it was."""
    work.require(Permission.PRESCRIPTION_WRITE)
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "answer")
    author = work.session.get_one(User, work.actor.id).id
    work.session.add(
        PrescriptionMessage(
            created_at=work.at,
            prescription_id=row.id,
            author_id=author,
            kind=MessageKind.ANSWER,
            body=said.answer,
        )
    )
    row.take(step, work.at)
    row.held_at = row.held_by = row.escalate_at = row.escalated_at = None
    row.due_at = row.expires_at
    announce(work, row, step)
    settle(work, row)
    return prescription_view.detail(work, row)


def choose_pharmacy(
    work: Work, prescription_id: UUID | str, chosen: ChoosePharmacy
) -> PrescriptionView:
    """Send it to another pharmacy, as long as none has started with it."""
    work.require(Permission.PRESCRIPTION_CHOOSE)
    pharmacy.stays_open(work, chosen.pharmacy_id)  # locked before the prescription
    row = find(work, prescription_id, lock=True)
    step = step_of(work, row, "choose_pharmacy")
    busy = row.stop_requested_at is not None or bool(under_way(supplies(work, row)))
    if row.claim_status is ClaimStatus.CLAIMED or busy:
        there = work.session.get(Organization, row.pharmacy_id)
        raise StepNotPossible(STARTED.format(there.name if there else "The pharmacy"))
    place = pharmacy.find(work, chosen.pharmacy_id)
    if place is None:
        raise Invalid("Please check what you entered.", {"pharmacy_id": chosen.SAY["pharmacy_id"]})
    former = row.pharmacy_id
    if former == place.id and row.claim_status is ClaimStatus.OFFERED:
        return prescription_view.detail(work, row)
    row.pharmacy_id = place.id
    held = parties(work, row)
    row.take_claim(CLAIM.step("offer_anew", row.claim_status, held), work.at)
    announce(work, row, step, former=former if former != place.id else None)
    return prescription_view.detail(work, row)


def _why(work: Work, row: Prescription) -> str:
    """Return why somebody reads it who is not joined to the patient by a consultation."""
    if work.actor.role is Role.PHARMACIST:
        place = work.session.get(Organization, work.actor.organization_id)
        return f"Your prescription came to {place.name}" if place else ""
    if Party.COVER in parties(work, row):
        return f"Stands in for {work.session.get_one(User, row.prescriber_id).name}"
    return ""


def _still_treats(work: Work, row: Prescription) -> None:
    """Raise unless the author still treats the patient, and holds the consultation it is of."""
    prescription_draft.treats(work, row)
    if row.consultation_id is not None:
        meeting = consultation_step.find(work, row.consultation_id)
        prescription_draft.holds(work, meeting, row.patient_id)
