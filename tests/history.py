"""Years of consultations, written straight into the tables: what a list must stay fast with."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, text

from portal.domain.consultation import ConsultationStatus, Urgency
from portal.domain.consultation_word import Began
from portal.domain.permission import Role
from portal.domain.record import Certainty, EntryStatus, Severity, Vital
from portal.infra import clock
from portal.infra.db import engine, is_postgresql, transaction
from portal.models import (
    Allergy,
    Condition,
    Consultation,
    ConsultationPass,
    Measurement,
    Medication,
    Sex,
    User,
)

S = ConsultationStatus
ENDED = (S.COMPLETED,) * 7 + (S.DECLINED, S.CANCELLED, S.EXPIRED, S.NO_SHOW)
OPEN = (S.REQUESTED,) * 4 + (S.INFO_NEEDED, S.ACCEPTED, S.IN_PROGRESS, S.IN_PROGRESS)
YEARS = timedelta(days=3650)
LATELY = timedelta(days=20)
BATCH = 5000
FEWEST, EACH = 200, 20
"""At least so many patients, and so many consultations of each over the years."""


def fill(
    practice: UUID, clinicians: list[UUID], count: int, waiting: int, *, seed: int = 1
) -> list[UUID]:
    """Write `count` consultations of one practice, `waiting` of them open, the others long over.

    Half of what nobody has accepted is in the pool; one in ten of it was passed by the first
    clinician. Returns the patients.
    """
    chance = Random(seed)  # noqa: S311 - made-up rows
    at = clock.now()
    people = [_patient(practice, number, at) for number in range(max(FEWEST, count // EACH))]
    patients = [person["id"] for person in people]
    rows = [
        _row(chance, at, practice, clinicians, patients, still_open=number < waiting)
        for number in range(count)
    ]
    passes = [
        {"id": uuid4(), "created_at": at, "consultation_id": r["id"], "clinician_id": clinicians[0]}
        for r in rows
        if r["pool"] and r["status"] is S.REQUESTED and chance.random() < 0.1
    ]
    chance.shuffle(rows)
    with transaction(write=True) as session:
        for table, all_of_it in ((User, people), (Consultation, rows), (ConsultationPass, passes)):
            for first in range(0, len(all_of_it), BATCH):
                session.connection().execute(insert(table), all_of_it[first : first + BATCH])
        session.commit()
    if is_postgresql():  # which does so by itself after a while; SQLite never does
        with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return patients


def _patient(practice: UUID, number: int, at: datetime) -> dict[str, Any]:
    one = uuid4()
    return {
        "id": one, "created_at": at, "email": f"{one.hex}@patients.example",
        "name": f"Patient {number} of {practice.hex[:4]}", "role": Role.PATIENT,
        "organization_id": practice, "birth_date": date(1940 + number % 70, 1 + number % 12, 5),
        "sex": Sex.FEMALE if number % 2 else Sex.MALE,
    }  # fmt: skip


def _row(
    chance: Random, at: datetime, practice: UUID, clinicians: list[UUID], patients: list[UUID],
    *, still_open: bool,
) -> dict[str, Any]:  # fmt: skip
    asked = at - chance.random() * (LATELY if still_open else YEARS)
    status = chance.choice(OPEN if still_open else ENDED)
    fresh = status in (S.REQUESTED, S.INFO_NEEDED)
    pool = fresh and chance.random() < 0.5
    patient, clinician = chance.choice(patients), chance.choice(clinicians)
    urgency = chance.choice(list(Urgency))
    asker = clinician if status is S.INFO_NEEDED else None
    said = 0 if fresh else chance.randrange(1, 12)
    return {
        "id": uuid4(), "created_at": asked,
        "patient_id": patient, "practice_id": practice, "clinician_id": None if pool else clinician,
        "pool": pool, "symptoms": "A cough that will not go away, worse at night.",
        "began": Began.DAYS, "urgency": urgency, "urgency_rank": urgency.rank, "status": status,
        "status_since": asked + timedelta(minutes=20), "due_at": at + timedelta(hours=2),
        "reason": "Not for us." if status is S.DECLINED else "",
        "advice": "Ring 111." if status is S.DECLINED else "",
        "question": "Since when?" if asker else "", "asker_id": asker, "last_seq": said,
        "last_author_id": chance.choice((patient, clinician)) if said else None,
        "last_message_at": asked + timedelta(minutes=30) if said else None,
        "patient_seen": chance.randrange(said + 1), "clinician_seen": said,
    }  # fmt: skip


def record(practice: UUID, clinician: UUID, patient: UUID, years: int, *, seed: int = 1) -> int:
    """Write the record of a patient whom this clinician treats: `years` of everything.

    Returns how many entries there are; without years, one consultation and an empty record.
    """
    chance, at = Random(seed), clock.now()  # noqa: S311 - made-up rows
    visits = [
        {**_row(chance, at, practice, [clinician], [patient], still_open=False), "pool": False,
         "clinician_id": clinician, "status": S.COMPLETED}
        for _ in range(max(1, years * 6))
    ]  # fmt: skip
    shared = {"patient_id": patient, "recorded_by": clinician}
    rows: dict[type[Any], list[dict[str, Any]]] = {
        Allergy: [_allergy(number) for number in range(years // 2)],
        Condition: [_condition(number) for number in range(years * 3)],
        Medication: [_medication(number) for number in range(years * 8)],
        Measurement: [
            _measured(chance, at - timedelta(days=14 * number), vital)
            for vital in Vital
            for number in range(years * 26)
        ],
    }
    with transaction(write=True) as session:
        session.connection().execute(insert(Consultation), visits)
        for table, found in rows.items():
            for row in found:
                row |= {**shared, "id": uuid4(), "created_at": row.pop("at", at)}
            if found:
                session.connection().execute(insert(table), found)
        session.commit()
    return sum(len(found) for found in rows.values())


def _allergy(number: int) -> dict[str, Any]:
    return {
        "substance": f"Substance {number}", "reaction": "A rash",
        "severity": Severity.MODERATE, "certainty": Certainty.CONFIRMED,
    }  # fmt: skip


def _condition(number: int) -> dict[str, Any]:
    over = number % 3 > 0
    status = EntryStatus.ENDED if over else EntryStatus.CURRENT
    return {"code": "I10", "label": "Essential (primary) hypertension", "status": status}


def _medication(number: int) -> dict[str, Any]:
    over = number % 10 > 0
    status = EntryStatus.ENDED if over else EntryStatus.CURRENT
    return {"substance": f"Substance {number}", "dosage": "One in the morning", "status": status}


def _measured(chance: Random, at: datetime, vital: Vital) -> dict[str, Any]:
    second = chance.randrange(60, 95) if vital is Vital.BLOOD_PRESSURE else None
    return {
        "vital": vital, "value": chance.randrange(100, 160), "value_second": second,
        "unit": "1", "taken_at": at, "at": at,
    }  # fmt: skip
