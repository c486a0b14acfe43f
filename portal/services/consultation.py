"""The verbs of a consultation. Each one finds, requires, takes the step, records and tells."""

from datetime import datetime, timedelta
from uuid import UUID

from portal.domain.consultation import WORKFLOW, Urgency
from portal.domain.errors import Invalid, Unsigned
from portal.domain.permission import Permission, Role
from portal.domain.workflow import Party, Step
from portal.models import Consultation, ConsultationPass, User
from portal.schemas.consultation import ConsultationView
from portal.schemas.consultation_claim import (
    Answer,
    Cancel,
    Complete,
    ConsultationRequest,
    Decline,
    Question,
)
from portal.services import (
    attachment,
    consultation_note,
    consultation_view,
    message,
    notification,
    organization,
    prescription_draft,
)
from portal.services.consultation_step import (
    account_of,
    agreed,
    announce,
    deadlines,
    find,
    finish,
    hold,
    no_proposal,
    passed,
    recipients,
    step_of,
    turn,
    waits_anew,
)
from portal.services.work import Work

UNWRITTEN = "You have not written anything in the chat since this question."
HORIZON = timedelta(days=60)
UNSIGNED = "A prescription is not signed yet: sign it or discard it."


def request(work: Work, asked: ConsultationRequest) -> ConsultationView:
    """Ask for a consultation with a chosen clinician or the practice's pool.

    Raises Invalid when a field cannot be accepted, or the emergency screen was not answered.
    """
    work.require(Permission.CONSULTATION_REQUEST)
    patient = account_of(work, work.actor.id)
    chosen = _chosen(work, asked, patient)
    practice = organization.find(
        work, chosen.organization_id if chosen else patient.organization_id
    )
    emergency = asked.urgency is Urgency.EMERGENCY
    row = Consultation(
        created_at=work.at,
        patient_id=patient.id,
        practice_id=practice.id,
        clinician_id=asked.clinician_id,
        pool=asked.clinician_id is None or emergency,
        specialty=organization.specialty(work, chosen) if chosen else None,
        symptoms=asked.symptoms,
        began=asked.began,
        urgency=asked.urgency,
        urgency_rank=asked.urgency.rank,
        preferred_from=None if emergency else asked.preferred_from,
        preferred_until=None if emergency else asked.preferred_until,
        emergency_confirmed_at=work.at if emergency else None,
        status_since=work.at,
    )
    row.take(WORKFLOW.first(), work.at)
    waits_anew(work, row)
    work.session.add(row)
    work.session.flush()
    attachment.bind(work, row, asked.attachments)
    announce(work, row, WORKFLOW.first())
    return consultation_view.detail(work, row)


def get(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Return one consultation as the actor may see it.

    Raises Taken for a clinician who was offered it and was slower, else NotFound.
    """
    work.require(Permission.CONSULTATION_READ)
    return consultation_view.detail(work, find(work, consultation_id))


def open_record(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Return one consultation and audit the reading, once per viewer and 15 minutes."""
    work.require(Permission.CONSULTATION_READ)
    row = find(work, consultation_id)
    consultation_view.note_reading(work, row)
    notification.settle(work, row.id)
    return consultation_view.detail(work, row)


def accept(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Take a waiting request; one clinician wins. Fixes the agreed time, in opening hours.

    Whoever accepts while the practice is closed may start at once all the same.
    Raises Taken, naming the colleague, for everybody who was slower.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "accept")
    told = recipients(work, row, step)
    hold(work, row, account_of(work, work.actor.id).id)
    row.take(step, work.at)
    agreed(work, row, _time_for(work, row))
    announce(work, row, step, told=told)
    return consultation_view.detail(work, row)


def _time_for(work: Work, row: Consultation) -> datetime:
    """Return when an accepted request takes place: when its patient wished, else now.

    Nobody waits for an answer in the middle of the night: then it is the next opening, but for an
    emergency, which does not wait.
    """
    if row.preferred_from is not None and row.preferred_from > work.at:
        return row.preferred_from
    if row.urgency is Urgency.EMERGENCY:
        return work.at
    return organization.find(work, row.practice_id).hours.next_open(work.at)


def pass_on(work: Work, consultation_id: UUID | str) -> None:
    """Let a pool request go to the others; the last pass tells the lead."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "pass")
    me = account_of(work, work.actor.id).id
    if me in passed(work, row.id):
        return
    work.session.add(ConsultationPass(consultation_id=row.id, clinician_id=me))
    work.session.flush()
    announce(work, row, step)
    there = organization.clinicians(work, row.practice_id, row.specialty)
    if {u.id for u in there} <= passed(work, row.id):
        announce(work, row, WORKFLOW.step("all_passed", row.status, [Party.SYSTEM]))


def ask(work: Work, consultation_id: UUID | str, asked: Question) -> ConsultationView:
    """Ask the patient something before accepting; the conversation opens for the answer."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "ask")
    row.question, row.asker_id = asked.question, account_of(work, work.actor.id).id
    row.take(step, work.at)
    due = deadlines().info_by(row.urgency, work.at, row.preferred_until)
    turn(row, due, work.at + (due - work.at) / 2)
    message.append(work, row, row.asker_id, asked.question)
    announce(work, row, step)
    return consultation_view.detail(work, row)


def answer(work: Work, consultation_id: UUID | str, said: Answer) -> ConsultationView:
    """Answer the clinician's question; the request waits for the practice again, from now."""
    work.require(Permission.CONSULTATION_REQUEST)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "answer")
    message.append(work, row, row.patient_id, said.answer)
    return _answered(work, row, step)


def answer_in_chat(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Take what the patient has written since the question as the answer.

    Raises Invalid when the last word is still the clinician's.
    """
    work.require(Permission.CONSULTATION_REQUEST)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "answer")
    if row.last_author_id != row.patient_id:
        raise Invalid("Please check what you entered.", {"answer": UNWRITTEN})
    return _answered(work, row, step)


def _answered(work: Work, row: Consultation, step: Step) -> ConsultationView:
    row.take(step, work.at)
    waits_anew(work, row)
    announce(work, row, step)
    return consultation_view.detail(work, row)


def decline(work: Work, consultation_id: UUID | str, said: Decline) -> ConsultationView:
    """Refuse a request, with a reason and advice that the patient reads."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "decline")
    row.reason, row.advice = said.reason, said.advice
    told = recipients(work, row, step)
    row.clinician_id = row.clinician_id or work.actor.id
    row.take(step, work.at)
    turn(row, None)
    announce(work, row, step, said.reason, told)
    return consultation_view.detail(work, row)


def start(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Begin the consultation; never by just looking."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "start")
    row.take(step, work.at)
    row.remind_at = None
    no_proposal(row)
    turn(row, deadlines().quiet_by(work.at), deadlines().remind_by(work.at))
    announce(work, row, step)
    return consultation_view.detail(work, row)


def complete(work: Work, consultation_id: UUID | str, kept: Complete) -> ConsultationView:
    """End the consultation with a note and with safety-net advice that the patient reads.

    Raises Unsigned while a prescription that was begun in it is not signed.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "complete")
    if not prescription_draft.close(work, row.id):
        raise Unsigned(UNSIGNED)
    consultation_note.keep(work, row.id, kept)
    return finish(work, row, step)


def cancel(work: Work, consultation_id: UUID | str, said: Cancel) -> ConsultationView:
    """Call it off. Once it is accepted, whoever does so must say why.

    Raises Invalid without a reason, StepNotPossible once the step is closed.
    """
    asks = work.actor.role is Role.PATIENT
    work.require(Permission.CONSULTATION_REQUEST if asks else Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = step_of(work, row, "cancel")
    if "reason" in step.asks and not said.reason:
        reader = "the clinician" if asks else "the patient"
        raise Invalid("Please say why.", {"reason": f"Say why, in a sentence {reader} reads."})
    row.reason = said.reason
    return finish(work, row, step, said.reason)


def _chosen(work: Work, asked: ConsultationRequest, patient: User) -> User | None:
    """Return the clinician the patient chose. Raises Invalid for whatever cannot be asked."""
    problems: dict[str, str] = {}
    say = asked.SAY
    chosen = organization.choice(work, patient, asked.clinician_id)
    if asked.clinician_id is not None and chosen is None:
        problems["clinician_id"] = say["clinician_id"]
    if asked.urgency is Urgency.EMERGENCY and not asked.emergency_confirmed:
        problems["urgency"] = "Read the emergency page first, then go on from there."
    if asked.preferred_from and asked.preferred_until:
        forward = asked.preferred_from < asked.preferred_until
        ahead = work.at < asked.preferred_until < work.at + HORIZON
        ahead = ahead and work.at - HORIZON < asked.preferred_from
        if not (forward and ahead):
            problems["preferred_from"] = say["preferred_from"]
    if problems:
        raise Invalid("Please check what you entered.", problems)
    return chosen
