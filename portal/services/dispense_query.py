"""The pharmacy asks the prescriber, or answers that a supply is to be stopped."""

from collections.abc import Sequence
from uuid import UUID

from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.prescription_word import AT_THE_PHARMACY, HANDED, MessageKind, SupplyStatus
from portal.domain.workflow import Step
from portal.models import Dispense, Prescription, PrescriptionMessage
from portal.schemas.prescription import PrescriptionView
from portal.schemas.prescription_claim import AlreadyHanded, PharmacyQuery
from portal.services import organization, prescription_view
from portal.services.dispense_hand import hand_late, take_back
from portal.services.dispense_step import CHECK, STOPPED, find, held, mine, refuse_standing
from portal.services.prescription_step import (
    announce,
    deadlines,
    items,
    settle,
    step_of,
    supplies,
    under_way,
)
from portal.services.work import Work

U = SupplyStatus
NOBODY_ASKED = "Nobody has asked to stop this prescription."
ON_ITS_WAY = (
    "A supply is on its way: record that it was not delivered, or say that it is too late to stop."
)
IN_TIME = "The prescriber asked for it, and the pharmacy stopped it in time."
TOO_LATE = "The prescriber asked to stop it after it was handed over."
STILL_HERE = "It was still here when the prescriber asked to stop it."
NOT_ONE = "Say which supplies the patient really has: more than one may be meant."
UNKNOWN = "Choose supplies of your pharmacy that are not recorded as handed over yet."
NOTHING = "Nothing of it was handed over: say that it is still here, and stop it."


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

    What was handed over is recorded with this, however far it had been recorded, so it needs the
    identifiers; the rest that is here goes back to stock. What is on its way and is not named
    stays there, until it is delivered or comes back. Raises Invalid without the identifiers, for
    a supply that is not under way, and when nobody can tell which is meant; StepNotPossible when
    nothing was handed over at all.
    """
    _, place = mine(work)
    row = find(work, prescription_id, registers=True)
    step = _asked(work, row, "already_handed_over")
    found = supplies(work, row)
    handed = _handed(found, place, said)
    _over(work, row, step, TOO_LATE)
    for one in handed:
        hand_late(work, row, one, said)
    for one in under_way(found):
        take_back(work, one, STILL_HERE)
    announce(work, row, step, row.reason)
    return prescription_view.detail(work, row)


def _handed(found: Sequence[Dispense], place: UUID, said: AlreadyHanded) -> list[Dispense]:
    """Return which supplies under way the patient has, as it was said or can only be meant.

    What another pharmacy sent out, before it lost the prescription, is for that one to say.
    """
    open_ones = [one for one in under_way(found) if one.pharmacy_id == place]
    gone = [one for one in found if one.status in HANDED or one.status is U.DISPATCHED]
    if not open_ones and not gone:
        raise StepNotPossible(NOTHING)
    if said.handed is None:
        meant = [one for one in open_ones if one.status in AT_THE_PHARMACY]
        if meant and (len(open_ones) > 1 or gone):
            raise Invalid(CHECK, {"handed": NOT_ONE})
    else:
        meant = [one for one in open_ones if one.number in said.handed]
        if not {one.number for one in meant} >= set(said.handed):
            raise Invalid(CHECK, {"handed": UNKNOWN})
    if not meant and not gone:
        raise Invalid(CHECK, {"handed": NOTHING})
    return meant


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
