"""A patient's record: who may open it, what a glance takes in, whose screens read it again."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from portal.domain.errors import NotFound
from portal.domain.permission import Permission
from portal.domain.record import EntryStatus
from portal.models import (
    Allergy,
    Attachment,
    Condition,
    Consultation,
    Measurement,
    Medication,
    PatientProfile,
    User,
)
from portal.schemas.record import PatientList, PatientRow, RecordView
from portal.services import access, consultation_step, record_glance, record_reading
from portal.services.consultation_view import age_on
from portal.services.record_view import day
from portal.services.work import Work, record_id

E = TypeVar("E", Allergy, Condition, Medication)

MISSING = "This record cannot be found, or it is not yours to see."
MOST, DOCUMENTS, PATIENTS = 100, 5, 50
RECENT = 8
"""How many values of each measurement a glance shows as a line."""


def find_patient(work: Work, patient_id: UUID | str, *, lock: bool = False) -> User:
    """Return one patient whose record the actor may open. Raises NotFound."""
    query = select(User).where(col(User.id) == record_id(patient_id), access.patients(work.actor))
    found = work.session.exec(
        query.with_for_update(key_share=True) if lock else query
    ).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    return found


def at_a_glance(work: Work, patient_id: UUID | str) -> RecordView:
    """Return what speaks in a record now: seven queries, whatever the size of the record."""
    work.require(Permission.RECORD_READ)
    query = (
        select(User, PatientProfile)
        .outerjoin(PatientProfile, col(PatientProfile.user_id) == User.id)
        .where(col(User.id) == record_id(patient_id), access.patients(work.actor))
    )
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    patient, profile = found
    return record_glance.record(
        work,
        patient,
        profile,
        _current(work, Allergy, patient.id),
        _current(work, Condition, patient.id),
        _current(work, Medication, patient.id),
        _recent(work, patient.id),
        _documents(work, patient.id),
    )


def open_record(work: Work, patient_id: UUID | str) -> RecordView:
    """Return the same, and audit that the record was opened: once per viewer and 15 minutes."""
    view = at_a_glance(work, patient_id)
    record_reading.opened(work, view.patient_id)
    return view


def of_consultation(work: Work, consultation_id: UUID | str) -> RecordView:
    """Return the record of a consultation's patient, opened: what stands beside it."""
    work.require(Permission.CONSULTATION_PROVIDE)
    return open_record(work, consultation_step.find(work, consultation_id).patient_id)


def mine(work: Work) -> RecordView:
    """Return the patient's own record."""
    return at_a_glance(work, work.session.get_one(User, work.actor.id).id)


def my_patients(work: Work, asked: str = "") -> PatientList:
    """Return the patients whose record the actor may open, by name.

    `asked` is a part of the name, or a day of birth as 17.5.1980, 17/05/1980 or 1980-05-17.
    """
    work.require(Permission.RECORD_WRITE)
    where = [access.patients(work.actor), *_named(asked)]
    total = work.session.exec(select(func.count()).select_from(User).where(*where)).one()
    found = work.session.exec(
        select(User).where(*where).order_by(col(User.name), col(User.id)).limit(PATIENTS)
    ).all()
    last = _last_seen(work, [one.id for one in found])
    return PatientList(
        items=[
            PatientRow(
                id=str(one.id),
                name=one.name,
                birth_date=one.birth_date,
                born=day(one.birth_date),
                age=age_on(work.at.date(), one.birth_date),
                sex=one.sex,
                last_at=last.get(one.id),
            )
            for one in found
        ],
        total=total,
    )


def announce(work: Work, patient_id: UUID, topic: str = "record") -> None:
    """Let the patient read again, and the places that treat them, whoever has it open there."""
    query = select(Consultation.practice_id).where(Consultation.patient_id == patient_id).distinct()
    places = [f"org:{place}" for place in work.session.exec(query)]
    work.touch(topic, patient_id, [f"user:{patient_id}", *places])


def _current(work: Work, table: type[E], patient_id: UUID) -> list[E]:
    """Return what speaks now, newest first."""
    query = select(table).where(table.patient_id == patient_id, table.status == EntryStatus.CURRENT)
    return list(work.session.exec(query.order_by(col(table.created_at).desc()).limit(MOST)))


def _recent(work: Work, patient_id: UUID) -> list[Measurement]:
    """Return the last few of each measurement, newest first."""
    rank = func.row_number().over(
        partition_by=col(Measurement.vital),
        order_by=(col(Measurement.taken_at).desc(), col(Measurement.id).desc()),
    )
    ranked = (
        select(Measurement.id, rank.label("place"))
        .where(Measurement.patient_id == patient_id, Measurement.status == EntryStatus.CURRENT)
        .subquery()
    )
    query = (
        select(Measurement)
        .join(ranked, ranked.c.id == col(Measurement.id))
        .where(ranked.c.place <= RECENT)
        .order_by(col(Measurement.taken_at).desc(), col(Measurement.id).desc())
    )
    return list(work.session.exec(query))


def _documents(work: Work, patient_id: UUID) -> list[Attachment]:
    query = select(Attachment).where(
        Attachment.patient_id == patient_id, col(Attachment.removed_at).is_(None), access.sent()
    )
    return list(
        work.session.exec(query.order_by(col(Attachment.created_at).desc()).limit(DOCUMENTS))
    )


def _last_seen(work: Work, ids: list[UUID]) -> dict[UUID, datetime]:
    query = (
        select(Consultation.patient_id, func.max(Consultation.created_at))
        .where(col(Consultation.patient_id).in_(ids), access.consultations(work.actor))
        .group_by(col(Consultation.patient_id))
    )
    return dict(work.session.exec(query).all()) if ids else {}


def _named(asked: str) -> list[ColumnElement[bool]]:
    """Every word of the name must be there; a day means the day of birth."""
    words = asked.split()[:6]
    born = _day(asked)
    if born is not None:
        return [col(User.birth_date) == born]
    return [col(User.name).icontains(word, autoescape=True) for word in words]


def _day(asked: str) -> date | None:
    parts = asked.replace("/", ".").replace("-", ".").split(".")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) != 3:  # noqa: PLR2004 - day, month and year
            return None
        return date(*numbers) if numbers[0] > 31 else date(*reversed(numbers))  # noqa: PLR2004
    except (ValueError, OverflowError):
        return None
