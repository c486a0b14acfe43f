"""A prescription on paper, and its code as a picture."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import select

from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.medicine import CONTROLLED, Schedule
from portal.domain.number_word import in_words
from portal.domain.permission import Permission, Role
from portal.domain.prescription_word import SIGNED
from portal.domain.quantity import counted
from portal.domain.record import AllergyKnowledge
from portal.domain.workflow import Party
from portal.infra import qr
from portal.infra.lettering import apart
from portal.models import (
    Organization,
    PatientProfile,
    Practitioner,
    Prescription,
    PrescriptionItem,
    User,
)
from portal.schemas.prescription_paper import PaperItem, PrescriptionPaper
from portal.schemas.summary import Paper
from portal.services import (
    prescription_reader,
    prescription_sheet,
    prescription_token,
    record_reading,
    record_safety,
)
from portal.services.prescription_step import find, items, parties
from portal.services.prescription_token import token_of
from portal.services.prescription_view import printed
from portal.services.work import Work
from portal.settings import settings

PRINTED = "prescription:printed"
DAY = "%-d %B %Y"
NOT_SIGNED = "There is a paper once the prescription is signed."
NOT_YOURS = "The code is shown to the patient and the prescriber: scan it from their paper."
P = Party
CARRIES = frozenset({P.PATIENT, P.PRESCRIBER, P.COVER})
WITHHELD = "Not shown on this copy"


def take(work: Work, prescription_id: UUID | str) -> Paper:
    """Return the prescription as a PDF; that it was taken is kept in the patient's audit.

    Raises StepNotPossible before it is signed. The code is on the copies of those who carry it, and
    of the pharmacy that it is with.
    """
    work.require(Permission.PRESCRIPTION_READ)
    row = find(work, prescription_id)
    if row.status not in SIGNED:
        raise StepNotPossible(NOT_SIGNED)
    said = facts(work, row)
    work.record(PRINTED, "prescription", row.id, row.patient_id, _why(work, row))
    return Paper(name=f"prescription-{said.code}.pdf", content=prescription_sheet.sheet(said))


def code_picture(work: Work, prescription_id: UUID | str) -> str:
    """Return the signed code as an SVG, for those who carry it: patient and prescriber.

    Raises NotAllowed for others who see the prescription, StepNotPossible when it is over.
    """
    work.require(Permission.PRESCRIPTION_READ)
    row = find(work, prescription_id)
    if not parties(work, row) & CARRIES:
        raise NotAllowed(NOT_YOURS)
    prescription_token.refuse_spent(row, work.at)
    return qr.svg(token_of(row), f"Code of prescription {printed(row.code)}")


def facts(work: Work, row: Prescription) -> PrescriptionPaper:
    """Return what the actor's copy says."""
    practice = work.session.get_one(Organization, row.practice_id)
    patient = work.session.get_one(User, row.patient_id)
    prescriber = work.session.get_one(User, row.prescriber_id)
    pharmacy = work.session.get(Organization, row.pharmacy_id) if row.pharmacy_id else None
    address = select(PatientProfile.address).where(PatientProfile.user_id == patient.id)
    zone = practice.hours.zone
    over, held = _over(work, row), parties(work, row)
    now = prescription_reader.reader(work, row, held).present
    return PrescriptionPaper(
        code=printed(row.code),
        token=token_of(row) if not over and held & (CARRIES | {P.PHARMACY}) else "",
        over=over,
        verify_at=f"{settings().link_base}/verify",
        practice=practice.name,
        practice_lines=[practice.address, f"Telephone {practice.phone}"],
        prescriber=prescriber.name,
        licence=_licence(work, prescriber.id),
        patient=patient.name,
        born=f"{patient.birth_date:{DAY}}" if patient.birth_date else "",
        address=(work.session.exec(address).first() or "") if now else WITHHELD,
        phone=patient.phone if now else WITHHELD,
        pharmacy=f"{apart(pharmacy.name)}, {pharmacy.address}" if pharmacy else "",
        signed_on=_at(row.signed_at, zone, f"{DAY}, %H:%M"),
        signed_with=row.key_id,
        valid_until=_at(row.expires_at, zone, f"{DAY}, %H:%M"),
        issue=_issue(row, zone),
        allergies=_allergies(work, row.patient_id) if now else WITHHELD,
        items=[_item(one) for one in items(work, row)],
        printed_on=_at(work.at, zone, f"{DAY}, %H:%M"),
        at=work.at,
    )


def _item(one: PrescriptionItem) -> PaperItem:
    schedule = Schedule(one.schedule) if one.schedule else Schedule.NONE
    quantity = counted(one.quantity, one.quantity_unit)
    if schedule in CONTROLLED:
        quantity += f" ({in_words(one.quantity)})"
    return PaperItem(
        name=one.name, sentence=one.sentence, quantity=quantity, schedule=schedule.words
    )


def _over(work: Work, row: Prescription) -> str:
    try:
        prescription_token.refuse_spent(row, work.at)
    except StepNotPossible as why:
        return why.message
    return ""


def _licence(work: Work, prescriber_id: UUID) -> str:
    query = select(Practitioner).where(Practitioner.user_id == prescriber_id)
    held = work.session.exec(query).first()
    return f"{held.licence_body} {held.licence_number}" if held else ""


def _issue(row: Prescription, zone: ZoneInfo) -> str:
    if row.issues == 1:
        return "No repeats"
    said = f"Issue {row.issue} of {row.issues}"
    if row.interval_days:
        said += f", every {row.interval_days} days"
    if row.next_issue_at:
        said += f", the next from {_at(row.next_issue_at, zone, DAY)}"
    return said


def _allergies(work: Work, patient_id: UUID) -> str:
    known = record_safety.of(work, patient_id)
    said = {AllergyKnowledge.NONE_KNOWN: "None known", AllergyKnowledge.NOT_ASKED: "Not asked"}
    return said.get(AllergyKnowledge(known.knowledge), "\n".join(known.allergies))


def _why(work: Work, row: Prescription) -> str:
    actor = work.actor
    if actor.id == row.patient_id:
        return ""
    if actor.role is Role.PHARMACIST and actor.organization_id is not None:
        place = work.session.get_one(Organization, actor.organization_id)
        return f"Works at {place.name}, which you or your paper gave this prescription to"
    if actor.id == row.prescriber_id:
        return "Wrote this prescription"
    return record_reading.relationship(work, row.patient_id, row.id)


def _at(moment: datetime | None, zone: ZoneInfo, form: str) -> str:
    return f"{moment.astimezone(zone):{form}}" if moment else ""
