"""Who may see which prescription, and what they are to it."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, exists, select

from portal.domain.permission import CLINICIANS, Role
from portal.domain.prescription_word import SIGNED
from portal.domain.workflow import Party
from portal.models import Dispense, FavouriteItem, Prescription, PrescriptionClaim, User
from portal.services import access
from portal.services.work import Actor


def prescriptions(actor: Actor) -> ColumnElement[bool]:
    """Patients see their own once signed; prescribers what they write; clinicians what was signed
    for patients whose record they may open, or for whom they cover, or what escalated to them as
    lead; a pharmacy what is sent to it, and what it has ever held."""
    signed = col(Prescription.status).in_(SIGNED)
    if actor.role is Role.PATIENT:
        return and_(signed, col(Prescription.patient_id) == actor.id)
    if actor.role in CLINICIANS:
        own = col(Prescription.prescriber_id) == actor.id
        cared = col(Prescription.patient_id).in_(select(User.id).where(access.patients(actor)))
        covered = col(Prescription.prescriber_id).in_(
            select(User.id).where(col(User.cover_id) == actor.id)
        )
        ways: list[ColumnElement[bool]] = [cared, covered]
        if actor.is_lead:
            here = col(Prescription.practice_id) == actor.organization_id
            ways.append(and_(here, col(Prescription.escalated_at).is_not(None)))
        return or_(own, and_(signed, or_(*ways)))
    if actor.role is Role.PHARMACIST and actor.organization_id is not None:
        sent = col(Prescription.pharmacy_id) == actor.organization_id
        held = exists().where(
            col(PrescriptionClaim.prescription_id) == Prescription.id,
            col(PrescriptionClaim.pharmacy_id) == actor.organization_id,
        )
        return and_(signed, or_(sent, held))
    return false()


def parties(actor: Actor, row: Prescription, cover_id: UUID | None) -> frozenset[Party]:
    """Return what the actor is to one prescription that they can see.

    `cover_id` is who acts in the prescriber's absence.
    """
    if actor.role is None:
        return frozenset({Party.SYSTEM})
    if actor.id == row.patient_id:
        return frozenset({Party.PATIENT})
    here = actor.is_lead and actor.organization_id == row.practice_id
    held = {
        Party.PRESCRIBER: actor.id == row.prescriber_id,
        Party.COVER: cover_id is not None and actor.id == cover_id and actor.role in CLINICIANS,
        Party.LEAD: here and actor.role in CLINICIANS and row.escalated_at is not None,
        Party.PHARMACY: actor.role is Role.PHARMACIST
        and actor.organization_id is not None
        and actor.organization_id == row.pharmacy_id,
    }
    return frozenset(party for party, holds in held.items() if holds)


def dispenses(actor: Actor) -> ColumnElement[bool]:
    """A pharmacy sees its own hand-overs."""
    if actor.role is not Role.PHARMACIST or actor.organization_id is None:
        return false()
    return col(Dispense.pharmacy_id) == actor.organization_id


def favourites(actor: Actor) -> ColumnElement[bool]:
    """Prescribers have favourites of their own."""
    return col(FavouriteItem.owner_id) == actor.id if actor.role in CLINICIANS else false()
