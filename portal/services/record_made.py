"""Makes the row of an entry from what was claimed, and refuses what cannot be true."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import select

from portal.domain.errors import Invalid, NotFound
from portal.domain.permission import Role
from portal.domain.record import Certainty, Severity, Source, Vital
from portal.domain.vital import MEASURES
from portal.models import (
    Allergy,
    Condition,
    Consultation,
    Measurement,
    Medication,
    Organization,
    User,
)
from portal.schemas.record_claim import (
    AllergyClaim,
    ConditionClaim,
    EntryClaim,
    MeasurementClaim,
    MedicationClaim,
)
from portal.services import access, icd10
from portal.services.record_view import Row
from portal.services.work import Work

CHECK = "Please check what you entered."
AHEAD = timedelta(minutes=5)
"""How far a clock may be ahead of ours."""


def make(work: Work, patient: User, claim: EntryClaim) -> Row:
    """Make the row of a claim. Raises Invalid with a sentence for each field, or NotFound."""
    author = work.session.get_one(User, work.actor.id)
    shared: dict[str, Any] = {
        "created_at": work.at,
        "patient_id": patient.id,
        "recorded_by": author.id,
        "source": Source.PATIENT if author.role is Role.PATIENT else Source.CLINICIAN,
        "consultation_id": _consultation(work, patient, claim.consultation_id),
    }
    match claim:
        case AllergyClaim():
            return _allergy(claim, shared)
        case ConditionClaim():
            return _condition(work, patient, claim, shared)
        case MedicationClaim():
            return _medication(work, patient, claim, shared)
        case MeasurementClaim():
            return _measurement(work, patient, claim, shared)
        case _:
            raise Invalid(CHECK)


def _allergy(claim: AllergyClaim, shared: dict[str, Any]) -> Allergy:
    return Allergy(
        **shared,
        substance=claim.substance,
        reaction=claim.reaction,
        severity=Severity(claim.severity),
        certainty=Certainty(claim.certainty),
    )


def _condition(
    work: Work, patient: User, claim: ConditionClaim, shared: dict[str, Any]
) -> Condition:
    code = claim.code.upper()
    label = icd10.label(code)
    if label is None:
        raise Invalid(CHECK, {"code": "Choose a diagnosis from the list."})
    since = _begun(work, patient, claim.since)
    return Condition(**shared, code=code, label=label, since=since, note=claim.note)


def _medication(
    work: Work, patient: User, claim: MedicationClaim, shared: dict[str, Any]
) -> Medication:
    return Medication(
        **shared,
        substance=claim.substance,
        strength=claim.strength,
        form=claim.form,
        dosage=claim.dosage,
        since=_begun(work, patient, claim.since),
    )


def _measurement(
    work: Work, patient: User, claim: MeasurementClaim, shared: dict[str, Any]
) -> Measurement:
    measure = MEASURES[claim.vital]
    wrong = measure.problems(claim.value, claim.value_second)
    if claim.unit and claim.unit not in (measure.unit, measure.unit_words):
        wrong["unit"] = f"{measure.name} is kept in {measure.unit_words}."
    if work.actor.role is Role.PATIENT and not measure.at_home:
        wrong["vital"] = "Choose something that you measure at home."
    if wrong:
        raise Invalid(CHECK, wrong)
    return Measurement(
        **shared,
        vital=Vital(claim.vital),
        value=claim.value,
        value_second=claim.value_second,
        unit=measure.unit,
        taken_at=_taken(work, patient, claim.taken_at),
        note=claim.note,
    )


def _taken(work: Work, patient: User, text: str) -> datetime:
    """Read when it was measured, as the practice's clock shows it. Raises Invalid."""
    if not text:
        return work.at
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            place = work.session.get(Organization, patient.organization_id)
            at = at.replace(tzinfo=ZoneInfo(place.zone) if place else UTC)
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(CHECK, {"taken_at": MeasurementClaim.SAY["taken_at"]}) from None
    if at > work.at + AHEAD or (patient.birth_date and at.date() < patient.birth_date):
        raise Invalid(CHECK, {"taken_at": "Enter a time between the day of birth and now."})
    return at


def _begun(work: Work, patient: User, since: date | None) -> date | None:
    born = patient.birth_date
    if since and (since > work.at.date() or (born and since < born)):
        raise Invalid(CHECK, {"since": "Enter a day between the day of birth and today."})
    return since


def _consultation(work: Work, patient: User, wanted: UUID | None) -> UUID | None:
    if wanted is None:
        return None
    query = select(Consultation.id).where(
        Consultation.id == wanted,
        Consultation.patient_id == patient.id,
        access.consultations(work.actor),
    )
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound("This consultation cannot be found, or it is not yours to see.")
    return found
