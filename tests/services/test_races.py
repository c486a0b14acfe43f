"""One winner (R2): whoever races, exactly one succeeds and the others are told what happened."""

from datetime import UTC, datetime, timedelta

import pytest
import servers
from services.verbs import ANSWER, CANCEL, DECLINE, PROPOSAL, QUESTION, REASON, to

from portal.domain.errors import PortalError, StepNotPossible, Taken
from portal.models import AuditEntry, Consultation, ConsultationClaim, Notification
from portal.schemas.consultation_claim import Agree, Propose
from portal.services import consultation, consultation_due, consultation_time, consultation_turn
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


FEW = 10
"""Rounds of the races below: each is between two."""


def does(who, verb, one, *said):
    return lambda: perform(who, verb, one, *said)


def race(at_once, *calls):
    """Both at once; return which succeeded, and the refusal of the one that did not."""
    answers = at_once(calls)
    refusals = [a for a in answers if isinstance(a, PortalError)]
    return [not isinstance(a, PortalError) for a in answers], refusals[0] if refusals else None


def open_claims(rows, one):
    claims = rows(ConsultationClaim, ConsultationClaim.consultation_id == one)
    return [c.clinician_id for c in claims if c.released_at is None]


def test_r2_accept_against_ask_has_one_order_and_one_holder(wide, world, at_once, rows, one):
    for _ in range(FEW):
        asked = world.request()

        won, refusal = race(
            at_once,
            accepts(world.gp, asked),
            does(world.gp2, consultation.ask, asked, QUESTION),
        )

        assert won[0], "a question does not keep anybody from accepting"
        assert won[1] or isinstance(refusal, Taken)
        row = one(Consultation, asked)
        assert (row.status, row.clinician_id) == ("accepted", world.gp.id)
        assert row.last_seq == (1 if won[1] else 0)


def test_r2_answer_against_accept_ends_accepted_and_tells_who_was_slower(
    wide, world, at_once, rows, one
):
    for _ in range(FEW):
        asked = world.request()
        perform(world.gp, consultation.ask, asked, QUESTION)

        won, refusal = race(
            at_once,
            does(world.patient, consultation.answer, asked, ANSWER),
            accepts(world.gp2, asked),
        )

        assert won[1]
        row = one(Consultation, asked)
        assert (row.status, row.clinician_id) == ("accepted", world.gp2.id)
        assert row.last_seq == (2 if won[0] else 1), "an answer that was refused is not kept"
        assert won[0] or "accepted" in refusal.message


def test_r2_hand_back_against_cancel_ends_cancelled(wide, world, at_once, rows, one):
    for _ in range(FEW):
        asked = world.accepted()

        won, refusal = race(
            at_once,
            does(world.gp, consultation_turn.hand_back, asked, REASON),
            does(world.patient, consultation.cancel, asked, CANCEL),
        )

        assert won[1]
        assert won[0] or (isinstance(refusal, StepNotPossible) and "cancelled" in refusal.message)
        row = one(Consultation, asked)
        assert (row.status, row.due_at, row.escalate_at) == ("cancelled", None, None)
        assert open_claims(rows, asked) == ([] if won[0] else [world.gp.id])


def test_r2_agree_against_another_proposal_never_agrees_to_what_was_not_read(
    wide, world, clock, at_once, one
):
    start = clock.now + timedelta(hours=5)
    another = Propose(scheduled_for="2026-09-16T09:00")
    for _ in range(FEW):
        asked = world.accepted(preferred_from=start, preferred_until=start + timedelta(hours=2))
        view = perform(world.patient, consultation_time.propose, asked, PROPOSAL)

        won, refusal = race(
            at_once,
            does(world.gp, consultation_time.agree, asked, Agree(scheduled_for=view.proposed_for)),
            does(world.patient, consultation_time.propose, asked, another),
        )

        row = one(Consultation, asked)
        assert won[1]
        if won[0]:
            assert row.scheduled_for == view.proposed_for
        else:
            assert "look again" in refusal.message
            assert row.scheduled_for == start
        assert row.proposed_for == datetime(2026, 9, 16, 8, tzinfo=UTC)


def test_r2_reassign_against_accept_leaves_one_to_act_and_tells_the_other(
    wide, world, at_once, rows, one
):
    for _ in range(FEW):
        asked = world.request()

        won, refusal = race(
            at_once,
            does(world.lead, consultation_turn.reassign, asked, to(world.gp2)),
            accepts(world.gp, asked),
        )

        row = one(Consultation, asked)
        assert won[0], "the lead reassigns what waits and what is accepted"
        assert (row.status, row.clinician_id) == ("requested", world.gp2.id)
        assert open_claims(rows, asked) == []
        if not won[1]:
            assert isinstance(refusal, Taken)
            assert refusal.message == "This request was given to Dr David Dogwood."


def test_r2_no_show_against_start_has_one_outcome(wide, world, clock, at_once, one):
    for _ in range(FEW):
        asked = world.accepted()
        clock.advance(minutes=11)

        won, refusal = race(
            at_once,
            does(world.gp, consultation_turn.no_show, asked),
            does(world.gp, consultation.start, asked),
        )

        assert sorted(won) == [False, True]
        assert isinstance(refusal, StepNotPossible)
        assert one(Consultation, asked).status == ("no_show" if won[0] else "in_progress")


def test_r2_start_against_the_patient_who_leaves_has_one_outcome(wide, world, clock, at_once, one):
    for _ in range(FEW):
        asked = world.accepted()
        clock.advance(minutes=16)

        won, refusal = race(
            at_once,
            does(world.gp, consultation.start, asked),
            does(world.patient, consultation_turn.miss, asked),
        )

        assert sorted(won) == [False, True]
        assert isinstance(refusal, StepNotPossible)
        assert one(Consultation, asked).status == ("in_progress" if won[0] else "missed")


def test_r2_twenty_colleagues_accept_what_was_handed_back(wide, world, at_once, rows):
    gps = world.more_gps(CLINICIANS)
    asked = world.accepted()
    perform(world.gp, consultation_turn.hand_back, asked, REASON)

    answers = at_once([accepts(who, asked) for who in gps])

    (winner,) = [n for n, a in enumerate(answers) if not isinstance(a, PortalError)]
    assert open_claims(rows, asked) == [gps[winner].id]
    refusals = [a for a in answers if isinstance(a, PortalError)]
    assert {r.message for r in refusals} == {f"{gps[winner].name} has taken this request."}


def test_r2_leaving_against_start_loses_nothing(wide, world, at_once, rows, one):
    for _ in range(FEW):
        asked = world.accepted()

        at_once(
            [
                does(SYSTEM, consultation_turn.leave, world.gp.id, world.gp2.id, "Suspended."),
                does(world.gp, consultation.start, asked),
            ]
        )

        row = one(Consultation, asked)
        assert row.clinician_id != world.gp.id
        assert (row.status, row.clinician_id) in (
            ("requested", None), ("in_progress", world.gp2.id),
        )  # fmt: skip
        assert open_claims(rows, asked) == ([row.clinician_id] if row.clinician_id else [])
