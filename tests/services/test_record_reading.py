"""S11: who looked at whose record, what, why and when; told to the patient at once."""

from datetime import timedelta

import pytest
from services.record_claims import GOOD, PENICILLIN, WHY, corrected
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.domain.errors import Invalid, NotFound
from portal.domain.record import EntryKind
from portal.models import Allergy, AuditEntry
from portal.services import consultation, record, record_entry, record_reading
from portal.services.work import look, perform


@pytest.fixture
def trail(rows):
    """Return what is on record of a patient, oldest first."""

    def read(action="record:read"):
        entries = sorted(rows(AuditEntry, AuditEntry.action == action), key=lambda e: e.seq)
        return [e for e in entries if e.outcome == "done"]

    return read


def opened(world, by=None):
    return perform(by or world.gp, record.open_record, world.patient.id)


def looks(world, **page):
    return look(world.patient, record_reading.looks, **page)


def test_s11_opening_a_record_says_who_which_patient_what_why_and_when(world, clock, trail):
    world.started()
    opened(world)

    (entry,) = trail()
    assert (entry.actor_id, entry.patient_id, entry.subject_kind, entry.subject_id) == (
        world.gp.id, world.patient.id, "record", world.patient.id,
    )  # fmt: skip
    assert entry.reason == "Treats you: your consultation of 14 September 2026"
    assert entry.created_at == clock.now


def test_s11_the_reason_is_the_relationship_of_the_one_who_looks(world, clock, trail):
    world.request()
    opened(world, world.gp2)
    world.accepted()
    opened(world)

    assert [entry.reason for entry in trail()] == [
        "Your request of 14 September 2026 waits at North Practice",
        "Treats you: your consultation of 14 September 2026",
    ]


def test_s11_reading_again_within_a_quarter_of_an_hour_is_the_same_reading(world, clock, trail):
    world.started()
    opened(world)
    clock.advance(minutes=14)
    opened(world)
    assert len(trail()) == 1

    clock.advance(minutes=2)
    opened(world)

    assert len(trail()) == 2


def test_s11_refreshes_are_not_audited(world, trail):
    world.started()
    look(world.gp, record.at_a_glance, world.patient.id)

    assert trail() == []


def test_s11_patients_leave_no_trace_in_their_own_record(world, trail, announced):
    world.started()
    announced.clear()
    perform(world.patient, record.open_record, world.patient.id)

    assert trail() == []
    assert announced.audiences("looked") == set()


def test_s11_the_patients_open_page_is_told_the_moment_somebody_looks(world, announced):
    world.started()
    announced.clear()
    opened(world)

    assert announced.audiences("looked") == {f"user:{world.patient.id}"}
    assert [one.subject for one in announced if one.topic == "looked"] == [str(world.patient.id)]


def test_s11_opening_a_consultation_counts_as_looking(world, announced):
    one = world.started()
    announced.clear()
    perform(world.gp, consultation.open_record, one)

    (seen,) = looks(world).items
    assert (seen.who, seen.role, seen.organization, seen.what) == (
        "Dr Carol Cedar", "GP", "North Practice", "a consultation",
    )  # fmt: skip
    assert announced.audiences("looked") == {f"user:{world.patient.id}"}


def test_s11_a_reading_whose_transaction_fails_is_not_on_record(world, trail, announced):
    world.started()
    announced.clear()

    def broken(work, patient):
        record.open_record(work, patient)
        raise NotFound("Something went wrong afterwards.")

    with pytest.raises(NotFound):
        perform(world.gp, broken, world.patient.id)

    assert trail() == []
    assert announced.audiences("looked") == set()


@pytest.mark.parametrize("kind", list(EntryKind))
def test_s11_every_write_is_on_record_with_its_reason(world, rows, kind):
    world.started()
    written = perform(world.gp, record_entry.add, world.patient.id, GOOD[kind])
    again = corrected(kind)
    new = perform(world.gp, record_entry.correct, world.patient.id, written.id, again)
    perform(world.gp, record_entry.withdraw, world.patient.id, kind, new.id, WHY)

    found = sorted(rows(AuditEntry, AuditEntry.subject_kind == kind), key=lambda e: e.seq)
    assert [(e.action, e.reason) for e in found] == [
        (f"{kind}:recorded", ""),
        (f"{kind}:corrected", "I had misread it."),
        (f"{kind}:entered_in_error", WHY.reason),
    ]
    assert {(e.actor_id, e.patient_id) for e in found} == {(world.gp.id, world.patient.id)}


def test_s11_a_write_that_fails_leaves_neither_entry_nor_trace(world, rows):
    world.started()
    before = len(rows(AuditEntry))

    def broken(work, patient):
        record_entry.add(work, patient, PENICILLIN)
        raise Invalid("Something went wrong afterwards.")

    with pytest.raises(Invalid):
        perform(world.gp, broken, world.patient.id)

    assert rows(Allergy) == []
    assert len(rows(AuditEntry)) == before


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET reason = 'x'",
                                       "DELETE FROM audit_entries"])  # fmt: skip
def test_s11_the_trail_is_append_only(world, write, trail, statement):
    world.started()
    opened(world)

    with pytest.raises(DBAPIError):
        write(text(statement))
    assert len(trail()) == 1


def test_s11_who_looked_is_paged_newest_first(world, clock):
    world.started()
    for _ in range(5):
        opened(world)
        clock.advance(minutes=16)

    first = looks(world, limit=3)
    rest = looks(world, cursor=first.next_cursor, limit=3)
    assert [len(first.items), len(rest.items), rest.next_cursor] == [3, 2, None]
    times = [row.at for row in [*first.items, *rest.items]]
    assert times == sorted(times, reverse=True)
    assert times[0] - times[-1] == timedelta(minutes=64)


@pytest.mark.parametrize("cursor", ["x", "-1", "²", "1" * 19, "1.5"])
def test_s11_a_foreign_cursor_is_refused(world, cursor):
    with pytest.raises(Invalid):
        looks(world, cursor=cursor)


def test_s11_only_ones_own_readers_are_shown(world):
    world.started()
    opened(world)

    assert look(world.patient2, record_reading.looks).items == []
