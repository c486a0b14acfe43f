"""Pharmacies to choose from: where the patient went last, then the nearest, with their hours."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from portal.domain.errors import Invalid
from portal.domain.organization import OrganizationKind
from portal.domain.permission import Permission, Role
from portal.domain.prescription_word import SIGNED
from portal.models import Organization, PatientProfile, Prescription, User
from portal.schemas.prescription import PharmacyList, PharmacyView
from portal.services import record, workplace
from portal.services.work import Work

POSTCODE = re.compile(r"\b([A-Z]{1,2})(\d[A-Z\d]?)\s*\d[A-Z]{2}\b")
GONE = "This pharmacy does not take prescriptions here at the moment. Choose another one."


def choices(work: Work, patient_id: UUID | str = "") -> PharmacyList:
    """Return the pharmacies a prescription may go to: the usual one, the near ones, the others.

    A patient asks for themselves, a clinician for a patient whose record they may open.
    """
    work.require(Permission.PRESCRIPTION_READ)
    mine = work.actor.role is Role.PATIENT and work.actor.id is not None
    patient = work.session.get_one(User, work.actor.id) if mine else None
    if patient is None:
        patient = record.find_patient(work, patient_id)
    usual, home = usual_of(work, patient.id), _home(work, patient.id)
    found = sorted(_open(work), key=lambda one: (one.id != usual, -near(home, one), one.name))
    return PharmacyList(items=[view(work, one, usual=one.id == usual) for one in found])


def find(work: Work, pharmacy_id: UUID | None) -> Organization | None:
    """Return a pharmacy that takes prescriptions; None for none. Raises Invalid."""
    if pharmacy_id is None:
        return None
    found = next((one for one in _open(work) if one.id == pharmacy_id), None)
    if found is None:
        raise Invalid(GONE, {"pharmacy_id": GONE})
    return found


def stays_open(work: Work, pharmacy_id: UUID) -> bool:
    """Whether a pharmacy takes prescriptions: nobody suspends it before this is written.

    A prescription that a suspension would take from it is locked after this, never before.
    """
    query = select(Organization).where(Organization.id == pharmacy_id)
    query = query.with_for_update(read=True).execution_options(populate_existing=True)
    place = work.session.exec(query).one_or_none()
    kind = place.kind if place is not None and place.suspended_at is None else None
    return kind is OrganizationKind.PHARMACY


def usual_of(work: Work, patient_id: UUID) -> UUID | None:
    """Return where this patient's latest prescription went."""
    query = select(Prescription.pharmacy_id).where(
        Prescription.patient_id == patient_id,
        col(Prescription.status).in_(SIGNED),
        col(Prescription.pharmacy_id).is_not(None),
    )
    return work.session.exec(query.order_by(col(Prescription.created_at).desc())).first()


def view(work: Work, place: Organization, *, usual: bool = False) -> PharmacyView:
    """Return a pharmacy with its hours in words."""
    return PharmacyView(
        id=str(place.id),
        name=place.name,
        phone=place.phone,
        address=place.address,
        open_now=place.hours.is_open(work.at),
        hours_words=workplace.now_words(place.hours, work.at),
        usual=usual,
    )


def near(home: str, place: Organization) -> int:
    """Return how near a pharmacy is to an address, by their postcodes: 2 same district, 1 area."""
    mine, theirs = POSTCODE.search(home.upper()), POSTCODE.search(place.address.upper())
    if mine is None or theirs is None:
        return 0
    return 2 if mine.groups() == theirs.groups() else int(mine[1] == theirs[1])


def _home(work: Work, patient_id: UUID) -> str:
    query = select(PatientProfile.address).where(PatientProfile.user_id == patient_id)
    return work.session.exec(query).first() or ""


def _open(work: Work) -> Sequence[Organization]:
    query = select(Organization).where(
        Organization.kind == OrganizationKind.PHARMACY, col(Organization.suspended_at).is_(None)
    )
    return work.session.exec(query.order_by(col(Organization.name))).all()
