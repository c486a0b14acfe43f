"""The trail: in the same transaction, append-only, refusals included."""

from dataclasses import replace
from datetime import timedelta

import pytest
from services.verbs import DECLINE, say
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.domain.errors import NotAllowed, NotFound, Taken
from portal.domain.permission import Permission
from portal.infra.db import is_postgresql
from portal.models import AuditEntry, Consultation
from portal.services import consultation, figures, idempotency, message
from portal.services.work import look, perform


@pytest.fixture
def trail(rows):
    """Return (action, outcome) of everything on record, in order."""

    def read(*where):
        return [(e.action, e.outcome) for e in sorted(rows(AuditEntry, *where), key=seq)]

    return read


def seq(entry):
    return entry.seq


def test_every_step_says_who_what_about_whom_when_and_why(world, clock, rows):
    asked = world.request()
    perform(world.lead, consultation.decline, asked, DECLINE)

    entry = max(rows(AuditEntry), key=seq)
    assert (entry.action, entry.outcome, entry.reason) == (
        "consultation:declined", "done", DECLINE.reason,
    )  # fmt: skip
    assert (entry.actor_id, entry.subject_id) == (world.lead.id, asked)
    assert (entry.patient_id, entry.created_at) == (world.patient.id, clock.now)


def test_it_is_written_with_the_step_or_not_at_all(world, rows, one):
    def lost(work, which):
        consultation.accept(work, which)
        work.session.flush()
        raise RuntimeError("the power went")

    asked = world.request()
    before = len(rows(AuditEntry))

    with pytest.raises(RuntimeError):
        perform(world.gp, lost, asked)

    assert len(rows(AuditEntry)) == before
    assert one(Consultation, asked).status == "requested"


def test_what_the_actor_does_for_somebody_is_on_record(world, rows):
    helper = replace(world.patient, on_behalf_of=world.patient2.id)
    world.request(by=helper)

    assert rows(AuditEntry)[0].on_behalf_of == world.patient2.id


def test_reading_is_on_record_once_in_fifteen_minutes(world, clock, trail):
    asked = world.accepted()
    read = AuditEntry.action == "consultation:read"
    for minutes in (0, 5, 9):
        clock.advance(minutes=minutes)
        perform(world.gp, consultation.open_record, asked)
    assert len(trail(read)) == 1

    clock.advance(minutes=1)
    perform(world.gp, consultation.open_record, asked)

    assert len(trail(read)) == 2


def test_each_reader_is_on_record_and_patients_reading_their_own_are_not(world, rows):
    asked = world.request()
    for who in (world.gp, world.gp2, world.patient):
        perform(who, consultation.open_record, asked)

    readers = {e.actor_id for e in rows(AuditEntry, AuditEntry.action == "consultation:read")}
    assert readers == {world.gp.id, world.gp2.id}


@pytest.mark.parametrize(
    ("who", "refusal", "outcome"),
    [
        ("gp2", Taken, "taken"),
        ("other_gp", NotFound, "not_found"),
        ("admin", NotAllowed, "not_allowed"),
    ],
)  # fmt: skip
def test_a_refusal_is_on_record_after_the_rollback(world, rows, one, who, refusal, outcome):
    asked, actor = world.accepted(), getattr(world, who)

    with pytest.raises(refusal):
        perform(actor, consultation.accept, asked)

    (entry,) = rows(AuditEntry, AuditEntry.outcome != "done")
    assert (entry.action, entry.outcome) == ("consultation:accept", outcome)
    assert (entry.actor_id, entry.subject_id) == (actor.id, asked)
    assert one(Consultation, asked).clinician_id == world.gp.id


def test_what_a_refused_step_had_changed_is_gone(world, one):
    def half(work, which):
        consultation.accept(work, which)
        raise NotAllowed("On second thoughts.")

    asked = world.request()

    with pytest.raises(NotAllowed):
        perform(world.gp, half, asked)

    assert one(Consultation, asked).status == "requested"


def test_a_refusal_behind_a_key_names_the_verb_and_the_record(world, rows):
    asked = world.accepted()

    with pytest.raises(Taken):
        perform(world.gp2, idempotency.once, consultation.accept, "k1", "mark", asked)

    (entry,) = rows(AuditEntry, AuditEntry.outcome == "taken")
    assert (entry.action, entry.subject_id) == ("consultation:accept", asked)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor_id = NULL",
        "UPDATE audit_entries SET reason = 'nothing happened' WHERE seq = 1",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_entries WHERE seq = 1",
    ],
)
def test_the_trail_refuses_to_be_changed(world, rows, write, statement):
    world.accepted()
    before = rows(AuditEntry)

    with pytest.raises(DBAPIError, match="append-only"):
        write(text(statement))
    assert rows(AuditEntry) == before


def test_the_trail_refuses_to_be_replaced_or_emptied(world, write):
    world.accepted()
    replaced = (
        "INSERT OR REPLACE INTO audit_entries "
        "(seq, created_at, action, outcome, subject_kind, reason) "
        "SELECT seq, created_at, 'nothing', 'done', subject_kind, '' FROM audit_entries"
    )

    with pytest.raises(DBAPIError, match="append-only"):
        write(text("TRUNCATE audit_entries" if is_postgresql() else replaced))


def test_no_line_of_the_administrator_holds_what_somebody_wrote(world):
    asked = world.started(symptoms="CANARY-SYMPTOM in my throat")
    perform(world.patient, message.send, asked, say("CANARY-MESSAGE"))
    perform(world.gp, consultation.cancel, asked, consultation.Cancel(reason="CANARY-REASON"))

    assert "CANARY" not in look(world.admin, figures.overview).model_dump_json()


def test_a_token_that_may_only_read_opens_a_record_and_cancels_nothing(world, one):
    asked = world.accepted()
    narrow = replace(world.patient, scopes=frozenset({Permission.CONSULTATION_READ}))

    assert perform(narrow, consultation.open_record, asked).id == str(asked)
    with pytest.raises(NotAllowed):
        perform(narrow, consultation.cancel, asked, consultation.Cancel())
    assert one(Consultation, asked).status == "accepted"


def test_the_trail_keeps_the_time_of_the_deed(world, clock, rows):
    when = clock.advance(days=3)
    world.request()

    assert rows(AuditEntry)[0].created_at - when == timedelta()
