"""Moving the agreed time: proposed, confirmed or not, and never moved by the clocks (R11)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from services.verbs import LATER, PROPOSAL, REASON

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.permission import Permission
from portal.models import Consultation
from portal.schemas.consultation_claim import Agree, Propose
from portal.services import consultation, consultation_time, consultation_turn, timer
from portal.services.work import look, perform

TUESDAY = datetime(2026, 9, 15, 10, 30, tzinfo=UTC)
"""What `LATER` is: half past eleven in London, in summer."""


def at(text):
    return Propose(scheduled_for=text)


@pytest.fixture
def agreed(world, clock):
    """Accepted for this afternoon, five hours from now."""
    start = clock.now + timedelta(hours=5)
    return world.accepted(preferred_from=start, preferred_until=start + timedelta(hours=2))


@pytest.fixture
def proposed(world, agreed):
    """The same, and the patient proposes Tuesday."""
    perform(world.patient, consultation_time.propose, agreed, PROPOSAL)
    return agreed


def test_the_old_time_stays_until_the_new_one_is_confirmed(world, clock, proposed, one):
    row = one(Consultation, proposed)

    assert row.scheduled_for == clock.now + timedelta(hours=5)
    assert (row.proposed_for, row.proposed_by) == (TUESDAY, world.patient.id)


@pytest.mark.parametrize(("asks", "answers"), [("patient", "gp"), ("gp", "patient")])
def test_either_proposes_and_the_other_one_confirms(world, agreed, one, asks, answers):
    perform(getattr(world, asks), consultation_time.propose, agreed, PROPOSAL)
    with pytest.raises(NotAllowed, match="the other one confirms"):
        perform(getattr(world, asks), consultation_time.agree, agreed)

    perform(getattr(world, answers), consultation_time.agree, agreed)

    row = one(Consultation, agreed)
    assert row.scheduled_for == TUESDAY
    assert row.proposed_for is row.proposed_by is row.proposed_until is None
    assert row.remind_at == TUESDAY - timedelta(minutes=30)
    assert row.escalate_at == TUESDAY + timedelta(minutes=15)
    assert row.due_at == TUESDAY + timedelta(minutes=60)


def test_it_is_the_other_ones_turn_while_a_proposal_waits(world, proposed):
    assert look(world.patient, consultation.get, proposed).turn_words == "Dr Carol Cedar’s turn"
    assert look(world.gp, consultation.get, proposed).turn == "mine"


@pytest.mark.parametrize("who", ["patient", "gp"])
def test_either_keeps_the_old_time(world, clock, proposed, one, who):
    perform(getattr(world, who), consultation_time.keep, proposed)

    row = one(Consultation, proposed)
    assert row.proposed_for is None
    assert row.scheduled_for == clock.now + timedelta(hours=5)
    with pytest.raises(StepNotPossible, match="No other time"):
        perform(world.gp, consultation_time.agree, proposed)


def test_nobody_agrees_to_a_time_they_have_not_read(world, proposed, one):
    perform(world.patient, consultation_time.propose, proposed, at("2026-09-16T09:00"))

    with pytest.raises(StepNotPossible, match="look again"):
        perform(world.gp, consultation_time.agree, proposed, Agree(scheduled_for=TUESDAY))
    assert one(Consultation, proposed).scheduled_for != TUESDAY


def test_a_proposal_lapses_at_the_agreed_time(world, clock, proposed, one, rows):
    clock.advance(hours=4, minutes=59)
    timer.run_due()
    assert one(Consultation, proposed).proposed_for
    clock.advance(minutes=1)
    with pytest.raises(StepNotPossible):
        perform(world.gp, consultation_time.agree, proposed)

    timer.run_due()

    row = one(Consultation, proposed)
    assert (row.status, row.proposed_for) == ("accepted", None)


def test_a_proposal_lapses_after_a_day(world, clock, one):
    start = clock.now + timedelta(days=3)
    asked = world.accepted(preferred_from=start, preferred_until=start + timedelta(hours=2))
    perform(world.gp, consultation_time.propose, asked, at("2026-09-18T09:00"))
    clock.advance(hours=23, minutes=59)
    timer.run_due()
    assert one(Consultation, asked).proposed_for
    clock.advance(minutes=1)

    timer.run_due()

    row = one(Consultation, asked)
    assert (row.proposed_for, row.scheduled_for) == (None, start)


def test_a_late_start_can_still_be_moved_until_it_is_missed(world, clock, one):
    asked = world.accepted()
    clock.advance(minutes=20)
    perform(world.gp, consultation_time.propose, asked, PROPOSAL)
    clock.advance(minutes=20)

    perform(world.patient, consultation_time.agree, asked)
    clock.advance(hours=3)
    timer.run_due()

    assert one(Consultation, asked).status == "accepted"


def test_starting_drops_the_proposal_and_the_timer_goes_on(world, clock, proposed, one):
    perform(world.gp, consultation.start, proposed)
    clock.advance(hours=6)

    assert timer.run_due() == 0
    row = one(Consultation, proposed)
    assert (row.status, row.proposed_for) == ("in_progress", None)


def test_handing_back_drops_the_proposal(world, proposed, one):
    perform(world.gp, consultation_turn.hand_back, proposed, REASON)

    assert one(Consultation, proposed).proposed_for is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-14T09:59", "2026-11-14T10:00", "2025-09-15T11:30", "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00", "tomorrow at noon", "2026-13-15T11:30", "2026-09-15T25:30",
    ],
)  # fmt: skip
def test_s7_a_time_that_is_past_far_or_none_is_refused(world, agreed, one, text):
    with pytest.raises(Invalid) as refused:
        perform(world.patient, consultation_time.propose, agreed, at(text))

    assert set(refused.value.fields) == {"scheduled_for"}
    assert one(Consultation, agreed).proposed_for is None


@pytest.mark.parametrize("verb", ["propose", "agree", "keep"])
def test_a_token_that_may_only_read_moves_nothing(world, proposed, one, verb):
    for who in (world.patient, world.gp):
        narrow = replace(who, scopes=frozenset({Permission.CONSULTATION_READ}))
        said = [PROPOSAL] if verb == "propose" else []
        with pytest.raises(NotAllowed):
            perform(narrow, getattr(consultation_time, verb), proposed, *said)
    assert one(Consultation, proposed).proposed_by == world.patient.id


class TestR11:
    """The nights on which the clocks change in London."""

    @pytest.mark.parametrize(
        ("now", "said", "moment"),
        [
            (datetime(2026, 10, 23, 9, tzinfo=UTC), "2026-10-24T09:00", "2026-10-24T08:00"),
            (datetime(2026, 10, 23, 9, tzinfo=UTC), "2026-10-25T09:00", "2026-10-25T09:00"),
            (datetime(2026, 10, 23, 9, tzinfo=UTC), "2026-10-25T01:30", "2026-10-25T00:30"),
            (datetime(2026, 10, 23, 9, tzinfo=UTC), "2026-10-25T01:30+00:00", "2026-10-25T01:30"),
            (datetime(2027, 3, 26, 9, tzinfo=UTC), "2027-03-27T09:00", "2027-03-27T09:00"),
            (datetime(2027, 3, 26, 9, tzinfo=UTC), "2027-03-28T09:00", "2027-03-28T08:00"),
            (datetime(2027, 3, 26, 9, tzinfo=UTC), "2027-03-28T00:59", "2027-03-28T00:59"),
            (datetime(2027, 3, 26, 9, tzinfo=UTC), "2027-03-28T02:00", "2027-03-28T01:00"),
        ],
    )
    def test_r11_a_time_is_what_the_practices_clock_shows(
        self, world, clock, one, now, said, moment
    ):
        clock.set(now)
        asked = world.accepted()
        perform(world.patient, consultation_time.propose, asked, at(said))

        perform(world.gp, consultation_time.agree, asked)

        assert one(Consultation, asked).scheduled_for == datetime.fromisoformat(f"{moment}+00:00")

    @pytest.mark.parametrize("said", ["2027-03-28T01:00", "2027-03-28T01:30", "2027-03-28T01:59"])
    def test_r11_a_time_that_the_clocks_leave_out_is_refused(self, world, clock, said):
        clock.set(datetime(2027, 3, 26, 9, tzinfo=UTC))
        asked = world.accepted()

        with pytest.raises(Invalid) as refused:
            perform(world.patient, consultation_time.propose, asked, at(said))
        assert "does not exist" in refused.value.fields["scheduled_for"]

    @pytest.mark.parametrize(
        ("now", "morning"),
        [
            (datetime(2026, 10, 23, 9, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)),
            (datetime(2027, 3, 26, 9, tzinfo=UTC), datetime(2027, 3, 29, 8, tzinfo=UTC)),
        ],
    )
    def test_r11_no_appointment_moves_while_the_clocks_change(
        self, world, clock, one, now, morning
    ):
        clock.set(now)
        text = f"{(now + timedelta(days=3)):%Y-%m-%d}T09:00"
        asked = world.accepted()
        perform(world.patient, consultation_time.propose, asked, at(text))
        perform(world.gp, consultation_time.agree, asked)
        assert one(Consultation, asked).scheduled_for == morning

        for day in range(1, 4):
            clock.set(min(now + timedelta(days=day), morning - timedelta(minutes=31)))
            assert timer.run_due() == 0
        row = one(Consultation, asked)
        assert (row.scheduled_for, row.status) == (morning, "accepted")

        clock.set(morning - timedelta(minutes=30))
        assert timer.run_due() == 1

    @pytest.mark.parametrize(
        ("before", "limit"),
        [
            (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), timedelta(minutes=60)),
            (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), timedelta(minutes=60)),
        ],
    )
    def test_r11_an_hour_is_an_hour_in_those_nights(self, world, clock, one, before, limit):
        clock.set(before)
        night = world.accepted(urgency="emergency", emergency_confirmed=True)
        row = one(Consultation, night)

        assert row.scheduled_for == clock.now
        assert row.due_at - row.scheduled_for == limit


def test_a_time_of_another_zone_is_the_same_moment(world, agreed, one):
    perform(world.patient, consultation_time.propose, agreed, at("2026-09-15T12:30+02:00"))

    assert one(Consultation, agreed).proposed_for == TUESDAY
    assert LATER == "2026-09-15T11:30"
