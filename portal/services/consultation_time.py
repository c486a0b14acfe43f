"""Moving the agreed time: one proposes, the other confirms; until then the old time stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.permission import Permission, Role
from portal.models import Consultation
from portal.schemas.consultation import ConsultationView
from portal.schemas.consultation_claim import Agree, Propose
from portal.services import consultation_view, organization
from portal.services.consultation_step import (
    account_of,
    agreed,
    announce,
    deadlines,
    find,
    no_proposal,
    step_of,
)
from portal.services.work import Work

HORIZON = timedelta(days=60)


def propose(work: Work, consultation_id: UUID | str, said: Propose) -> ConsultationView:
    """Propose another time. It lapses after a day, or when the agreed time comes first."""
    _may_write(work)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "propose")
    me, at = account_of(work, work.actor.id).id, moment_of(work, row, said.scheduled_for)
    row.proposed_for, row.proposed_by = at, me
    row.proposed_until = deadlines().proposal_by(work.at, row.scheduled_for, row.due_at)
    row.take(step, work.at)
    announce(work, row, step)
    return consultation_view.detail(work, row)


def agree(work: Work, consultation_id: UUID | str, said: Agree | None = None) -> ConsultationView:
    """Confirm the time that the other one proposed: it is the agreed time from now on.

    Raises StepNotPossible when it is not the time that the actor has read.
    """
    _may_write(work)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "agree")
    at = _proposed(work, row)
    if row.proposed_by == work.actor.id:
        raise NotAllowed("You proposed this time: the other one confirms it.")
    if said is not None and said.scheduled_for != at:
        raise StepNotPossible("Another time was proposed meanwhile. Please look again.")
    if at <= work.at:
        raise StepNotPossible("The proposed time has passed. Propose another one.")
    agreed(work, row, at)
    row.take(step, work.at)
    announce(work, row, step)
    return consultation_view.detail(work, row)


def keep(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Refuse, or take back, a proposed time: the agreed one stays."""
    _may_write(work)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "keep")
    _proposed(work, row)
    no_proposal(row)
    row.take(step, work.at)
    announce(work, row, step)
    return consultation_view.detail(work, row)


def moment_of(work: Work, row: Consultation, text: str) -> datetime:
    """Read a time as the practice's clock shows it; one with a zone is taken as it is.

    Raises Invalid for a past or far time, or one that the change of the clocks leaves out.
    """
    zone = organization.find(work, row.practice_id).hours.zone
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            at = at.replace(tzinfo=zone)
            there = at.astimezone(UTC).astimezone(zone)
            if there.replace(tzinfo=None) != at.replace(tzinfo=None):
                raise _refusal("This time does not exist on that day: the clocks change.")
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _refusal("Choose a day and a time.") from None
    if not work.at < at < work.at + HORIZON:
        raise _refusal("Choose a time that is still ahead, within 60 days.")
    return at


def _may_write(work: Work) -> None:
    asks = work.actor.role is Role.PATIENT
    work.require(Permission.CONSULTATION_REQUEST if asks else Permission.CONSULTATION_PROVIDE)


def _proposed(work: Work, row: Consultation) -> datetime:
    at = row.proposed_for
    if at is None or (row.proposed_until is not None and row.proposed_until <= work.at):
        raise StepNotPossible("No other time is proposed any more.")
    return at


def _refusal(sentence: str) -> Invalid:
    return Invalid("Please check what you entered.", {"scheduled_for": sentence})
