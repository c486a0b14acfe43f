"""What happens to supplies when nobody does anything: reminders, taken by the timer."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import SUPPLY
from portal.domain.prescription_word import SupplyStatus
from portal.domain.workflow import Party
from portal.models import Dispense, Prescription
from portal.services.dispense_step import tell
from portal.services.work import Work

U = SupplyStatus


def due(work: Work, moment: datetime, limit: int) -> list[UUID]:
    """Return the supplies whose time is up, the longest overdue first."""
    query = select(Dispense.id).where(
        col(Dispense.status).in_([duty.status for duty in SUPPLY.duties]),
        col(Dispense.due_at) <= moment,
    )
    return list(work.session.exec(query.order_by(col(Dispense.due_at)).limit(limit)))


def take_due(work: Work, dispense_id: UUID) -> bool:
    """Remind of one supply, once for each turn; whether there was a reason to.

    What nobody collected stays ready, and is listed as waiting too long.
    """
    found = work.session.get(Dispense, dispense_id)
    if found is None:
        return False
    query = select(Prescription).where(Prescription.id == found.prescription_id)
    row = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return False
    work.session.refresh(found)
    duty = SUPPLY.duty(found.status)
    if duty is None or found.due_at is None or found.due_at > work.at:
        return False
    found.due_at = None
    if found.status is U.READY:
        found.uncollected_at = work.at
    step = SUPPLY.step(duty.then, found.status, [Party.SYSTEM])
    tell(work, row, found, step)
    return True
