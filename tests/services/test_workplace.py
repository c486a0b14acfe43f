"""What staff read about their workplace, and what a manager reads about the work there."""

from datetime import time, timedelta

import pytest
from factories import actor, person, practice, saved
from services.verbs import CANCEL, COMPLETE, DECLINE

from portal.domain.account import AccountStatus
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.organization import OrganizationKind, Specialty
from portal.domain.permission import ROLE_PERMISSIONS, STAFF, Permission, Role
from portal.models import Practitioner
from portal.services import consultation, timer, workload, workplace
from portal.services.work import look, perform
from portal.services.workload import words


@pytest.fixture
def manager(world):
    """The manager of the north practice."""
    one = person("Mona Maple", Role.PRACTICE_MANAGER, world.north)
    saved(one)
    return actor(one)


@pytest.fixture
def pharmacist(database):
    """A pharmacist in a pharmacy with one colleague, and one who is suspended."""
    place = practice("East Pharmacy")
    place.kind = OrganizationKind.PHARMACY
    saved(place)
    one = person("Petra Poplar", Role.PHARMACIST, place.id)
    gone = person("Gus Gone", Role.PHARMACIST, place.id, status=AccountStatus.SUSPENDED)
    saved(person("Adam Aspen", Role.PHARMACIST, place.id), one, gone)
    return actor(one)


def test_staff_read_where_they_work_when_it_is_open_and_with_whom(pharmacist, clock):
    view = look(pharmacist, workplace.mine)

    assert (view.name, view.kind, view.open_now) == ("East Pharmacy", "Pharmacy", True)
    assert view.now_words == "Open until 18:00"
    assert [one.hours for one in view.week] == ["08:00 to 18:00"] * 5 + ["Closed"] * 2
    assert [one.day for one in view.week if one.today] == ["Monday"]
    assert [(one.name, one.me) for one in view.colleagues] == [
        ("Adam Aspen", False), ("Petra Poplar", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (-4, "Closed, opens today at 08:00"),
        (9, "Closed, opens tomorrow at 08:00"),
        (24 * 4 + 9, "Closed, opens on Monday at 08:00"),
    ],
)
def test_a_closed_workplace_says_when_it_opens(pharmacist, clock, hours, sentence):
    clock.advance(hours=hours)

    assert look(pharmacist, workplace.mine).now_words == sentence


def test_a_place_that_never_closes_says_so_in_words(clock, database):
    place = practice("Always Pharmacy")
    place.opens_at, place.closes_at, place.weekdays = time(0), time(23, 59), "0123456"
    saved(place)
    one = person("Nora Nut", Role.PHARMACIST, place.id)
    saved(one)
    view = look(actor(one), workplace.mine)

    assert view.now_words == "Open all day"
    assert {day.hours for day in view.week} == {"All day"}


def test_patients_of_a_practice_are_not_its_colleagues(world, manager):
    names = {one.name for one in look(manager, workplace.mine).colleagues}

    assert {"Dr Carol Cedar", "Dr David Dogwood", "Dr Lena Lime", "Mona Maple"} <= names
    assert not names & {"Anna Ash", "Ben Birch", "Dr Paul Pine"}


def test_a_specialist_is_shown_with_their_field(world, manager):
    one = person("Dr Hanno Holly", Role.SPECIALIST, world.north)
    saved(one)
    saved(
        Practitioner(
            user_id=one.id, licence_body="GMC", licence_number="1", specialty=Specialty.CARDIOLOGY
        )
    )
    found = {one.name: one.work for one in look(manager, workplace.mine).colleagues}

    assert found["Dr Hanno Holly"] == "Specialist, cardiology"


def test_somebody_without_a_workplace_is_told_so(database):
    one = person("Lone Larch", Role.PHARMACIST, None)
    saved(one)

    with pytest.raises(NotFound):
        look(actor(one), workplace.mine)


def test_only_staff_with_such_a_home_open_it(world):
    for who in (world.patient, world.gp, world.admin):
        with pytest.raises(NotAllowed):
            look(who, workplace.mine)
    for who in (world.patient, world.gp):
        with pytest.raises(NotAllowed):
            look(who, workload.mine)


def test_the_manager_reads_how_long_people_wait_and_who_has_what(world, manager, clock):
    first = world.request()
    clock.advance(minutes=30)
    perform(world.gp, consultation.accept, first)
    perform(world.gp, consultation.start, first)
    perform(world.gp, consultation.complete, first, COMPLETE)
    world.accepted(by=world.gp2)
    world.request()
    clock.advance(minutes=20)
    perform(world.lead, consultation.decline, world.request(), DECLINE)
    view = look(manager, workload.mine)

    assert (view.kept, view.waiting, view.longest_wait) == (True, 1, "20 min")
    assert (view.asked, view.late) == (4, 0)
    assert view.median_answer == "15 min"
    assert {one.name: one.count for one in view.month if one.count} == {
        "completed": 1, "declined": 1,
    }  # fmt: skip
    rows = {one.name: one for one in view.clinicians}
    assert rows["Nobody yet"].waiting == 1
    assert rows["Dr Carol Cedar"].completed == 1
    assert (rows["Dr David Dogwood"].accepted, rows["Dr Lena Lime"].accepted) == (1, 0)


def test_each_is_late_or_escalated_and_never_both(world, manager, clock):
    asked = world.request(clinician_id=world.gp.id)
    counted = []
    for hours in (0, 1, 1):
        clock.advance(hours=hours)
        if len(counted) == 1:
            timer.run_due()
        view = look(manager, workload.mine)
        (row,) = [one for one in view.clinicians if one.name == "Dr Carol Cedar"]
        assert (row.late, row.escalated) == (view.late, view.escalated)
        counted.append((view.late, view.escalated))
    perform(world.gp, consultation.accept, asked)

    view = look(manager, workload.mine)

    assert counted == [(0, 0), (0, 1), (1, 0)]
    assert (view.late, view.escalated) == (0, 0)


def test_the_figures_are_of_the_managers_own_practice(world, manager):
    world.request(by=world.other_patient)
    perform(world.other_patient, consultation.cancel, world.request(by=world.other_patient), CANCEL)
    view = look(manager, workload.mine)

    assert (view.waiting, view.asked, sum(one.count for one in view.month)) == (0, 0, 0)


def test_no_patient_and_no_word_of_theirs_is_in_the_figures(world, manager):
    world.accepted(symptoms="CANARY-SYMPTOM in my throat")
    said = look(manager, workload.mine).model_dump_json()

    assert "CANARY" not in said
    assert "Anna" not in said


def test_a_pharmacys_manager_is_shown_no_consultations(pharmacist):
    one = person("Mia Myrtle", Role.PRACTICE_MANAGER, pharmacist.organization_id)
    saved(one)

    assert look(actor(one), workload.mine).kept is False


def test_spans_are_told_as_people_say_them():

    minutes = (0, 59, 60, 200, 47 * 60, 49 * 60)
    assert [words(timedelta(minutes=m)) for m in minutes] == [
        "0 min", "59 min", "1 h", "3 h 20 min", "47 h", "2 days",
    ]  # fmt: skip


def test_whoever_has_such_a_home_works_somewhere():

    holders = {r for r in Role if Permission.WORKPLACE_READ in ROLE_PERMISSIONS[r]}

    assert holders <= STAFF
