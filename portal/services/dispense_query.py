"""The pharmacy asks the prescriber, or answers that a supply is to be stopped."""

from uuid import UUID

from portal.domain.errors import StepNotPossible
from portal.domain.prescription_word import AT_THE_PHARMACY, MessageKind, SupplyStatus
from portal.domain.workflow import Step
from portal.models import Prescription, PrescriptionMessage
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import AlreadyHanded, PharmacyQuery
from portal.services import organization, prescription_view
from portal.services.dispense_hand import hand, take_back
from portal.services.dispense_step import STOPPED, find, held, mine, refuse_standing
from portal.services.prescription_step import (
    announce,
    deadlines,
    items,
    settle,
    step_of,
    supplies,
)
from portal.services.work import Work

U = SupplyStatus
NOBODY_ASKED = "Nobody has asked to stop this prescription."
ON_ITS_WAY = (
    "A supply is on its way: record that it was not delivered, or say that it is too late to stop."
)
IN_TIME = "The prescriber asked for it, and the pharmacy stopped it in time."
TOO_LATE = "The prescriber asked to stop it after it was handed over."


def hold(work: Work, prescription_id: UUID | str, said: PharmacyQuery) -> PrescriptionView:
    """Ask the prescriber; nothing is prepared or handed over until that is answered.

    Prescriber, cover and patient are told; without an answer it escalates after one working day.
    """
    person, _ = mine(work)
    row = find(work, prescription_id)
    refuse_standing(work, row)
    held(work, row)
    step = step_of(work, row, "hold")
    hours = organization.find(work, row.practice_id).hours
    row.held_at, row.held_by = work.at, person
    row.escalate_at, row.escalated_at = deadlines().query_by(work.at, hours), None
    row.take(step, work.at)
    work.session.add(
        PrescriptionMessage(
            created_at=work.at,
            prescription_id=row.id,
            author_id=person,
            kind=MessageKind.QUERY,
            body=said.query,
        )
    )
    announce(work, row, step)
    return prescription_view.detail(work, row)


def withdraw(work: Work, prescription_id: UUID | str) -> PrescriptionView:
    """Take the question back; the prescription goes on where it was."""
    row = find(work, prescription_id)
    step = step_of(work, row, "withdraw")
    if row.stop_requested_at is not None:
        raise StepNotPossible(STOPPED)
    row.take(step, work.at)
    row.held_at = row.held_by = row.escalate_at = row.escalated_at = None
    announce(work, row, step)
    work.session.flush()
    settle(work, row)
    return prescription_view.detail(work, row)


def stop(work: Work, prescription_id: UUID | str) -> PrescriptionView:
    """Stop what the prescriber asked to stop: all of it is here, and goes back to stock.

    Raises StepNotPossible when nobody asked, or something is on its way already.
    """
    row = find(work, prescription_id)
    step = _asked(work, row, "stop")
    found = supplies(work, row)
    if any(one.status is U.DISPATCHED for one in found):
        raise StepNotPossible(ON_ITS_WAY)
    for one in found:
        take_back(work, one, IN_TIME)
    stopped(work, row, step)
    return prescription_view.detail(work, row)


def stopped(work: Work, row: Prescription, step: Step) -> None:
    """Cancel what was stopped in time: nothing of it is under way any more."""
    _over(work, row, step, IN_TIME)
    announce(work, row, step, row.reason)


def already_handed_over(
    work: Work, prescription_id: UUID | str, said: AlreadyHanded
) -> PrescriptionView:
    """Say that it is too late to stop: the patient has it. The prescriber is told to call them.

    What stands here as ready is recorded as handed over with this, so it needs the identifiers;
    what was not ready goes back to stock. Raises Invalid without them.
    """
    row = find(work, prescription_id)
    step = _asked(work, row, "already_handed_over")
    _over(work, row, step, TOO_LATE)
    for one in supplies(work, row):
        if one.status is U.READY:
            hand(work, row, one, "collect", said)
        elif one.status in AT_THE_PHARMACY:
            take_back(work, one, TOO_LATE)
    announce(work, row, step, row.reason)
    return prescription_view.detail(work, row)


def _asked(work: Work, row: Prescription, name: str) -> Step:
    step = step_of(work, row, name)
    if row.stop_requested_at is None:
        raise StepNotPossible(NOBODY_ASKED)
    return step


def _over(work: Work, row: Prescription, step: Step, why: str) -> None:
    """Nobody has a turn any more, and nothing is owed."""
    row.reason = row.reason or why
    row.take(step, work.at)
    row.due_at = row.remind_at = row.next_issue_at = None
    row.held_at = row.held_by = row.escalate_at = row.escalated_at = None
    row.stop_requested_at = row.stop_requested_by = None
    for item in items(work, row):
        item.owed_until = None
        work.session.add(item)
    work.session.add(row)
    work.session.flush()
