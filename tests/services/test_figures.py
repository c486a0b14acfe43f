"""What the administrator counts: people, consultations, letters; nothing clinical."""

import pytest
from factories import person, saved
from sqlmodel import select

from portal.domain.account import AccountStatus
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.permission import Role
from portal.models import AuditEntry, Letter
from portal.services import figures, letter, letter_fault
from portal.services.work import SYSTEM, look, perform


@pytest.fixture
def failed(clock, database):
    """A letter that was given up, with a link in its words."""
    perform(SYSTEM, letter.write, "anna@clinic.test", "Confirm", "https://x.test/CANARY-LINK")
    taken = perform(SYSTEM, letter.take_up)
    perform(SYSTEM, letter.note_failure, taken.id, 1, "No such address (550).", final=True)
    return taken.id


def test_people_are_counted_by_role_and_by_where_they_stand(world):
    before = people(world)
    saved(
        person("Pia Pending", Role.PHARMACIST, None, status=AccountStatus.PENDING),
        person("Ivo Invited", Role.GP, None, status=AccountStatus.INVITED),
        person("Sue Suspended", Role.GP, None, status=AccountStatus.SUSPENDED),
    )
    after = people(world)

    assert set(after) == set(Role)
    assert after["gp"].active == before["gp"].active >= 4
    assert (after["gp"].invited, after["gp"].suspended) == (1, 1)
    assert (after["pharmacist"].active, after["pharmacist"].pending) == (
        before["pharmacist"].active, 1,
    )  # fmt: skip


def people(world):
    """The counts by role."""
    return {one.role: one for one in look(world.admin, figures.overview).people}


def test_a_question_to_the_patient_still_counts_as_unanswered(world):
    world.request()
    world.accepted()

    assert look(world.admin, figures.overview).unanswered == 1


def test_the_administrator_reads_which_letters_failed_and_why_not_what_they_say(world, failed):
    view = look(world.admin, figures.overview).letters

    assert (view.failed, view.waiting, view.sent) == (1, 0, 0)
    (fault,) = view.faults
    assert (fault.recipient, fault.failure) == ("anna@clinic.test", "No such address (550).")
    assert "CANARY" not in look(world.admin, figures.overview).model_dump_json()


async def test_a_failed_letter_can_be_tried_again(world, failed, rows):
    perform(world.admin, letter_fault.try_again, failed)

    assert await letter.relay() == 1
    assert look(world.admin, letter_fault.figures).failed == 0
    assert [e.actor_id for e in rows(AuditEntry, AuditEntry.action == "letter:retried")] == [
        world.admin.id
    ]


def test_a_failed_letter_can_be_taken_off_the_list(world, failed, rows):
    perform(world.admin, letter_fault.drop, failed)

    assert rows(Letter) == []


def test_what_has_not_failed_is_not_for_the_administrator(world, session):
    perform(SYSTEM, letter.write, "anna@clinic.test", "News", "Words")
    waiting = session.exec(select(Letter.id)).one()

    for verb in (letter_fault.try_again, letter_fault.drop):
        with pytest.raises(NotFound):
            perform(world.admin, verb, waiting)


def test_letters_are_nobody_elses_business(world, failed):
    for who in (world.patient, world.gp, world.lead):
        with pytest.raises(NotAllowed):
            look(who, letter_fault.figures)
        with pytest.raises(NotAllowed):
            perform(who, letter_fault.try_again, failed)
