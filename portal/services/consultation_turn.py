"""Steps that give a consultation to somebody else, or end it because somebody did not come."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, delete, or_
from sqlmodel import col, select

from portal.domain.consultation import OPEN, WORKFLOW, ConsultationStatus, Urgency
from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.workflow import Party, Step
from portal.models import Consultation, ConsultationPass
from portal.schemas.consultation import Choice, Colleagues, ConsultationView
from portal.schemas.consultation_claim import Addition, Interrupt, Reason, Reassign
from portal.services import access, consultation_note, consultation_view, organization
from portal.services.consultation_step import (
    account_of,
    agreed,
    announce,
    deadlines,
    find,
    finish,
    hold,
    recipients,
    release,
    step_of,
    turn,
    unseen,
    waits_anew,
)
from portal.services.consultation_time import moment_of
from portal.services.work import Work

S = ConsultationStatus


def hand_back(work: Work, consultation_id: UUID | str, said: Reason) -> ConsultationView:
    """Give an accepted consultation back to the pool: a colleague takes it, or the lead acts.

    Who handed it back is one of the pool again: they see it while it waits, and no longer once
    a colleague has it.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "hand_back")
    me = account_of(work, work.actor.id).id
    _open_again(work, row, step, said.reason, away=me)
    return consultation_view.detail(work, row)


def reassign(work: Work, consultation_id: UUID | str, given: Reassign) -> ConsultationView:
    """Let the lead give a consultation to a colleague, who accepts it; a started one goes on.

    Raises Invalid when the colleague cannot take it.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    name = "transfer" if row.status is S.IN_PROGRESS else "reassign"
    step = step_of(work, row, name)
    there = organization.clinicians(work, row.practice_id, row.specialty)
    if given.clinician_id not in {u.id for u in there} - {row.clinician_id}:
        raise Invalid("Choose a colleague.", {"clinician_id": "Choose a colleague from the list."})
    if name == "transfer":
        transfer(work, row, given.clinician_id, given.reason, step)
        return consultation_view.detail(work, row)
    former = row.clinician_id
    release(work, row)
    row.take(step, work.at)
    row.pool, row.clinician_id = row.urgency is Urgency.EMERGENCY, given.clinician_id
    _anew(work, row)
    announce(work, row, step, given.reason, recipients(work, row, step, former))
    return consultation_view.detail(work, row)


def transfer(work: Work, row: Consultation, to: UUID, reason: str, step: Step) -> None:
    """Give a started consultation to a colleague, who goes on where it stands."""
    former = row.clinician_id
    release(work, row)
    unseen(row)
    hold(work, row, to)
    row.take(step, work.at)
    turn(row, deadlines().quiet_by(work.at), deadlines().remind_by(work.at))
    announce(work, row, step, reason, recipients(work, row, step, former))


def no_show(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Record that the patient did not come. Raises StepNotPossible before ten minutes are over."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "no_show")
    _not_before(work, row, deadlines().no_show_grace)
    return finish(work, row, step)


def miss(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Record that nobody came for the patient. Raises StepNotPossible before 15 minutes."""
    work.require(Permission.CONSULTATION_REQUEST)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "miss")
    _not_before(work, row, deadlines().patient_wait)
    return finish(work, row, step)


def interrupt(work: Work, consultation_id: UUID | str, said: Interrupt) -> ConsultationView:
    """Stop a started consultation and agree when it goes on."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "interrupt")
    at = moment_of(work, row, said.scheduled_for)
    row.take(step, work.at)
    agreed(work, row, at)
    announce(work, row, step, said.reason)
    return consultation_view.detail(work, row)


def add(work: Work, consultation_id: UUID | str, said: Addition) -> ConsultationView:
    """Add to the note of a completed consultation; the note itself never changes."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "add")
    consultation_note.write_addendum(work, row.id, said)
    row.take(step, work.at)
    work.session.flush()
    announce(work, row, step)
    return consultation_view.detail(work, row)


def colleagues(work: Work, consultation_id: UUID | str) -> Colleagues:
    """Return to whom the lead may give this consultation. Raises NotAllowed for anybody else."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id)
    if Party.LEAD not in access.parties(work.actor, row):
        raise NotAllowed("Only the practice's lead gives a consultation to somebody else.")
    there = organization.clinicians(work, row.practice_id, row.specialty)
    return Colleagues(
        items=[Choice(value=str(u.id), label=u.name) for u in there if u.id != row.clinician_id]
    )


def leave(work: Work, clinician_id: UUID, cover_id: UUID | None, reason: str) -> int:
    """Give away everything a clinician holds, because their account is suspended or closed.

    What waits for them or is accepted returns to the pool; what has started goes to the cover, or
    to the lead, or to a colleague. Return how many consultations moved: in a practice without
    anybody else, what has started stays.
    """
    asks = and_(
        col(Consultation.asker_id) == clinician_id, col(Consultation.status) == S.INFO_NEEDED
    )
    query = select(Consultation).where(
        or_(col(Consultation.clinician_id) == clinician_id, asks),
        col(Consultation.status).in_(OPEN),
    )
    held = work.session.exec(query.order_by(col(Consultation.id)).with_for_update()).all()
    return sum(_give_away(work, row, clinician_id, cover_id, reason) for row in held)


def _give_away(
    work: Work, row: Consultation, leaver: UUID, cover_id: UUID | None, reason: str
) -> bool:
    if row.status is not S.IN_PROGRESS:
        _open_again(work, row, WORKFLOW.step("return", row.status, [Party.SYSTEM]), reason)
        return True
    there = [u for u in organization.clinicians(work, row.practice_id) if u.id != leaver]
    same = [u for u in there if row.specialty in (None, organization.specialty(work, u))]
    to = next(
        (u.id for fits in (
            [u for u in there if u.id == cover_id], [u for u in same if u.is_lead], same
        ) for u in fits), None,
    )  # fmt: skip
    if to is None:
        return False
    transfer(work, row, to, reason, WORKFLOW.step("transfer", row.status, [Party.SYSTEM]))
    return True


def _open_again(
    work: Work, row: Consultation, step: Step, reason: str, away: UUID | None = None
) -> None:
    """Let the whole pool be asked again, also who passed before; not who is `away`."""
    release(work, row)
    row.take(step, work.at)
    row.pool, row.clinician_id = True, None
    _anew(work, row)
    here = col(ConsultationPass.consultation_id) == row.id
    work.session.exec(delete(ConsultationPass).where(here))
    if away is not None:
        work.session.add(ConsultationPass(consultation_id=row.id, clinician_id=away))
        work.session.flush()
    announce(work, row, step, reason)


def _anew(work: Work, row: Consultation) -> None:
    unseen(row)
    row.asker_id, row.question = None, ""
    waits_anew(work, row)


def _not_before(work: Work, row: Consultation, grace: timedelta) -> None:
    since = row.scheduled_for or row.status_since
    earliest = since + grace
    if work.at < earliest:
        zone = organization.find(work, row.practice_id).hours.zone
        raise StepNotPossible(f"This is possible from {earliest.astimezone(zone):%H:%M}.")
