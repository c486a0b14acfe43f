"""Steps that give a consultation to somebody else, or end it because somebody did not come."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.consultation import WAITING, WORKFLOW, ConsultationStatus
from portal.domain.errors import Invalid, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.workflow import Party, Step
from portal.models import Consultation, ConsultationPass, User
from portal.schemas.consultation import ConsultationView
from portal.schemas.consultation_claim import Addition, Interrupt, Reason, Reassign
from portal.services import consultation_note, consultation_view, organization
from portal.services.consultation_step import (
    account_of,
    agreed,
    announce,
    deadlines,
    find,
    finish,
    hold,
    passed,
    recipients,
    release,
    step_of,
    waits_anew,
)
from portal.services.consultation_time import moment_of
from portal.services.work import Work

S = ConsultationStatus


def hand_back(work: Work, consultation_id: UUID | str, said: Reason) -> ConsultationView:
    """Give an accepted consultation back to the pool: a colleague takes it, or the lead acts."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "hand_back")
    me = account_of(work, work.actor.id).id
    before = consultation_view.detail(work, row)
    _open_again(work, row, step, said.reason)
    if me not in passed(work, row.id):
        work.session.add(ConsultationPass(consultation_id=row.id, clinician_id=me))
    return before.model_copy(update={"status": row.status, "steps": [], "clinician": ""})


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
    row.pool, row.clinician_id = False, given.clinician_id
    row.take(step, work.at)
    waits_anew(work, row)
    row.escalated_at = work.at  # it stays in the lead's sight
    announce(work, row, step, given.reason, recipients(work, row, step, former))
    return consultation_view.detail(work, row)


def transfer(work: Work, row: Consultation, to: UUID, reason: str, step: Step) -> None:
    """Give a started consultation to a colleague, who goes on where it stands."""
    former = row.clinician_id
    release(work, row)
    hold(work, row, to)
    row.take(step, work.at)
    row.clinician_seen = 0
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


def colleagues(work: Work, consultation_id: UUID | str) -> list[User]:
    """Return to whom the lead may give this consultation."""
    row = find(work, consultation_id)
    there = organization.clinicians(work, row.practice_id, row.specialty)
    return [user for user in there if user.id != row.clinician_id]


def leave(work: Work, clinician_id: UUID, cover_id: UUID | None, reason: str) -> int:
    """Give away everything a clinician holds, because their account is suspended or closed.

    What waits or is accepted returns to the pool; what has started goes to the cover, or to the
    lead. Return how many consultations moved.
    """
    query = select(Consultation).where(
        Consultation.clinician_id == clinician_id,
        col(Consultation.status).in_([*WAITING, S.ACCEPTED, S.IN_PROGRESS]),
    )
    held = work.session.exec(query.with_for_update()).all()
    for row in held:
        if row.status is S.IN_PROGRESS:
            leads = organization.leads(work, row.practice_id)
            to = cover_id or next((one for one in leads if one != clinician_id), None)
            if to is not None:
                step = WORKFLOW.step("transfer", row.status, [Party.SYSTEM])
                transfer(work, row, to, reason, step)
        elif row.status is S.ACCEPTED:
            _open_again(work, row, WORKFLOW.step("return", row.status, [Party.SYSTEM]), reason)
        else:
            row.pool, row.clinician_id = True, None
            row.escalated_at = work.at
            work.session.add(row)
            work.touch("consultation", row.id, [f"org:{row.practice_id}"])
    return len(held)


def _open_again(work: Work, row: Consultation, step: Step, reason: str) -> None:
    release(work, row)
    row.pool, row.clinician_id, row.asker_id = True, None, None
    row.take(step, work.at)
    waits_anew(work, row)
    row.escalated_at = work.at  # the lead sees what came back
    announce(work, row, step, reason)


def _not_before(work: Work, row: Consultation, grace: timedelta) -> None:
    since = row.scheduled_for or row.status_since
    earliest = since + grace
    if work.at < earliest:
        zone = organization.find(work, row.practice_id).hours.zone
        raise StepNotPossible(f"This is possible from {earliest.astimezone(zone):%H:%M}.")
