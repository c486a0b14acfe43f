"""Nobody waits for ever (R2): locks are taken in one order, and where two cross, it is said."""

from threading import Barrier

import pytest
from sqlmodel import select

from portal.domain.errors import PortalError, StepNotPossible
from portal.infra.db import is_postgresql
from portal.models import Consultation, User
from portal.schemas.person import Leave, Renewal
from portal.services import consultation, person, work
from portal.services.work import perform

WHY = Leave(reason="The board asked for it.")
ROUNDS = 30


def test_r2_suspending_a_clinician_against_what_they_start(world, at_once, rows):
    for _ in range(ROUNDS):
        asked = world.accepted()

        answers = at_once(
            [
                lambda: perform(world.admin, person.suspend, world.gp.id, WHY),
                lambda one=asked: perform(world.gp, consultation.start, one),
            ]
        )

        (row,) = rows(Consultation, Consultation.id == asked)
        assert not isinstance(answers[0], PortalError)
        assert row.clinician_id != world.gp.id
        assert getattr(answers[1], "message", "") not in (work.FASTER, work.CROSSED)
        perform(world.admin, person.reinstate, world.gp.id, Renewal())


def test_r2_of_two_who_wait_for_each_other_one_goes_on_and_the_other_is_told(
    world, at_once, database
):
    if not is_postgresql():
        pytest.skip("SQLite lets one write at a time: nobody can cross.")
    met = Barrier(2)

    def locks(work, first, then):
        for number, one in enumerate((first, then)):
            work.session.exec(select(User).where(User.id == one).with_for_update()).one()
            if number == 0:
                met.wait()
        return "done"

    pair = (world.gp.id, world.lead.id)
    answers = at_once(
        [
            lambda: perform(world.gp, locks, *pair),
            lambda: perform(world.lead, locks, *reversed(pair)),
        ]
    )

    (refusal,) = [one for one in answers if one != "done"]
    assert isinstance(refusal, StepNotPossible)
    assert refusal.message == work.CROSSED
