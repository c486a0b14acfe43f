"""S2: relationship decides who opens a record, by every verb; and a record's size costs nothing."""

from datetime import timedelta

import pytest
from factories import actor as acting
from factories import person, saved
from services.record_claims import (
    DIABETES,
    ENDING,
    GOOD,
    NEEDS,
    PENICILLIN,
    WHY,
    corrected,
)  # fmt: skip
from sqlalchemy import event

from portal.domain.errors import NotAllowed, NotFound
from portal.domain.permission import Role
from portal.domain.record import EntryKind as K
from portal.domain.record import Vital
from portal.infra.db import engine, transaction
from portal.models import (
    Allergy,
    AuditEntry,
    Condition,
    Measurement,
    Medication,
    PatientProfile,
    User,
)  # fmt: skip
from portal.services import (
    consultation,
    record,
    record_entry,
    record_needs,
    record_reading,
    record_timeline,
)  # fmt: skip
from portal.services.work import look, perform

TABLES = (Allergy, Condition, Medication, Measurement, PatientProfile, User)


def verbs(ids):
    """Every verb that takes a patient, as (work, patient) calls."""
    return {
        "glance": record.at_a_glance,
        "open": record.open_record,
        "timeline": record_timeline.timeline,
        "history": lambda w, p: record_timeline.history(w, p, K.ALLERGY),
        "series": lambda w, p: record_timeline.series(w, p, Vital.HEART_RATE),
        "needs": lambda w, p: record_needs.change(w, p, NEEDS),
        "none known": record_entry.none_known,
        **{f"add {k}": lambda w, p, k=k: record_entry.add(w, p, GOOD[k]) for k in K},
        **{
            f"correct {k}": lambda w, p, k=k: record_entry.correct(w, p, ids[k], corrected(k))
            for k in K
        },
        **{
            f"withdraw {k}": lambda w, p, k=k: record_entry.withdraw(w, p, k, ids[k], WHY)
            for k in K
        },
        "end": lambda w, p: record_entry.end(w, p, K.CONDITION, ids[K.CONDITION], ENDING),
    }


@pytest.fixture
def cast(world):
    """Somebody of every role without a relationship to the patient: name, actor."""
    pharmacist = person("Pia Plane", Role.PHARMACIST, world.south)
    technician = person("Tom Thorn", Role.DIAGNOSTICS, world.south)
    manager = person("Mia Maple", Role.PRACTICE_MANAGER, world.north)
    specialist = person("Dr Sam Sorrel", Role.SPECIALIST, world.south)
    saved(pharmacist, technician, manager, specialist)
    return {
        **world.everybody,
        "pharmacist": acting(pharmacist), "technician": acting(technician),
        "manager": acting(manager), "specialist": acting(specialist),
    }  # fmt: skip


@pytest.fixture
def ids(world):
    """The GP, who treats the patient, has written one entry of each kind."""
    world.started(clinician_id=world.gp.id)
    return {
        kind: perform(world.gp, record_entry.add, world.patient.id, claim).id
        for kind, claim in GOOD.items()
    }


def test_s2_without_a_relationship_a_record_is_not_there_by_any_verb(world, cast, ids, rows):
    before = [sorted(str(r.model_dump()) for r in rows(table)) for table in TABLES]

    for name, who in cast.items():
        if name in ("patient", "gp"):
            continue
        for verb, service in verbs(ids).items():
            with pytest.raises((NotFound, NotAllowed)) as refused:
                perform(who, service, world.patient.id)
            if who.role in (Role.GP, Role.SPECIALIST):
                assert refused.type is NotFound, (name, verb)
    assert [sorted(str(r.model_dump()) for r in rows(table)) for table in TABLES] == before


def test_s2_a_relationship_opens_it_and_its_end_closes_it(world):
    asked = world.request()
    assert look(world.gp2, record.at_a_glance, world.patient.id).name == world.patient.name

    perform(world.gp, consultation.accept, asked)

    with pytest.raises(NotFound):
        look(world.gp2, record.at_a_glance, world.patient.id)


def test_s2_an_entry_is_not_reached_through_another_patient(world, ids):
    world.started(by=world.gp, clinician_id=world.gp.id)
    other = world.patient2.id
    world.request(by=world.patient2, clinician_id=world.gp.id)

    for kind, entry in ids.items():
        with pytest.raises(NotFound):
            perform(world.gp, record_entry.correct, other, entry, corrected(kind))
        with pytest.raises(NotFound):
            perform(world.gp, record_entry.withdraw, other, kind, entry, WHY)


def test_s2_a_malformed_id_is_not_found(world, ids):
    for bad in ("", "x", "' OR 1=1 --", "\x00"):
        for service in verbs(ids).values():
            with pytest.raises(NotFound):
                perform(world.gp, service, bad)


def test_s2_patients_read_their_own_and_nobody_elses(world, ids):
    assert look(world.patient, record.mine).name == "Anna Ash"
    assert look(world.other_patient, record.mine).allergies == []
    with pytest.raises(NotAllowed):
        look(world.gp, record_reading.looks)
    with pytest.raises(NotAllowed):
        look(world.patient, record.my_patients)


def test_s2_a_refused_attempt_is_audited_and_not_shown_to_the_patient(world, ids, rows):
    with pytest.raises(NotFound):
        perform(world.other_gp, record.open_record, str(world.patient.id))

    refused = max(rows(AuditEntry), key=lambda e: e.seq)
    assert (refused.action, refused.outcome, refused.actor_id, refused.subject_id) == (
        "record:open_record", "not_found", world.other_gp.id, world.patient.id,
    )  # fmt: skip
    assert "Dr Paul Pine" not in str(look(world.patient, record_reading.looks))


class Counted:
    """How many statements were sent."""

    def __init__(self):
        self.statements = []

    def __call__(self, _conn, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA", "SELECT 1", "SET ")):
            self.statements.append(statement)


@pytest.fixture
def counted(database):
    """Count what a call costs."""

    def count(service, *args):
        heard = Counted()
        event.listen(engine(), "before_cursor_execute", heard)
        try:
            service(*args)
        finally:
            event.remove(engine(), "before_cursor_execute", heard)
        return len(heard.statements)

    return count


def ten_years(world, at):
    """A value a day, and something written every fortnight."""
    who = {"patient_id": world.patient.id, "recorded_by": world.gp.id}
    days = [at - timedelta(days=n) for n in range(3650)]
    vitals = [Vital.HEART_RATE, Vital.WEIGHT, Vital.TEMPERATURE]
    written = [
        *(
            Measurement(**who, vital=vitals[n % 3], value=70, unit="x", taken_at=d, created_at=d)
            for n, d in enumerate(days)
        ),
        *(
            Medication(**who, substance=f"S{n}", dosage="daily", created_at=d, status="ended")
            for n, d in enumerate(days[::14])
        ),
        *(
            Condition(**who, code="J06.9", label="Cold", created_at=d, status="ended")
            for d in days[::30]
        ),
    ]
    with transaction(write=True) as session:
        session.add_all(written)
        session.commit()


def test_ten_years_of_entries_cost_as_many_queries_as_one(world, clock, counted, ids):
    readings = {
        "glance": (record.at_a_glance, 8),
        "timeline": (record_timeline.timeline, 16),
        "series": (lambda w, p: record_timeline.series(w, p, Vital.HEART_RATE), 4),
        "history": (lambda w, p: record_timeline.history(w, p, K.MEDICATION), 4),
    }
    small = {n: counted(look, world.gp, s, world.patient.id) for n, (s, _) in readings.items()}

    ten_years(world, clock.now)

    large = {n: counted(look, world.gp, s, world.patient.id) for n, (s, _) in readings.items()}
    assert large == small
    assert all(large[name] <= most for name, (_, most) in readings.items()), large
    view = look(world.gp, record.at_a_glance, world.patient.id)
    assert len(view.vitals) == 3
    assert len(look(world.gp, record_timeline.timeline, world.patient.id).items) == 50


def test_what_is_measured_most_does_not_push_the_rest_from_the_glance(world, clock, ids):
    ten_years(world, clock.now)
    perform(world.gp, record_entry.add, world.patient.id, PENICILLIN)

    view = look(world.gp, record.at_a_glance, world.patient.id)
    assert [c.code for c in view.conditions] == [DIABETES.code]
    assert len(view.vitals[0].spark.split()) == record.RECENT
