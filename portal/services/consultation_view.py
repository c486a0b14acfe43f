"""Consultations as their viewers see them: rows, details, timelines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from portal.domain.consultation import CHAT_OPEN, WAITING, WORKFLOW, ConsultationStatus
from portal.domain.permission import CLINICIANS, Role
from portal.domain.workflow import Party, Step
from portal.models import AuditEntry, Consultation, Organization, User
from portal.schemas.consultation import ConsultationRow, ConsultationView, StepView, TimelineEntry
from portal.services import access, attachment_view, consultation_note, namesake, record_reading
from portal.services.work import Work
from portal.settings import settings

S = ConsultationStatus
UNSAID = frozenset({"pass", "all_passed"})
UNSAID_TO_PATIENTS = UNSAID | {"escalate", "remind", "alarm"}
STEP_ORDER = ("accept", "agree", "start", "complete", "answer")


def age_on(day: date, born: date | None) -> int | None:
    """Return whole years of age."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def day(one: date | datetime | None) -> str:
    """Return a day as people write it."""
    return f"{one.day} {one:%B %Y}" if one else ""


def people(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, User]:
    """Return the accounts of `ids`, read at once."""
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    return {u.id: u for u in work.session.exec(select(User).where(col(User.id).in_(wanted)))}


def counterpart(c: Consultation) -> UUID | None:
    """Return who talks with the patient: who asked a question, then who holds it."""
    return c.asker_id if c.status is S.INFO_NEEDED else c.clinician_id


def writers(c: Consultation) -> set[UUID]:
    """Return the two who may write in the conversation now."""
    return {one for one in (c.patient_id, counterpart(c)) if one}


def rows(work: Work, found: Sequence[Consultation]) -> list[ConsultationRow]:
    """Return list lines for consultations the actor may see."""
    known = people(work, [i for c in found for i in (c.patient_id, c.clinician_id, c.asker_id)])
    alike = namesake.among(work, [known[c.patient_id] for c in found])
    return [row(work, c, known, alike) for c in found]


def row(
    work: Work, c: Consultation, known: dict[UUID, User], alike: Mapping[UUID, str]
) -> ConsultationRow:
    """Return one list line; `alike` says who can be taken for the patient."""
    patient = known[c.patient_id]
    clinician = known[c.clinician_id].name if c.clinician_id else ""
    steps = open_steps(work, c)
    names = {s.name for s in steps}
    first = next((s for name in STEP_ORDER for s in steps if s.name == name), None)
    turn, words = whose_turn(work, c, patient.name, clinician)
    mine = c.patient_seen if work.actor.id == c.patient_id else c.clinician_seen
    concerned = work.actor.id in writers(c)
    return ConsultationRow(
        id=str(c.id),
        status=c.status,
        urgency=c.urgency,
        patient=patient.name,
        born=day(patient.birth_date),
        namesake=alike.get(patient.id, ""),
        age=age_on(work.at.date(), patient.birth_date),
        sex=patient.sex,
        clinician=clinician,
        symptoms=c.symptoms,
        created_at=c.created_at,
        since=max(c.status_since, c.last_message_at or c.status_since),
        due_at=c.due_at,
        scheduled_for=c.scheduled_for,
        proposed_for=c.proposed_for,
        proposed_by_me=c.proposed_by is not None and c.proposed_by == work.actor.id,
        question=c.question if c.status is S.INFO_NEEDED else "",
        turn=turn,
        turn_words=words,
        unread=max(c.last_seq - mine, 0) if concerned and c.last_author_id != work.actor.id else 0,
        step=first.name if first else "",
        step_label=first.label if first else "",
        can_pass="pass" in names and Party.CLINICIAN not in access.parties(work.actor, c),
    )


def detail(work: Work, c: Consultation) -> ConsultationView:
    """Return everything about one consultation that the actor may see."""
    if work.unseen:
        return ConsultationView.model_construct(id=str(c.id))
    known = people(work, [c.patient_id, c.clinician_id, c.asker_id])
    practice = work.session.get_one(Organization, c.practice_id)
    is_patient = work.actor.id == c.patient_id
    other = counterpart(c)
    partner = (
        (known[other].name if other else practice.name)
        if is_patient
        else (known[c.patient_id].name)
    )
    writes = work.actor.id in writers(c)
    return ConsultationView(
        **row(work, c, known, namesake.among(work, [known[c.patient_id]])).model_dump(),
        began=c.began.words,
        preferred_from=c.preferred_from,
        preferred_until=c.preferred_until,
        pool=c.pool,
        practice=practice.name,
        practice_phone=practice.phone,
        reason=c.reason,
        advice=c.advice,
        patient_id=str(c.patient_id),
        proposed_until=c.proposed_until,
        asker=known[c.asker_id].name if c.asker_id else "",
        attachments=attachment_view.of_request(work, c.id),
        note=consultation_note.view(work, c.id),
        partner=partner,
        chat_open=c.status in CHAT_OPEN and writes,
        upload_megabytes=settings().upload_megabytes,
        last_seq=c.last_seq,
        seen_by_me=c.patient_seen if is_patient else c.clinician_seen,
        seen_by_partner=c.clinician_seen if is_patient else c.patient_seen,
        partner_seen_at=c.clinician_seen_at if is_patient else c.patient_seen_at,
        steps=[
            StepView(name=s.name, label=s.label, asks=list(s.asks)) for s in open_steps(work, c)
        ],
        timeline=timeline(work, c.id),
    )


def open_steps(work: Work, c: Consultation) -> list[Step]:
    """Return the steps the actor may take now, by workflow and party."""
    parties = access.parties(work.actor, c)
    steps = WORKFLOW.open_steps(c.status, parties)
    if c.pool and Party.LEAD not in parties:
        steps = [s for s in steps if s.name != "decline"]
    hidden: set[str] = set()
    if not c.pool:
        hidden.add("pass")
    if c.proposed_for is None:
        hidden |= {"agree", "keep"}
    elif c.proposed_by == work.actor.id:
        hidden.add("agree")
    if c.scheduled_for is not None and c.scheduled_for > work.at:
        hidden |= {"no_show", "miss"}
    return [s for s in steps if s.name not in hidden]


def whose_turn(work: Work, c: Consultation, patient: str, clinician: str) -> tuple[str, str]:
    """Return `mine`, `theirs` or `nobody`, and the same in words."""
    if WORKFLOW.is_final(c.status):
        return "nobody", ""
    is_patient = work.actor.id == c.patient_id
    patients = c.status is S.INFO_NEEDED or (
        c.status is S.IN_PROGRESS and c.last_author_id not in (None, c.patient_id)
    )
    if c.status is S.ACCEPTED and c.proposed_by is not None:
        patients = c.proposed_by != c.patient_id
    if patients:
        return ("mine", "Your turn") if is_patient else ("theirs", f"{patient}’s turn")
    if is_patient:
        return "theirs", f"{clinician or 'The practice'}’s turn"
    if c.clinician_id in (None, work.actor.id) or (c.pool and c.status is S.REQUESTED):
        return "mine", "Your turn"
    return "theirs", f"{clinician}’s turn"


def timeline(work: Work, consultation_id: UUID) -> list[TimelineEntry]:
    """Return what happened, oldest first, in the words of the workflow.

    Nobody reads who passed. A patient does not read how colleagues were reminded, and nobody
    reads why the portal moved a consultation: that is between a clinician and the administrator.
    """
    query = (
        select(AuditEntry, User.name, User.role)
        .outerjoin(User, col(User.id) == AuditEntry.actor_id)
        .where(
            AuditEntry.subject_id == consultation_id,
            AuditEntry.outcome == "done",
            col(AuditEntry.action).in_({step.tag for step in WORKFLOW.steps}),
        )
    )
    found = work.session.exec(query.order_by(col(AuditEntry.seq))).all()
    hidden = UNSAID_TO_PATIENTS if work.actor.role is Role.PATIENT else UNSAID
    steps = _replayed([(entry.action, role) for entry, _, role in found])
    return [
        TimelineEntry(
            what=step.done,
            who="" if alone else who,
            at=entry.created_at,
            reason="" if alone else entry.reason,
        )
        for (entry, who, _), (step, alone) in zip(found, steps, strict=True)
        if step.name not in hidden
    ]


def _replayed(deeds: Sequence[tuple[str, str | None]]) -> Iterator[tuple[Step, bool]]:
    """Yield the step behind each tag and its actor's role, and whether the portal took it.

    Several steps share a tag: which one it was follows from where the consultation stood.
    """
    status = WORKFLOW.first().target
    for tag, actor in deeds:
        alone = actor not in CLINICIANS | {Role.PATIENT}
        party = Party.PATIENT if actor is Role.PATIENT else Party.CLINICIAN
        same = [s for s in WORKFLOW.steps if s.tag == tag]
        here = [s for s in same if s.begins or status in s.sources] or same
        step = next((s for s in here if (Party.SYSTEM if alone else party) in s.by), here[0])
        status = step.target or status
        yield step, alone


def taken_sentence(work: Work, c: Consultation) -> str:
    """Say who took what the actor was offered, without a word about the patient."""
    if c.clinician_id is not None and c.status in (S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED):
        return f"{work.session.get_one(User, c.clinician_id).name} has taken this request."
    if c.clinician_id is not None and c.status in WAITING:
        return f"This request was given to {work.session.get_one(User, c.clinician_id).name}."
    return f"This request is no longer open: it was {c.status.word}."


def note_reading(work: Work, c: Consultation) -> None:
    """Audit that somebody other than the patient reads this, once per viewer and 15 minutes."""
    record_reading.note(work, "consultation:read", "consultation", c.id, c.patient_id)
