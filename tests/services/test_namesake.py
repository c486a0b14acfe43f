"""Two patients with the same or a like name are told apart wherever one is shown (H17)."""

from datetime import date

import pytest
from factories import actor, person, saved

from portal.domain.permission import Role
from portal.models import User
from portal.services import (
    consultation,
    namesake,
    prescription,
    prescription_list,
    record,
    work_list,
)
from portal.services.work import look, perform


@pytest.fixture
def other_anna(world, clock):
    """Another Anna of the same practice, who has asked as well."""
    one = person("Anna Ash", Role.PATIENT, world.north, birth_date=date(1952, 11, 3))
    one.email = "other.anna@clinic.example"
    saved(one)
    return actor(one)


SAID = "Anna Ash, born 3 November 1952"


def said(world, who, service, *given):
    return look(who, service, *given).namesake


def test_a_row_a_consultation_and_a_record_name_the_other_one(world, other_anna):
    mine = world.accepted()
    theirs = world.request(by=other_anna)
    perform(world.gp, consultation.accept, theirs)

    rows = {row.id: row for row in look(world.gp, work_list.dashboard).rows}

    assert rows[str(mine)].namesake == SAID
    assert rows[str(mine)].born == "17 May 1980"
    assert rows[str(theirs)].namesake == "Anna Ash, born 17 May 1980"
    assert said(world, world.gp, consultation.get, mine) == SAID
    assert said(world, world.gp, record.at_a_glance, world.patient.id) == SAID


def test_prescriptions_name_the_other_one_to_prescriber_and_pharmacy(world, desk, other_anna):
    perform(world.gp, consultation.accept, world.request(by=other_anna))
    world.accepted()
    desk.prescribed(patient=other_anna)
    one = desk.prescribed()

    assert said(world, world.gp, prescription.get, one) == SAID
    assert said(world, desk.phil, prescription.get, one) == SAID
    for who, service in (
        (world.gp, prescription_list.doctor_page),
        (desk.phil, prescription_list.pharmacy_page),
    ):
        assert {row.id: row.namesake for row in look(who, service).items}[str(one)] == SAID


def test_another_pharmacys_patient_is_not_named(world, desk, other_anna):
    desk.prescribed(patient=other_anna, pharmacy_id=desk.east)

    assert said(world, desk.phil, prescription.get, desk.prescribed()) == ""


def test_whose_other_one_is_a_colleagues_patient_reads_nothing_of_them(world, other_anna):
    mine = world.accepted()
    theirs = world.request(by=other_anna, clinician_id=world.gp2.id)
    perform(world.gp2, consultation.accept, theirs)

    assert said(world, world.gp, consultation.get, mine) == ""


def test_a_patient_reads_nothing_of_others(world, other_anna):
    mine = world.accepted()
    perform(world.gp, consultation.accept, world.request(by=other_anna))

    assert said(world, world.patient, consultation.get, mine) == ""
    assert said(world, world.patient, record.mine) == ""


def test_somebody_new_or_renamed_is_compared_soon(world, clock):
    mine = world.accepted()
    theirs = perform(world.gp, consultation.accept, world.request(by=world.patient2)).id
    assert said(world, world.gp, consultation.get, mine) == ""
    renamed = "Anna Asch"
    perform(world.patient2, _renames, renamed)

    clock.advance(seconds=namesake.FRESH.total_seconds())

    assert said(world, world.gp, consultation.get, mine).startswith(renamed)
    assert said(world, world.gp, consultation.get, theirs) == "Anna Ash, born 17 May 1980"


def _renames(work, name):
    user = work.session.get_one(User, work.actor.id)
    user.name = name
    work.session.add(user)
