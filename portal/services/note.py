"""A note while it is written: kept with every pause, its author's alone until it is sent.

A draft is no part of the patient's record, and keeping one is not audited: what counts is what is
written when the consultation is completed.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.consultation import ConsultationStatus
from portal.domain.errors import StepNotPossible
from portal.domain.permission import Permission
from portal.domain.workflow import Party
from portal.infra.clock import now
from portal.models import Consultation, NoteDraft, Organization
from portal.schemas.note import Draft, DraftSave, DraftView, NextView, NoteEditorView
from portal.services import access, work_list
from portal.services.consultation_step import account_of, find
from portal.services.work import Work
from portal.settings import settings

S = ConsultationStatus
WRITABLE = frozenset({S.ACCEPTED, S.IN_PROGRESS})
"""When a note is written; it is sent when the consultation is in progress."""

KEPT = timedelta(days=30)
"""How long a draft that was never sent is kept after its consultation has ended."""

ELSEWHERE = "You changed this note in another tab."
OVER = "This consultation is {}: its note is no longer written here. What you typed is kept."


def editor(work: Work, consultation_id: UUID | str) -> NoteEditorView:
    """Return what is needed to write the note: the author's own draft, and what they may do."""
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id)
    mine = Party.CLINICIAN in access.parties(work.actor, row)
    return NoteEditorView(
        consultation_id=str(row.id),
        writes=mine and row.status in WRITABLE,
        completes=mine and row.status is S.IN_PROGRESS,
        draft=_view(_mine(work, row)),
        suggestions=_suggestions(work.session.get_one(Organization, row.practice_id)),
    )


def draft(work: Work, consultation_id: UUID | str) -> DraftView:
    """Return the actor's own draft, empty when there is none."""
    work.require(Permission.CONSULTATION_PROVIDE)
    found = _view(_mine(work, find(work, consultation_id)))
    return found or DraftView(fields=Draft(), mark="")


def keep(work: Work, consultation_id: UUID | str, typed: DraftSave) -> DraftView:
    """Keep what is typed, and let the author's other tabs show it.

    Raises StepNotPossible when another tab has kept something since, or the note is closed.
    """
    work.require(Permission.CONSULTATION_PROVIDE)
    row = find(work, consultation_id, lock=True)
    if Party.CLINICIAN not in access.parties(work.actor, row) or row.status not in WRITABLE:
        raise StepNotPossible(OVER.format(row.status.word))
    kept = _mine(work, row)
    if kept is not None and _mark(kept.saved_at) != typed.base:
        raise StepNotPossible(ELSEWHERE)
    if kept is None:
        me = account_of(work, work.actor.id).id
        kept = NoteDraft(consultation_id=row.id, author_id=me, fields={})
    at = work.at
    if kept.fields and at <= kept.saved_at:
        at = kept.saved_at + timedelta(microseconds=1)
    kept.fields, kept.saved_at = typed.fields.model_dump(mode="json"), at
    work.session.add(kept)
    work.touch("draft", row.id, [f"user:{work.actor.id}"])
    return DraftView(fields=typed.fields, mark=_mark(at))


def next_up(work: Work, consultation_id: str) -> NextView:
    """Return what waits first on the actor's work list, other than this consultation."""
    rows = [one for one in work_list.dashboard(work).rows if one.id != consultation_id]
    return NextView(rows=rows[:1])


def due(work: Work, at: datetime, most: int) -> list[UUID]:
    """Return drafts of consultations that ended long ago."""
    query = (
        select(NoteDraft.id)
        .join(Consultation, col(Consultation.id) == NoteDraft.consultation_id)
        .where(
            col(Consultation.status).not_in([*WRITABLE, S.REQUESTED, S.INFO_NEEDED]),
            col(Consultation.status_since) <= at - KEPT,
        )
    )
    return list(work.session.exec(query.limit(most)))


def drop(work: Work, draft_id: UUID) -> bool:
    """Remove one draft that nobody will send any more."""
    found = work.session.get(NoteDraft, draft_id)
    if found is None or draft_id not in due(work, now(), 1000):
        return False
    work.session.delete(found)
    return True


def _mine(work: Work, row: Consultation) -> NoteDraft | None:
    query = select(NoteDraft).where(
        NoteDraft.consultation_id == row.id, NoteDraft.author_id == work.actor.id
    )
    return work.session.exec(query).one_or_none()


def _view(kept: NoteDraft | None) -> DraftView | None:
    if kept is None:
        return None
    return DraftView(fields=Draft.model_validate(kept.fields), mark=_mark(kept.saved_at))


def _mark(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _suggestions(practice: Organization) -> dict[str, list[str]]:
    emergency, advice = settings().emergency_number, settings().advice_number
    return {
        "watch_for": [
            "You feel worse instead of better.",
            "A fever above 38.5 °C for more than three days.",
            "Trouble breathing, chest pain, or confusion.",
            "You cannot keep fluids down.",
            "Pain that gets worse in spite of painkillers.",
            "Anything new that worries you.",
        ],
        "act_by": ["today", "within two days", "within a week", "within two weeks"],
        "call_whom": [
            f"{practice.name}, {practice.phone}",
            f"{advice} when we are closed",
            f"{emergency} in an emergency",
        ],
    }
