"""The prescriptions of the demo clinic: every step once, nothing ahead, and true to the record."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import factories
import pytest
import servers
from sqlmodel import Session, col, select

from portal.domain.dispensing import CLAIM, ITEM, SUPPLY
from portal.domain.medicine import Schedule
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import HANDED, LIVE, ClaimStatus, ItemStatus
from portal.domain.prescription_word import PrescriptionStatus as S
from portal.domain.prescription_word import SupplyStatus as U
from portal.domain.record import EntryStatus
from portal.domain.workflow import Party
from portal.infra import clock as portal_clock
from portal.infra.db import transaction
from portal.models import (
    AuditEntry,
    Dispense,
    DispenseLine,
    Medication,
    Prescription,
    PrescriptionItem,
    PrescriptionMessage,
    PrescriptionWarning,
    RegisterEntry,
    User,
)
from portal.services import demo, pharmacy, prescription_favourite, prescription_queue, saved_text
from portal.services.demo_prescriptions import EVERYTHING
from portal.services.work import Actor, look

TOLD_BY_ANOTHER = "prescription:offered"
"""Choosing the pharmacy stands in the audit for it."""

PEOPLE = frozenset(Party) - {Party.SYSTEM}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.Filled]:
    """The whole clinic, filled once for all tests that only look, as of a Monday morning."""
    folder = tmp_path_factory.mktemp("clinic")
    with (
        servers.fresh_database("sqlite") as address,
        servers.bound(address, folder),
        portal_clock.frozen(factories.MONDAY),
    ):
        yield demo.seed()


@pytest.fixture
def rows(filled: demo.Filled) -> Iterator[Session]:
    """A session to look at the clinic with."""
    with portal_clock.frozen(factories.MONDAY), transaction(write=False) as session:
        yield session


def acting(rows: Session, key: str) -> Actor:
    user = rows.exec(select(User).where(User.email == f"{key}@demo.example")).one()
    return Actor(user.id, user.role, user.name, user.organization_id, user.is_lead)


def theirs(rows: Session, email: str) -> list[Prescription]:
    patient = rows.exec(select(User.id).where(User.email == f"{email}@demo.example")).one()
    return list(rows.exec(select(Prescription).where(Prescription.patient_id == patient)))


def test_every_status_occurs(filled: demo.Filled, rows: Session) -> None:
    assert set(filled.prescriptions) == set(S)
    assert sum(filled.prescriptions.values()) > len(EVERYTHING)
    assert set(rows.exec(select(Dispense.status))) >= set(U) - {U.CHECKED, U.DELIVERY_FAILED}
    assert set(rows.exec(select(PrescriptionItem.status))) == set(ItemStatus)
    assert set(rows.exec(select(Prescription.claim_status))) >= set(ClaimStatus) - {
        ClaimStatus.RELEASED
    }


@pytest.mark.parametrize("workflow", [WORKFLOW, CLAIM, ITEM, SUPPLY], ids=lambda w: w.title)
def test_every_step_of_a_person_was_taken(rows: Session, workflow: Any) -> None:
    by_people = {step.tag for step in workflow.steps if step.by & PEOPLE}
    taken = rows.exec(select(AuditEntry.action).where(col(AuditEntry.actor_id).is_not(None)))

    assert by_people - {TOLD_BY_ANOTHER} - set(taken) == set()


def test_the_timer_took_its_steps_too(rows: Session) -> None:
    taken = set(rows.exec(select(AuditEntry.action).where(col(AuditEntry.actor_id).is_(None))))

    assert {
        "prescription:issued", "prescription:expired", "prescription:expiring",
        "prescription:alerted", "dispense:uncollected", "dispense:returned",
    } <= taken  # fmt: skip


def test_nothing_lies_ahead_and_nothing_is_counted_twice(rows: Session) -> None:
    signed = rows.exec(select(Prescription).where(col(Prescription.signed_at).is_not(None))).all()
    items = rows.exec(select(PrescriptionItem)).all()

    assert all(one.signed_at <= factories.MONDAY for one in signed if one.signed_at)
    assert all(0 <= one.supplied <= one.committed <= one.quantity for one in items)
    for item in items:
        query = select(DispenseLine.quantity).join(Dispense)
        gone = query.where(DispenseLine.item_id == item.id, col(Dispense.status).in_(HANDED))
        assert sum(rows.exec(gone)) == item.supplied


def test_the_record_speaks_of_everything_that_is_open(rows: Session) -> None:
    query = (
        select(PrescriptionItem, Medication)
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .outerjoin(Medication, col(Medication.id) == PrescriptionItem.record_entry_id)
        .where(col(Prescription.status).in_(LIVE))
    )
    found = rows.exec(query).all()

    assert len(found) >= 12
    for item, entry in found:
        assert entry is not None, item.name
        assert (entry.status, entry.dosage) == (EntryStatus.CURRENT, item.sentence)


def test_no_course_goes_on_after_its_last_day(rows: Session) -> None:
    current = rows.exec(select(Medication).where(Medication.status == EntryStatus.CURRENT))

    assert all(one.until is None or one.until >= factories.MONDAY.date() for one in current)


def test_what_speaks_against_a_medicine_was_answered_and_is_seen(rows: Session) -> None:
    answered = rows.exec(
        select(PrescriptionWarning).where(PrescriptionWarning.override_reason != "")
    ).all()

    assert {one.kind for one in answered} >= {"allergy", "interaction", "pregnancy"}
    assert all(len(one.override_reason) > 20 for one in answered)


def test_a_question_of_the_pharmacy_changed_a_dose(rows: Session) -> None:
    begum = {one.id: one for one in theirs(rows, "begum")}
    about = col(PrescriptionMessage.prescription_id).in_(begum)

    said = rows.exec(select(PrescriptionMessage).where(about)).all()

    (which,) = {one.prescription_id for one in said}
    assert [one.kind for one in sorted(said, key=lambda m: m.created_at)] == ["query", "answer"]
    assert begum[which].status is S.CANCELLED
    weekly = select(PrescriptionItem).where(PrescriptionItem.frequency == "weekly")
    assert any(one.prescription_id in begum for one in rows.exec(weekly))


def test_controlled_drugs_left_against_proof_and_stand_in_the_register(rows: Session) -> None:
    query = select(PrescriptionItem.schedule, Dispense.proof).join(
        Dispense, col(Dispense.prescription_id) == PrescriptionItem.prescription_id
    )
    strict = [
        (schedule, proof)
        for schedule, proof in rows.exec(query)
        if schedule in (Schedule.CD2, Schedule.CD3)
    ]
    lines = rows.exec(select(RegisterEntry).order_by(col(RegisterEntry.line))).all()

    assert {schedule for schedule, _ in strict} == {Schedule.CD2, Schedule.CD3}
    assert all(proof for _, proof in strict)
    assert [one.kind.value for one in lines] == ["received", "supplied"]
    assert lines[1].balance == lines[0].quantity + lines[1].quantity


def test_every_queue_of_the_shown_pharmacy_has_something(rows: Session) -> None:
    rahman = acting(rows, "rahman")
    here = col(Prescription.pharmacy_id) == rahman.organization_id

    counts = {
        name: len(
            rows.exec(select(Prescription.id).where(here, prescription_queue.clause(name))).all()
        )
        for name in prescription_queue.NAMES
    }

    open_ones = {name: count for name, count in counts.items() if name != "done"}
    assert open_ones == {
        "new": 3, "preparing": 2, "check": 1, "ready": 2, "hold": 1, "owing": 1, "delivery": 1,
        "uncollected": 1,
    }  # fmt: skip
    assert counts["done"] > 30


def test_the_shown_patient_has_one_ready_one_owed_and_some_past(rows: Session) -> None:
    mine = theirs(rows, "amara")
    ready = select(Dispense.prescription_id).where(Dispense.status == U.READY)

    assert {one.id for one in mine} & set(rows.exec(ready))
    (owed,) = [one for one in mine if one.status is S.PARTLY_DISPENSED]
    (item,) = rows.exec(
        select(PrescriptionItem).where(PrescriptionItem.prescription_id == owed.id)
    ).all()
    assert item.owed_until is not None
    assert factories.MONDAY < item.owed_until < factories.MONDAY + timedelta(days=8)
    assert sum(one.status is S.DISPENSED for one in mine) >= 5


def test_the_shown_gp_has_a_draft_a_question_texts_and_favourites(rows: Session) -> None:
    marsh = acting(rows, "marsh")
    own = rows.exec(select(Prescription).where(Prescription.prescriber_id == marsh.id)).all()

    assert sum(one.status is S.DRAFT for one in own) == 1
    assert sum(one.status is S.ON_HOLD for one in own) == 1
    assert len(look(marsh, saved_text.texts).items) == 4
    assert len(look(marsh, prescription_favourite.mine).items) == 5


def test_a_patient_is_offered_the_nearest_pharmacy_first(rows: Session) -> None:
    marchetti = look(acting(rows, "silva"), pharmacy.choices)

    assert marchetti.items[0].name == "Harbour Chemist"
