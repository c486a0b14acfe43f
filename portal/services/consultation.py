"""The verbs of a consultation. Each one finds, requires, takes the step, records and tells."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, or_, select

from portal.domain.consultation import WORKFLOW, ConsultationStatus, Deadlines, Urgency
from portal.domain.errors import Invalid, NotAllowed, NotFound, Taken
from portal.domain.notification import NotificationType
from portal.domain.permission import Permission, Role
from portal.domain.workflow import Party, Step
from portal.models import Consultation, ConsultationClaim, ConsultationPass, User
from portal.schemas.consultation import (
    Cancel,
    Complete,
    ConsultationRequest,
    ConsultationView,
    Decline,
)
from portal.services import access, consultation_view, notification, organization
from portal.services.work import Work, record_id
from portal.settings import settings

MISSING = "This consultation cannot be found, or it is not yours to see."
HORIZON = timedelta(days=60)
S = ConsultationStatus


def deadlines() -> Deadlines:
    """Return how long each turn may take, from the settings."""
    at = settings()
    return Deadlines(
        emergency=timedelta(minutes=at.emergency_answer_minutes),
        urgent=timedelta(minutes=at.urgent_answer_minutes),
        soon_working=timedelta(hours=at.soon_answer_working_hours),
        routine_working=timedelta(hours=at.routine_answer_working_hours),
        start_grace=timedelta(minutes=at.start_grace_minutes),
        quiet=timedelta(hours=at.quiet_hours),
    )


def request(work: Work, asked: ConsultationRequest) -> ConsultationView:
    """Ask for a consultation with a chosen clinician or the practice's pool.

    Raises Invalid when a field cannot be accepted, or the emergency screen was not answered.
    """
    work.require(Permission.CONSULTATION_REQUEST)
    patient = work.session.get_one(User, work.actor.id)
    practice = organization.find(work, patient.organization_id)
    _check_request(work, asked, practice.id)
    emergency = asked.urgency is Urgency.EMERGENCY
    row = Consultation(
        created_at=work.at,
        patient_id=patient.id,
        practice_id=practice.id,
        clinician_id=asked.clinician_id,
        pool=asked.clinician_id is None or emergency,
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
    row.due_at = deadlines().answer_by(row.urgency, work.at, practice.hours, row.preferred_until)
    row.escalate_at = work.at + (row.due_at - work.at) / 2
    work.session.add(row)
    work.session.flush()
    _announce(work, row, WORKFLOW.first())
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
    """Take a waiting request; one clinician wins. Fixes the agreed time.

    Raises Taken, naming the colleague, for everybody who was slower.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "accept")
    told = _recipients(work, row, step)
    row.take(step, work.at)
    row.clinician_id = work.actor.id
    row.scheduled_for = max(row.preferred_from or work.at, work.at)
    _turn(row, deadlines().start_by(row.scheduled_for))
    me = work.session.get_one(User, work.actor.id).id
    work.session.add(ConsultationClaim(consultation_id=row.id, clinician_id=me))
    _announce(work, row, step, told=told)
    return consultation_view.detail(work, row)


def pass_on(work: Work, consultation_id: UUID | str) -> None:
    """Let a pool request go to the others; the last pass tells the lead."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "pass")
    me = work.session.get_one(User, work.actor.id).id
    if me in passed(work, row.id):
        return
    work.session.add(ConsultationPass(consultation_id=row.id, clinician_id=me))
    work.session.flush()
    _announce(work, row, step)
    everybody = {u.id for u in organization.clinicians(work, row.practice_id)}
    if everybody <= passed(work, row.id):
        _announce(work, row, WORKFLOW.step("all_passed", row.status, [Party.SYSTEM]))


def decline(work: Work, consultation_id: UUID | str, said: Decline) -> ConsultationView:
    """Refuse a request, with a reason and with advice that the patient reads."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "decline")
    row.reason, row.advice = said.reason, said.advice
    row.clinician_id = row.clinician_id or work.actor.id
    return _finish(work, row, step, said.reason)


def start(work: Work, consultation_id: UUID | str) -> ConsultationView:
    """Begin the consultation; never by just looking."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "start")
    row.take(step, work.at)
    _turn(row, deadlines().quiet_by(work.at))
    _announce(work, row, step)
    return consultation_view.detail(work, row)


def complete(work: Work, consultation_id: UUID | str, kept: Complete) -> ConsultationView:
    """End the consultation with a note and with safety-net advice that the patient reads."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "complete")
    row.note, row.safety_net = kept.note, kept.safety_net
    return _finish(work, row, step)


def cancel(work: Work, consultation_id: UUID | str, said: Cancel) -> ConsultationView:
    """Call it off. A clinician must give a reason.

    Raises Invalid without one, StepNotPossible once the step is closed.
    """
    asks = work.actor.role is Role.PATIENT
    work.require(Permission.CONSULTATION_REQUEST if asks else Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    step = _step(work, row, "cancel")
    if "reason" in step.asks and not said.reason:
        raise Invalid("Please say why.", {"reason": "Say why, in a sentence the patient reads."})
    row.reason = said.reason
    return _finish(work, row, step, said.reason)


def take_due(work: Work, consultation_id: UUID) -> bool:
    """Take the system step whose time has come; whether there was one."""
    query = select(Consultation).where(Consultation.id == consultation_id)
    row = work.session.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None or (duty := WORKFLOW.duty(row.status)) is None:
        return False
    if row.due_at is not None and row.due_at <= work.at:
        step = WORKFLOW.step(duty.then, row.status, [Party.SYSTEM])
        if WORKFLOW.is_final(step.target):
            _finish(work, row, step)
            row.escalated_at = work.at  # the lead, who is told, may read what was not answered
            return True
        row.due_at, row.escalated_at = deadlines().quiet_by(work.at), work.at
    elif row.escalate_at is not None and row.escalate_at <= work.at:
        step = WORKFLOW.step("escalate", row.status, [Party.SYSTEM])
        row.escalate_at, row.escalated_at = None, work.at
    else:
        return False
    _announce(work, row, step)
    return True


def find(work: Work, consultation_id: UUID | str, *, lock: bool = False) -> Consultation:
    """Return one consultation; what the actor may not see does not exist.

    Raises NotFound, or Taken for a clinician who was offered it and was slower.
    """
    known = or_(access.consultations(work.actor), access.offered(work.actor))
    query = select(Consultation).where(col(Consultation.id) == record_id(consultation_id), known)
    row = work.session.exec(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    if not may_read(work, row):
        raise Taken(consultation_view.taken_sentence(work, row))
    return row


def may_read(work: Work, row: Consultation) -> bool:
    """Whether the row, once found, is open to the actor and not only known to be taken."""
    mine = access.consultations(work.actor)
    query = select(Consultation.id).where(Consultation.id == row.id, mine)
    return work.session.exec(query).one_or_none() is not None


def passed(work: Work, consultation_id: UUID) -> set[UUID]:
    """Return who let this request go."""
    here = ConsultationPass.consultation_id == consultation_id
    return set(work.session.exec(select(ConsultationPass.clinician_id).where(here)))


def _check_request(work: Work, asked: ConsultationRequest, practice: UUID) -> None:
    problems: dict[str, str] = {}
    say = asked.SAY
    if asked.clinician_id is not None:
        there = {u.id for u in organization.clinicians(work, practice)}
        if asked.clinician_id not in there:
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


def _step(work: Work, row: Consultation, name: str) -> Step:
    parties = access.parties(work.actor, row)
    waits = row.pool and row.status is S.REQUESTED
    if name == "decline" and waits and Party.LEAD not in parties:
        raise NotAllowed("Pass it on instead: only the practice's lead declines for everybody.")
    return WORKFLOW.step(name, row.status, parties, row.status.word)


def _turn(row: Consultation, due: datetime | None) -> None:
    row.due_at, row.escalate_at, row.escalated_at = due, None, None


def _finish(work: Work, row: Consultation, step: Step, reason: str = "") -> ConsultationView:
    told = _recipients(work, row, step)
    row.take(step, work.at)
    _turn(row, None)
    _announce(work, row, step, reason, told)
    return consultation_view.detail(work, row)


def _announce(
    work: Work,
    row: Consultation,
    step: Step,
    reason: str = "",
    told: Mapping[UUID, str] | None = None,
) -> None:
    """Record the step, tell its parties, and refresh the screens of everybody concerned."""
    work.session.add(row)
    work.record(step.tag, "consultation", row.id, row.patient_id, reason)
    told = _recipients(work, row, step) if told is None else told
    if told:
        notification.tell(work, NotificationType(step.tag), row.id, told)
    audiences = [f"user:{row.patient_id}", f"org:{row.practice_id}"]
    work.touch("consultation", row.id, audiences)


def _recipients(work: Work, row: Consultation, step: Step) -> dict[UUID, str]:
    """Return who is told which sentence; the first that fits a person is the one they get."""
    patient = work.session.get_one(User, row.patient_id)
    people: dict[Party, list[UUID]] = {
        Party.PATIENT: [row.patient_id],
        Party.CLINICIAN: [row.clinician_id] if row.clinician_id else [],
    }
    if Party.POOL in step.tells and row.pool and row.status is S.REQUESTED:
        away = passed(work, row.id)
        there = organization.clinicians(work, row.practice_id)
        people[Party.POOL] = [u.id for u in there if u.id not in away]
    if Party.LEAD in step.tells:
        people[Party.LEAD] = organization.leads(work, row.practice_id)
    told: dict[UUID, str] = {}
    for party, sentence in step.tells.items():
        for person in people.get(party, []):
            told.setdefault(person, sentence.format(actor=work.actor.name, patient=patient.name))
    return told
