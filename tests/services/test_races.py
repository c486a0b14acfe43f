"""One winner (R2): whoever races, exactly one succeeds and the others are told what happened."""

import pytest
import servers
from services.verbs import CANCEL, DECLINE

from portal.domain.errors import PortalError, Taken
from portal.models import AuditEntry, Consultation, ConsultationClaim, Notification
from portal.services import consultation, consultation_due
from portal.services.work import SYSTEM, perform

ROUNDS = 30
CLINICIANS = 20


@pytest.fixture
def wide(monkeypatch, database):
    """As many connections as racers, so that they meet in the database and not before it."""
    monkeypatch.setenv("DATABASE_THREADS", str(CLINICIANS))
    servers.forget()


def accepts(who, one):
    return lambda: perform(who, consultation.accept, one)


def twenty_accept(world, gps, at_once, rows):
    asked = world.request()

    answers = at_once([accepts(who, asked) for who in gps])

    (winner,) = [n for n, a in enumerate(answers) if not isinstance(a, PortalError)]
    refusals = [a for a in answers if isinstance(a, PortalError)]
    assert {type(r) for r in refusals} == {Taken}
    assert {r.message for r in refusals} == {f"{gps[winner].name} has taken this request."}
    about = Notification.subject_id == asked
    claims = rows(ConsultationClaim, ConsultationClaim.consultation_id == asked)
    told = rows(Notification, about, Notification.kind == "consultation:accepted")
    assert [c.clinician_id for c in claims] == [gps[winner].id]
    assert [n.recipient_id for n in told] == [world.patient.id]
    refused = rows(AuditEntry, AuditEntry.subject_id == asked, AuditEntry.outcome == "taken")
    assert len(refused) == len(gps) - 1


def test_r2_of_twenty_who_accept_one_wins_and_nineteen_are_told_who(wide, world, at_once, rows):
    gps = world.more_gps(CLINICIANS)
    for _ in range(ROUNDS):
        twenty_accept(world, gps, at_once, rows)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_r2_two_hundred_times(wide, world, at_once, rows):
    gps = world.more_gps(CLINICIANS)
    for _ in range(200):
        twenty_accept(world, gps, at_once, rows)


def test_r2_a_named_clinician_who_clicks_twice_holds_one_claim(wide, world, at_once, rows):
    asked = world.request(clinician_id=world.gp.id)

    answers = at_once([accepts(world.gp, asked)] * 5)

    assert sum(not isinstance(a, PortalError) for a in answers) == 1
    assert len(rows(ConsultationClaim)) == 1


def test_r2_accept_against_cancel_ends_cancelled_and_the_clinician_always_knows(
    wide, world, at_once, rows, one
):
    """The patient may cancel either way; what differs is how the clinician learns of it."""
    for _ in range(ROUNDS):
        asked = world.request()

        accepted, cancelled = at_once(
            [
                accepts(world.gp, asked),
                lambda asked=asked: perform(world.patient, consultation.cancel, asked, CANCEL),
            ]
        )

        about = Notification.subject_id == asked
        told = rows(
            Notification, about, Notification.kind == "consultation:cancelled",
            Notification.recipient_id == world.gp.id,
        )  # fmt: skip
        claims = rows(ConsultationClaim, ConsultationClaim.consultation_id == asked)
        assert not isinstance(cancelled, PortalError)
        assert one(Consultation, asked).status == "cancelled"
        assert len(told) == 1
        if isinstance(accepted, PortalError):
            assert isinstance(accepted, Taken)
            assert accepted.message.endswith("it was cancelled.")
            assert claims == []
        else:
            assert len(claims) == 1


def test_r2_accept_against_decline_has_one_outcome_and_the_other_is_told(
    wide, world, at_once, rows, one
):

    for _ in range(ROUNDS):
        asked = world.request()

        answers = at_once(
            [
                accepts(world.gp, asked),
                lambda asked=asked: perform(world.lead, consultation.decline, asked, DECLINE),
            ]
        )

        won = [not isinstance(a, PortalError) for a in answers]
        (loser,) = [a for a in answers if isinstance(a, PortalError)]
        status, words = [("accepted", "Carol Cedar has taken"), ("declined", "was declined")][
            won.index(True)
        ]
        assert one(Consultation, asked).status == status
        assert isinstance(loser, Taken)
        assert words in loser.message
        kinds = {n.kind for n in rows(Notification, Notification.recipient_id == world.patient.id)}
        assert f"consultation:{status}" in kinds


def test_r2_the_last_two_passes_at_once_tell_the_lead_once(wide, world, at_once, rows):
    for _ in range(ROUNDS):
        asked = world.request()
        perform(world.lead, consultation.pass_on, asked)

        at_once(
            [lambda who=who, asked=asked: perform(who, consultation.pass_on, asked)
             for who in (world.gp, world.gp2)]
        )  # fmt: skip

        told = Notification.kind == "consultation:all_passed"
        assert len(rows(Notification, Notification.subject_id == asked, told)) == 1


def test_r2_accept_against_expiry_has_one_outcome(wide, world, clock, at_once, rows, one):
    for _ in range(ROUNDS):
        asked = world.request(clinician_id=world.gp.id)
        clock.set(one(Consultation, asked).due_at)

        accepted, expired = at_once(
            [
                accepts(world.gp, asked),
                lambda asked=asked: perform(SYSTEM, consultation_due.take_due, asked),
            ]
        )

        won = not isinstance(accepted, PortalError)
        assert won is not expired
        assert one(Consultation, asked).status == ("accepted" if won else "expired")
