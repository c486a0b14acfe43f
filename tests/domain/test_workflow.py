"""Every workflow is whole: reachable, leavable, owned, timed, and nobody is forgotten."""

from types import SimpleNamespace

import pytest

from portal.domain import consultation, dispensing, prescription
from portal.domain.consultation import ConsultationStatus as S
from portal.domain.deadline import Deadlines
from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.notification import TOLD_BY_SERVICES, NotificationType, told_by_workflows
from portal.domain.prescription_deadline import Deadlines as PrescriptionDeadlines
from portal.domain.prescription_word import (
    CLOSED,
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.workflow import Party

CONSULTATION = SimpleNamespace(
    flow=consultation.WORKFLOW,
    statuses=set(S),
    final={S.COMPLETED, S.DECLINED, S.CANCELLED, S.EXPIRED, S.NO_SHOW, S.MISSED},
    parties={Party.PATIENT, Party.CLINICIAN, Party.POOL, Party.LEAD, Party.SYSTEM},
    deadlines=Deadlines,
    afterwards={S.COMPLETED: {"add"}},
)
PRESCRIPTION = SimpleNamespace(
    flow=prescription.WORKFLOW,
    statuses=set(PrescriptionStatus),
    final=CLOSED | {PrescriptionStatus.DISCARDED},
    parties={
        Party.PATIENT, Party.PRESCRIBER, Party.COVER, Party.LEAD, Party.PHARMACY, Party.SYSTEM
    },
    deadlines=PrescriptionDeadlines,
    afterwards={
        PrescriptionStatus.DISPENSED: {
            "reopen_active", "reopen_partly_dispensed", "reopen_not_dispensed", "withhold",
            "end_repeats",
        },
        PrescriptionStatus.NOT_DISPENSED: {
            "reopen_active", "reopen_partly_dispensed", "reopen_dispensed", "withhold",
            "end_repeats",
        },
        PrescriptionStatus.EXPIRED: {"withhold", "end_repeats"},
    },
)  # fmt: skip
CLAIM = SimpleNamespace(
    flow=dispensing.CLAIM,
    statuses=set(ClaimStatus),
    final=set(),
    parties={Party.PATIENT, Party.PHARMACY, Party.SYSTEM},
    deadlines=PrescriptionDeadlines,
    afterwards={},
)
ITEM = SimpleNamespace(
    flow=dispensing.ITEM,
    statuses=set(ItemStatus),
    final={ItemStatus.DISPENSED, ItemStatus.NOT_DISPENSED},
    parties={Party.PHARMACY, Party.SYSTEM},
    deadlines=PrescriptionDeadlines,
    afterwards={
        ItemStatus.DISPENSED: {"reopen_to_be_dispensed", "reopen_partly_dispensed"},
        ItemStatus.NOT_DISPENSED: {"reopen"},
    },
)
SUPPLY = SimpleNamespace(
    flow=dispensing.SUPPLY,
    statuses=set(SupplyStatus),
    final={
        SupplyStatus.COLLECTED, SupplyStatus.DELIVERED, SupplyStatus.RETURNED,
        SupplyStatus.IN_ERROR,
    },
    parties={Party.PHARMACY, Party.SYSTEM},
    deadlines=PrescriptionDeadlines,
    afterwards={SupplyStatus.COLLECTED: {"correct"}, SupplyStatus.DELIVERED: {"correct"}},
)  # fmt: skip
"""A workflow, what is final in it, who has steps, and what is possible after its end."""

WORKFLOWS = [
    pytest.param(CONSULTATION, id="consultation"),
    pytest.param(PRESCRIPTION, id="prescription"),
    pytest.param(CLAIM, id="claim"),
    pytest.param(ITEM, id="item"),
    pytest.param(SUPPLY, id="supply"),
]
every_workflow = pytest.mark.parametrize("one", WORKFLOWS)


def changes(step, status):
    return step.target not in (None, status)


@every_workflow
def test_every_status_is_reached_from_a_start(one):
    reached = {s.target for s in one.flow.steps if s.begins}
    while grown := {s.target for s in one.flow.steps if s.sources & reached} - reached - {None}:
        reached |= grown

    assert reached == one.statuses


@every_workflow
def test_every_status_that_is_not_final_can_be_left(one):
    leading = [step for step in one.flow.steps if not step.corrects]
    left = {s for step in leading for s in step.sources if changes(step, s)}

    assert left == one.statuses - one.final


@every_workflow
def test_what_is_final_has_no_step_out(one):
    assert {s for s in one.statuses if one.flow.is_final(s)} == one.final
    for status in one.final:
        found = {s.name for s in one.flow.steps if status in s.sources}
        assert found == one.afterwards.get(status, set())


@every_workflow
def test_every_open_status_has_an_owner_a_deadline_and_what_follows(one):
    for status in one.statuses - one.final:
        duty = one.flow.duty(status)

        assert duty is not None, status
        assert bool(duty.deadline) == bool(duty.then)
        if duty.deadline:
            assert callable(getattr(one.deadlines, duty.deadline))
            assert one.flow.step(duty.then, status, [Party.SYSTEM])
        if duty.before:
            assert one.flow.step(duty.before, status, [Party.SYSTEM]).target is None


@every_workflow
def test_no_final_status_has_a_duty(one):
    assert [s for s in one.final if one.flow.duty(s)] == []


@every_workflow
def test_a_step_that_tells_nobody_says_why(one):
    assert [s.name for s in one.flow.steps if bool(s.tells) == bool(s.quiet)] == []


@every_workflow
def test_every_told_tag_is_a_kind_of_notification(one):
    assert {s.tag for s in one.flow.steps if s.tells} <= set(NotificationType)


@every_workflow
def test_every_sentence_can_be_said(one):
    names = dict.fromkeys(
        ("actor", "patient", "clinician", "prescriber", "pharmacy", "medicine", "medicines",
         "owed", "expected", "expires", "finding", "news"), "A",
    )  # fmt: skip

    said = [t.format(**names) for s in one.flow.steps for t in s.tells.values()]

    assert [t for t in said if not t or t.endswith(".") or len(t) > 120] == []


@every_workflow
def test_every_step_belongs_to_somebody(one):
    assert [s.name for s in one.flow.steps if not s.by or not s.by <= one.parties] == []


@every_workflow
def test_every_step_of_a_person_has_a_button_and_none_of_the_systems(one):
    assert [s.name for s in one.flow.steps if bool(s.label) == (s.by == {Party.SYSTEM})] == []


@every_workflow
def test_every_owner_has_a_step_that_changes_something(one):
    for duty in one.flow.duties:
        steps = one.flow.open_steps(duty.status, [duty.owner])

        assert any(changes(s, duty.status) for s in steps) or not duty.then, duty.status


@every_workflow
def test_a_step_is_never_told_only_to_those_who_take_it(one):
    alone = [s for s in one.flow.steps if s.tells and len(s.by) == 1 and set(s.tells) <= s.by]

    assert [s.name for s in alone] == []


@every_workflow
def test_one_party_has_one_step_of_a_name_in_each_status(one):
    for status in one.statuses:
        for party in one.parties:
            names = [s.name for s in one.flow.open_steps(status, [party])]

            assert len(names) == len(set(names)), (status, party)


@every_workflow
def test_a_step_from_the_wrong_status_is_not_possible(one):
    for step in one.flow.steps:
        same = [s.sources for s in one.flow.steps if s.name == step.name]
        for status in one.statuses - frozenset().union(*same):
            with pytest.raises(StepNotPossible):
                one.flow.step(step.name, status, one.parties)


@every_workflow
def test_a_step_of_somebody_else_is_not_allowed(one):
    for step in one.flow.steps:
        for source in step.sources:
            same = [s for s in one.flow.steps if s.name == step.name and source in s.sources]
            others = one.parties - frozenset().union(*(s.by for s in same))
            with pytest.raises(NotAllowed):
                one.flow.step(step.name, source, others)


@every_workflow
def test_the_diagram_shows_every_step(one):
    drawn = one.flow.diagram()

    for step in one.flow.steps:
        for source in step.sources or {"[*]"}:
            assert f"    {source} --> {step.target or source}: {step.name} (" in drawn
    for status in one.final:
        assert f"{status} --> [*]" in drawn


def test_every_kind_of_notification_is_told_by_something():
    assert set(NotificationType) == told_by_workflows() | TOLD_BY_SERVICES


def test_the_conversation_is_open_in_the_three_statuses_of_the_design():
    assert {S.INFO_NEEDED, S.ACCEPTED, S.IN_PROGRESS} == consultation.CHAT_OPEN
    assert {S.REQUESTED} | consultation.CHAT_OPEN == consultation.OPEN


CLINICIANS, PATIENTS = {Party.CLINICIAN, Party.POOL}, {Party.PATIENT}
DESIGN = {
    (S.REQUESTED, S.INFO_NEEDED): CLINICIANS,
    (S.INFO_NEEDED, S.REQUESTED): {Party.PATIENT, Party.LEAD, Party.SYSTEM},
    (S.REQUESTED, S.ACCEPTED): CLINICIANS,
    (S.INFO_NEEDED, S.ACCEPTED): CLINICIANS,
    (S.REQUESTED, S.DECLINED): {Party.CLINICIAN, Party.LEAD},
    (S.INFO_NEEDED, S.DECLINED): {Party.CLINICIAN, Party.LEAD},
    (S.REQUESTED, S.CANCELLED): PATIENTS,
    (S.INFO_NEEDED, S.CANCELLED): PATIENTS,
    (S.REQUESTED, S.EXPIRED): {Party.SYSTEM},
    (S.INFO_NEEDED, S.EXPIRED): {Party.SYSTEM},
    (S.ACCEPTED, S.IN_PROGRESS): {Party.CLINICIAN},
    (S.ACCEPTED, S.REQUESTED): {Party.CLINICIAN, Party.LEAD, Party.SYSTEM},
    (S.ACCEPTED, S.CANCELLED): {Party.CLINICIAN, Party.PATIENT},
    (S.ACCEPTED, S.NO_SHOW): {Party.CLINICIAN},
    (S.ACCEPTED, S.MISSED): {Party.PATIENT, Party.SYSTEM},
    (S.IN_PROGRESS, S.COMPLETED): {Party.CLINICIAN},
    (S.IN_PROGRESS, S.ACCEPTED): {Party.CLINICIAN},
    (S.IN_PROGRESS, S.CANCELLED): {Party.CLINICIAN},
}
"""The lines of the workflow's design, payment apart: from, to, and whose they are."""


def test_the_table_is_the_design_and_nothing_more():
    table: dict[tuple[S, S], set[Party]] = {}
    for step in consultation.WORKFLOW.steps:
        for source in step.sources:
            if changes(step, source):
                table.setdefault((source, step.target), set()).update(step.by)

    assert table == DESIGN


@pytest.mark.parametrize(
    ("name", "status", "party", "asks"),
    [
        ("ask", S.REQUESTED, Party.POOL, {"question"}),
        ("decline", S.REQUESTED, Party.LEAD, {"reason", "advice"}),
        ("hand_back", S.ACCEPTED, Party.CLINICIAN, {"reason"}),
        ("reassign", S.ACCEPTED, Party.LEAD, {"reason"}),
        ("cancel", S.REQUESTED, Party.PATIENT, set()),
        ("cancel", S.ACCEPTED, Party.PATIENT, {"reason"}),
        ("cancel", S.ACCEPTED, Party.CLINICIAN, {"reason"}),
        ("cancel", S.IN_PROGRESS, Party.CLINICIAN, {"reason"}),
    ],
)
def test_a_step_asks_for_what_the_design_asks(name, status, party, asks):
    assert set(consultation.WORKFLOW.step(name, status, [party]).asks) == asks
