"""The steps of a consultation that nobody clicks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from portal.domain.consultation import WORKFLOW
from portal.domain.workflow import Party
from portal.models import Consultation
from portal.services.consultation_step import announce, deadlines, finish, no_proposal
from portal.services.work import Work

MOMENTS = (
    Consultation.due_at,
    Consultation.escalate_at,
    Consultation.remind_at,
    Consultation.proposed_until,
)


def due(work: Work, moment: datetime, limit: int) -> list[UUID]:
    """Return the consultations with a step whose time has come, the longest overdue first."""
    query = select(Consultation.id).where(
        col(Consultation.status).in_([duty.status for duty in WORKFLOW.duties]),
        or_(*(col(one) <= moment for one in MOMENTS)),
    )
    return list(work.session.exec(query.order_by(col(Consultation.due_at)).limit(limit)))


def take_due(work: Work, consultation_id: UUID) -> bool:
    """Take the system step whose time has come; whether there was one."""
    query = select(Consultation).where(Consultation.id == consultation_id)
    row = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None or (duty := WORKFLOW.duty(row.status)) is None:
        return False
    if row.due_at is not None and row.due_at <= work.at:
        _at_the_end(work, row, duty.then)
        return True
    if row.escalate_at is not None and row.escalate_at <= work.at:
        row.escalate_at, name = None, duty.before
    elif row.remind_at is not None and row.remind_at <= work.at:
        row.remind_at = None
        work.session.add(row)
        if row.scheduled_for is None or row.scheduled_for <= work.at:
            return True  # nobody is told that it begins soon once it should have begun
        name = "approach"
    elif row.proposed_until is not None and row.proposed_until <= work.at:
        no_proposal(row)
        name = "lapse"
    else:
        return False
    announce(work, row, WORKFLOW.step(name, row.status, [Party.SYSTEM]))
    return True


def _at_the_end(work: Work, row: Consultation, name: str) -> None:
    step = WORKFLOW.step(name, row.status, [Party.SYSTEM])
    if step.target is not None and WORKFLOW.is_final(step.target):
        finish(work, row, step)
        return
    row.due_at = deadlines().remind_by(work.at)
    announce(work, row, step)
