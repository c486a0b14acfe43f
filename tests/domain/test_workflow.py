"""Every workflow is whole: reachable, leavable, owned, timed, and nobody is forgotten."""

import pytest

from portal.domain import consultation
from portal.domain.consultation import ConsultationStatus
from portal.domain.deadline import Deadlines
from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.notification import MESSAGED, NotificationType, told_by_workflows
from portal.domain.workflow import Party

WORKFLOWS = [pytest.param(consultation.WORKFLOW, ConsultationStatus, id="consultation")]
pytestmark = pytest.mark.parametrize(("workflow", "statuses"), WORKFLOWS)
FINAL = {
    ConsultationStatus.COMPLETED,
    ConsultationStatus.DECLINED,
    ConsultationStatus.CANCELLED,
    ConsultationStatus.EXPIRED,
}
PEOPLE = {Party.PATIENT, Party.CLINICIAN, Party.POOL, Party.LEAD, Party.SYSTEM}


def reached_from_the_start(workflow):
    reached = {workflow.first().target}
    while grown := {s.target for s in workflow.steps if s.sources & reached} - reached:
        reached |= grown
    return reached


def test_every_status_is_reached_from_the_start(workflow, statuses):
    assert reached_from_the_start(workflow) == set(statuses)


def test_every_status_that_is_not_final_can_be_left(workflow, statuses):
    left = {s for step in workflow.steps for s in step.sources if step.target != s}

    assert left == set(statuses) - FINAL


def test_what_is_final_has_no_step_out(workflow, statuses):
    assert {s for s in statuses if workflow.is_final(s)} == FINAL


def test_every_open_status_has_an_owner_a_deadline_and_what_follows(workflow, statuses):
    for status in set(statuses) - FINAL:
        duty = workflow.duty(status)

        assert duty is not None, status
        assert callable(getattr(Deadlines, duty.deadline))
        assert workflow.step(duty.then, status, [Party.SYSTEM])


def test_no_final_status_has_a_duty(workflow, statuses):
    assert [s for s in FINAL if workflow.duty(s)] == []


def test_a_step_that_tells_nobody_says_why(workflow, statuses):
    assert [s.name for s in workflow.steps if bool(s.tells) == bool(s.quiet)] == []


def test_every_told_tag_is_a_kind_of_notification(workflow, statuses):
    assert {s.tag for s in workflow.steps if s.tells} <= set(NotificationType)


def test_every_kind_of_notification_is_told_by_something(workflow, statuses):
    assert set(NotificationType) == told_by_workflows() | {MESSAGED}


def test_every_step_belongs_to_somebody(workflow, statuses):
    assert [s.name for s in workflow.steps if not s.by or not s.by <= PEOPLE] == []


def test_every_step_of_a_person_has_a_button_and_none_of_the_systems(workflow, statuses):
    assert [s.name for s in workflow.steps if bool(s.label) == (s.by == {Party.SYSTEM})] == []


def test_every_owner_has_a_step_that_changes_something(workflow, statuses):
    for duty in workflow.duties:
        steps = workflow.open_steps(duty.status, [duty.owner])

        assert any(s.target != duty.status for s in steps), duty.status


def test_a_step_is_never_told_only_to_those_who_take_it(workflow, statuses):
    assert [s.name for s in workflow.steps if s.tells and set(s.tells) <= s.by] == []


def test_one_party_has_one_step_of_a_name_in_each_status(workflow, statuses):
    for status in statuses:
        for party in PEOPLE:
            names = [s.name for s in workflow.open_steps(status, [party])]

            assert len(names) == len(set(names)), (status, party)


def test_a_step_from_the_wrong_status_is_not_possible(workflow, statuses):
    for status in FINAL:
        for step in workflow.steps:
            with pytest.raises(StepNotPossible):
                workflow.step(step.name, status, PEOPLE)


def test_a_step_of_somebody_else_is_not_allowed(workflow, statuses):
    for step in workflow.steps:
        for source in step.sources:
            same = [s for s in workflow.steps if s.name == step.name and source in s.sources]
            others = PEOPLE - frozenset().union(*(s.by for s in same))
            with pytest.raises(NotAllowed):
                workflow.step(step.name, source, others)


def test_the_diagram_shows_every_step(workflow, statuses):
    drawn = workflow.diagram()

    for step in workflow.steps:
        assert f"--> {step.target}: {step.name}" in drawn
    for status in FINAL:
        assert f"{status} --> [*]" in drawn
