"""What is kept of a consultation: its note, and what is added later."""

import re
from uuid import UUID

from sqlmodel import col, delete, select

from portal.domain.errors import Invalid
from portal.domain.permission import Permission
from portal.models import Addendum, ConsultationNote, NoteDraft, User
from portal.schemas.consultation import AddendumView, CallPart, NoteView
from portal.schemas.consultation_claim import Addition, Complete
from portal.services import icd10
from portal.services.work import Work

NUMBER = re.compile(r"(?<![\w+])\+?\d(?:[\d ()/-]*\d)?(?!\w)")
SHORTEST_NUMBER = 3
"""999 and 111 are numbers to call; 24 in “24 hours” is not."""


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
        calls=calls(note.call_whom),
        addenda=addenda(work, consultation_id),
    )


def calls(sentence: str) -> list[CallPart]:
    """Part the sentence that says whom to call, so that its numbers can be dialled."""
    parts: list[CallPart] = []
    end = 0
    for found in NUMBER.finditer(sentence):
        tel = "".join(c for c in found[0] if c.isascii() and (c.isdigit() or c == "+"))
        if len(tel) < SHORTEST_NUMBER:
            continue
        if before := sentence[end : found.start()]:
            parts.append(CallPart(text=before))
        parts.append(CallPart(text=found[0], tel=tel))
        end = found.end()
    rest = sentence[end:]
    return [*parts, CallPart(text=rest)] if rest else parts


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
