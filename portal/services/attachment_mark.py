"""What happens to a file after it was sent: sensitive, seen by whom, removed."""

from functools import partial
from uuid import UUID

from sqlmodel import select

from portal.domain.attachment import Purpose
from portal.domain.errors import Invalid, NotAllowed, StepNotPossible
from portal.domain.permission import CLINICIANS
from portal.models import Attachment, AttachmentViewer, Consultation, User
from portal.schemas.attachment import AttachmentView, Removal, Sensitive, Viewer, ViewerView
from portal.services import attachment_view, organization
from portal.services.attachment import find, refresh
from portal.services.attachment_store import forget
from portal.services.work import Work

GONE = "This file was removed already."


def mark(work: Work, attachment_id: UUID | str, said: Sensitive) -> AttachmentView:
    """Let only the patient, the sender, the marker and named viewers open a picture, or undo that.

    Raises NotAllowed for anybody but a clinician, and for undoing somebody else's mark.
    """
    row = _present(work, attachment_id)
    if said.sensitive:
        return _marked(work, row)
    if row.sensitive_at is not None:
        if work.actor.id != row.sensitive_by:
            raise NotAllowed("Only who marked a picture as sensitive takes the mark away.")
        row.sensitive_at = row.sensitive_by = None
        work.session.add(row)
        for viewer in _viewers(work, row.id):
            work.session.delete(viewer)
        work.record("attachment:unmarked", "attachment", row.id, row.patient_id)
        refresh(work, row)
    return _shown(work, row)


def name_viewer(work: Work, attachment_id: UUID | str, said: Viewer) -> AttachmentView:
    """Let a colleague, or the patient's clinician, see a sensitive picture too.

    The word of the patient, the sender or the marker opens it. Raises NotAllowed, and Invalid for
    a person who has nothing to do with the patient.
    """
    row = _present(work, attachment_id)
    if row.sensitive_at is None:
        raise StepNotPossible("This picture is not marked as sensitive: all concerned see it.")
    if not attachment_view.may_name(work.actor, row):
        raise NotAllowed("Only the patient, the sender or who marked it can let others see it.")
    if said.person not in {UUID(one.id) for one in _candidates(work, row)}:
        raise Invalid("Please check what you chose.", {"person": said.SAY["person"]})
    namer = work.session.get_one(User, work.actor.id)
    if said.person not in attachment_view.viewers(work, row.id):
        work.session.add(
            AttachmentViewer(
                created_at=work.at, attachment_id=row.id, user_id=said.person, named_by=namer.id
            )
        )
        work.session.flush()
        named = work.session.get_one(User, said.person).name
        work.record("attachment:shown_to", "attachment", row.id, row.patient_id, f"To {named}")
        refresh(work, row)
    return _shown(work, row)


def candidates(work: Work, attachment_id: UUID | str) -> list[ViewerView]:
    """Return whom the actor could let see a sensitive picture; nobody, when it is not theirs."""
    row = find(work, attachment_id)
    if row.sensitive_at is None or not attachment_view.may_name(work.actor, row):
        return []
    named = {str(one) for one in attachment_view.viewers(work, row.id)}
    return [one for one in _candidates(work, row) if one.id not in named]


def remove(work: Work, attachment_id: UUID | str, said: Removal) -> AttachmentView:
    """Take a file away for good. Its row stays: who removed it, when and why.

    The content leaves the store once this is committed. Raises NotAllowed and StepNotPossible.
    """
    row = _present(work, attachment_id)
    if not attachment_view.may_remove(work.actor, row, attachment_view.viewers(work, row.id)):
        raise NotAllowed("Ask your clinician to remove this file.")
    row.removed_at, row.removed_by, row.removed_reason = work.at, work.actor.id, said.reason
    work.session.add(row)
    work.record("attachment:removed", "attachment", row.id, row.patient_id, said.reason)
    work.afterwards.append(partial(forget, [row.stored_as, row.thumbnail]))
    refresh(work, row)
    return _shown(work, row)


def withdraw(work: Work, attachment_id: UUID | str) -> None:
    """Take back a file that was not sent yet; nothing is left of it."""
    row = find(work, attachment_id, lock=True)
    unsent = row.purpose is Purpose.REQUEST and row.consultation_id is None
    if not unsent or row.uploader_id != work.actor.id:
        raise StepNotPossible("This file was sent. Ask your clinician to remove it.")
    drop(work, row)


def drop(work: Work, row: Attachment) -> None:
    """Delete a file that nobody else ever saw, with its row."""
    work.session.delete(row)
    work.record("attachment:dropped", "attachment", row.id, row.patient_id)
    work.afterwards.append(partial(forget, [row.stored_as, row.thumbnail]))


def _present(work: Work, attachment_id: UUID | str) -> Attachment:
    row = find(work, attachment_id, lock=True)
    if row.removed_at is not None:
        raise StepNotPossible(GONE)
    return row


def _marked(work: Work, row: Attachment) -> AttachmentView:
    if work.actor.role not in CLINICIANS:
        raise NotAllowed("A clinician marks pictures as sensitive: ask yours.")
    if not row.media_type.is_picture:
        raise StepNotPossible("Only pictures can be marked as sensitive.")
    if row.sensitive_at is None:
        row.sensitive_at, row.sensitive_by = work.at, work.actor.id
        work.session.add(row)
        work.record("attachment:marked", "attachment", row.id, row.patient_id)
        refresh(work, row)
    return _shown(work, row)


def _shown(work: Work, row: Attachment) -> AttachmentView:
    work.session.flush()
    return attachment_view.views(work, [row])[0]


def _viewers(work: Work, attachment_id: UUID) -> list[AttachmentViewer]:
    query = select(AttachmentViewer).where(AttachmentViewer.attachment_id == attachment_id)
    return list(work.session.exec(query))


def _candidates(work: Work, row: Attachment) -> list[ViewerView]:
    """Return the clinicians of the places that treat this patient, but for who sees it anyway."""
    about = select(Consultation.practice_id).where(Consultation.patient_id == row.patient_id)
    places = work.session.exec(about.distinct()).all()
    there = [u for place in places for u in organization.clinicians(work, place)]
    anyway = {row.uploader_id, row.sensitive_by, work.actor.id}
    return [ViewerView(id=str(u.id), name=u.name) for u in there if u.id not in anyway]
