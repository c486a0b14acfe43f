"""One medicine is not supplied, with a reason, or is supplied after all."""

from uuid import UUID

from sqlmodel import select

from portal.domain.dispensing import ITEM
from portal.domain.errors import NotFound, StepNotPossible
from portal.domain.prescription_word import CLOSED, PrescriptionStatus
from portal.models import Prescription, PrescriptionItem
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import ReasonClaim
from portal.services import prescription_step, prescription_view
from portal.services.dispense_step import (
    STOPPED,
    find,
    followed,
    held,
    refuse_standing,
    refuse_stranger,
)
from portal.services.prescription_step import announce, settle
from portal.services.work import Work, record_id

S = PrescriptionStatus
UNDER_WAY = "Some of {name} is in a supply that is not over: return that to stock first."
OVER = CLOSED - {S.DISPENSED, S.NOT_DISPENSED}


def refuse(
    work: Work, prescription_id: UUID | str, item_id: UUID | str, said: ReasonClaim
) -> PrescriptionView:
    """Say why a medicine, or the rest of it, is not supplied; patient and prescriber are told."""
    row = find(work, prescription_id)
    item = _item(work, row, item_id)
    refuse_standing(work, row)
    held(work, row)
    step = ITEM.step("refuse", item.status, prescription_step.parties(work, row), item.status.word)
    if item.committed > item.supplied:
        raise StepNotPossible(UNDER_WAY.format(name=item.name))
    item.reason, item.owed_until = said.reason, None
    item.take(step)
    work.session.add(item)
    work.session.flush()
    announce(work, row, step, said.reason, words={"medicine": item.name})
    settle(work, row)
    return prescription_view.detail(work, row)


def reopen(work: Work, prescription_id: UUID | str, item_id: UUID | str) -> PrescriptionView:
    """Supply a medicine after all; the prescription is open again if that had closed it."""
    row = find(work, prescription_id)
    item = _item(work, row, item_id)
    refuse_stranger(work, row)
    if row.status in OVER or row.status is S.ON_HOLD or row.stop_requested_at is not None:
        raise StepNotPossible(
            STOPPED if row.stop_requested_at else f"This is not possible: it is {row.status.word}."
        )
    if row.expires_at is not None and row.expires_at <= work.at:
        raise StepNotPossible(f"This prescription expired on {row.expires_at:%-d %B %Y}.")
    step = ITEM.step("reopen", item.status, prescription_step.parties(work, row), item.status.word)
    item.take(step)
    item.reason = ""
    followed(work, item)
    work.session.flush()
    announce(work, row, step, words={"medicine": item.name})
    settle(work, row)
    return prescription_view.detail(work, row)


def _item(work: Work, row: Prescription, item_id: UUID | str) -> PrescriptionItem:
    query = select(PrescriptionItem).where(
        PrescriptionItem.id == record_id(item_id), PrescriptionItem.prescription_id == row.id
    )
    found = work.session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("This prescription has no such medicine.")
    return found
