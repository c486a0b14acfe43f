"""How every step of a consultation goes: find it, see whose step it is, tell, announce."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, or_, select

from portal.domain.consultation import WAITING, WORKFLOW, ConsultationStatus
from portal.domain.deadline import Deadlines
from portal.domain.errors import NotAllowed, NotFound, Taken
from portal.domain.notification import NotificationType
from portal.domain.workflow import Party, Step
from portal.models import Consultation, ConsultationClaim, ConsultationPass, User
from portal.schemas.consultation import ConsultationView
from portal.services import access, consultation_view, notification, organization
from portal.services.work import Work, record_id
from portal.settings import settings

S, P = ConsultationStatus, Party
MISSING = "This consultation cannot be found, or it is not yours to see."
OFFERS = frozenset(
    step.name
    for step in WORKFLOW.steps
    if step.sources and step.sources <= WAITING and step.by & {P.CLINICIAN, P.POOL}
)
"""Steps for which two clinicians may race."""


def deadlines() -> Deadlines:
    """Return how long each turn may take, from the settings."""
    at = settings()
    return Deadlines(
        emergency=timedelta(minutes=at.emergency_answer_minutes),
        urgent=timedelta(minutes=at.urgent_answer_minutes),
        soon_working=timedelta(hours=at.soon_answer_working_hours),
        routine_working=timedelta(hours=at.routine_answer_working_hours),
        info=timedelta(hours=at.info_answer_hours),
        approach=timedelta(minutes=at.approach_minutes),
        start_grace=timedelta(minutes=at.start_grace_minutes),
        no_show_grace=timedelta(minutes=at.no_show_minutes),
        patient_wait=timedelta(minutes=at.patient_wait_minutes),
        miss_grace=timedelta(minutes=at.missed_minutes),
        proposal=timedelta(hours=at.proposal_hours),
        quiet=timedelta(hours=at.quiet_hours),
        silent=timedelta(hours=at.silent_hours),
    )


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


def step_of(work: Work, row: Consultation, name: str) -> Step:
    """Return the step called `name` as the actor may take it.

    Raises StepNotPossible when it is not open, NotAllowed when it is somebody else's, and Taken
    when a colleague was faster.
    """
    parties = access.parties(work.actor, row)
    held = row.status in (S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED)
    if held and name in OFFERS and not parties & {P.CLINICIAN, P.PATIENT}:
        raise Taken(consultation_view.taken_sentence(work, row))
    waits = row.pool and row.status in WAITING
    if name == "decline" and waits and Party.LEAD not in parties:
        raise NotAllowed("Pass it on instead: only the practice's lead declines for everybody.")
    return WORKFLOW.step(name, row.status, parties, row.status.word)


def turn(row: Consultation, due: datetime | None, before: datetime | None = None) -> None:
    """Set the end of this turn, and when somebody is reminded on the way there."""
    row.due_at, row.escalate_at, row.escalated_at = due, before, None


def waits_anew(work: Work, row: Consultation) -> None:
    """Let a request wait for an answer again, from now, with half of the time to escalate."""
    hours = organization.find(work, row.practice_id).hours
    asked = (row.urgency, work.at, hours, row.preferred_until)
    turn(row, deadlines().answer_by(*asked), deadlines().escalate_by(*asked))
    row.scheduled_for = row.remind_at = None
    no_proposal(row)


def agreed(work: Work, row: Consultation, at: datetime) -> None:
    """Fix the agreed time: reminders before and after it, and when it counts as missed."""
    limits = deadlines()
    row.scheduled_for = at
    before = at - limits.approach
    row.remind_at = before if before > work.at else None
    turn(row, limits.miss_by(at), limits.start_by(at))
    no_proposal(row)


def no_proposal(row: Consultation) -> None:
    """Take back what was proposed."""
    row.proposed_for = row.proposed_by = row.proposed_until = None


def hold(work: Work, row: Consultation, clinician_id: UUID) -> None:
    """Give the consultation to one clinician; a constraint lets only one hold it."""
    if clinician_id != row.asker_id:
        unseen(row)
    row.clinician_id = clinician_id
    work.session.add(ConsultationClaim(consultation_id=row.id, clinician_id=clinician_id))


def unseen(row: Consultation) -> None:
    """Let whoever takes over find everything new, and the next word to be theirs."""
    row.clinician_seen, row.clinician_seen_at = 0, None
    if row.last_author_id != row.patient_id:
        row.last_author_id = None


def release(work: Work, row: Consultation) -> None:
    """Nobody holds it any more; who did has nothing left to read of it."""
    if row.clinician_id is not None:
        notification.settle(work, row.id, row.clinician_id)
    query = select(ConsultationClaim).where(
        ConsultationClaim.consultation_id == row.id, col(ConsultationClaim.released_at).is_(None)
    )
    for claim in work.session.exec(query):
        claim.released_at = work.at
        work.session.add(claim)
    work.session.flush()


def finish(work: Work, row: Consultation, step: Step, reason: str = "") -> ConsultationView:
    """Take a step after which nobody has a turn."""
    told = recipients(work, row, step)
    row.take(step, work.at)
    turn(row, None)
    row.remind_at = None
    no_proposal(row)
    announce(work, row, step, reason, told)
    return consultation_view.detail(work, row)


def announce(
    work: Work,
    row: Consultation,
    step: Step,
    reason: str = "",
    told: Mapping[UUID, str] | None = None,
) -> None:
    """Record the step, tell its parties, and refresh the screens of everybody concerned.

    A lead who is told may also read it, until somebody's next turn begins.
    """
    if Party.LEAD in step.tells:
        row.escalated_at = work.at
    work.session.add(row)
    work.record(step.tag, "consultation", row.id, row.patient_id, reason)
    told = recipients(work, row, step) if told is None else told
    if told:
        notification.tell(work, NotificationType(step.tag), row.id, told)
    if step.name == "reassign" or (step.sources & WAITING and row.status not in WAITING):
        waits = row.clinician_id if row.status in WAITING else None
        notification.settle_answered(work, row.id, [row.patient_id, waits])
    audiences = [f"user:{row.patient_id}", f"org:{row.practice_id}"]
    work.touch("consultation", row.id, audiences)


def recipients(
    work: Work, row: Consultation, step: Step, former: UUID | None = None
) -> dict[UUID, str]:
    """Return who is told which sentence; the first that fits a person is the one they get.

    `former` is who held it before this step.
    """
    known = consultation_view.people(work, [row.patient_id, row.clinician_id])
    patient = known[row.patient_id].name
    clinician = known[row.clinician_id].name if row.clinician_id else "the practice"
    people: dict[Party, list[UUID | None]] = {
        Party.PATIENT: [row.patient_id],
        Party.CLINICIAN: [row.clinician_id],
        Party.ASKER: [row.asker_id],
        Party.FORMER: [former if former != row.clinician_id else None],
    }
    if Party.POOL in step.tells and row.pool and row.status in WAITING:
        away = passed(work, row.id)
        there = organization.clinicians(work, row.practice_id, row.specialty)
        people[Party.POOL] = [u.id for u in there if u.id not in away]
    if Party.LEAD in step.tells:
        people[Party.LEAD] = list(organization.leads(work, row.practice_id))
    told: dict[UUID, str] = {}
    for party, sentence in step.tells.items():
        for person in people.get(party, []):
            if person is not None:
                said = sentence.format(actor=work.actor.name, patient=patient, clinician=clinician)
                told.setdefault(person, said)
    return told


def account_of(work: Work, user_id: UUID | None) -> User:
    """Return the account of the acting person."""
    return work.session.get_one(User, user_id)
