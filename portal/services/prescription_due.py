"""The steps of a prescription that nobody clicks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import col, select

from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import PrescriptionStatus
from portal.domain.workflow import Party
from portal.models import Prescription
from portal.services import dispense_hand, pharmacy, prescription_draft, prescription_issue
from portal.services.prescription_step import announce, supplies
from portal.services.work import Work

S = PrescriptionStatus
OPEN = [duty.status for duty in WORKFLOW.duties]
MOMENTS = (Prescription.due_at, Prescription.escalate_at, Prescription.remind_at)
EXPIRED = "The prescription has expired."


def due(work: Work, moment: datetime, limit: int) -> list[UUID]:
    """Return the prescriptions with a step whose time has come, the longest overdue first."""
    query = select(Prescription.id).where(
        or_(
            and_(col(Prescription.status).in_(OPEN), or_(*(col(one) <= moment for one in MOMENTS))),
            col(Prescription.next_issue_at) <= moment,
        )
    )
    return list(work.session.exec(query.order_by(col(Prescription.due_at)).limit(limit)))


def take_due(work: Work, prescription_id: UUID) -> bool:
    """Take the system step whose time has come; whether there was one."""
    place = _place_of(work, prescription_id)
    query = select(Prescription).where(Prescription.id == prescription_id)
    row = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None or row.pharmacy_id not in (None, place):
        return False
    if _come(row.next_issue_at, work.at):
        prescription_issue.issue(work, row)
    elif row.status not in OPEN:
        return False
    elif _come(row.due_at, work.at):
        _over(work, row)
    elif _come(row.escalate_at, work.at):
        row.escalate_at = None
        _tell(work, row, "escalate")
    elif _come(row.remind_at, work.at):
        row.remind_at = None
        _tell(work, row, "remind")
    else:
        return False
    return True


def _place_of(work: Work, prescription_id: UUID) -> UUID | None:
    """Return the pharmacy it is with, which is not suspended before this is written."""
    query = select(Prescription.pharmacy_id).where(Prescription.id == prescription_id)
    place = work.session.exec(query).one_or_none()
    if place is not None:
        pharmacy.stays_open(work, place)
    return place


def _come(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


def _tell(work: Work, row: Prescription, name: str) -> None:
    """Tell who waits, where there is still something to wait for."""
    work.session.add(row)
    if any(one.name == name and row.status in one.sources for one in WORKFLOW.steps):
        announce(work, row, WORKFLOW.step(name, row.status, [Party.SYSTEM]))


def _over(work: Work, row: Prescription) -> None:
    """Discard a draft, or let a prescription expire; what lies ready goes back into stock."""
    if row.status is S.DRAFT:
        prescription_draft.drop(work, row, WORKFLOW.step("discard", row.status, [Party.SYSTEM]))
        return
    step = WORKFLOW.step("expire", row.status, [Party.SYSTEM])
    for one in supplies(work, row):
        dispense_hand.take_back(work, one, EXPIRED)
    row.take(step, work.at)
    row.due_at = row.remind_at = row.escalate_at = row.held_at = None
    announce(work, row, step)
