"""The steps nobody clicks: what is due is taken, once, however many workers look."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from portal.domain.consultation import WORKFLOW
from portal.infra.clock import now
from portal.models import Consultation
from portal.services import consultation
from portal.services.work import SYSTEM, Work, look, perform

BATCH = 100


def run_due() -> int:
    """Take every step whose time has come and return how many were taken.

    Each is a transaction of its own, under the lock of its row, so that two workers who see the
    same one take it once.
    """
    taken = 0
    while due := look(SYSTEM, _due, now()):
        done = sum(perform(SYSTEM, consultation.take_due, one) for one in due)
        taken += done
        if done == 0:
            break
    return taken


def _due(work: Work, moment: datetime) -> list[UUID]:
    query = select(Consultation.id).where(
        col(Consultation.status).in_([duty.status for duty in WORKFLOW.duties]),
        or_(col(Consultation.due_at) <= moment, col(Consultation.escalate_at) <= moment),
    )
    return list(work.session.exec(query.order_by(col(Consultation.due_at)).limit(BATCH)))
