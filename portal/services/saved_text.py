"""Texts that clinicians use again: everybody has their own, the lead keeps the practice's."""

from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.errors import Invalid, NotAllowed, NotFound
from portal.domain.permission import Permission
from portal.models import SavedKind, SavedText
from portal.schemas.base import parse
from portal.schemas.saved_text import (
    BODY,
    SavedTextChange,
    SavedTextClaim,
    SavedTexts,
    SavedTextView,
)
from portal.services import access
from portal.services.work import Work, record_id

AT_MOST = 200
BEGINS = 110


def texts(work: Work) -> SavedTexts:
    """Return what the actor may use: their own, then their practice's."""
    work.require(Permission.CONSULTATION_PROVIDE)
    query = select(SavedText).where(access.saved_texts(work.actor))
    found = [_view(work, row) for row in work.session.exec(query)]
    return SavedTexts(items=sorted(found, key=lambda t: (not t.mine, t.title.casefold(), t.id)))


def keep(work: Work, given: SavedTextClaim) -> SavedTextView:
    """Keep a text: for oneself, or, as the lead, for the practice."""
    work.require(Permission.CONSULTATION_PROVIDE)
    if given.practice:
        _lead(work)
    owner = None if given.practice else work.actor.id
    place = work.actor.organization_id if given.practice else None
    whose = SavedText.owner_id == owner, SavedText.organization_id == place
    query = select(func.count()).select_from(SavedText).where(*whose)
    if work.session.exec(query).one() >= AT_MOST:
        raise Invalid("The list is full.", {"title": f"Remove one first: {AT_MOST} is the most."})
    row = SavedText(
        created_at=work.at,
        owner_id=owner,
        organization_id=place,
        kind=SavedKind(given.kind),
        title=given.title,
        fields=given.fields,
    )
    work.session.add(row)
    return _changed(work, row, "saved_text:kept")


def change(work: Work, text_id: UUID | str, given: SavedTextChange) -> SavedTextView:
    """Give a text another name or other words."""
    row = _editable(work, text_id)
    claim = {"kind": row.kind.value, "title": given.title, "fields": given.fields}
    checked = parse(SavedTextClaim, claim)
    row.title, row.fields = checked.title, checked.fields
    work.session.add(row)
    return _changed(work, row, "saved_text:changed")


def drop(work: Work, text_id: UUID | str) -> None:
    """Remove a text."""
    row = _editable(work, text_id)
    _changed(work, row, "saved_text:removed")
    work.session.delete(row)


def _editable(work: Work, text_id: UUID | str) -> SavedText:
    """Return one text under its lock. Raises NotAllowed for the practice's, but for the lead."""
    work.require(Permission.CONSULTATION_PROVIDE)
    here = access.saved_texts(work.actor)
    query = select(SavedText).where(col(SavedText.id) == record_id(text_id), here)
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound("This text cannot be found, or it is not yours.")
    if row.owner_id is None:
        _lead(work)
    return row


def _lead(work: Work) -> None:
    if not work.actor.is_lead or work.actor.organization_id is None:
        raise NotAllowed("The practice's texts are kept by its lead clinician.")


def _changed(work: Work, row: SavedText, tag: str) -> SavedTextView:
    whose = f"user:{row.owner_id}" if row.owner_id else f"org:{row.organization_id}"
    work.record(tag, "saved_text", row.id)
    work.touch("saved_text", row.id, [whose])
    return _view(work, row)


def _view(work: Work, row: SavedText) -> SavedTextView:
    mine = row.owner_id is not None
    first = row.fields.get(BODY) or next(iter(row.fields.values()), "")
    words = " ".join(first.split())
    return SavedTextView(
        id=str(row.id),
        kind=row.kind,
        title=row.title,
        fields=row.fields,
        mine=mine,
        editable=mine or work.actor.is_lead,
        words=words if len(words) <= BEGINS else f"{words[:BEGINS].rstrip()}…",
    )
