"""How to reach a patient, and what they need: the patient's own sheet, and their clinicians'."""

from uuid import UUID

from sqlmodel import select

from portal.domain.permission import Permission, Role
from portal.models import PatientProfile, User
from portal.schemas.record import NeedsView
from portal.schemas.record_claim import NeedsClaim
from portal.services import record, record_glance
from portal.services.work import Work

WORDS = {
    "phone": "telephone",
    "address": "address",
    "language": "interpreter",
    "large_print": "large print",
    "needs": "needs",
    "contact_preference": "how to reach",
    "emergency_contact": "emergency contact",
    "emergency_phone": "emergency telephone",
    "emergency_relation": "emergency contact",
}
"""What the audit says was changed: which, never what it says."""


def change(work: Work, patient_id: UUID | str, claim: NeedsClaim) -> NeedsView:
    """Write the sheet anew; the audit names what changed. Raises NotFound for a stranger."""
    own = work.actor.role is Role.PATIENT
    work.require(Permission.RECORD_MEASURE if own else Permission.RECORD_WRITE)
    patient = record.find_patient(work, patient_id, lock=True)
    query = select(PatientProfile).where(PatientProfile.user_id == patient.id)
    sheet = work.session.exec(query).one_or_none() or PatientProfile(user_id=patient.id)
    before = record_glance.needs(patient, sheet).model_dump()
    given = claim.model_dump()
    changed = list(dict.fromkeys(WORDS[name] for name in given if given[name] != before[name]))
    if not changed:
        return record_glance.needs(patient, sheet)
    patient.phone = claim.phone
    for name, value in given.items():
        if name in PatientProfile.model_fields:
            setattr(sheet, name, value)
    sheet.updated_at = work.at
    work.session.add(patient)
    work.session.add(sheet)
    work.session.flush()
    work.record("needs:changed", "needs", patient.id, patient.id, ", ".join(changed))
    record.announce(work, patient.id)
    return record_glance.needs(patient, sheet)


def change_mine(work: Work, claim: NeedsClaim) -> NeedsView:
    """Write the patient's own sheet."""
    return change(work, work.session.get_one(User, work.actor.id).id, claim)
