"""What is kept of a consultation: its note, and what is added later."""

from uuid import UUID

from sqlmodel import col, delete, select

from portal.domain.errors import Invalid
from portal.domain.permission import Permission
from portal.models import Addendum, ConsultationNote, NoteDraft, User
from portal.schemas.consultation import AddendumView, NoteView
from portal.schemas.consultation_claim import Addition, Complete
from portal.services import icd10
from portal.services.work import Work


def keep(work: Work, consultation_id: UUID, kept: Complete) -> None:
    """Write the note of a consultation that is being completed; its author's draft is done with.

    Raises Invalid for a diagnosis that the classification does not know.
    """
    author = work.session.get_one(User, work.actor.id).id
    note = ConsultationNote(
        created_at=work.at,
        consultation_id=consultation_id,
        author_id=author,
        **kept.model_dump(exclude={"codes"}),
        codes=_named(kept),
    )
    work.session.add(note)
    mine = col(NoteDraft.author_id) == author
    query = delete(NoteDraft).where(col(NoteDraft.consultation_id) == consultation_id, mine)
    work.session.exec(query)


def _named(kept: Complete) -> list[dict[str, str]]:
    """Return each diagnosis once, under the name that the classification gives it."""
    named: dict[str, str] = {}
    for one in kept.codes:
        label = icd10.label(one.code)
        if label is None:
            sentence = f"There is no diagnosis {one.code}. Choose it from the list."
            raise Invalid("Please check what you entered.", {"codes": sentence})
        named[one.code] = label
    return [{"code": code, "label": label} for code, label in named.items()]


def view(work: Work, consultation_id: UUID) -> NoteView | None:
    """Return the note as the actor may see it: a patient reads the advice, not the findings."""
    query = select(ConsultationNote).where(ConsultationNote.consultation_id == consultation_id)
    note = work.session.exec(query).one_or_none()
    if note is None:
        return None
    clinical = Permission.CONSULTATION_PROVIDE in work.actor.permissions
    author = work.session.get_one(User, note.author_id)
    return NoteView(
        author=author.name,
        at=note.created_at,
        history=note.history if clinical else "",
        examination=note.examination if clinical else "",
        assessment=note.assessment if clinical else "",
        codes=[f"{c['code']} {c['label']}" for c in note.codes] if clinical else [],
        plan=note.plan if clinical else "",
        outcome=note.outcome.words,
        watch_for=note.watch_for,
        act_by=note.act_by,
        call_whom=note.call_whom,
        addenda=addenda(work, consultation_id),
    )


def addenda(work: Work, consultation_id: UUID) -> list[AddendumView]:
    """Return what was added after completing, oldest first."""
    query = (
        select(Addendum, User.name)
        .join(User, col(User.id) == Addendum.author_id)
        .where(Addendum.consultation_id == consultation_id)
        .order_by(col(Addendum.created_at))
    )
    return [
        AddendumView(author=name, at=row.created_at, body=row.body)
        for row, name in work.session.exec(query)
    ]


def write_addendum(work: Work, consultation_id: UUID, said: Addition) -> None:
    """Add to a note; what was written stays as it is."""
    author = work.session.get_one(User, work.actor.id).id
    work.session.add(
        Addendum(
            created_at=work.at,
            consultation_id=consultation_id,
            author_id=author,
            body=said.addendum,
        )
    )
