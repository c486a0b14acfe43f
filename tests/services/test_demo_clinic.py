"""The demo clinic is complete, coherent, lively at any hour, and quickly filled."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import factories
import pytest
import servers
from sqlmodel import Session, SQLModel, col, select

from portal.domain.account import AccountStatus
from portal.domain.attachment import Purpose
from portal.domain.consultation import WORKFLOW, Urgency
from portal.domain.consultation import ConsultationStatus as S
from portal.domain.organization import OrganizationKind
from portal.domain.permission import LICENSED, Role
from portal.domain.record import EntryStatus, Source, Vital
from portal.domain.vital import MEASURES
from portal.infra import clock as portal_clock
from portal.infra.db import transaction
from portal.models import (
    Allergy,
    Attachment,
    AuditEntry,
    Condition,
    Consultation,
    ConsultationMessage,
    ConsultationNote,
    Letter,
    Measurement,
    Medication,
    Notification,
    Organization,
    PatientProfile,
    Practitioner,
    User,
)
from portal.services import attachment_store, demo, record_reading, timer, work_list
from portal.services.demo_patients import PATIENTS
from portal.services.demo_prescriptions import ALONE
from portal.services.demo_stories import PAST, STORIES
from portal.services.work import Actor, look

LONDON = ZoneInfo("Europe/London")
SECONDS = 20
TUESDAY = datetime(2026, 9, 15, 8, tzinfo=LONDON)
AWKWARD = [
    datetime(2026, 9, 14, 8, 1, tzinfo=LONDON),
    datetime(2026, 9, 17, 3, 0, tzinfo=LONDON),
    datetime(2026, 9, 18, 17, 59, tzinfo=LONDON),
    datetime(2026, 9, 19, 14, 0, tzinfo=LONDON),
    datetime(2026, 3, 29, 1, 30, tzinfo=LONDON),
]
OPEN = [S.REQUESTED, S.INFO_NEEDED, S.ACCEPTED, S.IN_PROGRESS]
FAMILIES = {"penicillin": ("cillin",), "egg white": ("egg",)}
PHONE = re.compile(r"01632 960\d{3}|020 7946 0\d{3}")


@dataclass
class Clinic:
    """What was filled in, and how long that took on the processor."""

    filled: demo.Filled
    seconds: float


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def clinic(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Clinic]:
    """The whole clinic, filled once for all tests that only look, as of a Monday morning."""
    folder = tmp_path_factory.mktemp("clinic")
    with (
        servers.fresh_database(request.param) as address,
        servers.bound(address, folder),
    ):
        with portal_clock.frozen(factories.MONDAY):
            began = time.process_time()
            filled = demo.seed()
        yield Clinic(filled, time.process_time() - began)


@pytest.fixture
def rows(clinic: Clinic) -> Iterator[Session]:
    """A session to look at the clinic with."""
    with transaction(write=False) as session:
        yield session


def everybody(rows: Session, *where: Any) -> list[User]:
    return list(rows.exec(select(User).where(*where)))


def acting(rows: Session, key: str) -> Actor:
    user = rows.exec(select(User).where(User.email == f"{key}@demo.example")).one()
    found = rows.exec(select(Practitioner).where(Practitioner.user_id == user.id)).first()
    place, field = user.organization_id, found.specialty if found else None
    return Actor(user.id, user.role, user.name, place, user.is_lead, specialty=field)


@pytest.mark.timed
def test_it_is_filled_in_time(clinic: Clinic) -> None:
    assert clinic.seconds < SECONDS


def test_the_clinic_has_its_people(rows: Session) -> None:
    active = Counter(one.role for one in everybody(rows, User.status == AccountStatus.ACTIVE))
    places = Counter(one.kind for one in rows.exec(select(Organization)))

    assert active == {
        Role.PATIENT: 30, Role.GP: 6, Role.SPECIALIST: 6, Role.PHARMACIST: 6,
        Role.DIAGNOSTICS: 3, Role.PRACTICE_MANAGER: 1, Role.ADMIN: 1,
    }  # fmt: skip
    assert places == {
        OrganizationKind.PRACTICE: 1, OrganizationKind.HOSPITAL: 1,
        OrganizationKind.PHARMACY: 3, OrganizationKind.DIAGNOSTICS_CENTRE: 2,
    }  # fmt: skip


def test_people_wait_outside_in_every_other_way(rows: Session) -> None:
    outside = everybody(rows, User.status != AccountStatus.ACTIVE)

    assert {one.status for one in outside} == {
        AccountStatus.PENDING, AccountStatus.INVITED, AccountStatus.SUSPENDED,
        AccountStatus.REJECTED,
    }  # fmt: skip
    assert all(one.status_until is None for one in outside if one.status == "pending")


def test_every_professional_has_a_licence_that_is_plainly_invented(rows: Session) -> None:
    licences = {one.user_id: one for one in rows.exec(select(Practitioner))}
    working = everybody(rows, col(User.role).in_(LICENSED), User.status == AccountStatus.ACTIVE)

    assert all(licences[one.id].licence_number.startswith("DEMO-") for one in working)
    numbers = Counter(one.licence_number for one in licences.values())
    assert max(numbers.values()) == 1


def test_nobody_real_could_be_rung_or_written_to(rows: Session) -> None:
    phones = [
        *(u.phone for u in everybody(rows)),
        *(o.phone for o in rows.exec(select(Organization))),
    ]
    phones += [one.emergency_phone for one in rows.exec(select(PatientProfile))]

    assert [phone for phone in phones if phone and not PHONE.fullmatch(phone)] == []
    assert all(one.email.endswith("@demo.example") for one in everybody(rows))
    assert rows.exec(select(Letter)).all() == []


def test_texts_name_invented_numbers_only(clinic: Clinic) -> None:
    said = " ".join(f"{s.asks} {s.chat} {s.note} {s.advice} {s.reason} {s.later}" for s in STORIES)

    found = re.findall(r"\b0\d[\d ]{7,}\d", said)
    assert found
    assert [one for one in found if not PHONE.fullmatch(one)] == []


def test_every_status_and_every_step_is_there(clinic: Clinic, rows: Session) -> None:
    steps = set(
        rows.exec(select(AuditEntry.action).where(AuditEntry.subject_kind == "consultation"))
    )

    assert set(clinic.filled.consultations) == set(S)
    assert sum(clinic.filled.consultations.values()) == len(STORIES)
    assert {step.tag for step in WORKFLOW.steps} <= steps


def test_everything_ends_as_its_story_says(clinic: Clinic) -> None:
    kinds = Counter(story.end.name for story in PAST)

    done = clinic.filled.consultations
    assert done["completed"] == kinds["COMPLETED"]
    assert done["no_show"] == kinds["NO_SHOW"]
    assert done["missed"] == kinds["WAITED"] + kinds["MISSED"]
    assert done["cancelled"] == kinds["WITHDRAWN"] + kinds["CALLED_OFF"]
    assert done["declined"] == kinds["DECLINED"]


def test_what_was_completed_has_a_note_with_advice(rows: Session) -> None:
    done = set(rows.exec(select(Consultation.id).where(Consultation.status == S.COMPLETED)))
    notes = {note.consultation_id: note for note in rows.exec(select(ConsultationNote))}

    assert set(notes) == done
    assert all(note.codes and note.history for note in notes.values())
    assert min(len(note.watch_for) for note in notes.values()) > 15
    assert len({note.outcome for note in notes.values()}) == 6


def test_a_conversation_has_three_to_ten_messages(rows: Session) -> None:
    done = rows.exec(select(Consultation).where(Consultation.status == S.COMPLETED))

    assert all(3 <= one.last_seq <= 10 for one in done)


def test_appointments_lie_in_opening_hours(rows: Session) -> None:
    agreed = rows.exec(select(Consultation).where(col(Consultation.scheduled_for).is_not(None)))

    for one in agreed:
        place = rows.get_one(Organization, one.practice_id)
        assert place.hours.is_open(one.scheduled_for), one.scheduled_for


def test_the_diabetic_gets_better(rows: Session) -> None:
    okafor = rows.exec(select(User).where(User.email == "okafor@demo.example")).one()
    about = (Measurement.patient_id == okafor.id, Measurement.vital == Vital.HBA1C)

    found = rows.exec(select(Measurement).where(*about).order_by(col(Measurement.taken_at))).all()

    last_year = [float(one.value) for one in found[1:]]
    assert last_year == sorted(last_year, reverse=True)
    assert ["67" in found[1].note, "55" in found[-1].note] == [True, True]
    codes = rows.exec(select(Condition.code).where(Condition.patient_id == okafor.id)).all()
    assert "E11.9" in codes


def test_nobody_takes_what_they_are_allergic_to(rows: Session) -> None:
    known = rows.exec(select(Allergy).where(col(Allergy.none_known).is_(False))).all()
    assert len(known) >= 5
    for one in known:
        family = FAMILIES.get(one.substance, (one.substance,))
        current = (
            Medication.patient_id == one.patient_id,
            Medication.status == EntryStatus.CURRENT,
        )
        taken = " ".join(rows.exec(select(Medication.substance).where(*current)))
        assert not [name for name in family if name in taken], one.substance


def test_records_are_rich_and_say_who_said_so(clinic: Clinic, rows: Session) -> None:
    measured = rows.exec(select(Measurement)).all()

    assert clinic.filled.entries >= 300
    assert {one.source for one in measured} == set(Source)
    assert any(one.status is EntryStatus.CORRECTED for one in measured)
    assert {one.status for one in rows.exec(select(Medication))} >= {
        EntryStatus.CURRENT, EntryStatus.ENDED,
    }  # fmt: skip
    assert all(one.unit == MEASURES[one.vital].unit for one in measured)


def test_nothing_begins_before_its_patient(rows: Session) -> None:
    born = {user.id: user.birth_date for user in everybody(rows, User.role == Role.PATIENT)}
    for table in (Condition, Medication):
        for one in rows.exec(select(table)):
            assert one.since is None or born[one.patient_id] <= one.since <= factories.MONDAY.date()


def test_files_are_there_and_open(clinic: Clinic, rows: Session, clock: Any) -> None:
    known = {user.id: user for user in everybody(rows)}
    kept = rows.exec(select(Attachment)).all()

    assert {one.purpose for one in kept} == {Purpose.REQUEST, Purpose.RECORD, Purpose.LICENCE}
    (mole,) = [one for one in kept if known[one.uploader_id].email == "amara@demo.example"]
    content = attachment_store.content(acting(rows, "ferrari"), mole.id)
    assert content.data.startswith(b"\xff\xd8")


def test_patients_can_see_who_looked(rows: Session, clock: Any) -> None:
    looks = look(acting(rows, "amara"), record_reading.looks)

    assert {one.role for one in looks.items} >= {"GP", "Specialist"}


def test_the_present_is_lively(rows: Session) -> None:
    now = rows.exec(select(Consultation).where(col(Consultation.status).in_(OPEN))).all()
    waiting = [c for c in now if c.status is S.REQUESTED]
    started = [c for c in now if c.status is S.IN_PROGRESS]

    assert {c.urgency for c in waiting} == set(Urgency)
    assert any(c.preferred_from for c in waiting)
    assert any(c.clinician_id for c in waiting)
    assert any(c.escalated_at for c in waiting)
    assert {c.last_author_id == c.patient_id for c in started} == {True, False}
    assert sum(c.proposed_for is not None for c in now) == 2
    assert {c.status for c in now} == set(OPEN)


@pytest.mark.parametrize("key", ["marsh", "ferrari"])
def test_the_shown_clinicians_have_something_to_do(rows: Session, clock: Any, key: str) -> None:
    who = acting(rows, key)

    own, others = (look(who, work_list.dashboard, show) for show in ("mine", "others"))

    assert own.counts["mine"] >= 3 <= own.counts["others"]
    assert {row.status for row in (*own.rows, *others.rows)} >= {
        S.REQUESTED, S.ACCEPTED, S.IN_PROGRESS
    }  # fmt: skip


def test_the_shown_patient_has_something_to_do(rows: Session, clock: Any) -> None:
    own = look(acting(rows, "amara"), work_list.patient_page)

    assert {row.status for row in own.items} >= {
        "in_progress",
        "info_needed",
        "accepted",
        "completed",
        "cancelled",
    }


def test_what_is_some_days_old_was_read(rows: Session) -> None:
    old = col(Notification.updated_at) < factories.MONDAY - timedelta(days=6)
    unread = col(Notification.read_at).is_(None)
    present = select(User.id).where(User.status == AccountStatus.ACTIVE)
    theirs = col(Notification.recipient_id).in_(present)

    assert rows.exec(select(Notification).where(unread, theirs)).first()
    assert not rows.exec(select(Notification).where(unread, theirs, old)).first()


def test_the_timer_has_nothing_left_to_do(clinic: Clinic, clock: Any) -> None:
    assert timer.run_due() == 0


def dumped(table: type[SQLModel], order: Any) -> list[dict[str, Any]]:
    with transaction(write=False) as session:
        found = session.exec(select(table).order_by(order)).all()
        return [row.model_dump(exclude={"seq"}) for row in found]


def test_the_whole_clinic_repeats_with_ids_and_times(
    clinic: Clinic, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = (
        User, Consultation, ConsultationMessage, ConsultationNote, Notification, Allergy,
        Condition, Medication, Measurement,
    )  # fmt: skip
    before = {table.__name__: dumped(table, col(table.id)) for table in tables}
    folder = tmp_path_factory.mktemp("again")

    with servers.fresh_database("sqlite") as address, servers.bound(address, folder):
        with portal_clock.frozen(factories.MONDAY):
            demo.seed()
        again = {table.__name__: dumped(table, col(table.id)) for table in tables}

    key = lambda row: str(row["id"])  # noqa: E731
    assert {name: sorted(rows, key=key) for name, rows in before.items()} == {
        name: sorted(rows, key=key) for name, rows in again.items()
    }


@pytest.mark.parametrize("minutes", [2, 55, 90, 111, 160, 598])
def test_a_night_tears_no_story_of_the_present(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    monkeypatch.setattr(demo, "STORIES", STORIES[len(PAST) :])
    monkeypatch.setattr(demo, "ALONE", ())
    with servers.fresh_database("sqlite") as address, servers.bound(address, tmp_path):
        filled = demo.seed(TUESDAY + timedelta(minutes=minutes))

    assert filled.consultations["in_progress"] == 6
    assert filled.consultations["accepted"] == 5


@pytest.mark.parametrize("number", range(len(AWKWARD)), ids=lambda n: f"{AWKWARD[n]:%a %H:%M}")
def test_whatever_the_hour_the_clinic_is_true_and_open(
    tmp_path: Any, clock: Any, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    some = {patient.key for patient in PATIENTS[number % 3 :: 3]}  # three moments play everybody
    present = STORIES[len(PAST) :]
    kept = [one for one in STORIES if one.patient in some or one in present]
    monkeypatch.setattr(demo, "STORIES", kept)
    monkeypatch.setattr(demo, "ALONE", [one for one in ALONE if one.patient in some])
    clock.set(AWKWARD[number])
    with servers.fresh_database("sqlite") as address, servers.bound(address, tmp_path):
        demo.seed()

        assert timer.run_due() == 0
        waiting = [c for c in dumped(Consultation, col(Consultation.id)) if c["status"] in OPEN]
        audit = dumped(AuditEntry, col(AuditEntry.seq))

    assert all(c["due_at"] > clock.now for c in waiting)
    for entry in audit:
        local = entry["created_at"].astimezone(LONDON)
        assert local <= clock.now
        if entry["actor_id"]:
            assert local.weekday() < 5
            assert 8 <= local.hour < 18
